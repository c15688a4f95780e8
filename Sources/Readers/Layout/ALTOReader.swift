// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// ALTO bytes → events → pages with text and layout. Lengths stay in the unit of the file: pixels of an
// unknown resolution, or 254 (mm10) or 1200 (inch1200) to the inch.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads ALTO 1–4, as ALTOWriter and libraries' programs write it.
enum ALTOReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1 (libxml2 \(HTMLParser.libraryVersion))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try SuppliedReading.send(.alto, input, to: &output) { bytes, report in
      read(bytes, input, &report)
    }
  }

  /// Reads a document; nil where the report says why not.
  static func read(
    _ bytes: [UInt8], _ input: WorkerInput, _ report: inout ExtractionReport
  ) -> ExtractedDocument? {
    let events = ALTOEvents()
    let outcome = XMLParser.parse(bytes, into: events)
    let document = SuppliedReading.document(events.layout, outcome, input, &report)
    if document != nil, !events.software.isEmpty {
      let names = events.software.joined(separator: ", ")
      report.notes.append("the text was recognized by \(names)")
    }
    return document
  }
}
