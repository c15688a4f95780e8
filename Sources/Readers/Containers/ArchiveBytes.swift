// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// The bytes of one entry from the front, in pieces of the taker's choice.
struct ArchiveBytes {
  /// A usual piece.
  static let blockBytes = 64 << 10

  private let archive: LibArchive
  private var buffer: ArraySlice<UInt8> = []
  private var isAtEnd = false
  /// Why there are no more bytes; nil where there are, or where the entry is whole.
  private(set) var fault: ArchiveFault?

  /// Takes the entry that the archive gave last.
  init(_ archive: LibArchive) { self.archive = archive }

  /// The next bytes, which stay where they are: fewer than asked for only at the end.
  mutating func peek(_ count: Int) -> ArraySlice<UInt8> {
    while buffer.count < count, !isAtEnd { fill() }
    return buffer.prefix(count)
  }

  /// The next bytes, at most `count` and at least one; nil at the end.
  mutating func take(upTo count: Int) -> [UInt8]? {
    if peek(1).isEmpty { return nil }
    let taken = buffer.prefix(count)
    buffer = buffer.dropFirst(taken.count)
    return Array(taken)
  }

  /// The next line with its end; cut at `most` bytes; nil at the end.
  mutating func line(atMost most: Int) -> [UInt8]? {
    var line: [UInt8] = []
    while line.count < most, !peek(1).isEmpty {
      let rest = buffer.prefix(most - line.count)
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      line += rest[..<end]
      buffer = buffer[end...]
      if line.last == 0x0A { break }
    }
    return line.isEmpty ? nil : line
  }

  private mutating func fill() {
    do throws(ArchiveFault) {
      if let bytes = try archive.bytes() {
        buffer = buffer.isEmpty ? bytes[...] : buffer + bytes
      } else {
        isAtEnd = true
      }
    } catch {
      fault = error
      isAtEnd = true
    }
  }
}
