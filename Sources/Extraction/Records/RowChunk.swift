// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// How to read the rows of one table.
struct RowLayout: Sendable {
  /// Delimiter and line ends.
  let scanner: RowScanner
  /// The charset of the bytes; nil for UTF-8.
  let charset: String?
  /// What the columns mean, by their places.
  let roles: [(column: Int, roles: [RecordRole])]
  /// The compiled choice of fields.
  let table: RecordTable

  /// Finds the columns that are named.
  ///
  /// A name that no column has as it is written is looked for in any case of its letters.
  /// - Throws: `ExtractionFailure` with `.noValidRecord` where none of the texts is a column.
  init(
    _ scanner: RowScanner, _ charset: String?, _ columns: [String], _ table: RecordTable
  ) throws(ExtractionFailure) {
    var found: [(column: Int, roles: [RecordRole])] = []
    for (name, roles) in table.roles.sorted(by: { $0.key < $1.key }) {
      let place =
        columns.firstIndex(of: name)
        ?? columns.firstIndex { $0.lowercased() == name.lowercased() }
      if let place { found.append((place, roles)) }
    }
    let hasText = found.contains { entry in
      entry.roles.contains { if case .text = $0 { true } else { false } }
    }
    guard hasText else {
      let names = columns.prefix(40).joined(separator: ", ")
      throw ExtractionFailure(
        .noValidRecord,
        "no column is named \(table.textNames); choose the text with --text-field, of: \(names)")
    }
    self.scanner = scanner
    self.charset = charset
    self.table = table
    roles = found
  }

  /// The text of a field; nil where its bytes are not UTF-8 in a table that is.
  static func text(_ bytes: [UInt8], _ charset: String?) -> String? {
    guard let charset else { return String(validating: bytes, as: UTF8.self) }
    return CharsetDecoder.text(of: bytes, inCertain: charset)
  }
}

/// Some whole rows of a table.
package struct RowChunk: Sendable {
  /// A row.
  struct Row: Sendable {
    /// Its bytes in the chunk, with its line end.
    var range: Range<Int>
    /// The number of its first line in the file, from 1.
    var line: Int
  }

  /// The number of the first line, from 1.
  package let firstLine: Int
  /// The rows, with their ends.
  package let bytes: [UInt8]
  /// Where each row is.
  let rows: [Row]
  /// Rows that could not be cut out.
  let refused: [BrokenRecord]
  /// How to read them.
  let layout: RowLayout

  /// Reads each row: a document for each with text, and what is amiss with those that give none.
  ///
  /// Blank rows are neither. The language of a row is the one it names itself. O(bytes).
  package func parse() -> (documents: [ExtractedDocument], broken: [BrokenRecord]) {
    var documents: [ExtractedDocument] = []
    var broken: [BrokenRecord] = []
    for row in rows {
      let fields = layout.scanner.fields(in: bytes, row.range)
      if fields.allSatisfy({ $0.allSatisfy { $0 <= 0x20 } }) { continue }
      switch read(fields, line: row.line) {
      case .success(let document): documents.append(document)
      case .failure(let failure): broken.append(failure.record)
      }
    }
    return (documents, broken + refused)
  }

  private struct Broken: Error {
    var record: BrokenRecord
  }

  private func read(_ fields: [[UInt8]], line: Int) -> Result<ExtractedDocument, Broken> {
    var values = RecordValues(layout.table)
    for (column, roles) in layout.roles where column < fields.count {
      guard let text = RowLayout.text(fields[column], layout.charset) else {
        let sentence = "the row in line \(line) is not UTF-8; name the charset with --charset"
        return .failure(Broken(record: BrokenRecord(line: line, .invalidUTF8, sentence)))
      }
      values.take(.text(text), roles)
    }
    if let document = values.document(line: line) { return .success(document) }
    let sentence = "the row in line \(line) has no text in \(layout.table.textNames)"
    return .failure(Broken(record: BrokenRecord(line: line, .recordWithoutText, sentence)))
  }
}
