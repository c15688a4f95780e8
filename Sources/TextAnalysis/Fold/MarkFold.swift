// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Marks of scripts that have no table of their own, dropped because readers write without them.
//
// Sources: all are nonspacing marks without a primary weight in DUCET 15 (allkeys.txt), so that the
// Unicode Collation Algorithm calls the difference secondary; and The Unicode Standard says of each
// script that they may be left out or show tone, length or pointing: Syriac (ch. 9.3), Samaritan
// (9.4), Mandaic (9.5), Ethiopic (19.1), N’Ko (19.4), Coptic (7.3), Old Hangul tones (18.6).
// Vowels that are always written stay, whatever their category: those of Thaana, Adlam and Indic
// scripts. So do tones that part words and that nobody leaves out: those of Thai, Lao, Tai Tham,
// Kayah Li, Pahawh Hmong; and N’Ko's mark of nasal vowels.

/// Marks that fold to nothing in scripts without a table.
enum MarkFold {
  /// The marks.
  static let marks: [ClosedRange<UInt32>] = [
    0x0711...0x0711, 0x0730...0x074A,  // Syriac points
    0x07EB...0x07F1, 0x07F3...0x07F3,  // N’Ko tones and foreign sounds
    0x0818...0x0819, 0x081C...0x0823, 0x0825...0x0827, 0x0829...0x082D,  // Samaritan
    0x0859...0x085B,  // Mandaic
    0x135D...0x135F,  // Ethiopic gemination and vowel length
    0x2CEF...0x2CF1,  // Coptic
    0x302A...0x302F,  // tones of Han and Old Hangul
    0x1E94A...0x1E94A,  // nukta of Adlam
  ]
}
