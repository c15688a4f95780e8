// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sinhala inflection.
//
// Source: definiteness, number and case of the noun of Chandralal, "Sinhala" (Benjamins, 2010). How many letters stay
// is our own choice, made by reading what meets in the Universal Declaration. Verbs are left alone.

/// Takes cases, number and definiteness off: රටවල is රට, as are රටේ and රටකට.
enum LightSinhala {
  private static let endings = IndicEndings(
    EndingTable(
      (
        endings: """
        වලට වලින් වලදී වලදි වල වල් ගේ ගෙන් න්ගේ න්ගෙන් න්ට යන්ගේ යන්ට යන් යාගේ යාට කුගේ කුට යකුගේ යකුට යකු කට යකට යක් ක් \
        යෙන් ෙන් යෙහි ෙහි යේ යේදී ේදී ේ යට ට යි යද
        """, least: 2
      ),
      (endings: "න් ක ද", least: 3)),
    EndingTable((endings: "ය ව යා ු ි ා ෝ ෙ", least: 3), (endings: "්", least: 2)),
    virama: "්")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
