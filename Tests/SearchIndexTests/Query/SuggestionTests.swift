// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing
import TextAnalysis

@testable import SearchIndex

/// Forms of an index near a word.
@Suite struct SuggestionTests {
  /// Restricted Damerau distance by its definition.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  @Test
  func `Suggestions by edits are those of a scan of all forms, with counts of live documents`()
    throws
  {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    let letters = Array("abcdقفنタ学")
    func word() -> String {
      String(
        (0..<Int.random(in: 2...7, using: &random)).map { _ in
          letters[Int.random(in: 0..<7, using: &random)]
        })
    }
    var documents: [[IndexedDocument]] = []
    for segment in 0..<3 {
      documents.append(
        (0..<40).map { number in
          let words = (0..<6).map { _ in word() }
          return IndexedDocument("d\(segment)-\(number)", words.joined(separator: " "), "en")
        })
    }
    let deleted = documents.joined().map(\.id).filter { $0.hasSuffix("3") }
    let index = try QueryTestIndex(documents, deleting: deleted)
    let analyzer = TextAnalyzer()
    var counts: [String: Set<String>] = [:]
    for document in documents.joined() where !document.id.hasSuffix("3") {
      for token in analyzer.analyzeQuery(String(decoding: document.text, as: UTF8.self))
      where token.kind == .word {
        counts[String(decoding: token.fold, as: UTF8.self), default: []].insert(document.id)
      }
    }
    for _ in 0..<60 {
      let text = word()
      guard let typed = TypedWord(text, analyzer) else { continue }
      let fold = String(decoding: typed.fold, as: UTF8.self)
      let found = try Searcher(index.snapshot).suggestions(for: text, limit: 10_000)
        .filter { $0.edits != nil }
      let near = counts.filter { form, _ in
        (1...2).contains(Self.distance(fold, form))
          && Self.distance(fold, form) <= typed.editLimit
      }
      #expect(Set(found.map(\.form)) == Set(near.keys), "seed \(seed): \(text)")
      for suggestion in found {
        #expect(suggestion.documents == counts[suggestion.form]?.count, "seed \(seed): \(text)")
        #expect(suggestion.edits == Self.distance(fold, suggestion.form))
      }
    }
  }

  @Test func `The commonest way of writing is shown, and the nearest form first`() throws {
    let index = try QueryTestIndex([
      [
        IndexedDocument("a", "Le café est fermé", "fr"),
        IndexedDocument("b", "un café chaud", "fr"),
        IndexedDocument("c", "cafe bar", "fr"), IndexedDocument("d", "la cage vide", "fr"),
      ]
    ])
    let found = try Searcher(index.snapshot).suggestions(for: "Caffé")
    #expect(found.first == Suggestion(form: "café", documents: 3, edits: 1, isSameSound: true))
    #expect(!found.map(\.form).contains("cafe"))
  }

  @Test func `Names are suggested across scripts by their sound`() throws {
    let index = try QueryTestIndex([
      [IndexedDocument("a", "محمد در تهران", "fa"), IndexedDocument("b", "Mohammed spoke", "en")]
    ])
    let forms = try Searcher(index.snapshot).suggestions(for: "Muhamad").map(\.form)
    #expect(forms.contains("mohammed"))
    #expect(forms.contains("محمد"))
  }

  @Test func `A misspelled word of a script without spaces is one word`() throws {
    let index = try QueryTestIndex([[IndexedDocument("a", "ประเทศไทย โรงเรียน", "th")]])
    let found = try Searcher(index.snapshot).suggestions(for: "โรงเรีบน")
    #expect(found.map(\.form).contains("โรงเรียน"))
  }

  @Test func `Nothing, signs, several words and long words have no suggestions, and none trap`()
    throws
  {
    let index = try QueryTestIndex([[IndexedDocument("a", "soup tunnel", "en")]])
    let searcher = Searcher(index.snapshot)
    for text in ["", " ", "?!", "sop tunel", String(repeating: "soup", count: 100), "\u{0}", "é"] {
      #expect(try searcher.suggestions(for: text).isEmpty)
    }
    #expect(try searcher.suggestions(for: "sop", limit: 0).isEmpty)
  }

  @Test func `A search that finds nothing names the words that no document has`() throws {
    let index = try QueryTestIndex([[IndexedDocument("a", "the tunnel is closed", "en")]])
    var options = SearchOptions()
    options.suggestions = 3
    let answer = try index.answer("+tunel +closed -clsed", options)
    #expect(answer.total == 0)
    #expect(answer.suggestions.map(\.word) == ["tunel"])
    #expect(answer.suggestions.first?.suggestions.first?.form == "tunnel")
    #expect(
      try index.answer("\"closd tunel\"", options).suggestions.map(\.word) == ["closd", "tunel"])
    #expect(try index.answer("tunel closed", options).suggestions.isEmpty)
    #expect(try index.answer("+tunel", SearchOptions()).suggestions.isEmpty)
  }
}
