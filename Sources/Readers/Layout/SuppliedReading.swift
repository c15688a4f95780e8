// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From what a reader of layout collected to the document that it gives.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// The last steps of all readers of layout.
enum SuppliedReading {
  /// Runs `body` over the file of a worker, and sends the document that it gives.
  ///
  /// - Parameters:
  ///   - format: the reader.
  ///   - input: what is known of the file.
  ///   - output: takes the document.
  ///   - body: from the file's bytes and the report to the document; nil where the report says why
  ///     there is none.
  /// - Throws: `WorkerStop` where the output takes no more.
  static func send(
    _ format: WorkerFormat, _ input: WorkerInput, to output: inout WorkerOutput,
    _ body: ([UInt8], inout ExtractionReport) -> ExtractedDocument?
  ) throws(WorkerStop) {
    var report = ExtractionReport(
      mediaType: input.mediaType, extractor: format.rawValue, extractorVersion: format.version)
    var document: ExtractedDocument?
    do throws(ExtractionFailure) {
      document = body(try input.contents(), &report)
    } catch {
      report.failure = error
    }
    try output.document(ReadDocument(path: [], document: document, report: report))
  }

  /// Makes the document of a layout.
  ///
  /// - Parameters:
  ///   - layout: what was collected.
  ///   - outcome: how the parse ended.
  ///   - input: what is known of the file.
  ///   - report: takes gaps, repairs and remarks.
  /// - Returns: nil, with a failure in the report, where it has no text.
  static func document(
    _ layout: SuppliedLayout, _ outcome: XMLParser.Outcome, _ input: WorkerInput,
    _ report: inout ExtractionReport
  ) -> ExtractedDocument? {
    let (pages, unplaced) = layout.extracted()
    if pages.allSatisfy({ TextCleaner.isBlank($0.text) }) {
      report.failure = failure(outcome)
      return nil
    }
    if case .broken(let line) = outcome {
      report.gaps.append(
        ExtractionGap(
          page: nil, .damaged,
          "the file breaks off or is damaged in line \(line), and what stands before was read; "
            + "find a whole copy"))
    }
    for (index, page) in pages.enumerated() where TextCleaner.isBlank(page.text) {
      report.gaps.append(
        ExtractionGap(page: index + 1, .noText, "page \(index + 1) has no text in the file"))
    }
    if unplaced > 0 {
      report.notes.append(
        "the file has more than \(SuppliedLayout.mostPlaced) words; \(unplaced) of its pages were "
          + "read without the places of their words")
    }
    var document = ExtractedDocument(
      pages: report.repair(pages), language: input.declaredLanguage)
    document.metadata["image"] = layout.image
    if layout.pages.contains(where: { $0.width <= 0 || $0.height <= 0 }) {
      document.metadata[FoundLayout.sizeProperty] = "unknown"
    }
    return document
  }

  private static func failure(_ outcome: XMLParser.Outcome) -> ExtractionFailure {
    if case .broken(let line) = outcome {
      return ExtractionFailure(
        .damaged,
        "the file breaks off or is damaged in line \(line), before any text; find a whole copy")
    }
    return ExtractionFailure(
      .noText, "the file has the layout of pages but no text; recognize the picture again")
  }
}
