// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import TextAnalysis

/// Legacy charsets found again on slices of the Universal Declaration, encoded by ICU.
struct CharsetDecoderAccuracyTests {
  /// A charset, a translation by its tag, and letters that the charset's users write
  /// instead of those it lacks.
  struct Row: CustomTestStringConvertible, Sendable {
    var charset: String
    var language: String
    var script: String
    var substitutes: [Character: String] = [:]
    var testDescription: String { "\(charset) \(language)" }
  }

  static let required: [Row] = [
    Row(charset: "windows-1256", language: "ar", script: "Arab"),
    Row(
      charset: "windows-1256", language: "fa", script: "Arab",
      substitutes: [
        "ی": "ي", "ۀ": "ه", "٫": ".", "۰": "0", "۱": "1", "۲": "2", "۳": "3", "۴": "4", "۵": "5",
        "۶": "6", "۷": "7", "۸": "8", "۹": "9", "هٔ": "ه",
      ]),
    Row(charset: "windows-1251", language: "ru", script: "Cyrl"),
    Row(charset: "windows-1251", language: "uk", script: "Cyrl"),
    Row(charset: "windows-1251", language: "bg", script: "Cyrl"),
    Row(charset: "windows-1252", language: "fr", script: "Latn"),
    Row(charset: "windows-1252", language: "de-1996", script: "Latn"),
    Row(charset: "windows-1252", language: "es", script: "Latn"),
    Row(charset: "ISO-8859-7", language: "el-monoton", script: "Grek"),
    Row(charset: "Shift_JIS", language: "ja", script: "Jpan"),
    Row(charset: "GB18030", language: "zh", script: "Hans"),
    Row(charset: "EUC-KR", language: "ko", script: "Hang"),
    Row(charset: "TIS-620", language: "th", script: "Thai"),
  ]

  static let others: [Row] = [
    Row(charset: "KOI8-R", language: "ru", script: "Cyrl"),
    Row(charset: "IBM866", language: "ru", script: "Cyrl"),
    Row(charset: "ISO-8859-5", language: "ru", script: "Cyrl"),
    Row(charset: "KOI8-U", language: "uk", script: "Cyrl"),
    Row(charset: "windows-1253", language: "el-monoton", script: "Grek"),
    Row(charset: "windows-1255", language: "he", script: "Hebr"),
    Row(charset: "windows-1250", language: "pl", script: "Latn"),
    Row(charset: "windows-1250", language: "cs", script: "Latn"),
    Row(charset: "ISO-8859-2", language: "hu", script: "Latn"),
    Row(charset: "windows-1254", language: "tr", script: "Latn"),
    Row(charset: "windows-1257", language: "lt", script: "Latn"),
    Row(charset: "EUC-JP", language: "ja", script: "Jpan"),
    Row(charset: "ISO-2022-JP", language: "ja", script: "Jpan"),
    Row(charset: "Big5", language: "zh-Hant", script: "Hant"),
  ]

  @Test(.enabled(if: OpenData.isPresent, "needs ../shared/data"), arguments: required)
  func `The eight charsets of the sample collection are found on 150 to 1500 bytes`(row: Row)
    throws
  {
    #expect(try accuracy(of: row) >= 0.95)
  }

  @Test(.enabled(if: OpenData.isPresent, "needs ../shared/data"), arguments: others)
  func `Other legacy charsets are mostly found`(row: Row) throws {
    #expect(try accuracy(of: row) >= 0.9)
  }

  /// Share of slices whose text came back whole.
  private func accuracy(of row: Row) throws -> Double {
    let text = try #require(OpenData.declaration(language: row.language, script: row.script))
    let converter = try #require(CharsetConverter(charset: row.charset))
    let substituted = String(text.flatMap { row.substitutes[$0].map(Array.init) ?? [$0] })
    var line = "\(row.charset) \(row.language):"
    var right = 0
    var tried = 0
    for length in [150, 500, 1500] {
      var found = 0
      var count = 0
      for slice in OpenData.slices(of: substituted, bytes: length, converter: converter, most: 3) {
        count += 1
        let decoded = CharsetDecoder.decode(slice.bytes)
        if let decoded, String(decoding: decoded.utf8, as: UTF8.self) == slice.text {
          found += 1
        } else {
          line += " [\(decoded?.charset ?? "none")]"
        }
      }
      line += " \(length) B \(found)/\(count)"
      right += found
      tried += count
    }
    print(line)
    try #require(tried > 0)
    return Double(right) / Double(tried)
  }
}
