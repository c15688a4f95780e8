// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SearchIndex
import Testing
import TextAnalysis

@testable import Statistics

@Suite struct StatisticsTests {
  private static let deleted = (0..<120).filter { $0 % 7 == 3 }.map { "d\($0)" }

  /// An index of four segments with deletions in each, and the documents that live in it.
  private func sample(
    _ fixture: StatisticsFixture
  ) throws -> (statistics: ArchiveStatistics, live: [IndexedDocument]) {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    let documents = sampleDocuments(120, seed: seed)
    let snapshot = try fixture.index(documents, cut: 33, deleting: Self.deleted)
    #expect(snapshot.segments.count == 4)
    return (ArchiveStatistics(snapshot), documents.filter { !Self.deleted.contains($0.id) })
  }

  @Test(arguments: StatisticsGrouping.allCases)
  func `Every table equals a count over the texts, under deletions and over segments`(
    _ grouping: StatisticsGrouping
  ) throws {
    let fixture = try StatisticsFixture()
    let (statistics, live) = try sample(fixture)
    let naive = NaiveCount(live)
    for languages in [[], ["en", "ar"], ["ru"]].map({ $0.compactMap { Language(tag: $0) } }) {
      var table = try statistics.table(by: grouping, languages: languages)
      table.rows.sort { $0.key < $1.key }
      #expect(table == naive.table(by: grouping, languages: languages))
    }
  }

  @Test func `Profiles equal a count over the texts`() throws {
    let fixture = try StatisticsFixture()
    let (statistics, live) = try sample(fixture)
    let words = NaiveCount(live).documents.flatMap(\.words)
    for profile in try statistics.profiles(of: statistics.languages, top: 5) {
      let own = words.filter { $0.language == profile.language }
      var counts: [String: Int] = [:]
      for word in own { counts[word.form, default: 0] += 1 }
      #expect(profile.counts.tokens == own.count)
      #expect(profile.counts.types == counts.count)
      let top = counts.sorted {
        ($1.value, Array($0.key.utf8).description) < ($0.value, Array($1.key.utf8).description)
      }
      #expect(profile.topTerms.map(\.count) == top.prefix(5).map(\.value))
      for term in profile.topTerms { #expect(counts[term.term] == term.count) }
      var scripts: [String: Int] = [:]
      for word in own { scripts[word.script.code, default: 0] += 1 }
      #expect(
        Dictionary(uniqueKeysWithValues: profile.scripts.map { ($0.script, $0.tokens) }) == scripts)
      for term in profile.distinctiveTerms {
        let rest = words.count { $0.form == term.term && $0.language != profile.language }
        #expect(term.countInRest == rest)
        #expect(term.logLikelihood > 0)
      }
      let weights = profile.distinctiveTerms.map(\.logLikelihood)
      #expect(weights == weights.sorted(by: >))
    }
  }

  @Test func `Growth is measured document by document`() throws {
    let fixture = try StatisticsFixture()
    let texts = ["a b c", "a b", "d d", "", "e"]
    let documents = texts.enumerated().map { number, text in
      IndexedDocument(
        id: "d\(number)", text: Array(text.utf8),
        hints: LanguageHints(declared: Language(tag: "en")))
    }
    let snapshot = try fixture.index(documents, cut: 2, deleting: ["d1"])
    let english = try #require(Language(tag: "en"))
    let profile = try #require(ArchiveStatistics(snapshot).profiles(of: [english]).first)
    #expect(profile.growth.points.map(\.tokens) == [3, 5, 6])
    #expect(profile.growth.points.map(\.types) == [3, 4, 5])
    #expect(profile.rankFrequency.map(\.frequency) == [2, 1, 1, 1, 1])
  }

