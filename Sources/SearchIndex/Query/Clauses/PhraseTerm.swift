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
  /// Room for as many.
  private var room: [Occurrence] = []

  /// Takes the few terms of a segment that a term of the query stands for.
  ///
  /// - Throws: `corrupt`.
  init(_ terms: [MatchedTerm], in segment: Segment) throws(SearchIndexError) {
    lists.reserveCapacity(terms.count)
    var cost = 0
    for index in terms.indices {
      lists.append(try PhraseList.open(terms[index], in: segment))
      cost += terms[index].term.postingCount
    }
    self.cost = cost
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
    if let gathered {
      gathered.append(next, to: &occurrences)
      occurrences.putInOrder()
    } else {
      try loadLists(document)
    }
    // The places were read past; the next target is a later document.
    isPlaced = false
  }

  private mutating func loadLists(_ document: UInt32) throws(SearchIndexError) {
    var runs = Runs()
    for index in lists.indices { try lists[index].append(document, to: &occurrences, &runs) }
    if runs.count == 2 {
      occurrences.merge(from: runs.last, room: &room)
    } else if runs.count > 2 {
      occurrences.putInOrder()
    }
  }
}

/// Occurrences of one posting after another, each run of which rises strictly.
private struct Runs {
  var count = 0
  /// Where the last one begins.
  var last = 0
}

/// A postings list with its positions and what its variants mean.
private struct PhraseList {
  private var cursor: PostingsCursor
  private var reader: PositionsReader
  private let rungs: [Rung?]
  private let languages: [UInt16]
  private let isWhole: Bool

  /// Made of its parts at last: what is thrown on the way would have it copied.
  static func open(
    _ matched: MatchedTerm, in segment: Segment
  ) throws(SearchIndexError) -> PhraseList {
    PhraseList(
      cursor: try segment.cursor(over: matched.term),
      reader: try PositionsReader(matched.term.locator, of: segment.positionsFile),
      rungs: matched.rungs, languages: matched.term.variants.map(\.language),
      isWhole: matched.isWhole)
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

  /// Appends the places in a document, a run for each posting.
  mutating func append(
    _ document: UInt32, to occurrences: inout [Occurrence], _ runs: inout Runs
  ) throws(SearchIndexError) {
    while cursor.isAt(document) {
      try cursor.loadFrequencies()
      let variant = Int(cursor.variants[cursor.index])
      if let rung = rungs[variant] {
        runs.count += 1
        runs.last = occurrences.count
        let language = languages[variant]
        occurrences.append(try reader.positions(at: cursor), rung: rung, language: language)
      }
      if rungs.count == 1 { return }
      guard try cursor.advance() else { return }
    }
  }
}
