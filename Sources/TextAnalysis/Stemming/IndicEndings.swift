// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What nouns of the Indic scripts share: a stem, then number and case, one behind the other, of which the first vowel
// is a sign on the last letter of the stem.
//
// Source: The Unicode Standard 15, ch. 12.1, on the virama, which joins two consonants to one letter.

/// The endings of the nouns of one language in an Indic script.
struct IndicEndings: Sendable {
  /// In the order in which they are taken off.
  private let steps: [EndingTable]
  /// The sign of a consonant without a vowel.
  private let virama: UInt32?

  /// Takes the steps by which endings are taken off, the last ones of a word first, and the virama of the script.
  init(_ steps: EndingTable..., virama: String) {
    self.steps = steps
    self.virama = LightRules.folded(virama).first
  }

  /// Takes endings off a folded word, of each step all that stand behind one another; O(letters · endings).
  ///
  /// A letter of two consonants is never cut in two.
  func strip(_ word: inout [UInt32]) {
    for step in steps {
      while true {
        let before = word
        guard step.strip(&word) else { break }
        if word.last == virama {
          word = before
          break
        }
      }
    }
  }
}
