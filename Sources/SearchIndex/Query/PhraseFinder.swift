// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phrases, chains and words near one another, from positions: document by document, the terms of a
// phrase are sought together, and positions are read only where all of them are.

internal import TextAnalysis

/// Finds a clause by the positions of its terms, in documents of one segment.
protocol PlaceFinder {
  /// The first document from `target` on that may hold it: all that it needs is there somewhere.
  ///
  /// - Throws: `corrupt`.
  mutating func candidate(from target: UInt32) throws(SearchIndexError) -> UInt32
  /// Where it begins in a document that `candidate` gave; the next target is a later one.
  ///
  /// - Throws: `corrupt`.
  mutating func positions(in document: UInt32) throws(SearchIndexError) -> [UInt32]
  /// All its places in live documents, by language.
  ///
  /// - Throws: `corrupt`.
  mutating func matches() throws(SearchIndexError) -> [LanguageMatches]
}

/// Finds the documents of one segment that hold a clause of several terms.
struct PhraseFinder: PlaceFinder {
  private let segment: Segment
  private let slop: UInt32
  private let span: UInt32
  /// The terms of all chains of all options of all elements, in the clause's order.
  private var terms: [PhraseTerm] = []
  private var elements: [Element] = []
  /// The terms of each chain, rarest first.
  private var order: [Int] = []
  /// The terms of each element's only chain, rarest first, where all have just one.
  private var plainOrder: [Int] = []
  /// For each term its distance from the beginning of its chain; where all elements have one chain,
  /// from the beginning of the clause.
  private var distances: [UInt32] = []
  /// Where the clause stands in the document that was looked at last.
  private var found: [Occurrence] = []
  /// Where a chain stands that is looked at.
  private var row: [Occurrence] = []

  /// What may stand at a distance from the beginning of the clause: the terms of each chain.
  private struct Element {
    var distance: UInt32
    var chains: [Range<Int>]
  }

  /// Takes the terms of every link of a clause, in the clause's order.
  ///
  /// - Throws: `corrupt`.
  init(
    _ clause: Clause, _ matched: [[MatchedTerm]], in segment: Segment
  ) throws(SearchIndexError) {
    self.segment = segment
    slop = clause.slop
    span = clause.span
    terms.reserveCapacity(matched.count)
    distances.reserveCapacity(matched.count)
    elements.reserveCapacity(clause.elements.count)
    for terms in matched { self.terms.append(try PhraseTerm(terms, in: segment)) }
    let isPlain = clause.elements.allSatisfy { $0.options.count == 1 }
    for element in clause.elements {
      var chains: [Range<Int>] = []
      for chain in element.options {
        let first = distances.count
        for link in chain.links {
          distances.append(link.distance + (isPlain ? element.distance : 0))
        }
        chains.append(first..<distances.count)
      }
      elements.append(Element(distance: element.distance, chains: chains))
    }
    order.reserveCapacity(terms.count)
    for chain in elements.lazy.flatMap(\.chains) {
      order += chain.sorted { terms[$0].cost < terms[$1].cost }
    }
    if isPlain { plainOrder = terms.indices.sorted { terms[$0].cost < terms[$1].cost } }
  }

  mutating func matches() throws(SearchIndexError) -> [LanguageMatches] {
    var matches: [LanguageMatches] = []
    var last = 0
    var document = try candidate(from: 0)
    while document < .max {
      if !segment.isDeleted(document) {
        try find(in: document)
        for occurrence in found {
          let language = occurrence.language
          if last >= matches.count || matches[last].language != language {
            last = matches.firstIndex { $0.language == language } ?? matches.count
          }
          if last == matches.count { matches.append(LanguageMatches(language: language)) }
          matches[last].add(document, occurrence.rung)
        }
      }
      document = try candidate(from: document + 1)
    }
    return matches.count < 2 ? matches : matches.sorted { $0.language < $1.language }
  }

  /// The first document from `target` on that has, for each element, all terms of an option.
  mutating func candidate(from target: UInt32) throws(SearchIndexError) -> UInt32 {
    if !plainOrder.isEmpty { return try shared(plainOrder, from: target) }
    var document = target
    while document < .max {
      var agreed = document
      for element in elements {
        var nearest = UInt32.max
        for chain in element.chains { nearest = min(nearest, try shared(chain, from: agreed)) }
        agreed = max(agreed, nearest)
        if agreed == .max { return .max }
      }
      if agreed == document { return document }
      document = agreed
    }
    return .max
  }

