// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Sets of values, facets, fingerprints.
@Suite struct DocumentValuesTests {
  /// Counts facets the slow way: document by document, from what was given and what is stored.
  private func slowFacets(_ documents: [IndexedDocument], _ snapshot: IndexSnapshot) throws
    -> Facets
  {
    // By bytes: spellings that Unicode calls equal are two values.
    var counts = [[[UInt8]: Int]](repeating: [:], count: 6)
    func add(_ place: Int, _ values: some Sequence<String>) {
      for value in Set(values.map { Array($0.utf8) }) { counts[place][value, default: 0] += 1 }
    }
    for document in documents {
      let stored = try #require(try snapshot.document(id: document.id))
      add(0, stored.passages.map(\.language.code))
      add(1, stored.passages.map(\.script.code))
      add(2, document.tags)
      add(3, document.places)
      add(4, document.dates.map { month(ofDay: $0) })
      add(5, document.sources)
    }
    let rows = counts.map { counts in
      counts.map {
        FacetCount(value: String(decoding: $0.key, as: UTF8.self), documents: $0.value)
      }.sorted {
        $0.documents != $1.documents
          ? $0.documents > $1.documents
          : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
      }
    }
    return Facets(
      languages: rows[0], scripts: rows[1], tags: rows[2], places: rows[3], months: rows[4],
      sources: rows[5])
  }

  /// The month of a day, `YYYY-MM`, by walking the calendar.
  private func month(ofDay day: Int32) -> String {
    var rest = Int(day)
    var year = 1970
    var month = 0
    while true {
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
      if rest < length { break }
      rest -= length
      month += 1
      if month == 12 { (year, month) = (year + 1, 0) }
    }
    return "\(year)-\(month < 9 ? "0" : "")\(month + 1)"
  }

  @Test func `Facets equal a count document by document, over segments and deletions`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var documents = randomDocuments(200, using: &random)
    for index in documents.indices {
      documents[index].dates = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int32.random(in: 18_000...18_400, using: &random)
      }
      documents[index].sources = ["walk", "post", "é", "e\u{301}"].filter { _ in
        Bool.random(using: &random)
      }
      if index % 9 == 0 { documents[index].text = Array("Texte mêlé. Смешанный текст.".utf8) }
      if index % 9 == 0 { documents[index].hints = LanguageHints() }
    }
    for cut in [1000, 45] {
      let folder = try TemporaryFolder()
      _ = try writeIndex(documents, cut: cut, to: folder.path)
      let deleted = documents.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }.map(\.id)
      let writer = try IndexWriter(folder: folder.path)
      try writer.publish(segments: [], deleting: deleted)
      if cut == 45 { try writer.mergeAll() }
      let snapshot = try IndexSnapshot.open(folder.path)
      let live = documents.filter { !deleted.contains($0.id) }
      var counter = FacetCounter()
      for segment in snapshot.segments {
        let own = (0..<UInt32(segment.documentCount)).filter { !segment.isDeleted($0) }
        try counter.count(own, in: segment)
      }
      #expect(counter.facets == (try slowFacets(live, snapshot)), "seed \(seed)")
      #expect(snapshot.verify() == [])
    }
  }

  @Test func `The first day of a document is its earliest, and nil without dates`() throws {
    let folder = try TemporaryFolder()
    var documents = (0..<3).map { IndexedDocument(id: "d\($0)", text: []) }
    documents[0].dates = [7, -3, 7]
    documents[2].dates = [.max, .min]
    let segment = try #require(
      try writeIndex(documents, cut: 9, to: folder.path).segments.first)
    let days = try (0..<3).map { try segment.values.firstDay(of: UInt32($0)) }
    #expect(days == [-3, nil, .min])
    #expect(try segment.dates(of: 0) == [-3, 7])
    #expect(try segment.dates(of: 2) == [.min, .max])
  }

  private func fingerprints(_ texts: [String], _ language: String) throws -> [UInt64] {
    let folder = try TemporaryFolder()
    let documents = texts.enumerated().map { index, text in
      IndexedDocument(
        id: "d\(index)", text: Array(text.utf8),
        hints: LanguageHints(declared: Language(tag: language)))
    }
    let segment = try #require(
      try writeIndex(documents, cut: 100, to: folder.path).segments.first)
    return texts.indices.map { segment.values.fingerprint(of: UInt32($0)) }
  }

  @Test(arguments: [
    ("fr", ["L'Été arrive, déjà !", "l’ete  arrive\n— DEJA", "L’été arrive. « déjà »"]),
    ("ru", ["Ещё раз: пойдём!", "ЕЩЕ РАЗ ПОЙДЕМ"]),
    ("ar", ["أَهْلًا وَسَهْلًا", "اهلا  وسهلا!"]),
    ("zh", ["北京大学的学生。", "北京 大学 的 学生"]),
    ("th", ["ภาษาไทยวันนี้", "ภาษา ไทย วันนี้"]),
    ("en", ["One two three.", "one, two; THREE"]),
  ])
  func `Case, marks, spacing and punctuation leave a fingerprint as it is`(
    language: String, texts: [String]
  ) throws {
    let found = try fingerprints(texts, language)
    #expect(Set(found).count == 1, "\(found)")
    #expect(found[0] != 0)
  }

  @Test func `Other words, another order and more words change a fingerprint`() throws {
    let texts = [
      "one two three", "one three two", "one two", "one two three three", "one two tree", "", "!",
    ]
    let found = try fingerprints(texts, "en")
    #expect(Set(found).count == 6)
    #expect(found[5] == 0 && found[6] == 0)
    #expect(found.allSatisfy { $0 < 1 << TextFingerprint.bits })
  }

  @Test func `A fingerprint is what the format says, of long words and of texts one after another`()
  {
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    var fingerprints = TextFingerprint()
    let long = String(repeating: "ab", count: 150) + " " + String(repeating: "é", count: 150)
    for text in [
      "one two", "two, and three", "deux été", long, "two " + long + " three", "one two",
    ] {
      analyzer.analyze(
        Array(text.utf8), hints: LanguageHints(declared: Language(tag: "fr")), into: &analyzed)
      let modulus: UInt64 = 1 << 61 - 1
      var number: UInt64 = 0
      for token in analyzed.tokens where token.kind == .word {
        for byte in analyzer.form(token.form).fold {
          let wide = number.multipliedFullWidth(by: 0x0F3A_91C7_52D8_6BE5)
          number = modulus.dividingFullWidth((wide.high, wide.low)).remainder
          number = (number + UInt64(byte) + 1) % modulus
        }
      }
      // The finisher of SplitMix64.
      number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
      number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
      number ^= number >> 31
      #expect(
        fingerprints.fingerprint(of: analyzed, analyzer) == max(1, number & (1 << 40 - 1)),
        "\(text)")
    }
  }

  @Test func `A fingerprint goes through merges and new builders unchanged`() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 3)
    var documents = randomDocuments(30, using: &random)
    documents += documents.map { document in
      var copy = document
      copy.id += "-copy"
      return copy
    }
    _ = try writeIndex(documents, cut: 7, to: folder.path)
    try IndexWriter(folder: folder.path).mergeAll()
    let segment = try #require(try IndexSnapshot.open(folder.path).segments.first)
    for document in documents.prefix(30) {
      let pair = try [document.id, document.id + "-copy"].map { id in
        segment.values.fingerprint(of: try #require(try segment.find(id: id)))
      }
      #expect(pair[0] == pair[1])
    }
  }
}
