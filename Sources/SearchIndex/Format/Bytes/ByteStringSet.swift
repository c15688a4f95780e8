// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A set of byte strings in one buffer, by open addressing.
struct ByteStringSet: Sendable {
  private static let smallest: UInt32 = 6

  /// The strings in the order in which they came.
  private(set) var strings = ByteStrings()
  /// Numbers of strings plus one, in the lowest `bits`; 0 where a slot is empty.
  ///
  /// Above them stand the lowest bits of the hash, of which the others say where the slot is: so other strings
  /// are seldom looked at.
  private var slots = [UInt32](repeating: 0, count: 1 << smallest)
  /// The binary logarithm of the number of slots.
  private var bits = smallest

  /// The number of strings.
  var count: Int { strings.count }

  /// Adds a string, unless it is there; says whether it was added.
  ///
  /// There are fewer than 2^30. O(bytes), expected.
  mutating func insert(_ string: [UInt8]) -> Bool {
    strings.append(string)
    let number = strings.count - 1
    let hash = strings.hash(of: number)
    guard let slot = freeSlot(for: number, hash) else {
      strings.removeLast()
      return false
    }
    slots[slot] = hash &<< bits | UInt32(strings.count)
    if strings.count * 2 > slots.count { grow() }
    return true
  }

  /// The empty slot where a string is to stand; nil where another that is the same has one.
  private func freeSlot(for number: Int, _ hash: UInt32) -> Int? {
    let upper = hash &<< bits
    var place = place(hash)
    while slots[place] != 0 {
      let differing = slots[place] ^ upper
      if differing &>> bits == 0, strings.areEqual(number, Int(differing) - 1) { return nil }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private func place(_ hash: UInt32) -> Int { Int(hash &>> (32 &- bits)) }

  private mutating func grow() {
    precondition(bits < 31, "a set has fewer strings than 2^30")
    bits += 1
    slots = []
    slots = [UInt32](repeating: 0, count: 1 << Int(bits))
    for number in 0..<strings.count {
      let hash = strings.hash(of: number)
      var place = place(hash)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = hash &<< bits | UInt32(number + 1)
    }
  }
}
