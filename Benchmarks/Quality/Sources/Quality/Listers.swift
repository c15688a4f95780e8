// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Texts in, tokens, boundaries or languages out: the measures themselves are quality.py's work.

import CBareICU
import Foundation
import TextAnalysis

/// `tokens`: lines `language TAB text` in, one JSON array of tokens a line out.
struct TokenLister {
  private let analyzer = TextAnalyzer()

  /// A token: `[start, end, kind, exact, fold, [rule/stem], [sound]]`, offsets in UTF-8 bytes.
  func run() throws {
    var analyzed = AnalyzedText()
    while let line = readLine() {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let language = Language(tag: String(parts[0]))
      analyzer.analyze(
        Array(parts[1].utf8), hints: LanguageHints(declared: language), into: &analyzed)
      let rows: [[Any]] = analyzed.tokens.map(row)
      let data = try JSONSerialization.data(withJSONObject: rows, options: .withoutEscapingSlashes)
      print(String(decoding: data, as: UTF8.self))
    }
  }

  private func row(_ token: Token) -> [Any] {
    let form = analyzer.form(token.form)
    return [
      Int(token.start), Int(token.end), "\(token.kind)",
      String(decoding: form.exact, as: UTF8.self), String(decoding: form.fold, as: UTF8.self),
      form.stems.map { "\($0.stemmer)/" + String(decoding: $0.key, as: UTF8.self) },
    ]
  }
}

/// `boundaries`: texts in, ICU's own words out, as `start-end` in UTF-16 units.
enum BoundaryLister {
  static func run() {
    while let line = readLine() {
      let units = Array(line.utf16)
      var ends = [Int32](repeating: 0, count: units.count + 1)
      var words = [UInt8](repeating: 0, count: units.count + 1)
      let count = bareicu_words(units, Int32(units.count), &ends, &words, Int32(ends.count))
      var start: Int32 = 0
      var spans: [String] = []
      for index in 0..<Int(max(count, 0)) {
        if words[index] != 0 { spans.append("\(start)-\(ends[index])") }
        start = ends[index]
      }
      print(spans.joined(separator: " "))
    }
  }
}

/// `languages`: texts in, the language of most of each text's bytes out.
enum LanguageLister {
  static func run() {
    var cutter = PassageCutter()
    while let line = readLine() {
      var bytes: [Language: Int] = [:]
      for passage in cutter.passages(of: Array(line.utf8)) {
        bytes[passage.language, default: 0] += passage.range.count
      }
      let most = bytes.max { ($0.value, $1.key) < ($1.value, $0.key) }
      print(most?.key.code ?? "und")
    }
  }
}
