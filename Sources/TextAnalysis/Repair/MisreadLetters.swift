// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How much a line, read again, looks like Greek, Hebrew, Arabic or Thai.
struct MisreadLetters {
  /// From 1 for usual text down to 0.
  private(set) var quality: Float = 0
  private var letters = 0
  private var isMixed = false

  /// Judges a line by its letters.
  ///
  /// Words that mix ASCII letters with those of the script are no text that was misread.
  init(_ utf8: [UInt8], kind: CharsetCandidate.Kind) {
    let text = String(decoding: utf8, as: UTF8.self)
    var counted = CharsetLetters(kind: kind, language: .unknown)
    counted.add(text, bytes: utf8)
    quality = counted.quality
    var before: (isASCII: Bool, isWide: Bool) = (false, false)
    var misplaced = 0
    for scalar in text.unicodeScalars {
      let category = ICU.category(of: scalar.value)
      let isLetter = category.isLetter || category.isMark
      let isWide = isLetter && scalar.value >= 0x80
      let isASCII = isLetter && scalar.value < 0x80
      if isWide {
        letters += 1
        if ICU.script(of: scalar.value) != kind.script { misplaced += 1 }
      }
      if (isWide && before.isASCII) || (isASCII && before.isWide) { isMixed = true }
      if VisualEvidence.endsWords(scalar.value), !before.isWide { misplaced += 1 }
      before = (isASCII, isWide)
    }
    quality -= Float(misplaced) * 4 / Float(max(letters, 1))
  }

  /// Whether the line is text of the script.
  var verdict: MisreadCharset.Verdict {
    guard !isMixed, letters >= 3, quality >= 0.8 else { return .no }
    return letters >= 16 ? .certain : .possible
  }
}
