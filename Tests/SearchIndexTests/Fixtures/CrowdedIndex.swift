// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Thousands of short documents over few words: lists of many blocks, terms of many variants,
// documents in several languages at once.

import QuerySyntax
import TextAnalysis

@testable import SearchIndex

/// Random documents and queries over one small vocabulary.
struct CrowdedIndex {
  /// Draws everything.
  var random: SeededGenerator
  private let languages = ["en", "fr", "de", "ru"].compactMap { Language(tag: $0) }
  private let words = [
    "port", "strike", "walking", "école", "ferry", "night", "ticket", "ships", "orders", "garden",
    "market", "wagon", "printers", "meeting", "bread", "winter", "harbour", "letter", "border",
    "union", "paper", "street", "camp", "bridge", "порт", "билеты", "東京", "well-known",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A word; the first ones by far the most often.
  private mutating func word() -> String {
    let place = Double.random(in: 0..<1, using: &random)
    let word = words[Int(place * place * place * Double(words.count))]
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return word.uppercased()
    case 1: return word + "s"
    case 2: return word.replacing("e", with: "é")
    default: return word
    }
  }

  /// Documents of up to three passages, mostly in the first language.
  mutating func documents(_ range: Range<Int>) -> [IndexedDocument] {
    range.map { number in
      var text: [UInt8] = []
      var hints = LanguageHints()
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let start = text.count
        for _ in 0...Int.random(in: 0..<(number % 97 == 0 ? 60 : 5), using: &random) {
          text += Array((word() + " ").utf8)
        }
        text += Array(". ".utf8)
        let place = Double.random(in: 0..<1, using: &random)
        hints.spans.append(
          .init(range: start..<text.count, language: languages[Int(place * place * 4)]))
      }
      var document = IndexedDocument(id: "d\(number)", text: text, hints: hints)
      document.tags = ["lost", "Found items"].filter { _ in
        Int.random(in: 0..<5, using: &random) == 0
      }
      document.dates = [Int32(20_000 + number % 400)]
      return document
    }
  }

  /// A query of one of the kinds that have a fast path, or of none.
  mutating func query() -> String {
    let count = Int.random(in: 1...5, using: &random)
    var parts = (0..<count).map { _ in part() }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: parts = parts.map { "+" + $0 }
    case 1: parts[0] = "+" + parts[0]
    case 2: parts.append("-" + word())
    case 3: parts.append("+tag:lost")
    case 4: return "(" + parts.joined(separator: " AND ") + ") OR " + word()
    case 5: parts.append("+since:2025-01-10")
    default: break
    }
    return parts.joined(separator: " ")
  }

  private mutating func part() -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: "\"\(word()) \(word())\""
    case 1: "\"\(word()) \(word())\"~\(Int.random(in: 1...4, using: &random))"
    case 2: "\(word().prefix(2))*"
    case 6:
      ["well-k*", "(po* NEAR/2 s*)", "well-\(word().prefix(1))*"][
        Int.random(in: 0..<3, using: &random)]
    case 3: "\(word())^\(["0.001", "7", "0.5"][Int.random(in: 0..<3, using: &random)])"
    case 4: "tag:lost"
    case 5: "((\(word())^0.001)^0.001)^0.001"
    case 7: "\(word())~\(Int.random(in: 1...2, using: &random))"
    case 8: ["?o*t", "/s.*s/", "[m TO p]"][Int.random(in: 0..<3, using: &random)]
    default: word()
    }
  }
}