  /// The first document from `target` on that has all of some terms.
  @inline(__always)
  private mutating func shared(
    _ order: some RandomAccessCollection<Int>, from target: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    var document = target
    var agreeing = 0
    var place = order.startIndex
    while agreeing < order.count {
      let next = try terms[order[place]].seek(document)
      if next == .max { return .max }
      agreeing = next == document ? agreeing + 1 : 1
      document = next
      order.formIndex(after: &place)
      if place == order.endIndex { place = order.startIndex }
    }
    return document
  }

  /// Finds where the clause stands in a document that `candidate` gave.
  private mutating func find(in document: UInt32) throws(SearchIndexError) {
    if slop == 0, !plainOrder.isEmpty { return try findInRow(document) }
    if slop == 0, elements.count == 1 {
      var places: [Occurrence] = []
      swap(&places, &found)
      places.removeAll(keepingCapacity: true)
      try appendPlaces(of: elements[0], in: document, to: &places)
      found = places
      return
    }
    let lists = try elementPlaces(in: document) ?? []
    found =
      slop == 0
      ? OccurrenceLists.inRow(lists)
      : OccurrenceLists.near(lists.map(\.occurrences), width: span + slop)
  }

  mutating func positions(in document: UInt32) throws(SearchIndexError) -> [UInt32] {
    try find(in: document)
    return found.map(\.position)
  }

  /// Where each element stands in a document that `candidate` gave or may give; nil where one of them
  /// does not.
  ///
  /// - Throws: `corrupt`.
  mutating func elementPlaces(
    in document: UInt32
  ) throws(SearchIndexError) -> [(distance: UInt32, occurrences: [Occurrence])]? {
    var lists: [(distance: UInt32, occurrences: [Occurrence])] = []
    lists.reserveCapacity(elements.count)
    for element in elements {
      var places: [Occurrence] = []
      try appendPlaces(of: element, in: document, to: &places)
      if places.isEmpty { return nil }
      lists.append((element.distance, places))
    }
    return lists
  }

  /// Appends where any chain of an element stands to an empty list.
  private mutating func appendPlaces(
    of element: Element, in document: UInt32, to places: inout [Occurrence]
  ) throws(SearchIndexError) {
    let start = plainOrder.isEmpty ? 0 : element.distance
    for chain in element.chains {
      guard try findRow(of: chain, from: start, in: document) else { continue }
      let isFirst = places.isEmpty
      places += row
      if !isFirst { places.putInOrder() }
    }
  }

  /// Finds where a chain stands whose distances are counted from `start`; false where it does not.
  ///
  /// The rarest terms are read first, and no other where those do not stand so.
  private mutating func findRow(
    of chain: Range<Int>, from start: UInt32, in document: UInt32
  ) throws(SearchIndexError) -> Bool {
    row.removeAll(keepingCapacity: true)
    for term in order[chain] {
      guard try terms[term].seek(document) == document else { return false }
    }
    for step in chain {
      let term = order[step]
      try terms[term].load(document)
      let (places, distance) = (terms[term].occurrences, distances[term] - start)
      if step == chain.lowerBound {
        row.append(before: distance, places.span)
      } else {
        row.keep(at: distance, places.span, givesLanguage: term == chain.lowerBound)
      }
      if row.isEmpty { return false }
    }
    return true
  }

  /// Finds where all terms stand at their distances; the rarest are read first, and no other where
  /// those do not stand so.
  private mutating func findInRow(_ document: UInt32) throws(SearchIndexError) {
    found.removeAll(keepingCapacity: true)
    for step in plainOrder.indices {
      let term = plainOrder[step]
      try terms[term].load(document)
      let places = terms[term].occurrences
      if step == 0 {
        found.append(before: distances[term], places.span)
      } else {
        found.keep(at: distances[term], places.span, givesLanguage: term == 0)
      }
      if found.isEmpty { return }
    }
  }
}
