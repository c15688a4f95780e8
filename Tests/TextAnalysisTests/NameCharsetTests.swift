// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import TextAnalysis

/// The charset of file names in archives, told over all names together.
struct NameCharsetTests {
  /// A charset, and a translation of the Universal Declaration to take names from.
  struct Row: CustomTestStringConvertible, Sendable {
    var charset: String
    var language: String
    var script: String
    var origin = NameOrigin.windows
    /// The share of archives of three names, and of ten, that must be read rightly.
    var least = (three: 0.9, ten: 0.95)
    var testDescription: String { "\(charset) \(language)" }
  }

  static let rows: [Row] = [
    Row(charset: "Shift_JIS", language: "ja", script: "Jpan"),
    Row(charset: "GB18030", language: "zh", script: "Hans"),
    Row(charset: "Big5", language: "zh-Hant", script: "Hant"),
    Row(charset: "windows-949", language: "ko", script: "Hang"),
    Row(charset: "IBM866", language: "ru", script: "Cyrl"),
    Row(charset: "windows-1251", language: "ru", script: "Cyrl"),
    Row(charset: "windows-1251", language: "uk", script: "Cyrl"),
    Row(charset: "windows-1256", language: "ar", script: "Arab"),
    Row(charset: "ibm-720", language: "ar", script: "Arab"),
    Row(charset: "IBM437", language: "de-1996", script: "Latn"),
    Row(charset: "IBM850", language: "fr", script: "Latn"),
    Row(charset: "IBM850", language: "es", script: "Latn"),
    Row(charset: "IBM850", language: "pt-PT", script: "Latn"),
    Row(charset: "windows-1252", language: "de-1996", script: "Latn"),
    Row(charset: "windows-1252", language: "fr", script: "Latn"),
    Row(charset: "IBM852", language: "pl", script: "Latn"),
    Row(charset: "IBM852", language: "cs", script: "Latn"),
    Row(charset: "IBM852", language: "hu", script: "Latn"),
    Row(charset: "windows-1250", language: "pl", script: "Latn"),
    Row(charset: "IBM857", language: "tr", script: "Latn"),
    Row(charset: "windows-1254", language: "tr", script: "Latn"),
    Row(charset: "IBM737", language: "el-monoton", script: "Grek"),
    Row(charset: "windows-1253", language: "el-monoton", script: "Grek"),
    Row(charset: "IBM862", language: "he", script: "Hebr"),
    Row(charset: "windows-1255", language: "he", script: "Hebr"),
    Row(charset: "windows-874", language: "th", script: "Thai"),
    Row(charset: "EUC-JP", language: "ja", script: "Jpan", origin: .unix),
    Row(charset: "Shift_JIS", language: "ja", script: "Jpan", origin: .unix),
    Row(charset: "GB18030", language: "zh", script: "Hans", origin: .unix),
    Row(charset: "windows-949", language: "ko", script: "Hang", origin: .unix),
    Row(charset: "KOI8-R", language: "ru", script: "Cyrl", origin: .unix),
    Row(charset: "windows-1251", language: "ru", script: "Cyrl", origin: .unix),
    Row(charset: "windows-1252", language: "fr", script: "Latn", origin: .unix),
    Row(charset: "ISO-8859-2", language: "pl", script: "Latn", origin: .unix),
    Row(charset: "windows-1256", language: "ar", script: "Arab", origin: .unix),
  ]

  @Test(.enabled(if: OpenData.isPresent, "needs ../shared/data"), arguments: rows)
  func `Names of an archive are read in their charset`(row: Row) throws {
    let text = try #require(OpenData.declaration(language: row.language, script: row.script))
    let converter = try #require(CharsetConverter(charset: row.charset))
    let names = Self.names(of: text).compactMap { name in
      converter.encode(name).map { (text: name, bytes: $0) }
    }.filter { $0.bytes.contains { $0 >= 0x80 } }
    var shares: [Double] = []
    for count in [1, 3, 10] {
      var (right, all) = (0, 0)
      for start in stride(from: 0, to: names.count - count, by: max(count, names.count / 20)) {
        let group = names[start..<start + count]
        all += 1
        guard let found = NameCharset(of: group.map(\.bytes), from: row.origin) else { continue }
        if group.allSatisfy({ found.decode($0.bytes) == $0.text }) { right += 1 }
      }
      shares.append(Double(right) / Double(max(1, all)))
    }
    print("names in \(row.charset), \(row.language), of 1, 3 and 10: \(shares)")
    #expect(shares[1] >= row.least.three && shares[2] >= row.least.ten, "\(shares)")
  }

  /// Names of two to four words, or of four to nine characters where words are not apart.
  private static func names(of text: String) -> [String] {
    var names: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      var words = line.split { !$0.isLetter }.map(String.init)
      let isApart = !words.contains {
        $0.unicodeScalars.contains { (0xE00..<0xAC00).contains($0.value) }
      }
      if words.contains(where: { $0.unicodeScalars.contains { $0.value > 0xE00 } }) {
        words = words.flatMap { word in
          stride(from: 0, to: word.count, by: 5).map { String(word.dropFirst($0).prefix(5)) }
        }
      }
      var start = 0
      while start + 1 < words.count {
        let count = 2 + names.count % 3
        let separator = names.count % 2 == 0 || !isApart ? "_" : " "
        names.append(words[start...].prefix(count).joined(separator: separator) + ".txt")
        start += count
      }
    }
    return names
  }

  @Test func `What no Thai word has is no name in a Thai charset`() throws {
    let converter = try #require(CharsetConverter(charset: "GB18030"))
    let texts = ["免费热餐.txt", "隧道封閉通知.txt"]
    let names = texts.compactMap { converter.encode($0) }
    let charset = try #require(NameCharset(of: names, from: .windows))
    #expect(names.map { charset.decode($0) } == texts)
  }
}
