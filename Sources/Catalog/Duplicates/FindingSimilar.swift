// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `similar`: the documents most like one. The index gives candidates, by rare words and by signals; what
// is said of each is computed from the two texts.

internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// A document and those that are like it.
package struct SimilarReport: Sendable, Encodable {
  /// The document that was asked about.
  package var document: DuplicateMember
  /// Languages other than its own in which there is a sheet of its family, by code.
  package var alsoIn: [String]
  /// Others, the most alike first; sheets of its family before those that are merely alike, and other
  /// languages before its own.
  package var similar: [SimilarDocument]
}

/// A document that is like another.
package struct SimilarDocument: Sendable, Encodable {
  /// The document.
  package var document: DuplicateMember
  /// How alike, from 0 to 1: 1 − (1 − likeness) · (1 − share of signals, for a sheet of the family).
  package var score: Double
  /// Why; its first document is the one that was asked about.
  package var evidence: PairEvidence
}

extension Catalog {
  /// Finds what is like a document or record, by its id or the beginning of its id.
  ///
  /// Looks at the documents that share most of its rare words, and at those with one of its signals: some
  /// hundred texts, however large the archive.
  /// Gives at most `limit`.
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.index`.
  package func similar(to id: String, limit: Int) throws(CatalogError) -> SimilarReport {
    let id = try resolve(id)
    let snapshot = try snapshot()
    var reader = SummaryReader(snapshot)
    guard let stored = try reader.stored(id: id) else { throw .noSuchDocument(id: id) }
    var search = SimilarSearch(snapshot, stored)
    let ranked = try indexed { () throws(SearchIndexError) in try search.ranked().prefix(limit) }
    let evidence = EvidenceReader(search.weights)
    var report = SimilarReport(
      document: DuplicateMember(try reader.summary(of: stored)), alsoIn: [], similar: [])
    for entry in ranked {
      let document = DuplicateMember(try reader.summary(of: entry.document))
      report.similar.append(
        SimilarDocument(
          document: document, score: entry.score,
          evidence: evidence.evidence(stored, entry.document)))
    }
    let others = report.similar.filter { $0.evidence.weight != nil }
      .compactMap { $0.document.languages.first }
    report.alsoIn = Set(others).subtracting(report.document.languages.prefix(1)).sorted()
    return report
  }
}

/// One search for documents like another.
private struct SimilarSearch {
  /// Words of a document by which others are looked for.
  private static let mostWords = 32
  /// Documents that are looked at for their words.
  private static let mostByWords = 100
  /// The least score that is worth a line.
  private static let leastScore = 0.1

  private let snapshot: IndexSnapshot
  private let stored: StoredDocument
  private let signals: SheetSignals
  private let reader = SignalReader()
  private let shingles = ShingleReader()
  private let ownShingles: [UInt64]
  private var lookup: SignalLookup

  /// The weights of all signals that were met.
  var weights: SignalWeights { lookup.weights }

  /// A candidate that has been compared.
  struct Ranked {
    var document: StoredDocument
    var score: Double
    /// 0 for a sheet of the family in another language, 1 for another one of the family, 2 for others.
    var order: Int
  }

  init(_ snapshot: IndexSnapshot, _ stored: StoredDocument) {
    self.snapshot = snapshot
    self.stored = stored
    signals = reader.signals(of: stored)
    lookup = SignalLookup(snapshot)
    shingles.read(stored)
    ownShingles = shingles.shingleSet()
  }

  /// All candidates that are like the document, in order.
  mutating func ranked() throws(SearchIndexError) -> [Ranked] {
    var ranked: [Ranked] = []
    for id in try candidates() {
      guard let other = try snapshot.document(id: id) else { continue }
      let compared = try compare(other)
      if compared.score >= Self.leastScore { ranked.append(compared) }
    }
    return ranked.sorted { left, right in
      if left.order != right.order { return left.order < right.order }
      if left.score != right.score { return left.score > right.score }
      return left.document.id < right.document.id
    }
  }

  private func candidates() throws(SearchIndexError) -> [String] {
    var ids = Set(try documentsByWords())
    for mention in signals.mentions {
      ids.formUnion(try lookup.documents(with: mention.signal))
    }
    ids.remove(stored.id)
    return ids.sorted()
  }

  private mutating func compare(_ other: StoredDocument) throws(SearchIndexError) -> Ranked {
    let others = reader.signals(of: other)
    _ = try lookup.weights(of: signals)
    let weights = try lookup.weights(of: others)
    let comparison = SignalComparison(signals, others, weights)
    let isFamily = comparison.familyWeight != nil
    let share = isFamily ? comparison.share : 0
    let isForeign = other.mainLanguage != stored.mainLanguage
    return Ranked(
      document: other, score: 1 - (1 - likeness(to: other)) * (1 - share),
      order: isFamily ? (isForeign ? 0 : 1) : 2)
  }

  private func likeness(to other: StoredDocument) -> Double {
    shingles.read(other)
    let others = shingles.shingleSet()
    let shared = ShingleSets.sharedCount(ownShingles, others)
    let all = ownShingles.count + others.count - shared
    return all == 0 ? 0 : Double(shared) / Double(all)
  }

  /// Documents with most of the rarest words, best first.
  private func documentsByWords() throws(SearchIndexError) -> [String] {
    let words = try rarestWords()
    if words.isEmpty { return [] }
    var options = SearchOptions(match: .fold, limit: Self.mostByWords)
    options.counts = .none
    options.content = .ids
    let query = QueryNode.boolean(
      must: [], should: words.map { .word($0) }, mustNot: [])
    return try Searcher(snapshot).search(query, options).hits.map(\.documentID)
  }

  /// The rarest words of the document that another one has too.
  private func rarestWords() throws(SearchIndexError) -> [String] {
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    analyzer.analyze(stored.text, passages: stored.passages, into: &analyzed)
    var seen: Set<FormID> = []
    var counted: [(count: Int, word: String)] = []
    for token in analyzed.tokens where token.kind == .word && seen.insert(token.form).inserted {
      let fold = analyzer.form(token.form).fold
      var count = 0
      for segment in snapshot.segments {
        for entry in try segment.entries(.text, fold: fold) {
          count += Int(entry.documentFrequency)
        }
      }
      if count > 1 { counted.append((count, String(decoding: fold, as: UTF8.self))) }
    }
    counted.sort { ($0.count, $0.word) < ($1.count, $1.word) }
    return counted.prefix(Self.mostWords).map(\.word)
  }
}
