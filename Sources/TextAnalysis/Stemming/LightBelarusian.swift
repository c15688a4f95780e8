// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Belarusian inflection.
//
// Sources: the declensions and conjugations of Mayo, "Belorussian", in Comrie & Corbett (eds.), "The
// Slavonic Languages" (Routledge, 1993), as a list of endings after the manner of LightUkrainian. How
// many letters stay before each ending was chosen on the development part of Universal Dependencies
// (HSE), which is small. Unstressed о and я that are written а and е are left alone.

/// Takes one ending of a Belarusian noun, adjective or verb off.
enum LightBelarusian {
  private static let endings = EndingTable(
    (endings: afterThree, least: 3), (endings: afterFour, least: 4))

  private static let afterThree = """
    ам амі аў аю ая ага аму ой ом ою оў ым ых ымі яй ям ямі ях ах ую юю яга яму яе ей ем ім іх \
    імі ія ыя ае у ы ю о е і ь я ваў вала валі ваць ала алі аць іў іла ілі іць ыў ыла ылі ыць \
    яў яла ялі яць уць юць уе уюць юцца уцца цца ца ся ўся лася ліся еш
    """
  private static let afterFour = """
    ай а
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
