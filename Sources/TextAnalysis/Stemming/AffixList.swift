// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Affixes as tables of light stemmers write them: in the spelling of the language, folded here, so
// that they meet folded words whatever the folding table of the script says.

/// Affixes that stand at one place of a word, the longest tried first.
///
/// Invariant: no word becomes shorter than `least` letters.
struct AffixList: Sendable {
  private let affixes: [[UInt32]]
  private let least: Int

  /// Reads affixes that are separated by spaces, and how many letters must stay beside one.
  init(_ affixes: String, leaving least: Int) {
    let folded = Set(LightRules.affixes(affixes))
    self.affixes = folded.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    self.least = least
  }

  /// Takes the longest affix off the end of a word; O(affixes).
  /// - Returns: Whether there was one.
  @discardableResult
  func takeEnding(off word: inout [UInt32]) -> Bool {
    guard let affix = affixes.first(where: { isEnding($0, of: word) }) else { return false }
    word.removeLast(affix.count)
    return true
  }

  /// Takes the longest affix off the beginning of a word; O(affixes).
  /// - Returns: Whether there was one.
  @discardableResult
  func takeBeginning(off word: inout [UInt32]) -> Bool {
    guard let affix = affixes.first(where: { isBeginning($0, of: word) }) else { return false }
    word.removeFirst(affix.count)
    return true
  }

  /// Whether a word ends in one of the affixes with enough letters before it; O(affixes).
  func ends(_ word: [UInt32]) -> Bool { affixes.contains { isEnding($0, of: word) } }

  private func isEnding(_ affix: [UInt32], of word: [UInt32]) -> Bool {
    guard word.count >= affix.count + least, word.last == affix.last else { return false }
    return word.suffix(affix.count).elementsEqual(affix)
  }

  private func isBeginning(_ affix: [UInt32], of word: [UInt32]) -> Bool {
    guard word.count >= affix.count + least, word.first == affix.first else { return false }
    return word.starts(with: affix)
  }
}
