// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// PDF → pages with the place of each word. `handbill-pdf-reader` says what the document is and gives its
// text layer; of poppler's programs pdftoppm gives pictures of pages for text recognition, pdfdetach the
// files inside.

internal import SystemPackage
internal import TextAnalysis

/// Reads PDF files.
struct PDFReader {
  /// The reading that this is part of.
  let run: ExtractionRun
  /// Names that lead to the file in the original.
  let chain: [String]
  /// What stands on its pages, where a file beside it says that.
  var known: (pages: BesidePages, file: LayoutFile)?
  /// Takes the files that are inside.
  let sink: ExtractionRun.Sink

  /// The name by which poppler's programs open their standard input.
  ///
  /// `-` would be read into memory whole; this can be read in any order.
  static let input = "/dev/stdin"

  /// Reads a file; never throws, as everything about a foreign file.
  func read(_ input: ExtractionInput) async -> FileReading {
    var report = ExtractionReport(
      mediaType: .pdf, extractor: "pdf", extractorVersion: PDFDescription.readerVersion)
    do throws(ExtractionFailure) {
      let opening = try await PDFOpening.read(input.path, run)
      report.extractorVersion = opening.version ?? report.extractorVersion
      report.notes += [await Sandbox.current().sentence, opening.remark].compactMap { $0 }
      return await read(input, opening, report)
    } catch {
      report.failure = error
      return FileReading(report: report)
    }
  }

  /// Reads the pages and the files inside, side by side.
  private func read(
    _ input: ExtractionInput, _ opening: PDFOpening, _ report: ExtractionReport
  ) async -> FileReading {
    var report = report
    let info = opening.information
    async let inside = PDFAttachments(run: run, input: input, chain: chain, sink: sink)
      .read(mayHaveSome: opening.mayHaveFiles)
    if info.forbidsCopying { report.notes.append(Self.forbidden) }
    if info.hasXFA { report.notes.append(Self.form) }
    var documents: [ExtractedDocument] = []
    var failure: ExtractionFailure?
    do throws(ExtractionFailure) {
      let pages = try await pages(of: input, opening, &report)
      var document = ExtractedDocument(
        pages: pages, title: report.repair(title: info.title),
        language: input.declaredLanguage ?? opening.language, date: info.date,
        metadata: info.metadata)
      known?.pages.enter(into: &document)
      documents = [document]
    } catch {
      failure = error
    }
    let (parts, gaps) = await inside
    report.gaps += gaps
    if let failure, parts > 0 {
      report.gaps.insert(ExtractionGap(page: nil, failure.reason, failure.sentence), at: 0)
    } else {
      report.failure = failure
    }
    return FileReading(documents: documents, report: report)
  }

  private static let forbidden =
    "the PDF asks readers not to copy its text, and opens without a password; its text was read"
  private static let form =
    "the PDF holds a form of the XFA kind; what stands in its pages was read, not the form's data"

  /// The pages, with their text.
  private func pages(
    of input: ExtractionInput, _ opening: PDFOpening, _ report: inout ExtractionReport
  ) async throws(ExtractionFailure) -> [ExtractedPage] {
    if let known {
      known.pages.enter(into: &report, known.file)
      return known.pages.pages
    }
    let layer = try await textLayer(of: input.path, opening)
    return try await PDFPageReading(
      run: run, path: input.path, layer: layer, isOriginal: chain.isEmpty
    ).pages(opening.information, &report)
  }

  /// What a status of poppler's programs means: 1 cannot be opened, 3 forbidden.
  static func refusal(
    _ outcome: ChildOutcome, _ tool: ExtractionTool, _ limits: ExtractionLimits
  ) -> ExtractionFailure {
    if outcome.messages.contains("Incorrect password") {
      return ExtractionFailure(
        .encrypted, "the PDF asks for a password; add a copy that does not")
    }
    switch outcome.status {
    case 1:
      return ExtractionFailure(
        .damaged, "the PDF is damaged or cut off, and poppler cannot open it; find another copy")
    case 99:
      return ExtractionFailure(
        .damaged,
        "the PDF is damaged or cut off, and none of its pages can be found; find another copy")
    case 3:
      return ExtractionFailure(
        .encrypted, "the PDF forbids copying its text; add a copy that does not")
    case 153: return tool.tooMuchOutput(limit: limits.outputBytes)
    default: return tool.failed(outcome, limits)
    }
  }

  /// Reads the text layer, stretch by stretch.
  private func textLayer(
    of path: FilePath, _ opening: PDFOpening
  ) async throws(ExtractionFailure) -> PDFTextLayer {
    let info = opening.information
    var text = PDFTextRun(
      limits: run.limits, folder: run.folder, path: path, first: opening.text)
    var layer = PDFTextLayer()
    var bytes = 0
    while layer.pages.count < max(1, info.pageCount) {
      let first = layer.pages.count + 1
      let last = min(max(1, info.pageCount), layer.pages.count + PDFTextRun.stretch)
      let found = try await text.pages(first...last)
      for page in found.pages {
        let geometry = page.geometry ?? .unknown
        let read = PDFPageText.page(page, geometry)
        bytes += read.text.utf8.count
        layer.pages.append(read)
        layer.geometries.append(geometry)
        layer.comments.append(page.comments)
      }
      layer.failures.merge(found.failures) { old, _ in old }
      if found.isGivenUp || found.pages.isEmpty || bytes > run.limits.outputBytes { break }
    }
    return layer
  }
}
