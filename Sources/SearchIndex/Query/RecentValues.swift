// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Values that were asked for lately, by key, in two generations.
///
/// Keys are identities or hashes. What nobody asked for while a whole generation came is forgotten. All operations O(1).
struct RecentValues<Value> {
  private struct Entry {
    var value: Value
    var weight: Int
  }

  /// The most values of a generation.
  private let limit: Int
  /// The most that those of a generation weigh together.
  private let weightLimit: Int
  private var young: [UInt64: Entry] = [:]
  private var old: [UInt64: Entry] = [:]
  /// What the values of the young generation weigh.
  private var weight = 0

  /// Makes an empty memory of two generations of at most `limit` values each, which weigh at most
  /// `weightLimit`.
  init(generation limit: Int, weightLimit: Int = .max) {
    self.limit = limit
    self.weightLimit = weightLimit
  }

  /// The number of values.
  var count: Int { young.count + old.count }

  /// The value of a key; nil where there is none, or it was forgotten.
  mutating func value(of key: UInt64) -> Value? {
    if let entry = young[key] { return entry.value }
    guard let entry = old.removeValue(forKey: key) else { return nil }
    insert(entry, key)
    return entry.value
  }

  /// Remembers a value in the place of the one that its key has.
  mutating func remember(_ value: Value, weight: Int = 0, for key: UInt64) {
    old.removeValue(forKey: key)
    if let before = young.removeValue(forKey: key) { self.weight -= before.weight }
    insert(Entry(value: value, weight: weight), key)
  }

  private mutating func insert(_ entry: Entry, _ key: UInt64) {
    if young.count == limit || weight + entry.weight > weightLimit {
      old = young
      young = Dictionary(minimumCapacity: old.count)
      weight = 0
    }
    weight += entry.weight
    young[key] = entry
  }
}
