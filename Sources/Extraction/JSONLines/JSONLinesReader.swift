// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// JSON lines from the front of a file to its end, in chunks of whole lines that threads can parse
// independently.

internal import FileStorage
package import SystemPackage

/// Cuts a JSON-lines file into chunks of whole lines, in constant memory.
package struct JSONLinesReader: ~Copyable {
  /// The report of a JSON-lines file before a record is read.
  package static var emptyReport: ExtractionReport {
    var report = ExtractionReport(
      mediaType: .jsonLines, extractor: "jsonl", extractorVersion: "2")
    report.charset = "UTF-8"
    report.charsetConfidence = 1
    return report
  }

  private let file: FileReader
  private let longestLine: Int
  /// Bytes read and not yet given out: the start of a line, or whole lines behind a long one.
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  package init(
    _ path: FilePath, limits: ExtractionLimits = ExtractionLimits()
  ) throws(ExtractionFailure) {
    do throws(FileStorageError) { file = try FileReader(path) } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    longestLine = limits.recordBytes
  }

  /// The next lines, or nil at the end of the file.
  ///
  /// A chunk holds whole lines; it is longer than `maximumBytes` only where a single line is. A
  /// line longer than the limit is left out and reported as broken by the chunk.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  package mutating func nextChunk(
    maximumBytes: Int = 4 << 20
  ) throws(ExtractionFailure) -> JSONLinesChunk? {
    let size = max(maximumBytes, 1)
    var lines = rest
    rest = []
    while true {
      if let end = Self.cut(lines, atMost: size) { return emit(lines, upTo: end) }
      if isAtEnd { return lines.isEmpty ? nil : emit(lines, upTo: lines.count) }
      if lines.count > longestLine { return try refuse() }
      let wanted = lines.count < size ? size - lines.count : max(size, lines.count)
      lines += try read(wanted)
    }
  }

  /// Where to cut: behind the last line end within `size`, else behind the first at all.
  ///
  /// Nil where more should be read: no line end yet, or lines that do not fill the chunk.
  private static func cut(_ lines: [UInt8], atMost size: Int) -> Int? {
    guard lines.count >= size else { return nil }
    if let last = lines[..<size].lastIndex(of: 0x0A) { return last + 1 }
    return lines[size...].firstIndex(of: 0x0A).map { $0 + 1 }
  }

  private mutating func emit(_ lines: [UInt8], upTo end: Int) -> JSONLinesChunk {
    rest = Array(lines[end...])
    let bytes = end == lines.count ? lines : Array(lines[..<end])
    let chunk = JSONLinesChunk(firstLine: line, bytes: bytes, refused: [])
    line += bytes.count { $0 == 0x0A }
    return chunk
  }

  /// Passes over the rest of a line that is too long.
  private mutating func refuse() throws(ExtractionFailure) -> JSONLinesChunk {
    let sentence = "line \(line) is longer than \(longestLine >> 20) MB; split the record"
    let record = BrokenRecord(line: line, .sizeLimit, sentence)
    let chunk = JSONLinesChunk(firstLine: line, bytes: [], refused: [record])
    line += 1
    while !isAtEnd {
      let bytes = try read(1 << 20)
      if let end = bytes.firstIndex(of: 0x0A) {
        rest = Array(bytes[(end + 1)...])
        break
      }
    }
    return chunk
  }

  private mutating func read(_ count: Int) throws(ExtractionFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    do throws(FileStorageError) {
      let size = try file.read(into: &buffer)
      if size < count {
        isAtEnd = true
        buffer.removeSubrange(size...)
      }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    return buffer
  }
}
