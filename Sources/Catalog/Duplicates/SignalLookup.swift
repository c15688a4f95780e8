// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// Finds the documents with a signal by the index, without reading any text; for one thread.
///
/// Telephone numbers and days are terms of the index; all other signals are looked up by their words, which
/// may stand in a few documents more than have the signal.
struct SignalLookup {
  private let snapshot: IndexSnapshot
  private let searcher: Searcher
  private var counts: [UInt64: UInt32] = [:]

  /// Takes a commit.
  init(_ snapshot: IndexSnapshot) {
    self.snapshot = snapshot
    searcher = Searcher(snapshot)
  }

  /// The weights of signals, those being counted that are not known yet.
  ///
  /// - Throws: `SearchIndexError.corrupt`.
  mutating func weights(of signals: SheetSignals) throws(SearchIndexError) -> SignalWeights {
    for mention in signals.mentions where counts[mention.signal.key] == nil {
      counts[mention.signal.key] = UInt32(max(1, try count(mention.signal)))
    }
    return weights
  }

  /// The weights of what has been counted.
  var weights: SignalWeights { SignalWeights(documents: snapshot.documentCount, counts: counts) }

  /// The ids of documents with a signal; none where there are more than lists hold.
  ///
  /// - Throws: `SearchIndexError.corrupt`.
  func documents(with signal: SheetSignal) throws(SearchIndexError) -> [String] {
    guard try count(signal) <= SignalWeights.longestList else { return [] }
    if signal.kind == .phone { return try phoneOwners(signal) }
    var options = SearchOptions(
      match: Self.rung(of: signal), limit: SignalWeights.longestList)
    options.counts = .none
    options.content = .ids
    return try searcher.search(Self.query(for: signal), options).hits.map(\.documentID)
  }

  private func count(_ signal: SheetSignal) throws(SearchIndexError) -> Int {
    if signal.kind == .phone { return try phoneOwners(signal).count }
    return try searcher.count(Self.query(for: signal), on: Self.rung(of: signal))
  }

  private static func rung(of signal: SheetSignal) -> Rung {
    signal.kind == .name ? .sound : .fold
  }

  private func phoneOwners(_ signal: SheetSignal) throws(SearchIndexError) -> [String] {
    var ids: [String] = []
    for segment in snapshot.segments {
      for entry in try segment.entries(.number, fold: Array(signal.value.utf8)) {
        for document in try segment.postings(entry).documents where !segment.isDeleted(document) {
          ids.append(try segment.id(of: document))
        }
      }
    }
    return ids
  }

  private static func query(for signal: SheetSignal) -> QueryNode {
    switch signal.kind {
    case .date: return .filter(.date, signal.value)
    case .link:
      let parts = signal.value.split(separator: "/").map { QueryNode.phrase(String($0), slop: 0) }
      return .boolean(must: parts, should: [], mustNot: [])
    default: return .phrase(signal.value, slop: 0)
    }
  }
}
