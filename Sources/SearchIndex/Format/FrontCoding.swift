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
    let head = try reader.byte()
    var shared = Int(head & 15)
    var added = Int(head >> 4)
    if shared == 15 { shared += try reader.count(limit: key.count) }
    if added == 15 { added += try reader.count(limit: reader.end - reader.position) }
    guard shared <= key.count else { throw reader.corrupt(.outOfRange) }
    key.removeLast(key.count - shared)
    try reader.append(added, to: &key)
  }

  /// How many bytes two keys have in common at their beginnings.
  static func shared(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let most = min(left.count, right.count)
    var shared = 0
    while shared < most, left[shared] == right[shared] { shared &+= 1 }
    return shared
  }

  /// Passes over a key; tells whether it shares anything with the one before.
  ///
  /// - Throws: `corrupt` where it is cut short.
  static func skip(_ reader: inout ByteReader) throws(SearchIndexError) -> Bool {
    let head = try reader.byte()
    var added = Int(head >> 4)
    if head & 15 == 15 { _ = try reader.varint() }
    if added == 15 { added += try reader.count(limit: reader.end - reader.position) }
    try reader.skip(added)
    return head & 15 != 0
  }
}
