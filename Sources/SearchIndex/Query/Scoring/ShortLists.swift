// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Most words that have forms have one that is far more frequent than all others, and a stem of one language
// may be a frequent word of another: a long list, of which next to nothing matches. What is fast for one list
// is then fast for the word, if the few documents of the others are looked at one by one beforehand.

internal import TextAnalysis

extension Leaf {
  /// Postings of long lists for each one of the short ones, at least.
  private static let dominance = 8
  /// Postings of short lists, at most: to look one up takes longer than to read one.
  private static let shortLimit = 4096

  /// Finds the documents of short lists, with what they are worth; from then on long lists alone are read,
  /// and these documents passed over in them.
  ///
  /// Lists are short as long as all of them have at most `limit` postings, and few beside the long ones. Before
  /// the first document is sought.
  /// - Throws: `corrupt`.
  mutating func setShortListsAside(upTo limit: Int = .max) throws(SearchIndexError) {
    if isDivided || lists.isEmpty { return }
    let short = shortLists(upTo: min(limit, Self.shortLimit, cost / (Self.dominance + 1)))
    if short.isEmpty { return setAside([], .empty) }
    let documents = try documents(of: short)
    let scores = try scores(of: documents)
    setAside(short, MatchTable(documents: documents, scores: scores))
  }

  /// What documents that all have the clause are worth.
  private func scores(of documents: [UInt32]) throws(SearchIndexError) -> [FixedScore] {
    if !isScored { return [FixedScore](repeating: 0, count: documents.count) }
    var whole = self
    var scores: [FixedScore] = []
    scores.reserveCapacity(documents.count)
    for document in documents {
      _ = try whole.seek(document)
      scores.append(try whole.score())
    }
    return scores
  }

  /// Finds the bounds of all lists that are read as they are.
  ///
  /// - Throws: `corrupt`.
  mutating func findBounds() throws(SearchIndexError) {
    if let mainList { return try lists[mainList].findBounds(scales) }
    for list in lists.indices where isLong(list) { try lists[list].findBounds(scales) }
  }

  /// The shortest lists that together have at most `limit` postings.
  private func shortLists(upTo limit: Int) -> [Int] {
    var rest = limit
    let rising = lists.indices.sorted { lists[$0].matchingCount < lists[$1].matchingCount }
    return Array(
      rising.prefix { list in
        rest -= lists[list].matchingCount
        return rest >= 0
      })
  }

  /// The documents of some lists, rising.
  private func documents(of short: [Int]) throws(SearchIndexError) -> [UInt32] {
    var documents: [UInt32] = []
    for index in short {
      var list = lists[index]
      var document = try list.seek(0)
      while document < .max {
        documents.append(document)
        document = try list.seek(document + 1)
      }
    }
    documents.sort()
    var kept = 0
    for document in documents where kept == 0 || documents[kept - 1] != document {
      documents[kept] = document
      kept += 1
    }
    documents.removeLast(documents.count - kept)
    return documents
  }
}
