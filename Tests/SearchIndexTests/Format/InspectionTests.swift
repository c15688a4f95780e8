// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// What `handbill index inspect` prints.
@Suite struct InspectionTests {
  @Test func `Every part of an index prints as lines`() throws {
    let folder = try TemporaryFolder()
    let english = LanguageHints(declared: Language(tag: "en"))
    let snapshot = try writeIndex(
      [
        IndexedDocument(
          id: "a", text: Array("Soups soup".utf8), hints: english, name: "menu.txt",
          tags: ["food"], dates: [1]),
        IndexedDocument(id: "b", text: Array("soup".utf8), hints: english),
      ], cut: 2, to: folder.path)
    let files = try snapshot.inspect(.files)
    #expect(files[0] == "commit 1, digest \(snapshot.digest), 2 documents")
    #expect(files.contains { $0.contains("1.terms: TERM format 4") })
    let terms = try snapshot.inspect(.terms(field: .text, from: "so", limit: 5))
    #expect(terms.count == 2)
    #expect(terms[0].contains("text soup [en] in 2 documents, 2 times; of soup, postings 0+2"))
    #expect(terms[1].hasSuffix("text soups [en] in 1 documents, 1 times; of soups, inline"))
    let postings = try snapshot.inspect(.postings(field: .text, form: "soup"))
    #expect(postings.dropFirst() == ["  0 a: 1", "  1 b: 0"])
    let members = try snapshot.inspect(
      .members(
        field: .text, key: .stem(StemKey(stemmer: .english, key: Array("soup".utf8)))))
    #expect(members == terms)
    let document = try snapshot.inspect(.document(id: "a"))
    #expect(document.contains("  en: 1 passages, 2 words"))
    #expect(document.contains("  tag: food") && document.contains("  dates [1]"))
    #expect(try snapshot.inspect(.document(id: "absent")) == [])
    #expect(try snapshot.inspect(.languages).contains { $0.contains("en: 2 documents") })
    #expect(snapshot.sizes.map(\.kind).first == "terms")
  }
}
