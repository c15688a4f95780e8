// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The directories of a TIFF file, and of the EXIF part of other pictures, which is a small TIFF file:
// how many pages there are, how large, and how a viewer turns them. Nothing is decoded.
//
// |II or MM|42|first directory| … |count|tag type count value|…|next directory|  (BigTIFF: 43, longer)

internal import Extraction

/// One directory: one page.
struct TIFFDirectory: Sendable, Hashable {
  /// The byte at which it stands.
  var offset: Int
  /// Width in pixels; 0 where it does not say.
  var width = 0
  /// Height in pixels; 0 where it does not say.
  var height = 0
  /// How a viewer turns the picture, from 1 to 8 as in EXIF.
  var orientation = 1
}

/// Reads the directories of a TIFF structure.
struct TIFFStructure {
  private let bytes: ArraySlice<UInt8>
  private let isLittleEndian: Bool
  /// Whether offsets have eight bytes.
  private let isBig: Bool

  /// Reads the head; nil where it is none.
  ///
  /// - Parameter bytes: the structure from its first byte; what follows it does no harm.
  init?(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    switch bytes.prefix(2) {
    case [0x49, 0x49]: isLittleEndian = true
    case [0x4D, 0x4D]: isLittleEndian = false
    default: return nil
    }
    let mark = bytes.dropFirst(2).prefix(2)
    let isBig = mark.contains(43)
    guard mark.contains(0), isBig || mark.contains(42) else { return nil }
    self.isBig = isBig
  }

  /// The directories in order, at most so many; ends at the first that is broken or came before.
  func directories(limit: Int) -> [TIFFDirectory] {
    var found: [TIFFDirectory] = []
    var seen: Set<Int> = []
    var next = isBig ? number(at: 8, bytes: 8) : number(at: 4, bytes: 4)
    while let offset = next, offset > 0, found.count < limit, seen.insert(offset).inserted {
      guard let (directory, after) = directory(at: offset) else { break }
      found.append(directory)
      next = number(at: after, bytes: isBig ? 8 : 4)
    }
    return found
  }

  private func directory(at offset: Int) -> (TIFFDirectory, after: Int)? {
    let countBytes = isBig ? 8 : 2
    let entryBytes = isBig ? 20 : 12
    guard let count = number(at: offset, bytes: countBytes), count > 0, count <= 65_536 else {
      return nil
    }
    var directory = TIFFDirectory(offset: offset)
    for index in 0..<count {
      let entry = offset + countBytes + index * entryBytes
      guard let tag = number(at: entry, bytes: 2), let type = number(at: entry + 2, bytes: 2) else {
        return nil
      }
      let value = number(at: entry + (isBig ? 12 : 8), bytes: type == 3 ? 2 : 4) ?? 0
      switch tag {
      case 0x100: directory.width = value
      case 0x101: directory.height = value
      case 0x112: directory.orientation = (1...8).contains(value) ? value : 1
      default: break
      }
    }
    return (directory, offset + countBytes + count * entryBytes)
  }

  /// An unsigned number; nil where it reaches beyond the structure or is too large.
  private func number(at offset: Int, bytes count: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    let start = bytes.startIndex + offset
    let digits = bytes[start..<start + count]
    var value: UInt64 = 0
    for byte in isLittleEndian ? Array(digits.reversed()) : Array(digits) {
      value = value << 8 | UInt64(byte)
    }
    return value <= UInt64(Int32.max) * 1024 ? Int(value) : nil
  }
}
