// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Uyghur inflection, in Arabic letters.
//
// Source: the cases, possessives, plural and the raising of vowels of Hahn, "Uyghur", in Johanson & Csató
// (eds.), "The Turkic Languages" (Routledge, 1998). How many letters stay is our own choice, made by reading
// what meets in the Universal Declaration of Human Rights. Verbs are left alone.

/// Takes case, possessive and plural off, in this order, and writes the last vowel as it is before an ending:
/// مەكتەپلىرىدە is مەكتىپ, as is مەكتەپ.
enum LightUyghur {
  private static let endings = TurkicEndings(
    cases: EndingTable(
      (endings: "نىڭ نى غا گە قا كە دا دە تا تە دىن تىن دىكى تىكى غىچە گىچە قىچە كىچە", least: 3)),
    possessives: EndingTable(
      (endings: "ىمىز ىڭىز مىز ڭىز ى", least: 3), (endings: "ىم ۇم ۈم ىڭ ۇڭ ۈڭ", least: 4)),
    afterVowel: EndingTable((endings: "سى", least: 3)),
    plural: EndingTable((endings: "لار لەر لىر", least: 2)),
    ambiguous: EndingTable((endings: "ىم ۇم ۈم ىڭ ۇڭ ۈڭ", least: 4)),
    last: LastLetters([:]),
    vowels: "اەىېوۇۆۈ", sibilant: "س")
  private static let vowels = LightRules.folded("اە")
  private static let raised = LightRules.folded("ى")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    endings.strip(&word)
    raise(&word)
  }

  /// Writes the last vowel, if it is one that endings raise, as raised; at the end, where three letters stay, it goes, as
  /// it does with a possessive.
  private static func raise(_ word: inout [UInt32]) {
    guard word.count > 3, let last = word.last else { return }
    if vowels.contains(last) || raised.contains(last) {
      word.removeLast()
    } else if vowels.contains(word[word.count - 2]) {
      word.replaceSubrange((word.count - 2)..<(word.count - 1), with: raised)
    }
  }
}
