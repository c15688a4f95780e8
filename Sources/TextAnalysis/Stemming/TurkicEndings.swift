// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What nouns of the Turkic languages share: stem, plural, possessive and case follow each other, each of them in
// a few shapes by the vowels and consonants before it.
//
// Source: Johanson, "The Structure of Turkic", in Johanson & Csató (eds.), "The Turkic Languages"
// (Routledge, 1998); the shapes are in the file of each language.

/// The endings of the nouns of one language.
struct TurkicEndings: Sendable {
  /// Endings of the cases.
  private let cases: EndingTable
  /// Possessives.
  private let possessives: EndingTable
  /// The possessive that follows vowels alone: its letter s belongs to the stem elsewhere.
  private let afterVowel: EndingTable
  /// Endings of the plural.
  private let plural: EndingTable
  /// Endings with which stems end too; taken off once more at last, so that a stem alone and one before other
  /// endings meet: босқын, a refugee, ends as a genitive does.
  private let ambiguous: EndingTable
  /// Letters that are written otherwise before an ending.
  private let last: LastLetters
  /// The letter s.
  private let sibilant: UInt32?
  private let vowels: Set<UInt32>

  /// Takes the endings of a language, and its vowels and letter s as it spells them.
  init(
    cases: EndingTable, possessives: EndingTable, afterVowel: EndingTable, plural: EndingTable,
    ambiguous: EndingTable, last: LastLetters, vowels: String, sibilant: String
  ) {
    self.cases = cases
    self.possessives = possessives
    self.afterVowel = afterVowel
    self.plural = plural
    self.ambiguous = ambiguous
    self.last = last
    self.vowels = Set(LightRules.folded(vowels))
    self.sibilant = LightRules.folded(sibilant).first
  }

  /// Takes case, possessive and plural off a folded word; O(letters + endings).
  func strip(_ word: inout [UInt32]) {
    cases.strip(&word)
    if !stripAfterVowel(&word) { possessives.strip(&word) }
    plural.strip(&word)
    dropSibilant(&word)
    ambiguous.strip(&word)
    last.replace(in: &word)
  }

  private func stripAfterVowel(_ word: inout [UInt32]) -> Bool {
    let before = word
    if afterVowel.strip(&word), let last = word.last, vowels.contains(last) { return true }
    word = before
    return false
  }

  /// Drops the s of a stem behind a vowel, as a possessive seems to have it: жұмыс, a work, is жұмы, since жұмысы
  /// could be of a stem жұмы.
  private func dropSibilant(_ word: inout [UInt32]) {
    guard word.count > 3, word.last == sibilant, vowels.contains(word[word.count - 2]) else {
      return
    }
    word.removeLast()
  }
}
