// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A map from (bytes, tag) to numbers by open addressing; the bytes lie in somebody else's arena.
struct ByteMap {
  private struct Slot {
    var hash: UInt32 = 0
    /// Number of bytes plus one; 0 where the slot is empty.
    var countPlusOne: UInt32 = 0
    var start = 0
    var tag: UInt32 = 0
    var value: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 512)
  private var count = 0

  /// The memory of the table in bytes.
  var size: Int { slots.count * MemoryLayout<Slot>.stride }

  /// The number of a key; nil where it is new.
  ///
  /// O(bytes), expected.
  @inline(__always)
  func find(_ bytes: Span<UInt8>, tag: UInt32, in arena: Span<UInt8>) -> UInt32? {
    let slots = self.slots.span
    let mask = slots.count - 1
    let short = ByteMap.short(bytes.hash, tag)
    var place = Int(short) & mask
    while slots[place].countPlusOne != 0 {
      if slots[place].hash == short, slots[place].tag == tag,
        Int(slots[place].countPlusOne) == bytes.count + 1,
        arena.holds(bytes, at: slots[place].start)
      {
        return slots[place].value
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a key that is not there yet, whose bytes lie in the arena from `start`.
  mutating func insert(_ bytes: Span<UInt8>, start: Int, tag: UInt32, value: UInt32) {
    count += 1
    if count * 2 > slots.count { grow() }
    place(
      Slot(
        hash: ByteMap.short(bytes.hash, tag), countPlusOne: UInt32(bytes.count) + 1, start: start,
        tag: tag,
        value: value))
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var place = Int(slot.hash) & mask
    while slots[place].countPlusOne != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 4)
    for slot in old where slot.countPlusOne != 0 { place(slot) }
  }

  /// 32 bits of the hash of a text and the tag.
  @inline(__always)
  private static func short(_ hash: UInt64, _ tag: UInt32) -> UInt32 {
    let mixed = (hash ^ UInt64(tag)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
