// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// PAGE bytes → events → pages with text and layout.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads PAGE, as Transkribus, eScriptorium and OCR-D write it.
enum PAGEReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1 (libxml2 \(HTMLParser.libraryVersion))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try SuppliedReading.send(.page, input, to: &output) { bytes, report in
      read(bytes, input, &report)
    }
  }

  /// Reads a document; nil where the report says why not.
  static func read(
    _ bytes: [UInt8], _ input: WorkerInput, _ report: inout ExtractionReport
  ) -> ExtractedDocument? {
    let events = PAGEEvents()
    let outcome = XMLParser.parse(bytes, into: events)
    let document = SuppliedReading.document(events.layout, outcome, input, &report)
    if document != nil, !events.creator.isEmpty {
      report.notes.append("the layout was made by \(events.creator)")
    }
    return document
  }
}
