// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Malayalam inflection.
//
// Source: number and case of the noun, with the sounds between them and the stem, of Asher & Kumari, "Malayalam"
// (Routledge, 1997). How many letters stay is our own choice, made by reading what meets in the Universal
// Declaration and a list of frequent words. Verbs are left alone.

/// Takes cases, plural and the last vowel of a noun off: രാജ്യങ്ങളിൽ is രാജ്യ, as are രാജ്യത്തിന്റെ and രാജ്യം.
enum LightMalayalam {
  private static let endings = IndicEndings(
    EndingTable((endings: "ും യും വും മായ മായി മാണ് ാണ് യാണ് ാണു", least: 3)),
    EndingTable(
      (
        endings: """
        ത്തിന്റെ ത്തിൽ ത്തിലെ ത്തിലും ത്തിലേക്ക് ത്തിന് ത്തിനു ത്തിനെ ത്തിനും ത്തിനോട് ത്തെ ത്തോട് ത്തോടെ ത്താൽ ത്ത് \
        യുടെ ുടെ യെ ിന്റെ ന്റെ ിനെ നെ ിന് ിനു നോട് ിനോട് യോട് ോട് ോടെ യോടെ യിൽ ിൽ യിലെ ിലെ യിലേക്ക് ിലേക്ക് യാൽ ാൽ യ്ക്ക് ക്ക് ക്കു \
        യ്ക്കു െ
        """, least: 3
      )),
    EndingTable((endings: "ങ്ങൾ ങ്ങള കൾ കള മാർ മാര ക്കൾ ക്കള", least: 2)),
    EndingTable((endings: "ം ് ു", least: 3)),
    virama: "്")

  private static let virama = LightRules.folded("്").first

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    endings.strip(&word)
    // Before an ending the last consonant is doubled: വീട്, വീട്ടിൽ.
    let last = word.count - 1
    if last > 2, word[last] == word[last - 2], word[last - 1] == virama { word.removeLast(2) }
  }
}
