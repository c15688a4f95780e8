// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The places of one term of a phrase, document by document in rising order.
struct PhraseTerm {
  private var lists: [PhraseList] = []
  /// Its places where they were read beforehand; its lists are not looked at then.
  private var gathered: GatheredPlaces?
  /// The next document of `gathered`, by its index.
  private var next = 0
  private var current: UInt32 = 0
  private var isPlaced = false
  /// Postings of all lists, or documents that were gathered.
  let cost: Int
  /// The places in the document that was loaded, strictly rising.
  private(set) var occurrences: [Occurrence] = []

  /// Takes the few terms of a segment that a term of the query stands for.
  ///
  /// - Throws: `corrupt`.
  init(_ terms: [MatchedTerm], in segment: Segment) throws(SearchIndexError) {
    lists.reserveCapacity(terms.count)
    for term in terms { lists.append(try PhraseList(term, in: segment)) }
    cost = terms.reduce(0) { $0 + $1.term.postingCount }
  }

  /// Takes places of many terms.
  init(_ gathered: GatheredPlaces) {
    self.gathered = gathered
    cost = gathered.documents.count
  }

  /// The first document at or after `target`; `UInt32.max` where there is none.
  ///
  /// - Throws: `corrupt`.
  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    if isPlaced, current >= target { return current }
    isPlaced = true
    if let gathered {
      next = SortedDocuments.firstIndex(in: gathered.documents, from: next, atLeast: target)
      current = next < gathered.documents.count ? gathered.documents[next] : .max
      return current
    }
    var least = UInt32.max
    for index in lists.indices { least = min(least, try lists[index].seek(target)) }
    current = least
    return least
  }

  /// Stands before the first document again.
  mutating func rewind() {
    isPlaced = false
    next = 0
    for index in lists.indices { lists[index].rewind() }
  }

  /// Loads the places in a document at or before the present one; none where it is not there.
  ///
  /// - Throws: `corrupt`.
  mutating func load(_ document: UInt32) throws(SearchIndexError) {
    occurrences.removeAll(keepingCapacity: true)
    guard isPlaced, current == document else { return }
    var runs = 0
    if let gathered {
      gathered.append(next, to: &occurrences)
      runs = occurrences.count
    }
    for index in lists.indices {
      runs += try lists[index].append(document, to: &occurrences)
    }
    // The places were read past; the next target is a later document.
    isPlaced = false
    if runs > 1 { occurrences.putInOrder() }
  }
}

/// A postings list with its positions and what its variants mean.
private struct PhraseList {
  private var cursor: PostingsCursor
  private var reader: PositionsReader
  private let rungs: [Rung?]
  private let languages: [UInt16]
  private let isWhole: Bool

  init(_ matched: MatchedTerm, in segment: Segment) throws(SearchIndexError) {
    cursor = try segment.cursor(over: matched.term)
    reader = try PositionsReader(matched.term.locator, of: segment.positionsFile)
    rungs = matched.rungs
    languages = matched.term.variants.map(\.language)
    isWhole = matched.isWhole
  }

  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    guard try cursor.seek(target) else { return .max }
    if isWhole { return cursor.document }
    repeat {
      try cursor.loadFrequencies()
      if rungs[Int(cursor.variants[cursor.index])] != nil { return cursor.document }
    } while try cursor.advance()
    return .max
  }

  /// Stands before the first posting again.
  mutating func rewind() { cursor.rewind() }

  /// Appends the places in a document, strictly rising in each posting; gives the number of postings.
  mutating func append(
    _ document: UInt32, to occurrences: inout [Occurrence]
  ) throws(SearchIndexError) -> Int {
    var count = 0
    while cursor.isAt(document) {
      try cursor.loadFrequencies()
      let variant = Int(cursor.variants[cursor.index])
      if let rung = rungs[variant] {
        count += 1
        let language = languages[variant]
        let positions = try reader.positions(at: cursor)
        for index in positions.indices
        where index == 0 || positions[index] != positions[index - 1] {
          occurrences.append(
            Occurrence(position: positions[index], rung: rung, language: language))
        }
      }
      if rungs.count == 1 { break }
      guard try cursor.advance() else { break }
    }
    return count
  }
}
