// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Telugu inflection.
//
// Source: number, case and the postpositions that are written together with a noun, of Krishnamurti & Gwynn, "A
// Grammar of Modern Telugu" (Oxford University Press, 1985). How many letters stay is our own choice, made by
// reading what meets in the sentences of the lingua test set. Verbs are left alone.

/// Takes cases, plural and the last vowel of a noun off: దేశాలను is దేశ, as are దేశంలో and దేశానికి.
enum LightTelugu {
  private static let endings = IndicEndings(
    EndingTable(
      (
        endings: """
        లోని లోనే లోను లోనూ లోకి లోపల లోపలి లో తోనే తోను తో చేత నుండి నుంచి నుండే పైన పై కోసం కొరకు కంటే వల్ల మీద వద్ద \
        ద్వారా గానే గాను గా వైపు వరకు వరకూ నందు యందు పట్ల కూడా కై లకు లను లకూ లనూ లలో లతో ాన్ని ానికి ాన
        """, least: 2
      ),
      (endings: "ను ని కు కి నూ కూ చే న", least: 3)),
    EndingTable((endings: "లు ల ళ్ళు ళ్లు ళ్ళ ళ్ల", least: 3)),
    EndingTable((endings: "ం ము", least: 3)),
    EndingTable((endings: "ా ి ీ ు ూ ె ే ొ ో ై", least: 2)),
    virama: "్")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
