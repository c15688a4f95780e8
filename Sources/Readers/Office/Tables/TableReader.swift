// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A table as text: records as lines, cells with tabs between them.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads CSV, TSV and the like.
enum TableReader {
  /// The version of what is read out of a table; changes when the same bytes give another text.
  static let version = "2"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .table, to: &output) { reading, bytes throws(ExtractionFailure) in
      guard let decoded = CharsetDecoder.decode(bytes, using: input.declaredCharset) else {
        throw .noCharset
      }
      reading.report.note(decoded)
      read(decoded.utf8, into: reading)
    }
  }

  private static func read(_ utf8: [UInt8], into reading: OfficeReading) {
    let found = TableSniffer.table(utf8, name: reading.input.name)
    let usual: UInt8 = reading.input.mediaType == .tsv ? 0x09 : 0x2C
    var cursor = RowCursor(
      utf8, RowScanner(delimiter: found?.separator ?? usual, lineEndsOf: utf8))
    var page = OfficeText()
    while let row = cursor.next() {
      if reading.watch.isOver(textBytes: page.utf8.count) {
        reading.gap(reading.watch.stopped ?? .timeLimit, reading.watch.sentence)
        break
      }
      page.beginRow()
      for cell in row.fields {
        page.beginCell()
        page.append(cell)
      }
      page.endRow()
    }
    reading.pages.append(page)
  }
}
