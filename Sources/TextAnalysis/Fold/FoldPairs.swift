// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Rules for two code points in a row: spellings that look the same, and signs typed out of order.

/// Two code points in a row, and what they become.
struct FoldPair: Sendable {
  /// What they become.
  let target: String
  /// The two code points, as they stand after the rules for single ones.
  let letters: String

  /// Makes a rule.
  ///
  /// - Precondition: `letters` has two scalars. A rule shortens, or puts two signs in the order of
  ///   its script, or yields letters that no pair begins with; so folding comes to an end.
  init(_ target: String, from letters: String) {
    self.target = target
    self.letters = letters
  }

  /// Rules that put signs in order: each of `later` comes after each of `earlier`.
  static func ordering(_ earlier: String, before later: String) -> [FoldPair] {
    later.unicodeScalars.flatMap { second in
      earlier.unicodeScalars.map { first in
        FoldPair(String(first) + String(second), from: String(second) + String(first))
      }
    }
  }
}

/// The pairs of all scripts.
enum FoldPairs {
  /// All pairs, in no order.
  static var all: [FoldPair] {
    ArmenianFold.pairs + EthiopicFold.pairs + IndicVowels.pairs + IndicFold.pairs
      + ThaiLaoFold.pairs + KhmerFold.pairs + MyanmarFold.pairs
  }

  /// The second code points of all pairs up to U+FFFF, and what a rule for three ends with.
  private static let ends: CodePointSet = {
    var ends = CodePointSet()
    for key in targets.keys { ends.insert(UInt32(truncatingIfNeeded: key)) }
    ends.insert(IndicFold.consonants)
    return ends
  }()

  /// Whether a rule for pairs may end with a code point.
  ///
  /// Of most scripts that is known without a look at the rules, which take long to put together.
  @inline(__always)
  static func mayEnd(with codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0..<0x0530, 0x0590..<0x0900, 0x1900..<0xA800, 0xAC00..<0x10000: false
    case 0x10000...: true
    default: ends.contains(codePoint)
    }
  }

  private static let targets: [UInt64: [UInt32]] = {
    var targets: [UInt64: [UInt32]] = [:]
    targets.reserveCapacity(512)
    for pair in all {
      let letters = pair.letters.unicodeScalars.map(\.value)
      targets[key(letters[0], letters[1])] = pair.target.unicodeScalars.map(\.value)
    }
    return targets
  }()

  /// What two code points in a row become; nil where they stay.
  static func target(of first: UInt32, _ second: UInt32) -> [UInt32]? {
    targets[key(first, second)]
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }
}
