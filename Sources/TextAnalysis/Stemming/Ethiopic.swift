// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ethiopic syllables as a consonant and a vowel. Endings that begin with a vowel fuse with the
// consonant before them, so that stemmers of the script work on the two apart.
//
// Source: the Ethiopic block of UnicodeData.txt: a consonant is a row of eight code points, its
// vowels in the traditional order (ä u i a e ə o, wa).

/// The vowel of an Ethiopic syllable, by its place in the row.
enum EthiopicOrder: UInt32 {
  /// ä, as in በ.
  case first = 0
  /// u, as in ቡ.
  case second = 1
  /// i, as in ቢ.
  case third = 2
  /// a, as in ባ.
  case fourth = 3
  /// e, as in ቤ.
  case fifth = 4
  /// ə or none, as in ብ.
  case sixth = 5
  /// o, as in ቦ.
  case seventh = 6
  /// wa, as in ቧ.
  case eighth = 7

  /// The order of a syllable; nil for what is none.
  ///
  /// On the rung `fold` the fourth order of ሀ and አ is their first.
  init?(of syllable: UInt32) {
    guard EthiopicOrder.syllables.contains(syllable) else { return nil }
    self.init(rawValue: syllable & 7)
  }

  private static let syllables: ClosedRange<UInt32> = 0x1200...0x1357

  /// Whether a syllable may have the vowel a.
  static func mayBeFourth(_ syllable: UInt32) -> Bool {
    EthiopicOrder(of: syllable) == .fourth || syllable == 0x1200 || syllable == 0x12A0
  }
}

/// Endings of Ethiopic words, by the vowel that the syllable before them takes from them.
struct EthiopicEndings: Sendable {
  private let list: AffixList
  private let order: EthiopicOrder

  /// Reads endings, separated by spaces, before which a word of at least two syllables stays, the
  /// last of which has a vowel.
  init(_ endings: String, after order: EthiopicOrder, leaving least: Int = 2) {
    list = AffixList(endings, leaving: least)
    self.order = order
  }

  /// Takes the longest ending off where the vowel fits; O(endings).
  /// - Returns: Whether there was one.
  func take(off word: inout [UInt32]) -> Bool {
    var rest = word
    guard list.takeEnding(off: &rest), let last = rest.last else { return false }
    guard order == .fourth ? EthiopicOrder.mayBeFourth(last) : EthiopicOrder(of: last) == order
    else { return false }
    word = rest
    return true
  }
}

extension [UInt32] {
  /// Gives the last syllable of a word of two or more the sixth order, which is no vowel of its
  /// own.
  mutating func dropLastEthiopicVowel() {
    guard count > 1, let last, EthiopicOrder(of: last) != nil else { return }
    self[count - 1] = last & ~7 | EthiopicOrder.sixth.rawValue
  }
}
