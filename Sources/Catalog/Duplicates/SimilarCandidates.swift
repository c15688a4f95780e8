// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which documents are compared with one: the index says which share its rare words, its signals, or the
// sound of its names.

internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// Finds the documents that may be like one; for one thread.
struct SimilarCandidates {
  /// Words of a document by which others are looked for.
  private static let mostWords = 32
  /// Documents that are looked at for their words.
  private static let mostByWords = 100
  /// Names, or neighbouring words that may be one, by which others are looked for.
  private static let mostNames = 48

  let snapshot: IndexSnapshot
  let stored: StoredDocument

  /// The ids of all candidates, sorted, without the document itself.
  ///
  /// `shingles` has read the document's text.
  /// - Throws: `SearchIndexError.corrupt`.
  func ids(
    signals: SheetSignals, _ lookup: SignalLookup, names: NameReader, by shingles: ShingleReader
  ) throws(SearchIndexError) -> [String] {
    var ids = Set(try documentsByWords(shingles))
    for mention in signals.mentions {
      ids.formUnion(try lookup.documents(with: mention.signal))
    }
    for name in try likelyNames(names, shingles) {
      ids.formUnion(try lookup.documents(with: SheetSignal(kind: .name, value: name)))
    }
    ids.remove(stored.id)
    return ids.sorted()
  }

  /// Documents with most of the rarest words, best first.
  private func documentsByWords(
    _ shingles: ShingleReader
  ) throws(SearchIndexError) -> [String] {
    let words = try rarestWords(shingles)
    if words.isEmpty { return [] }
    var options = SearchOptions(match: .fold, limit: Self.mostByWords)
    options.counts = .none
    options.content = .ids
    let query = QueryNode.boolean(
      must: [], should: words.map { .word($0) }, mustNot: [])
    return try Searcher(snapshot).search(query, options).hits.map(\.documentID)
  }

  /// The rarest words of the document that another one has too.
  private func rarestWords(_ shingles: ShingleReader) throws(SearchIndexError) -> [String] {
    var counted: [(count: Int, word: String)] = []
    for word in Set(shingles.words.indices.map(shingles.fold(of:))) {
      let count = try frequency(of: word)
      if count > 1 { counted.append((count, word)) }
    }
    counted.sort { ($0.count, $0.word) < ($1.count, $1.word) }
    return counted.prefix(Self.mostWords).map(\.word)
  }

  /// The names that the text shows by capitals, or neighbouring words, those of rare words first.
  private func likelyNames(
    _ names: NameReader, _ shingles: ShingleReader
  ) throws(SearchIndexError) -> [String] {
    var counted: [String: Int] = [:]
    for pair in names.neighbours(by: shingles, of: stored.text) {
      let words = [pair.first, pair.second].map(shingles.fold(of:))
      let phrase = words.joined(separator: " ")
      guard counted[phrase] == nil else { continue }
      var most = 0
      for word in words { most = max(most, try frequency(of: word)) }
      counted[phrase] = pair.isCapital ? 0 : most
    }
    return counted.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .prefix(Self.mostNames).map(\.key)
  }

  /// Documents that have a folded word, one of several languages counted in each.
  private func frequency(of word: String) throws(SearchIndexError) -> Int {
    var count = 0
    for segment in snapshot.segments {
      for entry in try segment.entries(.text, fold: Array(word.utf8)) {
        count += Int(entry.documentFrequency)
      }
    }
    return count
  }
}
