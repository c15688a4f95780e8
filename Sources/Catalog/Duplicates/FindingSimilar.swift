// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `similar`: the documents most like one. The index gives candidates, by rare words and by signals; what
// is said of each is computed from the two texts.

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
    let evidence = EvidenceReader(search.signals)
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
  /// The least score that is worth a line.
  private static let leastScore = 0.1

  private let snapshot: IndexSnapshot
  private let stored: StoredDocument
  private let reader = SignalReader()
  private let names = NameReader()
  private let shingles = ShingleReader()
  private var lookup: SignalLookup
  private var shared = SharedNames()

  /// What was learned of all signals that were met.
  var signals: FamilySignals { FamilySignals(weights: lookup.weights, names: shared) }

  /// A text with what is compared of it.
  private struct Sheet {
    var id: String
    var language: Language
    var signals: SheetSignals
    var shingles: [UInt64]
    var names: [NameMatch]
  }

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
    lookup = SignalLookup(snapshot)
  }

  /// All candidates that are like the document, in order.
  mutating func ranked() throws(SearchIndexError) -> [Ranked] {
    let candidates = try candidates()
    let table = try table(of: candidates)
    let own = sheet(stored, table)
    var others: [Sheet] = []
    let ownNames = Set(own.names.map(\.name))
    for id in candidates {
      guard let other = try snapshot.document(id: id) else { continue }
      others.append(sheet(other, table))
      others[others.count - 1].names.removeAll { !ownNames.contains($0.name) }
    }
    shared = SharedNames(table, ([own] + others).map { ($0.language, $0.names[...]) })
    let named = withNames(own)
    _ = try lookup.weights(of: named.signals)
    var ranked: [Ranked] = []
    for other in others {
      let isForeign = other.language != own.language
      let (score, order) = try compare(
        isForeign ? named : own, isForeign ? withNames(other) : other)
      guard score >= Self.leastScore, let document = try snapshot.document(id: other.id) else {
        continue
      }
      ranked.append(Ranked(document: document, score: score, order: order))
    }
    return ranked.sorted { left, right in
      if left.order != right.order { return left.order < right.order }
      if left.score != right.score { return left.score > right.score }
      return left.document.id < right.document.id
    }
  }

  private func candidates() throws(SearchIndexError) -> [String] {
    shingles.read(stored)
    return try SimilarCandidates(snapshot: snapshot, stored: stored)
      .ids(signals: reader.signals(of: stored), lookup, names: names, by: shingles)
  }

  /// The names that the document and its candidates show by capitals.
  private func table(of candidates: [String]) throws(SearchIndexError) -> NameTable {
    var tally = NameTally()
    shingles.read(stored)
    tally.add(names.written(by: shingles, of: stored.text))
    for id in candidates {
      guard let other = try snapshot.document(id: id) else { continue }
      shingles.read(other)
      tally.add(names.written(by: shingles, of: other.text))
    }
    return NameTable(tally)
  }

  private func sheet(_ document: StoredDocument, _ table: NameTable) -> Sheet {
    shingles.read(document)
    return Sheet(
      id: document.id, language: document.mainLanguage, signals: reader.signals(of: document),
      shingles: shingles.shingleSet(),
      names: names.matches(by: shingles, of: document.text, in: table))
  }

  /// A sheet with its shared names as signals, which count between languages alone.
  private func withNames(_ sheet: Sheet) -> Sheet {
    var sheet = sheet
    sheet.signals.mentions += shared.kept(sheet.names).map {
      SheetSignals.Mention(signal: shared.signal($0.name), readings: 1)
    }
    return sheet
  }

  /// How alike two texts are, and which of them come first; see `Ranked`.
  private mutating func compare(
    _ own: Sheet, _ other: Sheet
  ) throws(SearchIndexError) -> (score: Double, order: Int) {
    let weights = try lookup.weights(of: other.signals)
    let comparison = SignalComparison(own.signals, other.signals, weights)
    let both = ShingleSets.sharedCount(own.shingles, other.shingles)
    let all = own.shingles.count + other.shingles.count - both
    let likeness = all == 0 ? 0 : Double(both) / Double(all)
    guard comparison.familyWeight != nil else { return (likeness, 2) }
    return (
      1 - (1 - likeness) * (1 - comparison.share), other.language == own.language ? 1 : 0
    )
  }
}
