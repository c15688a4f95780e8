// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bengali noun inflection.
//
// Sources: Dolamic & Savoy, "Comparative Study of Indexing and Search Strategies for the Hindi,
// Marathi, and Bengali Languages", ACM TALIP 9 (2010), whose light stemmer takes case, number and
// classifiers off; the endings are those of Thompson, "Bengali: A Comprehensive Grammar"
// (Routledge, 2010), chapters on case, classifiers and emphasizers. The length that stays is our
// own choice.

/// Takes emphasizers, cases, classifiers and plurals of Bengali off, one after the other.
///
/// Three code points stay. Going on until nothing fits makes বাজার, বাজারে and বাজারের one class, at
/// the price that a root may lose an ending of its own in the same way everywhere. Verbs are left
/// alone; so is Assamese, whose endings differ.
enum LightBengali {
  private static let endings = EndingTable(
    (endings: cases, least: 3), (endings: classifiers, least: 3), (endings: emphasizers, least: 3))

  private static let emphasizers = "ই ও"
  private static let cases = "ের য়ের র কে তে েতে য়ে ে য় েরা রা দের েদের দেরকে দিগকে"
  private static let classifiers = """
    টা টি টো খানা খানি গুলো গুলি গুলা সমূহ
    """

  /// Replaces a folded word by its stem; O(letters · endings).
  static func stem(_ word: inout [UInt32]) {
    while endings.strip(&word) {}
  }
}
