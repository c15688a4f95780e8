// Licensed under the Apache License, Version 2.0; see LICENSE.

package import SystemPackage

/// Reads the lines of a file one after the other; a line is in memory whole, the file is not.
package struct LineReader {
  private let file: FileReader
  private var buffer: [UInt8] = []
  /// The next byte of `buffer` that was not given out.
  private var place = 0
  /// Where `buffer` begins in the file.
  private var offset: Int
  private var isAtEnd = false

  /// Bytes that are read at a time.
  private static let pieceSize = 1 << 20

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - offset: the byte to begin at, where a line begins.
  /// - Throws: `FileStorageError.failed`.
  package init(_ path: FilePath, from offset: Int = 0) throws(FileStorageError) {
    file = try FileReader(path)
    self.offset = offset
  }

  /// The next line without its end, and the byte of the file at which it starts; nil behind the last.
  ///
  /// - Throws: `FileStorageError.failed`.
  package mutating func next() throws(FileStorageError) -> (start: Int, bytes: [UInt8])? {
    var searched = place
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { place = end + 1 }
        return (offset + place, Array(buffer[place..<end]))
      }
      if isAtEnd {
        guard place < buffer.count else { return nil }
        defer { place = buffer.count }
        return (offset + place, Array(buffer[place...]))
      }
      buffer.removeFirst(place)
      offset += place
      place = 0
      searched = buffer.count
      try fill()
    }
  }

  private mutating func fill() throws(FileStorageError) {
    var piece = [UInt8](repeating: 0, count: max(Self.pieceSize, buffer.count))
    let count = try file.read(into: &piece, at: offset + buffer.count)
    if count < piece.count {
      isAtEnd = true
      piece.removeSubrange(count...)
    }
    buffer += piece
  }
}
