// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cyrillic letters. `FoldTable` also drops combining marks after them: stress marks, titlo.
//
// Sources: canonical decompositions of UnicodeData.txt 15, kept where CLDR's root collation (42)
// calls the difference primary, which it does for й alone; so ё is е and ї is і, but й is never и.
// ґ is г there too: Ukrainian wrote г for both from 1933 to 1990. Letters of other languages that
// are no base with a mark (ә ғ қ ң ө ү һ ђ ћ љ њ є і ј) stay. Yat is е since 1918.

/// The folding table of Cyrillic letters.
enum CyrillicFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
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
    FoldRule("і", from: "ї"),
    FoldRule("ѵ", from: "ѷ"),
    FoldRule("ә", from: "ӛ"),
    FoldRule("ө", from: "ӫ"),
    FoldRule("е", from: "ѣ"),
  ]
}
