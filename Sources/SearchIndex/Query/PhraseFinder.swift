// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phrases, chains and words near one another, from positions: document by document, the terms of a
// phrase are sought together, and positions are read only where all of them are.

internal import TextAnalysis

/// Finds the documents of one segment that hold a clause of several terms.
struct PhraseFinder {
  private let segment: Segment
  private let clause: Clause
  /// The terms of all chains of all options of all elements, in the clause's order.
  private var terms: [PhraseTerm] = []
  /// By element, then option: the terms of its chain.
  private var elements: [[Range<Int>]] = []
  /// The terms of each element's only chain, rarest first, where all have just one.
  private var plainOrder: [Int] = []
  /// For each term its distance from the beginning of the clause, where all elements have one chain.
  private var distances: [UInt32] = []

  /// Takes the terms of every link of a clause, in the clause's order.
  ///
  /// - Throws: `corrupt`.
  init(
    _ clause: Clause, _ matched: [[MatchedTerm]], in segment: Segment
  ) throws(SearchIndexError) {
    self.segment = segment
    self.clause = clause
    for terms in matched { self.terms.append(try PhraseTerm(terms, in: segment)) }
    var next = 0
    for element in clause.elements {
      var options: [Range<Int>] = []
      for chain in element.options {
        options.append(next..<(next + chain.links.count))
        next += chain.links.count
      }
      elements.append(options)
    }
    if elements.allSatisfy({ $0.count == 1 }) {
      plainOrder = terms.indices.sorted { terms[$0].cost < terms[$1].cost }
      distances = clause.elements.flatMap { element in
        element.options[0].links.map { element.distance + $0.distance }
      }
    }
  }

  /// The places of the clause by language.
  ///
  /// - Throws: `corrupt`.
  mutating func matches() throws(SearchIndexError) -> [LanguageMatches] {
    var found: [UInt16: LanguageMatches] = [:]
    var document = try candidate(from: 0)
    while document < .max {
      if !segment.isDeleted(document) {
        for occurrence in try places(in: document) {
          found[occurrence.language, default: LanguageMatches(language: occurrence.language)]
            .add(document, occurrence.rung)
        }
      }
      document = try candidate(from: document + 1)
    }
    return found.values.sorted { $0.language < $1.language }
  }

  /// The first document from `target` on that has, for each element, all terms of an option.
  ///
  /// - Throws: `corrupt`.
  mutating func candidate(from target: UInt32) throws(SearchIndexError) -> UInt32 {
    if !plainOrder.isEmpty { return try shared(plainOrder, from: target) }
    var document = target
    while document < .max {
      var agreed = document
      for options in elements {
        var nearest = UInt32.max
        for option in options {
          nearest = min(nearest, try shared(Array(option), from: agreed))
        }
        agreed = max(agreed, nearest)
        if agreed == .max { return .max }
      }
      if agreed == document { return document }
      document = agreed
    }
    return .max
  }

  /// The first document from `target` on that has all of some terms.
  private mutating func shared(
    _ order: [Int], from target: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    var document = target
    var agreeing = 0
    var place = 0
    while agreeing < order.count {
      let next = try terms[order[place]].seek(document)
      if next == .max { return .max }
      agreeing = next == document ? agreeing + 1 : 1
      document = next
      place = place + 1 == order.count ? 0 : place + 1
    }
    return document
  }

  /// Where the clause stands in a document.
  private mutating func places(in document: UInt32) throws(SearchIndexError) -> [Occurrence] {
    if clause.slop == 0, !plainOrder.isEmpty {
      return try load(document) ? inRow() : []
    }
    guard let lists = try elementPlaces(in: document) else { return [] }
    return clause.slop == 0
      ? OccurrenceLists.inRow(lists)
      : OccurrenceLists.near(lists.map(\.occurrences), width: clause.span + clause.slop)
  }

  /// Where each element stands in a document that `candidate` gave or may give; nil where one of them
  /// does not.
  ///
  /// - Throws: `corrupt`.
  mutating func elementPlaces(
    in document: UInt32
  ) throws(SearchIndexError) -> [(distance: UInt32, occurrences: [Occurrence])]? {
    guard try load(document) else { return nil }
    var lists: [(distance: UInt32, occurrences: [Occurrence])] = []
    for (element, options) in zip(clause.elements, elements) {
      var chains: [[Occurrence]] = []
      for (chain, range) in zip(element.options, options) {
        chains.append(
          range.count == 1
            ? terms[range.lowerBound].occurrences
            : OccurrenceLists.inRow(
              zip(chain.links, range).map { ($0.distance, terms[$1].occurrences) }))
      }
      lists.append((element.distance, OccurrenceLists.union(chains)))
    }
    return lists
  }

  /// Loads the places of all terms; false where one that must be there is not.
  private mutating func load(_ document: UInt32) throws(SearchIndexError) -> Bool {
    for index in terms.indices {
      try terms[index].load(document)
      if !plainOrder.isEmpty, terms[index].occurrences.isEmpty { return false }
    }
    return true
  }

  /// Where all terms stand at their distances from the first.
  private func inRow() -> [Occurrence] {
    var found: [Occurrence] = []
    var next = [Int](repeating: 0, count: terms.count)
    for first in terms[0].occurrences {
      var rung = first.rung
      var isWhole = true
      for index in terms.indices.dropFirst() where isWhole {
        let (position, overflow) = first.position.addingReportingOverflow(distances[index])
        if overflow { return found }
        let places = terms[index].occurrences
        while next[index] < places.count, places[next[index]].position < position {
          next[index] += 1
        }
        if next[index] == places.count { return found }
        isWhole = places[next[index]].position == position
        rung = max(rung, places[next[index]].rung)
      }
      if !isWhole { continue }
      var place = first
      place.rung = rung
      found.append(place)
    }
    return found
  }
}
