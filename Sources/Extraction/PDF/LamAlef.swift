// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// In words that were drawn from left to right, poppler leaves the two letters of a lam-alef ligature
// in the order of reading while all others are reversed.

/// Repairs the order of lam and alef where the wrong one can be no Arabic word.
enum LamAlef {
  private static let alefs: Set<Unicode.Scalar> = ["ا", "أ", "إ", "آ"]
  /// Letters of Uyghur and Sorani, where alef maksura stands inside words.
  private static let otherLetters: Set<Unicode.Scalar> = ["ې", "ۈ", "ۆ", "ۇ", "ۋ", "ە", "ڵ", "ێ"]

  /// Repairs the certain errors of a line: `ال` alone for `لا`; `ىل` at the end for `لى`; two alefs
  /// before a lam (`األ` for `الأ`, `اال` for `الا`).
  ///
  /// Others, such as `السالم` for `السلام`, could be either and stay.
  static func repair(_ line: inout [PDFLineWord]) {
    let isOther = line.contains { word in
      word.text.unicodeScalars.contains { otherLetters.contains($0) }
    }
    guard !isOther else { return }
    for index in line.indices where line[index].text.unicodeScalars.contains("ل") {
      line[index].text = repaired(line[index].text)
    }
  }

  /// A word with what may stand around its letters.
  private static func repaired(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let letters = scalars.indices.filter { scalars[$0].properties.isAlphabetic }
    guard let first = letters.first, let last = letters.last else { return text }
    var word = Array(scalars[first...last])
    guard repair(&word) else { return text }
    var result = String.UnicodeScalarView(scalars[..<first])
    result.append(contentsOf: word)
    result.append(contentsOf: scalars[(last + 1)...])
    return String(result)
  }

  private static func repair(_ word: inout [Unicode.Scalar]) -> Bool {
    let end = word.count
    if word == ["ا", "ل"] {
      word = ["ل", "ا"]
      return true
    }
    if end >= 3, word[end - 2] == "ى", word[end - 1] == "ل" {
      word.swapAt(end - 2, end - 1)
      return true
    }
    for index in word.indices.dropLast(2)
    where word[index] == "ا" && alefs.contains(word[index + 1]) && word[index + 2] == "ل" {
      word.swapAt(index + 1, index + 2)
      return true
    }
    return false
  }
}
