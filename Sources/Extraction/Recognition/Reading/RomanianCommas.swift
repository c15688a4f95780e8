// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Romanian ș and ț have a comma below. Tesseract's model was made from texts of the time when character sets had only the letters
// with a cedilla, and writes those; on paper they cannot be told apart (The Unicode Standard 16.0, 7.1, "Cedilla
// and Comma Below"; SR 13411:1999).

/// Writes Romanian letters with commas.
enum RomanianCommas {
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{15E}": "\u{218}", "\u{15F}": "\u{219}", "\u{162}": "\u{21A}", "\u{163}": "\u{21B}",
  ]

  /// Whether some models give such letters to no language but Romanian: of those in Latin letters, it is the only one.
  static func isMeant(by models: [RecognitionModel]) -> Bool {
    let latin = models.filter { $0.script == .latin }
    return latin.map(\.name) == ["ron"]
  }

  /// The text with a comma for each cedilla under s and t.
  static func written(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(letters[scalar] ?? scalar) }
    return String(scalars)
  }
}
