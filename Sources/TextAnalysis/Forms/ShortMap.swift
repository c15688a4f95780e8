// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A map from texts of 1 to 24 bytes with a tag to numbers; the texts lie in its slots.
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
    fileprivate var hash: UInt64 {
      var mixed = (low ^ UInt64(label)) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= middle &* 0xD6E8_FEB8_6659_FD93
      mixed ^= high &* 0x94D0_49BB_1331_11EB
      return (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private struct Slot {
    var key: Key
    var value: UInt32
  }

  /// The longest text, in bytes.
  static let longest = 24
  private static let smallest = 10

  private var slots: [Slot]
  /// 64 less the binary logarithm of the number of slots.
  private var shift: UInt64
  private var count = 0

  /// Makes an empty map.
  init() {
    shift = 64 - UInt64(ShortMap.smallest)
    slots = ShortMap.empty(1 << ShortMap.smallest)
  }

  /// The memory of the table in bytes.
  var size: Int { slots.count * MemoryLayout<Slot>.stride }

  /// The number of a key; nil where it is new.
  ///
  /// O(1), expected.
  @inline(__always)
  func find(_ key: Key) -> UInt32? {
    let slots = self.slots.span
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key.hash >> shift) & mask
    while slots[place].key.label != 0 {
      if slots[place].key == key { return slots[place].value }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a key that is not there yet.
  mutating func insert(_ key: Key, value: UInt32) {
    count += 1
    if count * 2 > slots.count { grow() }
    place(Slot(key: key, value: value))
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: slot.key.hash >> shift) & mask
    while slots[place].key.label != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    shift -= 2
    slots = ShortMap.empty(old.count * 4)
    for slot in old where slot.key.label != 0 { place(slot) }
  }

  private static func empty(_ count: Int) -> [Slot] {
    [Slot](repeating: Slot(key: Key(), value: 0), count: count)
  }
}

extension ShortMap.Key {
  /// No key: what an empty slot holds.
  fileprivate init() {
    low = 0
    middle = 0
    high = 0
    label = 0
  }
}
