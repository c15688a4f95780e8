// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A set of byte strings in one buffer, by open addressing.
struct ByteStringSet: Sendable {
  private var strings = ByteStrings()
  /// For each slot the number of a string plus one; 0 where it is empty.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// The number of strings.
  var count: Int { strings.count }

  /// Adds a string, unless it is there; says whether it was added.
  ///
  /// O(bytes), expected.
  mutating func insert(_ string: [UInt8]) -> Bool {
    var place = self.place(string)
    while slots[place] != 0 {
      if strings.holds(string, at: Int(slots[place] - 1)) { return false }
      place = (place + 1) & (slots.count - 1)
    }
    strings.append(string)
    slots[place] = UInt32(strings.count)
    if strings.count * 2 > slots.count { grow() }
    return true
  }

  private func place(_ string: some Collection<UInt8>) -> Int {
    Int(truncatingIfNeeded: KeyFilter.hash(string)) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<strings.count {
      var place = self.place(strings[number])
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = UInt32(number + 1)
    }
  }
}
