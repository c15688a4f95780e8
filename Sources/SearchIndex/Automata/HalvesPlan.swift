// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Where a form stands that is one edit from a word: it begins with the first half of the word, or it
/// ends with the second, or the two scalars at the middle are exchanged.
///
/// Two range scans and one look-up instead of a walk of the whole dictionary, where forms can also be
/// found by their ends. The candidates are then checked by `BoundedDistance`.
struct HalvesPlan: Sendable, Equatable {
  /// The UTF-8 of the first half; empty for a word of one scalar.
  let prefix: [UInt8]
  /// The UTF-8 of the second half; nil where the first must stand unchanged anyway.
  let suffix: [UInt8]?
  /// The whole form whose middle is exchanged; nil where the middle must not change, or is equal.
  let exchanged: [UInt8]?

  /// Makes the plan for a word of which so many scalars stand unchanged at the beginning.
  ///
  /// The middle lies after the unchanged scalars, if they are half of the word or more.
  init(_ word: String, unchanged: Int = 0) {
    let scalars = word.unicodeScalars.map(\.value)
    let middle = min(max(scalars.count / 2, unchanged), scalars.count)
    func utf8(_ part: some Sequence<UInt32>) -> [UInt8] { part.flatMap(FormScalar.utf8) }
    prefix = utf8(scalars[..<middle])
    guard unchanged < middle else {
      suffix = nil
      exchanged = nil
      return
    }
    suffix = utf8(scalars[middle...])
    guard middle < scalars.count, scalars[middle - 1] != scalars[middle] else {
      exchanged = nil
      return
    }
    var turned = scalars
    turned.swapAt(middle - 1, middle)
    exchanged = utf8(turned)
  }
}
