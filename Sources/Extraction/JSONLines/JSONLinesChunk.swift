// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Some whole lines of a JSON-lines file.
package struct JSONLinesChunk: Sendable {
  /// The number of the first line, from 1.
  package let firstLine: Int
  /// The lines, with their ends.
  package let bytes: [UInt8]
  /// Lines that were too long to be kept; they are not in `bytes`.
  let refused: [BrokenRecord]

  /// Reads each line: a document for each record, and what is amiss with those that give none.
  ///
  /// Blank lines are neither. The language of a record is the one it names itself. `fields` says which
  /// fields mean what. O(bytes).
  package func parse(
    _ fields: RecordFields = RecordFields()
  ) -> (documents: [ExtractedDocument], broken: [BrokenRecord]) {
    let table = RecordTable(fields)
    var documents: [ExtractedDocument] = []
    var broken = refused
    let span = bytes.span
    Self.forEachLine(of: span, from: start) { number, range in
      switch Self.read(span, range, line: firstLine + number, table) {
      case .document(let document): documents.append(document)
      case .broken(let record): broken.append(record)
      case .blank: break
      }
    }
    return (documents, broken)
  }

  /// Where the first line starts: after a byte order mark.
  private var start: Int { firstLine == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// What a line turned out to be.
  enum Line {
    case document(ExtractedDocument)
    case broken(BrokenRecord)
    case blank
  }

  /// Reads the line in `range`, which has no line end.
  static func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, line: Int, _ table: RecordTable
  ) -> Line {
    if range.allSatisfy({ isSpace(bytes[$0]) }) { return .blank }
    guard (try? UTF8Span(validating: bytes.extracting(range))) != nil else {
      return .broken(
        BrokenRecord(line: line, .invalidUTF8, "line \(line) is not UTF-8; convert the file first"))
    }
    do throws(JSONFault) {
      let record = try JSONRecord(bytes, in: range, table)
      if let document = record.document(line: line) { return .document(document) }
      return .broken(
        BrokenRecord(
          line: line, .recordWithoutText,
          "line \(line) has no text in a field \(table.textNames)"))
    } catch {
      let column = error.byte - range.lowerBound + 1
      return .broken(
        BrokenRecord(
          line: line, .invalidJSON,
          "line \(line) is not a JSON record: \(error.reason.rawValue) (byte \(column))"))
    }
  }

  /// Calls `body` with the ordinal and the range of each line, without its end.
  static func forEachLine(
    of bytes: Span<UInt8>, from start: Int, _ body: (Int, Range<Int>) -> Void
  ) {
    var number = 0
    var lineStart = start
    for index in start..<bytes.count where bytes[index] == 0x0A {
      body(number, lineStart..<index)
      number += 1
      lineStart = index + 1
    }
    if lineStart < bytes.count { body(number, lineStart..<bytes.count) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}
