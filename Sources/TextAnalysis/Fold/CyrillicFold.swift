// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cyrillic letters. `FoldTable` also drops combining marks after them: stress marks, titlo.
//
// Sources, by table:
//   accented letters: canonical decompositions of UnicodeData.txt 15, kept where CLDR's root
//     collation (42) calls the difference primary, which it does for й alone; so ё is е and ї is і,
//     but й is never и. ґ is г there too: Ukrainian wrote г for both from 1933 to 1990. Letters of
//     other languages that are no base with a mark (ә ғ қ ң ө ү һ ҫ ҳ ђ ћ љ њ џ є ѕ і ј) stay;
//   letters out of use: the Russian decree of 10 October 1918 (ѣ ѳ ѵ, and ъ at the end of words),
//     the Bulgarian ordinance of 27 February 1945 (ѫ is ъ, ъ at the end); і of old Russian stays,
//     since Ukrainian, Belarusian and Kazakh have it beside и. Letter shapes of Church Slavonic: the
//     names list and Unicode Technical Note 41 (Andreev, Shardt & Simmons, 2015);
//   Abkhaz: ҧ and ҕ are "older orthographies" of ԥ and ӷ by the names list;
//   palochka: The Unicode Standard, ch. 7.4: it is typed as I, 1 or Ukrainian І for want of a key.

/// The folding table of Cyrillic letters.
enum CyrillicFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = accented + outOfUse

  private static let accented: [FoldRule] = [
    FoldRule("а", from: "ӑӓ"),
    FoldRule("г", from: "ѓґ"),
    FoldRule("е", from: "ѐёӗ"),
    FoldRule("ж", from: "ӂӝ"),
    FoldRule("з", from: "ӟ"),
    FoldRule("и", from: "ѝӣӥ"),
    FoldRule("к", from: "ќ"),
    FoldRule("о", from: "ӧ"),
    FoldRule("у", from: "ўӯӱӳ"),
    FoldRule("ч", from: "ӵ"),
    FoldRule("ы", from: "ӹ"),
    FoldRule("э", from: "ӭ"),
    FoldRule("ә", from: "ӛ"),
    FoldRule("ө", from: "ӫ"),
    // Palochka with ї: no language has both, and all its stand-ins come together.
    FoldRule("і", from: "їӏ"),
  ]

  private static let outOfUse: [FoldRule] = [
    FoldRule("е", from: "ѣѥ"),
    FoldRule("ф", from: "ѳ"),
    FoldRule("и", from: "ѵѷ"),
    FoldRule("ъ", from: "ѫ"),
    FoldRule("о", from: "ѡѻѽꙍꙩꙫꙭꙮ"),
    FoldRule("от", from: "ѿ"),
    FoldRule("у", from: "ѹꙋ"),
    FoldRule("я", from: "ѧѩꙗꙙꙝ"),
    FoldRule("ы", from: "ꙑ"),
    FoldRule("з", from: "ꙁ"),
    FoldRule("ѕ", from: "ꙃꙅ"),
    FoldRule("і", from: "ꙇ"),
    FoldRule("кс", from: "ѯ"),
    FoldRule("пс", from: "ѱ"),
    FoldRule("ԥ", from: "ҧ"),
    FoldRule("ӷ", from: "ҕ"),
  ]

  /// Whether ъ is mute: at the end of a word, after a consonant.
  static func isSilentHardSign(_ word: [UInt32], at index: Int) -> Bool {
    index > 0 && index + 1 == word.count && isConsonant(word[index - 1])
  }

  /// і where Latin i or l or the digit 1 stands for it or for palochka: between letters, and for i
  /// at the start of a word as well.
  static func letter(typedAt index: Int, in word: [UInt32]) -> UInt32? {
    let isBefore = index > 0 && isLetter(word[index - 1])
    let isAfter = index + 1 < word.count && isLetter(word[index + 1])
    let isLatin = word[index] == 0x69
    return isBefore && isAfter || isLatin && (isBefore || index == 0 && isAfter) ? 0x0456 : nil
  }

  private static func isLetter(_ codePoint: UInt32) -> Bool {
    (0x0430...0x052F).contains(codePoint) && !(0x0482...0x0489).contains(codePoint)
  }

  private static func isConsonant(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0431...0x0434, 0x0436, 0x0437, 0x043A...0x043D, 0x043F...0x0442, 0x0444...0x0449, 0x0473:
      true
    default: false
    }
  }
}
