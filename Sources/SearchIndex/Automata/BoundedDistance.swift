// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The edits between one word and many forms, as far as a bound.
///
/// For candidates that are near already; `FormAutomaton` walks a whole dictionary. The same edits as
/// `EditRules`. Every scalar of a form costs a dozen operations on 64 bits, whatever the bound.
/// - SeeAlso: Myers, JACM 1999; Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
///   edit distances", Nordic Journal of Computing 2003.
struct BoundedDistance: Sendable {
  /// The longest word, in scalars.
  static let lengthLimit = 64

  private let length: Int
  /// A hash table of 256 slots: the scalars of the word.
  private var letters = [UInt32](repeating: .max, count: 256)
  /// For each slot the places of its scalar in the word.
  private var masks = [UInt64](repeating: 0, count: 256)

  /// Takes a word; nil where it is longer than the limit.
  init?(_ word: String) {
    length = word.unicodeScalars.count
    guard length <= Self.lengthLimit else { return nil }
    for (place, scalar) in word.unicodeScalars.enumerated() {
      let slot = slot(of: scalar.value)
      letters[slot] = scalar.value
      masks[slot] |= 1 << UInt64(place)
    }
  }

  /// The slot of a scalar, or the free one where it would stand; of 256 slots at most 64 are taken.
  @inline(__always)
  private func slot(of scalar: UInt32) -> Int {
    var slot = Int((scalar &* 0x9E37_79B1) >> 24)
    while letters[slot] != scalar, letters[slot] != .max { slot = (slot &+ 1) & 255 }
    return slot
  }

  /// The edits that make the form of the word; nil where they are more than the bound, or the form is
  /// not UTF-8.
  ///
  /// O(length of the form); ends as soon as the bound cannot be kept.
  func distance(to form: Span<UInt8>, atMost bound: Int) -> Int? {
    guard bound >= 0, form.count >= length - bound else { return nil }
    if length == 0 { return lengthOfShort(form, atMost: bound) }
    let last = UInt64(1) << UInt64(length &- 1)
    var up = UInt64.max
    var down: UInt64 = 0
    var diagonal: UInt64 = 0
    var previous: UInt64 = 0
    var score = length
    var index = 0
    while index < form.count {
      guard let scalar = FormScalar(in: form, at: index) else { return nil }
      index &+= scalar.length
      let mask = masks[slot(of: scalar.value)]
      let exchanged = ((~diagonal & mask) << 1) & previous
      diagonal = (((mask & up) &+ up) ^ up) | mask | down | exchanged
      let right = down | ~(diagonal | up)
      let left = diagonal & up
      if right & last != 0 { score &+= 1 } else if left & last != 0 { score &-= 1 }
      let shifted = right << 1 | 1
      up = left << 1 | ~(diagonal | shifted)
      down = shifted & diagonal
      previous = mask
      // Each byte to come can undo one edit at most.
      if score &- (form.count &- index) > bound { return nil }
    }
    return score <= bound ? score : nil
  }

  /// The length of a form in scalars, all of which are edits of the empty word.
  private func lengthOfShort(_ form: Span<UInt8>, atMost bound: Int) -> Int? {
    var index = 0
    var count = 0
    while index < form.count {
      guard count < bound, let scalar = FormScalar(in: form, at: index) else { return nil }
      count += 1
      index += scalar.length
    }
    return count
  }
}
