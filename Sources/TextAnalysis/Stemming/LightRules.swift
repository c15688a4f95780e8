// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Light rules, one set a script, applied whatever the language was taken for. They take clitics and
// the commonest endings off, and leave words alone that would become too short. Input and output
// are code points of the rung `fold`.

/// Chooses the light rules of a stemmer.
enum LightRules {
  /// Replaces a folded word by its stem; O(letters).
  static func stem(_ word: inout [UInt32], by stemmer: Stemmer) {
    switch stemmer {
    case .lightArabic: LightArabic.stem(&word)
    case .lightPersian: LightPersian.stem(&word)
    case .lightKorean: LightKorean.stem(&word)
    case .lightHebrew: LightHebrew.stem(&word)
    case .lightJapanese: LightJapanese.stem(&word)
    default: break
    }
  }

  /// The code points of a text, for tables of affixes.
  static func codePoints(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}

/// Arabic clitics and endings, by light10.
///
/// و goes where three letters stay; then one form of the article where two stay; then endings, each
/// once, where two stay. Teh marbuta is ه on the rung `fold`.
///
/// Source: Larkey, Ballesteros & Connell, "Light Stemming for Arabic Information Retrieval" (2007),
/// with the affixes and lengths of Lucene's ArabicStemmer. Unlike there, a و before any article
/// goes too, as in ولل.
enum LightArabic {
  private static let articles = ["وال", "بال", "كال", "فال", "ال", "لل"].map(LightRules.codePoints)
  private static let endings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"]
    .map(LightRules.codePoints)

  static func stem(_ word: inout [UInt32]) {
    if word.first == 0x0648, word.count > 3 { word.removeFirst() }
    for article in articles where word.starts(with: article) && word.count >= article.count + 2 {
      word.removeFirst(article.count)
      break
    }
    for ending in endings where word.count >= ending.count + 2 {
      if word.suffix(ending.count).elementsEqual(ending) { word.removeLast(ending.count) }
    }
  }
}

/// Persian plural ها with what may follow it: indefinite and linking ی, the clitic pronouns.
///
/// Joined, with a ZWNJ, or as a part: all spellings reach this rule.
///
/// Source: ها and the length that stays are those of Lucene's PersianStemmer; what follows ها is our
/// own list. Its other endings (ات ان تر ی) are not taken: they end too many words of other
/// languages of the script.
enum LightPersian {
  private static let endings = [
    "هايشان", "هايتان", "هايمان", "هايش", "هايت", "هايم", "هايي", "هاي", "ها",
  ].map(LightRules.codePoints)

  static func stem(_ word: inout [UInt32]) {
    for ending in endings where word.count >= ending.count + 2 {
      guard word.suffix(ending.count).elementsEqual(ending) else { continue }
      word.removeLast(ending.count)
      return
    }
  }
}

/// Hebrew prefixes: the letters of משה וכלב, taken off one by one while three letters stay.
///
/// Taking off letter by letter makes בית, הבית, בבית and ושבבית one class, at the price that a root
/// may lose a letter of its own in the same way everywhere: שלום becomes לומ.
///
/// Source: משה וכלב is the school grammar's mnemonic of the seven prefixed particles; the length
/// that stays is our own choice.
enum LightHebrew {
  private static let prefixes = LightRules.codePoints("משהוכלב")

  static func stem(_ word: inout [UInt32]) {
    while word.count > 3, let first = word.first, prefixes.contains(first) { word.removeFirst() }
  }
}

/// Japanese inflection: a word that starts with Han loses the hiragana at its end.
///
/// So 住む, 住ん and 住み share 住.
///
/// Source: the Cabinet's notice on okurigana (送り仮名の付け方, 1973), rule 1: an inflected word is
/// written with its ending in kana.
enum LightJapanese {
  static func stem(_ word: inout [UInt32]) {
    while word.count > 1, let last = word.last, (0x3041...0x309F).contains(last) {
      word.removeLast()
    }
  }
}
