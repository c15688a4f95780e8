// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import TextAnalysis

/// The repairs held against texts of 448 languages, good and broken.
@Suite(.enabled(if: OpenData.isPresent, "needs ../shared/data"))
struct RepairOpenDataTests {
  @Test func `No translation of the Universal Declaration is repaired`() {
    let texts = OpenData.allTexts
    #expect(texts.count > 500)
    for text in texts {
      let found = TextRepair.repair(Array(text.utf8))
      #expect(found.repairs.isEmpty, "\(text.prefix(60)): \(found.repairs.map(\.summary))")
    }
  }

  /// How a text is broken.
  struct Breakage: CustomTestStringConvertible, Sendable {
    var charset: String
    var reader: String
    var language: String
    var script: String
    var testDescription: String { "\(charset) as \(reader) \(language)" }
  }

  static let breakages: [Breakage] = [
    Breakage(charset: "UTF-8", reader: "windows-1252", language: "fr", script: "Latn"),
    Breakage(charset: "UTF-8", reader: "windows-1252", language: "vi", script: "Latn"),
    Breakage(charset: "UTF-8", reader: "windows-1251", language: "ru", script: "Cyrl"),
    Breakage(charset: "UTF-8", reader: "windows-1256", language: "ar", script: "Arab"),
    Breakage(charset: "UTF-8", reader: "macintosh", language: "de-1996", script: "Latn"),
    Breakage(charset: "windows-1251", reader: "KOI8-R", language: "ru", script: "Cyrl"),
    Breakage(charset: "KOI8-U", reader: "windows-1251", language: "uk", script: "Cyrl"),
    Breakage(charset: "windows-1251", reader: "windows-1252", language: "bg", script: "Cyrl"),
    Breakage(charset: "IBM866", reader: "windows-1251", language: "ru", script: "Cyrl"),
    Breakage(charset: "VNI", reader: "windows-1252", language: "vi", script: "Latn"),
    Breakage(charset: "VISCII", reader: "windows-1252", language: "vi", script: "Latn"),
    Breakage(charset: "windows-1256", reader: "windows-1252", language: "ar", script: "Arab"),
    Breakage(
      charset: "windows-1253", reader: "windows-1252", language: "el-monoton", script: "Grek"),
    Breakage(charset: "windows-874", reader: "windows-1252", language: "th", script: "Thai"),
  ]

  @Test(arguments: breakages)
  func `Lines of more than sixty characters are repaired whatever broke them`(
    breakage: Breakage
  ) throws {
    let text = try #require(
      OpenData.declaration(language: breakage.language, script: breakage.script))
    var tried = 0
    var right = 0
    for line in text.split(separator: "\n") where line.count > 60 && line.utf8.count > line.count {
      let whole = String(line)
      let broken =
        breakage.charset == "UTF-8"
        ? BrokenText.doubled(whole, as: breakage.reader)
        : BrokenText.misread(whole, breakage.charset, as: breakage.reader)
      guard let broken else { continue }
      tried += 1
      let found = TextRepair.repair(Array(broken.utf8))
      if found.utf8 == Array(whole.utf8) { right += 1 }
      #expect(TextRepair.undo(found.utf8, found.repairs) == Array(broken.utf8))
    }
    print("\(breakage.testDescription): \(right) of \(tried)")
    try #require(tried >= 5)
    #expect(right * 20 >= tried * 19)
  }
}
