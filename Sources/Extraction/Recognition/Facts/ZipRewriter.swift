// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A zip with some of its files replaced: all others keep their packed bytes, their names, their times
// and their order. Nothing is unpacked here. What no entry of the directory names is left out, so that
// no old bytes of a replaced file stay.
//
// |PK 3 4|version flags method time date|crc|packed|length|name, extra lengths|name|extra|bytes| …
// |PK 1 2|…| directory … |PK 5 6|0 0|entries twice|length|offset|comment|

/// Rewrites the zip files of office programs, books and people: less than 4 GB, on one disk.
struct ZipRewriter {
  private struct Entry {
    /// Its part of the directory, whole.
    var head: Range<Int>
    /// The local head's name and extra field.
    var names: Range<Int>
    /// Its packed bytes.
    var packed: Range<Int>
  }

  private let bytes: [UInt8]
  private var entries: [Entry] = []
  private let comment: Range<Int>

  private static let directoryHead = 46
  private static let localHead = 30
  private static let endHead = 22
  /// Flag of an encrypted file.
  private static let isEncrypted = 1
  /// Flag of a file whose lengths stand behind it.
  private static let hasDescriptor = 8

  /// Reads the directory; nil where it is none of the plain kind, or does not agree with itself.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    let earliest = max(0, bytes.count - Self.endHead - 0xFFFF)
    guard bytes.count >= Self.endHead,
      let end = (earliest...bytes.count - Self.endHead).last(where: { place in
        bytes[place] == 0x50 && bytes[place...].prefix(4) == [0x50, 0x4B, 5, 6]
          && place + Self.endHead + Self.number(bytes, place + 20, 2) == bytes.count
      }), Self.number(bytes, end + 4, 4) == 0
    else { return nil }
    comment = end + Self.endHead..<bytes.count
    let count = Self.number(bytes, end + 10, 2)
    var place = Self.number(bytes, end + 16, 4)
    // 0xFFFF and 0xFFFFFFFF stand for numbers elsewhere.
    guard count < 0xFFFF, Self.number(bytes, end + 8, 2) == count else { return nil }
    for _ in 0..<count {
      guard let entry = Self.entry(bytes, place, before: end) else { return nil }
      entries.append(entry)
      place = entry.head.upperBound
    }
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private static func entry(_ bytes: [UInt8], _ place: Int, before end: Int) -> Entry? {
    guard place >= 0, place + directoryHead <= end,
      bytes[place...].prefix(4) == [0x50, 0x4B, 1, 2]
    else { return nil }
    let lengths = [28, 30, 32].reduce(0) { $0 + number(bytes, place + $1, 2) }
    let (packed, local) = (number(bytes, place + 20, 4), number(bytes, place + 42, 4))
    guard place + directoryHead + lengths <= end, local + localHead <= end,
      bytes[local...].prefix(4) == [0x50, 0x4B, 3, 4]
    else { return nil }
    let names = number(bytes, local + 26, 2) + number(bytes, local + 28, 2)
    let start = local + localHead + names
    guard start + packed <= end else { return nil }
    return Entry(
      head: place..<place + directoryHead + lengths, names: local + localHead..<start,
      packed: start..<start + packed)
  }

  /// How many entries it has.
  var count: Int { entries.count }

  /// The zip with other bytes in the places of some entries, stored without packing.
  ///
  /// - Returns: nil where the result would be larger than the format holds.
  func replacing(_ files: [Int: [UInt8]]) -> [UInt8]? {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for (index, entry) in entries.enumerated() {
      var head = Array(bytes[entry.head])
      let flags = Self.number(head, 8, 2) & ~Self.hasDescriptor
      var body = bytes[entry.packed]
      if let file = files[index] {
        Self.put(&head, 10, 2, 0)
        Self.put(&head, 16, 4, Int(Self.checksum(file)))
        Self.put(&head, 20, 4, file.count)
        Self.put(&head, 24, 4, file.count)
        Self.put(&head, 8, 2, flags & ~Self.isEncrypted)
        body = file[...]
      } else {
        Self.put(&head, 8, 2, flags)
      }
      guard result.count + body.count < Int(Int32.max) else { return nil }
      Self.put(&head, 42, 4, result.count)
      // From the version to the length of the name, both heads are the same.
      result += [0x50, 0x4B, 3, 4] + head[6..<28]
      let local = entry.names.lowerBound - 4
      result += bytes[local..<entry.names.upperBound]
      result += body
      directory += head
    }
    return result + directory + end(at: result.count, length: directory.count)
  }

  private func end(at offset: Int, length: Int) -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: Self.endHead - 4)
    Self.put(&end, 8, 2, entries.count)
    Self.put(&end, 10, 2, entries.count)
    Self.put(&end, 12, 4, length)
    Self.put(&end, 16, 4, offset)
    Self.put(&end, 20, 2, comment.count)
    return end + bytes[comment]
  }

  private static func put(_ bytes: inout [UInt8], _ place: Int, _ count: Int, _ value: Int) {
    for index in 0..<count {
      bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  /// CRC-32 as in zip.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}