  @Test func `Growth equals a count over the texts in the order of the language`() throws {
    let fixture = try StatisticsFixture()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    let documents = sampleDocuments(120, seed: seed)
    let snapshot = try fixture.index(documents, cut: 33, deleting: Self.deleted)
    let statistics = ArchiveStatistics(snapshot)
    let profiles = try statistics.profiles(of: statistics.languages)
    #expect(profiles.count == statistics.languages.count)
    for profile in profiles {
      var curve: [GrowthPoint] = []
      var types: Set<String> = []
      for start in stride(from: 0, to: documents.count, by: 33) {
        let own = Array(documents[start..<min(start + 33, documents.count)])
        let naive = NaiveCount(own)
        for number in naive.order(of: profile.language)
        where !Self.deleted.contains(own[number].id) {
          let document = naive.documents[number]
          guard document.passages.contains(where: { $0.language == profile.language }) else {
            continue
          }
          let words = document.words.filter { $0.language == profile.language }.map(\.form)
          types.formUnion(words)
          curve.append(
            GrowthPoint(
              documents: curve.count + 1, tokens: (curve.last?.tokens ?? 0) + words.count,
              types: types.count))
        }
      }
      for point in profile.growth.points { #expect(curve[point.documents - 1] == point) }
      #expect(profile.growth.points.last?.types == curve.last?.types)
    }
  }

  @Test func `A language that is asked for twice is described once`() throws {
    let fixture = try StatisticsFixture()
    let (statistics, _) = try sample(fixture)
    let english = try #require(Language(tag: "en"))
    let once = try statistics.profiles(of: [english])
    #expect(try statistics.profiles(of: [english, english]) == once)
  }

  @Test func `Rows by script have no mean length, the total has one`() throws {
    let fixture = try StatisticsFixture()
    let (statistics, _) = try sample(fixture)
    let table = try statistics.table(by: .script)
    #expect(table.rows.allSatisfy { table.meanDocumentLength(of: $0) == nil })
    #expect(table.meanDocumentLength(of: table.total) == table.total.meanDocumentLength)
  }

  @Test func `A form counts once, whatever the order of its letters without marks`() throws {
    let fixture = try StatisticsFixture()
    let french = try #require(Language(tag: "fr"))
    let documents = ["été zèbre", "zèbre zéro été", "zéro zone"].enumerated().map { number, text in
      IndexedDocument(
        id: "d\(number)", text: Array(text.utf8), hints: LanguageHints(declared: french))
    }
    let statistics = ArchiveStatistics(try fixture.index(documents, cut: 1))
    let row = try statistics.table(by: .language).total
    #expect(row.tokens == 7 && row.types == 4 && row.hapaxes == 1)
    let profile = try #require(try statistics.profiles(of: [french]).first)
    #expect(profile.counts.types == 4 && profile.counts.hapaxes == 1)
  }

  @Test func `Merging segments changes no count`() throws {
    let fixture = try StatisticsFixture()
    let (statistics, _) = try sample(fixture)
    let before = try StatisticsGrouping.allCases.map { try statistics.table(by: $0) }
    let writer = try IndexWriter(folder: fixture.folder)
    try writer.mergeAll()
    let merged = ArchiveStatistics(try IndexSnapshot.open(fixture.folder))
    #expect(try StatisticsGrouping.allCases.map { try merged.table(by: $0) } == before)
  }

  @Test func `An index without documents has a table without rows`() throws {
    let fixture = try StatisticsFixture()
    let statistics = ArchiveStatistics(try fixture.index([], cut: 1))
    let table = try statistics.table(by: .language)
    #expect(table.rows.isEmpty && table.total.tokens == 0)
    #expect(table.total.typeTokenRatio == nil)
    #expect(try statistics.profiles(of: [.unknown]).isEmpty)
  }
}

@Suite struct LogLikelihoodTests {
  /// Counts and G² as Rayson's calculator (ucrel.lancs.ac.uk/llwizard.html) rounds them.
  @Test func `The ratio is that of the formula, and only for what is over-represented`() throws {
    // 2·(30·ln(30/20) + 10·ln(10/20)) for equal sizes.
    let equal = try #require(LogLikelihood.ratio(count: 30, of: 1000, against: 10, of: 1000))
    #expect(abs(equal - 10.465) < 0.001)
    let alone = try #require(LogLikelihood.ratio(count: 5, of: 100, against: 0, of: 300))
    #expect(abs(alone - 13.863) < 0.001)
    #expect(LogLikelihood.ratio(count: 1, of: 100, against: 5, of: 100) == nil)
    #expect(LogLikelihood.ratio(count: 2, of: 100, against: 2, of: 100) == nil)
    #expect(LogLikelihood.ratio(count: 2, of: 100, against: 0, of: 0) == nil)
  }

