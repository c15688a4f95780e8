// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The first look at a PDF: what it is, and its first pages, from one run of the reader.

internal import SystemPackage
internal import TextAnalysis

/// What the first look at a PDF gives.
struct PDFOpening: Sendable {
  /// What it says of itself, in XMP too.
  var information: PDFInformation
  /// The language that XMP tells.
  var language: Language?
  /// Why what it says is missing; nil where nothing is.
  var remark: String?
  /// Whether there may be files inside.
  let mayHaveFiles: Bool
  /// The first pages.
  let text: PDFTextRun.Attempt
  /// The reader's version.
  let version: String?

  /// Looks at a PDF.
  ///
  /// - Throws: `ExtractionFailure` where it cannot be opened.
  static func read(
    _ path: FilePath, _ run: ExtractionRun
  ) async throws(ExtractionFailure) -> PDFOpening {
    let stretch = PDFTextRun.stretch
    let frames = try await PDFFrames.read(
      path, PDFWish(pages: 1...stretch, isFirstLook: true), run.limits, in: run.folder)
    let description = try frames.told()
    var opening = PDFOpening(
      information: PDFInformation(description), mayHaveFiles: description.mayHaveFiles,
      text: PDFTextRun.Attempt(frames, limit: stretch), version: frames.version)
    if let xmp = frames.xmp { await opening.takeMetadata(xmp, run) }
    if Task.isCancelled { throw .interrupted }
    return opening
  }
}

extension PDFFrames {
  /// What the file says of itself.
  ///
  /// - Throws: `ExtractionFailure` where it cannot be opened, or has no page.
  func told() throws(ExtractionFailure) -> PDFDescription {
    guard let description else {
      throw failure
        ?? ExtractionFailure(.readerFailed, "the reader of this format gave nothing")
    }
    guard description.pageCount > 0 else {
      throw ExtractionFailure(
        .damaged,
        "the PDF is damaged or cut off, and none of its pages can be found; find another copy")
    }
    return description
  }
}
