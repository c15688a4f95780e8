// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Macedonian inflection.
//
// Sources: Friedman, "Macedonian", in Comrie & Corbett (eds.), "The Slavonic Languages" (Routledge,
// 1993), for the article of masculine nouns and adjectives; all other endings are those that
// Macedonian shares with Bulgarian. There is no treebank to measure it by: the forms that meet in
// the Universal Declaration of Human Rights were read one by one.

/// Takes the article, or an ending, of a Macedonian word off.
enum LightMacedonian {
  private static let article = EndingTable((endings: "иот", least: 3), (endings: "от", least: 4))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    if !article.strip(&word) { LightBulgarian.stem(&word) }
  }
}
