// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ukrainian inflection.
//
// Sources: the order of steps is that of Snowball's Russian algorithm (snowballstem.org: reflexive,
// then one ending, then и/і, нн and the soft sign); the endings are those of the declensions and
// conjugations of Press & Pugh, "Ukrainian: A Comprehensive Grammar" (Routledge, 2nd edition, 2015).

/// Takes the reflexive and one ending of a Ukrainian noun, adjective or verb off.
///
/// Three letters stay before a reflexive, two before most others. Changes of the root (рік, року) are
/// left alone.
enum LightUkrainian {
  private static let reflexives = EndingTable((endings: "ся сь", least: 3))
  private static let endings = EndingTable(
    (endings: nouns, least: 2), (endings: adjectives, least: 2), (endings: verbs, least: 2),
    (endings: "в", least: 3), (endings: "ла ло ли", least: 4))

  private static let nouns = """
    ами ями ах ях ові еві єві ою ею єю ом ем єм ів ев їв ей ам ям а я у ю о е є и і ї й ь \
    ію ия ія ії иї ією іям іях іями
    """
  private static let adjectives = """
    ого его ому ему ої ій им ім їм их іх їх ими іми їми ую юю ая яя ее оє еє єє ий їй \
    ього ьої ьому ьою
    """
  private static let verbs = """
    ти ати яти ити іти їти іла іло іли їла їло їли ала ало али ила ило яла яло яли \
    ав ив яв ує уєш уємо уєте ують ую уй ює юють юємо аю аєш ає аємо аєте ають яє яють яємо яю \
    ять ать уть ють ить ите имо еш єш иш їш ете єте емо ємо ювати увати ював ував ювала увала \
    ювали ували ювало увало уючи ючи ачи ячи авши ивши івши
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) {
    reflexives.strip(&word)
    endings.strip(&word)
    if word.count > 2, word.last == 0x44C { word.removeLast() }
    if word.count > 3, word.last == 0x456 { word.removeLast() }
    if word.count > 4, word.suffix(2).elementsEqual([0x43D, 0x43D]) { word.removeLast() }
  }
}
