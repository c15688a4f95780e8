// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables of records (CSV, TSV and the like) from the front of a file to its end, in chunks of whole rows
// that threads can parse independently. The first row names the columns.

package import SystemPackage
internal import TextAnalysis

/// Cuts a table into chunks of whole rows, in constant memory.
package struct RowReader: ~Copyable {
  /// The report of the table before a row is read.
  package var emptyReport: ExtractionReport {
    var report = ExtractionReport(
      mediaType: .csv, extractor: "rows", extractorVersion: "1")
    report.note(bytes.decoding)
    return report
  }
  /// Whether a file is read as records, and not as one document: a table, where the fields that make
  /// the text are chosen.
  ///
  /// A text that is not told as a table, for its rows are uneven, is one by its name.
  package static func reads(_ mediaType: MediaType, name: String, _ fields: RecordFields) -> Bool {
    if fields.text.isEmpty { return false }
    if mediaType == .csv || mediaType == .tsv { return true }
    let name = name.lowercased()
    return mediaType == .plainText && [".csv", ".tsv", ".tab"].contains { name.hasSuffix($0) }
  }

  /// The names of the columns, in their order.
  package let columns: [String]

  private var bytes: RowBytes
  private let layout: RowLayout
  private let longestRow: Int
  /// Bytes read and not yet given out.
  private var rest: [UInt8]
  private var line: Int
  private var isAtEnd = false

  /// Opens a table and reads the names of its columns.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - fields: which columns mean what.
  ///   - declaredCharset: the charset that somebody names; else it is detected.
  ///   - limits: what a row may cost.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`, `.binary`, `.noCharset`, or
  ///   `.noValidRecord` where no column is one of the texts.
  package init(
    _ path: FilePath, fields: RecordFields, declaredCharset: String? = nil,
    limits: ExtractionLimits = ExtractionLimits()
  ) throws(ExtractionFailure) {
    var bytes = try RowBytes(path, declaredCharset: declaredCharset)
    var head = try bytes.read(ContentSniffer.headBytes)
    let scanner = RowScanner.sniff(head, allowsBar: bytes.isUTF8)
    let charset = bytes.isUTF8 ? nil : bytes.decoding.charset
    var end = scanner.end(ofRowIn: head, from: 0)
    if end == nil {
      head += try bytes.read(ContentSniffer.headBytes)
      end = scanner.end(ofRowIn: head, from: 0)
    }
    let row = scanner.fields(in: head, 0..<(end ?? head.count))
    let columns = row.map {
      RowLayout.text($0, charset).map { TextCleaner.value($0) ?? "" } ?? ""
    }
    let layout = try RowLayout(scanner, charset, columns, RecordTable(fields))
    self.columns = columns
    self.layout = layout
    line = 1 + head[..<(end ?? head.count)].count { $0 == layout.scanner.lineEnd }
    rest = Array(head[(end ?? head.count)...])
    longestRow = limits.recordBytes
    self.bytes = bytes
  }

  /// The next rows, or nil at the end of the table.
  ///
  /// A chunk holds whole rows; it is longer than `maximumBytes` only where a single row is. A row longer
  /// than the limit, or with a quote that never closes, costs its first line and is reported as broken.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  package mutating func nextChunk(
    maximumBytes: Int = 4 << 20
  ) throws(ExtractionFailure) -> RowChunk? {
    var rows: [RowChunk.Row] = []
    var refused: [BrokenRecord] = []
    var start = 0
    let first = line
    while start < max(1, maximumBytes), refused.isEmpty {
      if let end = layout.scanner.end(ofRowIn: rest, from: start) {
        rows.append(row(start..<end))
        start = end
      } else if !isAtEnd, rest.count - start <= longestRow {
        if !rows.isEmpty { break }
        let more = try bytes.read(max(rest.count, 1 << 20))
        isAtEnd = more.isEmpty
        rest += more
      } else if start == rest.count {
        break
      } else if isAtEnd, layout.scanner.openQuote(in: rest, from: start) == nil {
        rows.append(row(start..<rest.count))
        start = rest.count
      } else {
        refused.append(refusal())
        start = passLine(from: start)
      }
    }
    if rows.isEmpty, refused.isEmpty { return nil }
    let chunk = RowChunk(
      firstLine: first, bytes: Array(rest[..<start]), rows: rows, refused: refused, layout: layout)
    rest.removeSubrange(..<start)
    return chunk
  }

  private mutating func row(_ range: Range<Int>) -> RowChunk.Row {
    let row = RowChunk.Row(range: range, line: line)
    line += rest[range].count { $0 == layout.scanner.lineEnd }
    return row
  }

  private func refusal() -> BrokenRecord {
    let sentence =
      isAtEnd
      ? "the quote that begins in line \(line) is never closed; close it"
      : "the row in line \(line) is longer than \(longestRow >> 20) MB; close its quote or split it"
    return BrokenRecord(line: line, isAtEnd ? .invalidTable : .sizeLimit, sentence)
  }

  /// Goes behind the line end after `start`, or to the end of what is there.
  private mutating func passLine(from start: Int) -> Int {
    line += 1
    return rest[start...].firstIndex(of: layout.scanner.lineEnd).map { $0 + 1 } ?? rest.count
  }
}
