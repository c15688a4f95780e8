// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tells of most keys that are not in a map that they are not: a Bloom filter with one word a key.
//
//   filter := u64*                      as many words as ⌈keys · 10 / 64⌉, at least one
//
// A key's hash is FNV-1a of 64 bits over its bytes, then the finalizer of SplitMix64. The upper 32
// bits times the number of words, divided by 2^32, choose the word; the four lowest groups of six
// bits name the bits that are set in it.
//
// Source: Bloom 1970; Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007.

/// The filter of the keys of a map.
struct KeyFilter: Sendable {
  /// Bits for each key: about two in a hundred absent keys then pass.
  static let bitsPerKey = 10

  private let start: Int
  private let words: Int

  /// Takes a section of a file as a filter.
  ///
  /// - Throws: `corrupt` where it is not made of words.
  init(_ file: ComponentFile, section: Int) throws(SearchIndexError) {
    let range = file.section(section)
    guard range.count % 8 == 0, !range.isEmpty else {
      throw .corrupt(file: file.path, byte: range.lowerBound, reason: .inconsistent)
    }
    start = range.lowerBound
    words = range.count / 8
  }

  /// Whether a key may be in the map; false means that it is not.
  func mayContain(_ key: [UInt8], in bytes: RawSpan) -> Bool {
    let hash = Self.hash(key)
    let mask = Self.mask(hash)
    return bytes.word(at: start &+ Self.place(hash, words) &* 8) & mask == mask
  }

  /// The bytes of a filter of keys with these hashes.
  static func bytes(_ hashes: [UInt64]) -> [UInt8] {
    let count = max(1, (hashes.count * bitsPerKey + 63) / 64)
    var words = [UInt64](repeating: 0, count: count)
    for hash in hashes { words[place(hash, count)] |= mask(hash) }
    var writer = ByteWriter()
    for word in words { writer.uint64(word) }
    return writer.bytes
  }

  /// The hash of a key.
  static func hash(_ key: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  @inline(__always)
  private static func place(_ hash: UInt64, _ words: Int) -> Int {
    Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(words)) >> 32)
  }

  @inline(__always)
  private static func mask(_ hash: UInt64) -> UInt64 {
    (1 << (hash & 63)) | (1 << (hash >> 6 & 63)) | (1 << (hash >> 12 & 63))
      | (1 << (hash >> 18 & 63))
  }
}
