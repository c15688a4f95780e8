// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A zip that lost its end has no directory, but each member has a header of its own before it. From
// those a directory is written anew, so that libzip can unpack what is left.
//
//   local header:  "PK\3\4" version:2 flags:2 method:2 time:4 crc:4 packed:4 unpacked:4 name:2 extra:2
//   directory:     "PK\1\2" maker:2 version:2 … as above … comment:2 disk:2 internal:2 external:4 at:4
//   end:           "PK\5\6" disks:4 here:2 all:2 size:4 at:4 comment:2

internal import Extraction

/// Writes a directory for a zip without one.
enum ZipRescue {
  /// Members that are looked for, at most.
  private static let limit = 10_000

  /// The archive with a new directory at its end; nil where no header of a member is in it.
  ///
  /// O(length).
  static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count < Int(UInt32.max) else { return nil }
    let places = headers(in: bytes)
    var directory: [UInt8] = []
    var count = 0
    for (number, place) in places.enumerated() {
      let end = number + 1 < places.count ? places[number + 1] : bytes.count
      guard let entry = entry(bytes, at: place, end: end) else { continue }
      directory += entry
      count += 1
    }
    guard count > 0 else { return nil }
    let ending =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + two(count) + two(count) + four(directory.count)
      + four(bytes.count) + two(0)
    return bytes + directory + ending
  }

  /// Where members begin.
  private static func headers(in bytes: [UInt8]) -> [Int] {
    var places: [Int] = []
    var index = 0
    while index + 30 <= bytes.count, places.count < limit {
      if bytes[index] == 0x50, bytes[index + 1] == 0x4B, bytes[index + 2] == 3,
        bytes[index + 3] == 4
      {
        places.append(index)
        index += 30
      } else {
        index += 1
      }
    }
    return places
  }

  /// The directory's entry of the member whose header is at `place` and which ends before `end`.
  private static func entry(_ bytes: [UInt8], at place: Int, end: Int) -> [UInt8]? {
    let nameLength = Int(bytes[place + 26]) | Int(bytes[place + 27]) << 8
    let extraLength = Int(bytes[place + 28]) | Int(bytes[place + 29]) << 8
    let start = place + 30 + nameLength + extraLength
    guard start <= end else { return nil }
    var packed = number(bytes, place + 18)
    if packed == 0 || start + packed > end { packed = end - start }
    let unpacked = number(bytes, place + 22)
    let name = bytes[(place + 30)..<(place + 30 + nameLength)]
    // Sizes stand in the header that is written, so the flag that says otherwise goes.
    let flags = [bytes[place + 6] & ~8, bytes[place + 7]]
    return [0x50, 0x4B, 1, 2, 20, 0] + bytes[(place + 4)..<(place + 6)] + flags
      + bytes[(place + 8)..<(place + 18)] + four(packed) + four(unpacked == 0 ? packed : unpacked)
      + two(nameLength) + two(0) + two(0) + two(0) + two(0) + four(0) + four(place) + Array(name)
  }

  private static func number(_ bytes: [UInt8], _ index: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[index + $1]) << (8 * $1) }
  }

  private static func two(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func four(_ value: Int) -> [UInt8] { two(value) + two(value >> 16) }
}
