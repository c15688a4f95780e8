// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Affix tables of the light stemmers. They are written as the language spells them and folded here,
// since light rules read the rung `fold`.

/// Endings to take off, each with the fewest letters that must stay.
struct EndingTable: Sendable {
  private struct Ending {
    let letters: [UInt32]
    let least: Int
  }

  /// By last letter, the longest first.
  private let endings: [UInt32: [Ending]]

  /// Takes endings between spaces, with the fewest letters that must stay before each of them; of
  /// one that is given twice, the lower number holds.
  init(_ groups: (endings: String, least: Int)...) {
    let all = groups.flatMap { group in
      LightRules.affixes(group.endings).map { Ending(letters: $0, least: group.least) }
    }
    let sorted = all.sorted {
      ($1.letters.count, $0.least) < ($0.letters.count, $1.least)
    }
    endings = Dictionary(grouping: sorted) { $0.letters.last ?? 0 }
  }

  /// Takes the longest ending off that the word has and that leaves enough; false where there is
  /// none; O(endings).
  @discardableResult
  func strip(_ word: inout [UInt32]) -> Bool {
    guard let last = word.last, let candidates = endings[last] else { return false }
    for ending in candidates where word.count >= ending.letters.count + ending.least {
      guard word.suffix(ending.letters.count).elementsEqual(ending.letters) else { continue }
      word.removeLast(ending.letters.count)
      return true
    }
    return false
  }
}

/// Last letters that a language writes otherwise before an ending.
struct LastLetters: Sendable {
  private let others: [UInt32: UInt32]

  /// Takes letters, each with the one that stands for both.
  init(_ letters: [String: String]) {
    others = Dictionary(
      letters.compactMap { letter, other in
        guard let from = LightRules.folded(letter).first, let to = LightRules.folded(other).first
        else { return nil }
        return (from, to)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Replaces the last letter of a word that has three, if it is one of them; O(1).
  func replace(in word: inout [UInt32]) {
    guard word.count > 2, let last = word.last, let other = others[last] else { return }
    word[word.count - 1] = other
  }
}

/// Prefixes to take off, all with the same fewest letters that must stay.
struct PrefixTable: Sendable {
  private let prefixes: [[UInt32]]
  private let least: Int

  /// Takes prefixes between spaces.
  init(_ prefixes: String, least: Int) {
    self.prefixes = LightRules.affixes(prefixes).sorted { $0.count > $1.count }
    self.least = least
  }

  /// Takes prefixes that are every first one before every second one.
  init(_ first: String, before second: String, least: Int) {
    self.init(LightRules.pairs(first, before: second), least: least)
  }

  /// Takes the longest prefix off that the word has, that leaves enough and whose number of letters
  /// `isFit` takes; false where there is none; O(prefixes).
  @discardableResult
  func strip(_ word: inout [UInt32], where isFit: (Int) -> Bool = { _ in true }) -> Bool {
    for prefix in prefixes where word.count >= prefix.count + least && word.starts(with: prefix) {
      guard isFit(prefix.count) else { continue }
      word.removeFirst(prefix.count)
      return true
    }
    return false
  }
}
