// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A map from texts of 1 to 24 bytes with a tag to numbers.
///
/// The texts lie in the order in which they came, so that those of one text are near one another;
/// the table holds places alone and stays small.
struct ShortMap {
  /// A text of at most `longest` bytes, with its tag.
  struct Key: Hashable {
    fileprivate var low: UInt64
    fileprivate var middle: UInt64
    fileprivate var high: UInt64
    /// The tag and the count of bytes; never 0.
    fileprivate var label: UInt32

    /// The key of a text from 1 to 24 bytes; the tag is below 2^27.
    @inline(__always)
    init(_ text: Span<UInt8>, from start: Int, to end: Int, tag: UInt32) {
      let count = end - start
      if start + 24 <= text.count {
        low = text.eightBytes(at: start) & Self.mask(count)
        middle = text.eightBytes(at: start + 8) & Self.mask(count - 8)
        high = text.eightBytes(at: start + 16) & Self.mask(count - 16)
      } else {
        low = text.bytes(at: start, count: min(count, 8))
        middle = count > 8 ? text.bytes(at: start + 8, count: min(count - 8, 8)) : 0
        high = count > 16 ? text.bytes(at: start + 16, count: count - 16) : 0
      }
      label = tag << 5 | UInt32(truncatingIfNeeded: count)
    }

    /// Ones in the lowest `count` bytes, of which there are none below 0 and all from 8 on.
    ///
    /// Without a branch: lengths of words cannot be foretold.
    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 {
      let bits = UInt64(truncatingIfNeeded: max(0, min(count, 8)) &* 8)
      return ~0 &>> ((64 &- bits) & 63) & (count > 0 ? ~0 : 0)
    }

    @inline(__always)
    fileprivate var hash: UInt32 {
      var mixed = (low ^ UInt64(label)) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= middle &* 0xD6E8_FEB8_6659_FD93
      mixed ^= high &* 0x94D0_49BB_1331_11EB
      return UInt32(truncatingIfNeeded: (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9 >> 32)
    }
  }

  private struct Entry {
    var key: Key
    var value: UInt32
  }

  /// The longest text, in bytes.
  static let longest = 24
  private static let smallest: UInt32 = 10

  /// Entries of a chunk, as a power of two.
  private static let chunkBits = 16

  /// The entries in chunks, so that nothing is copied when there are more: for a moment all would be there twice.
  private var chunks: [[Entry]] = []
  private var count = 0
  /// Places of entries plus one, in the lowest `bits`; 0 where a slot is empty.
  ///
  /// Above them stand the lowest bits of the hash, of which the others say where the slot is. In four bytes,
  /// more of them are in the cache.
  private var slots = [UInt32](repeating: 0, count: 1 << smallest)
  /// The binary logarithm of the number of slots.
  private var bits = smallest

  /// The memory in bytes.
  var size: Int {
    slots.count * MemoryLayout<UInt32>.stride + count * MemoryLayout<Entry>.stride
  }

  /// Forgets all keys and keeps the memory; O(slots).
  mutating func removeAll() {
    for chunk in chunks.indices { chunks[chunk].removeAll(keepingCapacity: true) }
    count = 0
    for place in slots.indices { slots[place] = 0 }
  }

  /// The number of a key; nil where it is new.
  ///
  /// O(1), expected.
  @inline(__always)
  func find(_ key: Key) -> UInt32? {
    let slots = self.slots.span
    let chunks = self.chunks.span
    let mask = slots.count - 1
    let hash = key.hash
    let upper = hash &<< bits
    var place = Int(truncatingIfNeeded: hash &>> (32 &- bits)) & mask
    while slots[place] != 0 {
      let differing = slots[place] ^ upper
      if differing &>> bits == 0 {
        let entry = Int(differing &- 1)
        let chunk = chunks[entry >> Self.chunkBits].span
        let index = entry & (1 << Self.chunkBits - 1)
        if chunk[index].key == key { return chunk[index].value }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a key that is not there yet; there are fewer than 2^31.
  mutating func insert(_ key: Key, value: UInt32) {
    append(Entry(key: key, value: value))
    if count * 4 > slots.count * 3 { grow() } else { place(key, count) }
  }

  private mutating func append(_ entry: Entry) {
    let chunk = count >> Self.chunkBits
    if chunk == chunks.count {
      chunks.append([])
      // The first one grows as it is needed: most maps are of a text or two.
      if chunk > 0 { chunks[chunk].reserveCapacity(1 << Self.chunkBits) }
    }
    chunks[chunk].append(entry)
    count += 1
  }

  private mutating func place(_ key: Key, _ placePlusOne: Int) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key.hash &>> (32 &- bits)) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = key.hash &<< bits | UInt32(truncatingIfNeeded: placePlusOne)
  }

  /// Doubles the slots.
  private mutating func grow() {
    precondition(bits < 31, "there are fewer surfaces than 2^31")
    bits += 1
    slots = []
    slots = [UInt32](repeating: 0, count: 1 << Int(bits))
    var entry = 0
    for chunk in chunks {
      for index in chunk.indices {
        entry += 1
        place(chunk[index].key, entry)
      }
    }
  }
}
