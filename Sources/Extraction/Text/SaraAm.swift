// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The Thai and Lao vowel AM in two pieces. People and dictionaries write one character (U+0E33, U+0EB3);
// tesseract and text layers of PDF give its parts, a ring and a long A, as the Unicode Character
// Database takes it apart (`<compat> 0E4D 0E32`, `<compat> 0ECD 0EB2`). With the parts, words are cut
// elsewhere than in what people search for. A tone mark stands before the vowel (The Unicode Standard,
// 16.1, "Thai Vowels").

/// Writes the vowel AM as one character.
enum SaraAm {
  private struct Letters {
    var ring: Unicode.Scalar
    var longA: Unicode.Scalar
    var whole: Unicode.Scalar
    var tones: ClosedRange<Unicode.Scalar>
  }

  private static let scripts = [
    Letters(ring: "\u{E4D}", longA: "\u{E32}", whole: "\u{E33}", tones: "\u{E48}"..."\u{E4B}"),
    Letters(ring: "\u{ECD}", longA: "\u{EB2}", whole: "\u{EB3}", tones: "\u{EC8}"..."\u{ECB}"),
  ]

  /// The text with each ring and long A as one vowel, behind the tone mark where one stands between.
  static func composed(_ text: String) -> String {
    // All of these letters begin with the byte E0.
    guard text.utf8.contains(0xE0) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let rest = scalars[index...]
      if let letters = scripts.first(where: { $0.ring == scalars[index] }),
        let (vowel, length) = vowel(at: rest, letters)
      {
        result.append(contentsOf: vowel)
        index += length
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  /// What a ring and what follows become, and how many scalars they are; nil for a ring that is none of AM.
  private static func vowel(
    at rest: ArraySlice<Unicode.Scalar>, _ letters: Letters
  ) -> ([Unicode.Scalar], Int)? {
    let next = rest.dropFirst()
    if next.first == letters.longA { return ([letters.whole], 2) }
    if let tone = next.first, letters.tones.contains(tone), next.dropFirst().first == letters.longA
    {
      return ([tone, letters.whole], 3)
    }
    return nil
  }
}
