// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Right-to-left lines as pdftotext writes them → logical order.
//
// pdftotext brackets a right-to-left line by U+202B and U+202C, and each left-to-right run inside it
// by U+202A and U+202C. It counts spaces and punctuation as left-to-right, and writes a run in the
// order of the eye: `الساعة ‪ 12‬إلى` has the space that follows 12 before it. And it writes the two
// letters of a lam-alef ligature in the wrong order.

/// Puts the text of right-to-left lines into logical order.
struct PDFDirection {
  /// The text without pdftotext's own marks of direction.
  private(set) var text = ""
  /// How many words had a lam-alef in the wrong order.
  private(set) var repairedWords = 0

  /// Reads a page of pdftotext's output.
  init(_ page: String) {
    guard page.utf8.contains(0xE2), page.unicodeScalars.contains(where: Self.isMark) else {
      text = page
      return
    }
    var line = String.UnicodeScalarView()
    var run: String.UnicodeScalarView?
    var depth = 0
    for scalar in page.unicodeScalars {
      switch scalar {
      case "\u{202A}" where depth > 0: run = String.UnicodeScalarView()
      case "\u{202A}", "\u{202B}": depth += 1
      case "\u{202C}":
        if let finished = run {
          line.append(contentsOf: Self.logical(finished))
          run = nil
        } else {
          depth = max(0, depth - 1)
        }
      case "\n":
        finish(&line, &run)
        depth = 0
      default:
        if run == nil { line.append(scalar) } else { run?.append(scalar) }
      }
    }
    if !line.isEmpty || run != nil { finish(&line, &run) }
    if !page.hasSuffix("\n") && text.hasSuffix("\n") { text.removeLast() }
  }

  private mutating func finish(
    _ line: inout String.UnicodeScalarView, _ run: inout String.UnicodeScalarView?
  ) {
    if let run { line.append(contentsOf: run) }
    let (repaired, count) = LamAlef.repaired(line)
    text.unicodeScalars.append(contentsOf: repaired)
    text += "\n"
    repairedWords += count
    line = String.UnicodeScalarView()
    run = nil
  }

  /// Moves what is neither letter nor digit from either end of a run to the other end.
  private static func logical(_ run: String.UnicodeScalarView) -> [Unicode.Scalar] {
    let scalars = Array(run)
    let isStrong = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    guard let first = scalars.firstIndex(where: isStrong),
      let last = scalars.lastIndex(where: isStrong)
    else { return Array(scalars.reversed()) }
    var result = Array(scalars[(last + 1)...].reversed())
    result += scalars[first...last]
    result += Array(scalars[..<first].reversed())
    return result
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value)
  }
}

/// Repairs the order of lam and alef where the wrong one can be no Arabic word.
enum LamAlef {
  private static let alefs: Set<Unicode.Scalar> = ["ا", "أ", "إ", "آ"]
  /// Letters of Uyghur and Sorani, where alef maksura stands inside words.
  private static let otherLetters: Set<Unicode.Scalar> = ["ې", "ۈ", "ۆ", "ۇ", "ۋ", "ە", "ڵ", "ێ"]

  /// The line with its certain errors repaired, and their number of words.
  ///
  /// Certain are: `ال` alone for `لا`; `ىل` at the end for `لى`; two alefs before a lam (`األ` for
  /// `الأ`, `اال` for `الا`). Others, such as `السالم` for `السلام`, could be either and stay.
  static func repaired(
    _ line: String.UnicodeScalarView
  ) -> (String.UnicodeScalarView, words: Int) {
    guard line.contains("ل"), !line.contains(where: { otherLetters.contains($0) }) else {
      return (line, 0)
    }
    var result = String.UnicodeScalarView()
    var word: [Unicode.Scalar] = []
    var count = 0
    for scalar in line {
      if scalar.properties.isAlphabetic {
        word.append(scalar)
      } else {
        if repair(&word) { count += 1 }
        result.append(contentsOf: word)
        result.append(scalar)
        word = []
      }
    }
    if repair(&word) { count += 1 }
    result.append(contentsOf: word)
    return (result, count)
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
