// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A picture or a PDF whose text stands in a file beside it: the text and the places are taken from
// there, all else from the original.

internal import SystemPackage

/// The text of a file beside, on the pages of the original.
struct BesidePages: Sendable {
  /// What the file beside gave.
  var found: FoundLayout
  /// Its pages with their places on those of the original.
  var pages: [ExtractedPage]

  /// Reads the file that came beside an original.
  ///
  /// - Throws: `ExtractionFailure`, with a whole sentence about the file, where it cannot be used.
  init(
    _ file: LayoutFile, of input: ExtractionInput, _ mediaType: MediaType, _ run: ExtractionRun
  ) async throws(ExtractionFailure) {
    let (limits, folder) = (run.limits, run.folder)
    let found: FoundLayout?
    do throws(ExtractionFailure) {
      found = try await FoundLayout(file, declared: input, limits: limits, folder: folder)
    } catch {
      throw ExtractionFailure(error.reason, "\(file.name) was not used: \(error.sentence)")
    }
    guard let found else {
      throw ExtractionFailure(
        .formatNotSupported, "\(file.name) was not used: it is neither hOCR, ALTO nor PAGE")
    }
    let sizes = try await PageSizes.of(input, mediaType, limits: limits, folder: folder)
    if let misfit = sizes.misfit(found.outline.pages) {
      throw ExtractionFailure(
        .formatNotSupported, "\(file.name) was not used: it \(misfit)")
    }
    self.found = found
    pages = sizes.placed(found)
  }

  /// Enters how the text was obtained into the report of an original.
  func enter(into report: inout ExtractionReport, _ file: LayoutFile) {
    report.extractor = found.report.extractor
    report.extractorVersion = found.report.extractorVersion
    report.charset = found.report.charset
    report.charsetConfidence = found.report.charsetConfidence
    report.repairs += found.report.repairs
    report.gaps += found.report.gaps
    report.notes +=
      ["the text and the places of its words are those of \(file.name), which came beside the file"]
      + found.report.notes
  }

  /// Enters what the file beside says of itself into the document, behind what the original says.
  func enter(into document: inout ExtractedDocument) {
    document.title = document.title ?? found.document.title
    document.language = document.language ?? found.document.language
    document.date = document.date ?? found.document.date
    for (name, value) in found.document.metadata where name != "image" {
      document.metadata[name] = document.metadata[name] ?? value
    }
  }
}

extension PictureReader {
  /// Reads a picture whose text is known.
  func read(
    _ input: ExtractionInput, _ mediaType: MediaType, _ known: BesidePages, _ file: LayoutFile
  ) async -> FileReading {
    let (facts, note) = await PictureFacts.read(input.path, limits: limits)
    var report = ExtractionReport(
      mediaType: mediaType, extractor: "picture", extractorVersion: "1")
    known.enter(into: &report, file)
    if let note { report.notes.append(note) }
    var document = ExtractedDocument(
      pages: known.pages, title: facts.title, language: input.declaredLanguage, date: facts.date,
      metadata: facts.metadata)
    known.enter(into: &document)
    if known.pages.count > 1 { document.metadata["pages"] = "\(known.pages.count)" }
    return FileReading(documents: [document], report: report)
  }
}
