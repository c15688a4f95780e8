// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Polish inflection.
//
// Sources: the declensions and conjugations of Swan, "A Grammar of Contemporary Polish" (Slavica,
// 2002), as lists of endings after the manner of Savoy's light stemmers ("Light Stemming Approaches
// for the French, Portuguese, German and Hungarian Languages", SAC 2006). One ending goes, the
// longest; alternations of the root (miasto, mieście) are left alone. The lengths that stay were
// chosen on the development part of Universal Dependencies.

/// Takes one ending of a Polish noun, adjective or verb off; of a superlative also naj-.
///
/// Three letters stay, and a softening i at the end goes after the fourth.
enum LightPolish {
  private static let superlative = PrefixTable("naj", least: 5)
  private static let endings = EndingTable(
    (endings: nouns, least: 3), (endings: adjectives, least: 3), (endings: verbs, least: 3))

  private static let nouns = """
    owie owi iowi ami iami ach iach om iom ów iów ie iem em ia ią iu io a ą e ę i o u y
    """
  private static let adjectives = """
    ego iego emu iemu ym im ej iej ych ich ymi imi \
    iejszego iejszemu iejszym iejszych iejszymi iejszej iejsza iejsze iejszy iejsi \
    szego szemu szych szymi szej
    """
  private static let verbs = """
    am em asz amy acie ają aj ajcie esz iesz emy iemy ecie iecie isz imy icie ysz ymy ycie \
    ać ąc ić yć eć ieć eść aść \
    ał ała ało ały ali ałem ałam ałeś ałaś aliśmy ałyśmy ił iła iło iły ili iłem iłam iłeś iłaś \
    iliśmy iłyśmy iał iała iało iały iałem iałam ieli ieliśmy iałyśmy ył yła yło yły yli yłem yłam \
    eli ęła ęło ęły ałby ałaby ałoby aliby ałyby iłby iłaby iłoby iliby iłyby alibyśmy ilibyśmy \
    ając ający ająca ające ającego ającemu ających ającymi ającej ającym \
    ący ąca ące ącego ącemu ących ącymi ącej ącym \
    any ana ane ani ano anego anych anym anej anymi \
    ony ona one oni ono iono onego onych onym onej onymi
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    if word.suffix(6).contains(0x7A), word.suffix(6).contains(0x73) { superlative.strip(&word) }
    endings.strip(&word)
    if word.count > 3, word.last == 0x69 { word.removeLast() }
  }
}
