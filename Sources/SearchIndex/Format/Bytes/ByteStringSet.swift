// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A set of byte strings in one buffer, by open addressing.
struct ByteStringSet: Sendable {
  /// The strings in the order in which they came.
  private(set) var strings = ByteStrings()
  /// For each slot the number of a string plus one; 0 where it is empty.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// The number of strings.
  var count: Int { strings.count }

  /// Whether a string is there.
  ///
  /// O(bytes), expected.
  func contains(_ string: [UInt8]) -> Bool { slots[slot(of: string)] != 0 }

  /// Adds a string, unless it is there; says whether it was added.
  ///
  /// O(bytes), expected.
  mutating func insert(_ string: [UInt8]) -> Bool {
    let place = slot(of: string)
    if slots[place] != 0 { return false }
    strings.append(string)
    slots[place] = UInt32(strings.count)
    if strings.count * 2 > slots.count { grow() }
    return true
  }

  /// The slot of a string, or the empty one where it would stand.
  private func slot(of string: [UInt8]) -> Int {
    var place = self.place(string)
    while slots[place] != 0, !strings.holds(string, at: Int(slots[place] - 1)) {
      place = (place + 1) & (slots.count - 1)
    }
    return place
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
