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

  /// Adds a string, unless it is there; gives its number, and whether it is new.
  ///
  /// There are fewer than 2^30. O(bytes), expected.
  @discardableResult
  mutating func insert(_ string: [UInt8]) -> (number: Int, isNew: Bool) {
    let hash = ByteStrings.hash(of: string.span)
    let slot = slot(of: string, hash)
    if let number = number(inSlot: slot) { return (number, false) }
    strings.append(string)
    slots[slot] = hash &<< bits | UInt32(strings.count)
    if strings.count * 2 > slots.count { grow() }
    return (strings.count - 1, true)
  }

  /// The number of a string, nil where it is not there; O(bytes), expected.
  func number(of string: [UInt8]) -> Int? {
    number(inSlot: slot(of: string, ByteStrings.hash(of: string.span)))
  }

  /// The slot of a string, or the empty one where it is to stand.
  private func slot(of string: [UInt8], _ hash: UInt32) -> Int {
    let upper = hash &<< bits
    var place = place(hash)
    while slots[place] != 0 {
      let differing = slots[place] ^ upper
      if differing &>> bits == 0, strings[Int(differing) - 1].elementsEqual(string) { break }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private func number(inSlot slot: Int) -> Int? {
    slots[slot] == 0 ? nil : Int(slots[slot] & (1 &<< bits &- 1)) - 1
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