  @Test func `Heaps' law is recovered from points that follow it`() throws {
    let points = [100, 400, 1600, 6400].map { tokens in
      GrowthPoint(documents: 1, tokens: tokens, types: 5 * Int(Double(tokens).squareRoot()))
    }
    let heaps = try #require(VocabularyGrowthMeasure.fit(points))
    #expect(abs(heaps.factor - 5) < 1e-6 && abs(heaps.exponent - 0.5) < 1e-6)
    #expect(VocabularyGrowthMeasure.fit(Array(points.prefix(2))) == nil)
  }

  @Test func `Months are those of the calendar`() {
    #expect(CalendarMonth.name(ofDay: 0) == "1970-01")
    #expect(CalendarMonth.name(ofDay: -1) == "1969-12")
    #expect(CalendarMonth.name(ofDay: 19_782) == "2024-02")
    #expect(CalendarMonth.name(ofDay: 19_783) == "2024-03")
    #expect(CalendarMonth.name(ofDay: 11_016) == "2000-02")
  }
}

@Suite struct StatisticsOutputTests {
  private var table: StatisticsTable {
    var row = StatisticsRow(key: "Harbour, \"old\"")
    row.documents = 2
    row.passages = 3
    row.tokens = 8
    row.types = 3
    row.hapaxes = 1
    let other = StatisticsRow(key: "<مكتبة>")
    return StatisticsTable(grouping: .source, rows: [row, other], total: row)
  }

  @Test func `CSV is quoted as RFC 4180 says`() {
    #expect(
      StatisticsCSV.text(table)
        == "source,documents,passages,tokens,types,hapaxes,type_token_ratio,mean_document_length\r\n"
        + "\"Harbour, \"\"old\"\"\",2,3,8,3,1,0.375000,4.000000\r\n"
        + "<مكتبة>,0,0,0,0,0,,\r\n"
        + "\"Harbour, \"\"old\"\"\",2,3,8,3,1,0.375000,4.000000\r\n")
    #expect(StatisticsCSV.decimal(-0.5) == "-0.500000")
    #expect(StatisticsCSV.decimal(.infinity) == "")
  }

  @Test func `Tables and profiles go through JSON and back`() throws {
    let data = try JSONEncoder().encode(table)
    #expect(try JSONDecoder().decode(StatisticsTable.self, from: data) == table)
  }

  @Test func `Charts stand alone, escape what they show and isolate its direction`() throws {
    let svg = StatisticsChart.svg(table)
    #expect(svg.contains("&lt;مكتبة&gt;</text>") && svg.contains("unicode-bidi=\"isolate\""))
    #expect(!svg.contains("href") && !svg.contains("<script"))
    #expect(StatisticsChart.grouped(1_234_567) == "1\u{2009}234\u{2009}567")
    let fixture = try StatisticsFixture()
    let statistics = ArchiveStatistics(
      try fixture.index(sampleDocuments(60, seed: 3), cut: 60))
    for profile in try statistics.profiles(of: statistics.languages) {
      let svg = StatisticsChart.svg(profile)
      #expect(!svg.contains("nan") && !svg.contains("inf\""))
    }
  }
}
