// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A hamza inside a word stands on the letter that its vowels ask for, and usage differs: مسؤولية in
// Beirut is مسئولية in Cairo and Tehran, هيئة is also هيأة, شؤون is شئون. The rung `fold` sees the letter
// below the hamza alone, as which many type it, and these part.
//
// Sources: Wright, "A Grammar of the Arabic Language", vol. 1, on hamza; the rules of Cairo's Academy
// of the Arabic Language on its seat; for Persian the Academy's «دستور خط فارسی», on همزه.

/// Writes the hamzas inside a word alone, whatever they stand on.
enum HamzaReading {
  private static let hamza: UInt32 = 0x621
  private static let onAlef: UInt32 = 0x623
  private static let seats: Set<UInt32> = [onAlef, 0x624, 0x626]
  private static let vowelMarks: ClosedRange<UInt32> = 0x64B...0x65F
  private static let superscriptAlef: UInt32 = 0x670
  private static let articles = [LightRules.codePoints("ال"), LightRules.codePoints("لل")]

  /// Whether a rule serves languages that write them.
  static func serves(_ stemmer: Stemmer) -> Bool {
    switch stemmer {
    case .lightArabic, .lightArabicScript, .lightPersian, .lightUrdu: true
    default: false
    }
  }

  /// Whether a form may have such a hamza; O(bytes).
  static func mayServe(_ exact: Span<UInt8>) -> Bool {
    guard exact.count > 2 else { return false }
    for index in 1..<exact.count where exact[index - 1] == 0xD8 {
      if exact[index] == 0xA3 || exact[index] == 0xA4 || exact[index] == 0xA6 { return true }
    }
    return false
  }

  /// The folded letters of an exact form with its inner hamzas alone; nil where it has none.
  ///
  /// On alef a hamza counts only behind two letters that are no article: أ begins more words than it
  /// stands in. O(letters).
  static func read(_ exact: [UInt32]) -> [UInt32]? {
    let letters = exact.filter { !vowelMarks.contains($0) && $0 != superscriptAlef }
    guard let last = letters.indices.last else { return nil }
    var word: [UInt32] = []
    var run: [UInt32] = []
    var folded: [UInt32] = []
    for (index, letter) in letters.enumerated() {
      if index == 0 || index == last || !isInner(letter, after: letters[..<index]) {
        run.append(letter)
        continue
      }
      FoldTable.shared.fold(run, into: &folded)
      word += folded + [hamza]
      run = []
    }
    guard !word.isEmpty else { return nil }
    FoldTable.shared.fold(run, into: &folded)
    return word + folded
  }

  private static func isInner(_ letter: UInt32, after before: ArraySlice<UInt32>) -> Bool {
    guard seats.contains(letter) else { return false }
    return letter != onAlef || before.count > 1 && !articles.contains(Array(before.suffix(2)))
  }
}
