// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A prefix may stand for thousands of forms, most of which are in few documents. To keep a place in each of
// their lists, and to go from one to another in every document, takes longer than to read all of them once.

internal import TextAnalysis

/// Where a term of a query that stands for many terms of a segment is found, document by document.
struct GatheredPlaces {
  /// The documents, strictly rising.
  let documents: [UInt32]
  /// For each document where its occurrences begin; one more for the end.
  private let starts: [Int]
  private let occurrences: [Occurrence]

  /// Takes places in any order.
  fileprivate init(_ places: [GatheredPlace]) {
    var documents: [UInt32] = []
    var starts: [Int] = []
    for (index, place) in places.enumerated() where documents.last != place.document {
      documents.append(place.document)
      starts.append(index)
    }
    self.documents = documents
    self.starts = starts + [places.count]
    occurrences = places.map(\.occurrence)
  }

  /// Appends the occurrences in a document, by its index, in no order; the same position may come again.
  func append(_ index: Int, to output: inout [Occurrence]) {
    output.append(contentsOf: occurrences[starts[index]..<starts[index + 1]])
  }
}

/// An occurrence and its document.
private struct GatheredPlace {
  var document: UInt32
  var occurrence: Occurrence
}

/// Reads the places of one list after another, in some documents of a segment.
struct PlaceGatherer {
  private let segment: Segment
  private let wanted: DocumentSet
  private var places: [GatheredPlace] = []
  private var reader: PositionsReader
  private var room = PostingsCursor.Room()

  /// Makes a gatherer of places in wanted documents.
  ///
  /// - Throws: `corrupt`.
  init(_ segment: Segment, in wanted: DocumentSet) throws(SearchIndexError) {
    self.segment = segment
    self.wanted = wanted
    reader = try PositionsReader(.inline(document: 0, positions: []), of: segment.positionsFile)
  }

  /// Reads what a source stands for; gives whether a cap was met.
  ///
  /// - Throws: `corrupt`.
  static func gather(
    _ source: PlaceSource, of segment: Segment, in wanted: DocumentSet
  ) throws(SearchIndexError) -> (places: GatheredPlaces, isCapped: Bool) {
    var gatherer = try PlaceGatherer(segment, in: wanted)
    var isCapped = false
    switch source {
    case .terms(let terms): for matched in terms { try gatherer.add(matched) }
    case .fitting(let term, let resolver):
      isCapped = try resolver.forEachMatch(
        of: term,
        where: { cursor throws(SearchIndexError) in try segment.mayHave(cursor, in: wanted) },
        { matched throws(SearchIndexError) in
          var matched = matched
          if term.match != nil { matched.standOnAnyRung() }
          try gatherer.add(matched)
        })
    }
    return (GatheredPlaces(gatherer.places.sortedByDocument()), isCapped)
  }

  /// Reads the places of a term.
  private mutating func add(_ matched: MatchedTerm) throws(SearchIndexError) {
    if case .inline(let document, let positions) = matched.term.locator {
      if wanted.contains(document) { places.append(positions.span, of: matched, 0, document) }
      return
    }
    var cursor = try segment.cursor(over: matched.term)
    try reader.move(to: matched.term.locator)
    cursor.swapRoom(with: &room)
    var places: [GatheredPlace] = []
    swap(&places, &self.places)
    defer {
      swap(&places, &self.places)
      cursor.swapRoom(with: &room)
    }
    var target = wanted.first(from: 0)
    while let document = target, try cursor.seek(document) {
      let here = cursor.document
      if here > document, !wanted.contains(here) {
        target = wanted.first(from: here)
        continue
      }
      repeat {
        try cursor.loadFrequencies()
        let variant = Int(cursor.variants[cursor.index])
        if matched.rungs[variant] != nil {
          places.append(try reader.positions(at: cursor), of: matched, variant, here)
        }
      } while try cursor.advance() && cursor.document == here
      target = wanted.first(from: here + 1)
    }
  }
}

extension [GatheredPlace] {
  /// Appends the positions of a variant of a term in a document, where it matches.
  fileprivate mutating func append(
    _ positions: Span<UInt32>, of matched: MatchedTerm, _ variant: Int, _ document: UInt32
  ) {
    guard let rung = matched.rungs[variant] else { return }
    let language = matched.term.variants[variant].language
    for index in positions.indices {
      append(
        GatheredPlace(
          document: document,
          occurrence: Occurrence(position: positions[index], rung: rung, language: language)))
    }
  }

  /// The same places by document.
  ///
  /// Many are put in order by eleven bits of the document at a time, which takes O(places).
  fileprivate func sortedByDocument() -> [GatheredPlace] {
    guard let greatest = self.lazy.map(\.document).max() else { return [] }
    if count < 1 << 10 { return sorted { $0.document < $1.document } }
    var places = self
    var other = self
    for shift in stride(from: UInt32(0), to: 32, by: 11) where greatest >> shift > 0 {
      var starts = [Int](repeating: 0, count: 1 << 11 + 1)
      for place in places { starts[Int(place.document >> shift & 0x7FF) + 1] += 1 }
      for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
      for place in places {
        let digit = Int(place.document >> shift & 0x7FF)
        other[starts[digit]] = place
        starts[digit] += 1
      }
      swap(&places, &other)
    }
    return places
  }
}
