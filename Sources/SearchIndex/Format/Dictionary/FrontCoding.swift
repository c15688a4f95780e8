// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Byte strings in rising order, each without the bytes that it shares with the one before:
//
//   string := u8(shared, 4 bits | added, 4 bits << 4) [varint(shared - 15)] [varint(added - 15)] added
//
// The optional numbers stand where the four bits are all set.

/// The coding of keys in the blocks of dictionaries.
enum FrontCoding {
  /// Appends `key`, given the key before it (empty at the start of a block), which it replaces.
  static func write(
    _ key: some Collection<UInt8>, after last: inout [UInt8], to output: inout ByteWriter
  ) {
    var shared = 0
    for (a, b) in zip(last, key) {
      if a != b { break }
      shared += 1
    }
    let added = key.dropFirst(shared)
    output.byte(UInt8(min(shared, 15) | min(added.count, 15) << 4))
    if shared >= 15 { output.varint(shared - 15) }
    if added.count >= 15 { output.varint(added.count - 15) }
    output.bytes += added
    last.replaceSubrange(shared..., with: added)
  }

  /// Replaces the key before by the next one.
  ///
  /// - Throws: `corrupt` where it is cut short or shares more than there is.
  static func read(
    into key: inout [UInt8], from reader: inout ByteReader
  ) throws(SearchIndexError) {
    let (shared, added) = try head(&reader, after: key.count)
    key.shorten(to: shared)
    try reader.append(added, to: &key)
  }

  /// Reads how many bytes the next key shares with the one before, of `length` bytes, and how many it adds,
  /// which follow.
  ///
  /// - Throws: `corrupt` where it is cut short or shares more than there is.
  @inline(__always)
  static func head(
    _ reader: inout ByteReader, after length: Int
  ) throws(SearchIndexError) -> (shared: Int, added: Int) {
    let head = try reader.byte()
    var shared = Int(head & 15)
    var added = Int(head >> 4)
    if shared == 15 { shared += try reader.count(limit: length) }
    if added == 15 { added += try reader.count(limit: reader.end - reader.position) }
    guard shared <= length else { throw reader.corrupt(.outOfRange) }
    return (shared, added)
  }

  /// How many bytes two keys have in common at their beginnings.
  static func shared(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let most = min(left.count, right.count)
    var shared = 0
    while shared < most, left[shared] == right[shared] { shared &+= 1 }
    return shared
  }
}

extension Array {
  /// Takes away what is behind the first `count` elements, one after the other.
  ///
  /// From one key or record to the next few go, and to remove a range of so few takes longer.
  @inline(__always)
  mutating func shorten(to count: Int) {
    while self.count > count { removeLast() }
  }
}
