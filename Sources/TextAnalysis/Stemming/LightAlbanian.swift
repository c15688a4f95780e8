// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Albanian inflection.
//
// Sources: Sadiku & Biba, "Automatic Stemming of Albanian Through a Rule-based Approach", Journal of
// International Research Publications: Language, Individual & Society 6 (2012), whose method this
// is, without its derivations; the endings are those of Newmark, Hubbard & Prifti, "Standard
// Albanian: A Reference Grammar" (Stanford, 1982), on definite and indefinite declension and the
// conjugation in -oj.

/// Takes one ending of an Albanian noun, adjective or verb in -oj off.
///
/// Three letters stay; four before vowel and t, which end too many short roots of their own
/// (qytet). A fleeting ë before r at the end goes: libër is libri.
enum LightAlbanian {
  private static let endings = EndingTable(
    (endings: nouns, least: 3), (endings: definitePlurals, least: 4), (endings: verbs, least: 3))

  private static let nouns = "i u iu a e ë së ës në ën in un ve ave eve ive ëve ash esh ish"
  private static let definitePlurals = "at et it ut ët"
  private static let verbs = "oj on ojmë oni ojnë ova ove oi uam uat uan uar ur onte onin oja"

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    endings.strip(&word)
    let end = word.count - 2
    if end >= 3, word[end] == 0x65, word[end + 1] == 0x72 { word.remove(at: end) }
  }
}
