// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Kannada inflection.
//
// Source: number and case of the noun, with the sounds between them and the stem, of Sridhar, "Kannada" (Routledge, 1990).
// How many letters stay is our own choice, made by reading what meets in the Universal Declaration. Verbs
// are left alone.

/// Takes cases, plural and the last vowel of a noun off: ದೇಶಗಳಲ್ಲಿ is ದೇಶ, as are ದೇಶದಿಂದ and ದೇಶಕ್ಕೆ.
enum LightKannada {
  private static let endings = IndicEndings(
    EndingTable((endings: "ೂ ೇ", least: 4)),
    EndingTable(
      (
        endings: """
        ವನ್ನು ಯನ್ನು ನ್ನು ದಲ್ಲಿ ಯಲ್ಲಿ ನಲ್ಲಿ ವಿನಲ್ಲಿ ಿನಲ್ಲಿ ಲ್ಲಿ ದಲ್ಲಿನ ಲ್ಲಿನ ದಿಂದ ಯಿಂದ ನಿಂದ ವಿನಿಂದ ಿನಿಂದ ಿಂದ ಿಂದಾಗಿ \
        ದೊಂದಿಗೆ ಯೊಂದಿಗೆ ನೊಂದಿಗೆ ಿನೊಂದಿಗೆ ೊಂದಿಗೆ ಕ್ಕೆ ಕ್ಕಾಗಿ ಗಾಗಿ ಿಗಾಗಿ ಿಗೆ ಗೆ ನಿಗೆ ವಾಗಿ ಯಾಗಿ ವಾದ ಯಾದ ವಿನ ಿನ ದ ಯ \
        ದವರೆಗೆ ವರೆಗೆ ಗಿಂತ ಿಗಿಂತ ಕ್ಕಿಂತ
        """, least: 3
      ),
      (endings: "ನ", least: 4)),
    EndingTable((endings: "ಗಳು ಗಳ ಗಳಿ", least: 2), (endings: "ರು ರ ರಿ ವು", least: 3)),
    EndingTable((endings: "ು ಿ ೆ", least: 3)),
    virama: "್")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
