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
  /// The terms of each chain, rarest first; behind them, where each element has only one, those of all.
  private var order: [Int] = []
  /// Where those of all are; empty where an element has several chains.
  private var plain = 0..<0
  /// For each term its distance from the beginning of its chain; where all elements have one chain,
  /// from the beginning of the clause.
  private var distances: [UInt32] = []
  /// Where the clause stands in the document that was looked at last.
  private var found: [Occurrence] = []
  /// Where a chain stands that is looked at.
  private var row: [Occurrence] = []
  /// Whether a cap was met.
  private(set) var isCapped = false

  /// What may stand at a distance from the beginning of the clause: the terms of each chain.
  private struct Element {
    var distance: UInt32
    var chains: [Range<Int>]
  }

  /// Takes what every link of a clause stands for, in the clause's order.
  ///
  /// `wanted` are the documents in which it will be sought; nil for all.
  /// - Throws: `corrupt`.
  init(
    _ clause: Clause, _ sources: [PlaceSource], in segment: Segment, wanted: DocumentSet? = nil
  ) throws(SearchIndexError) {
    self.segment = segment
    slop = clause.slop
    span = clause.span
    terms.reserveCapacity(sources.count)
    distances.reserveCapacity(sources.count)
    elements.reserveCapacity(clause.elements.count)
    let isPlain = clause.elements.allSatisfy { $0.options.count == 1 }
    for element in clause.elements {
      var chains: [Range<Int>] = []
      for chain in element.options {
        let first = distances.count
        for link in chain.links.indices {
          distances.append(chain.links[link].distance + (isPlain ? element.distance : 0))
        }
        chains.append(first..<distances.count)
      }
      elements.append(Element(distance: element.distance, chains: chains))
    }
    try read(sources, wanted)
    order.reserveCapacity(2 * terms.count)
    for chain in elements.lazy.flatMap(\.chains) {
      order += Self.rarestFirst(chain, of: terms)
    }
    if isPlain {
      plain = order.count..<(order.count + terms.count)
      order += Self.rarestFirst(terms.indices, of: terms)
    }
  }

  /// Some terms, the rarest first; among equals in their order.
  private static func rarestFirst(_ some: some Sequence<Int>, of terms: [PhraseTerm]) -> [Int] {
    var order = Array(some)
    // Most phrases are of two words, which need no sort.
    if order.count > 2 {
      order.sort { terms[$0].cost < terms[$1].cost }
    } else if order.count == 2, terms[order[1]].cost < terms[order[0]].cost {
      order.swapAt(0, 1)
    }
    return order
  }

  /// Opens the lists of terms that have few, then gathers the places of the others where all is that
  /// must be there with them.
  private mutating func read(
    _ sources: [PlaceSource], _ wanted: DocumentSet?
  ) throws(SearchIndexError) {
    var isRead: [Bool] = []
    isRead.reserveCapacity(sources.count)
    for source in sources {
      isRead.append(source.fewTerms != nil)
      terms.append(try PhraseTerm(source.fewTerms ?? [], in: segment))
    }
    for index in sources.indices where !isRead[index] {
      let company = company(of: index).filter { isRead[$0] }
      let (places, isCapped) = try PlaceGatherer.gather(
        sources[index], of: segment, in: try documents(of: company, wanted))
      terms[index] = PhraseTerm(places)
      isRead[index] = true
      self.isCapped = self.isCapped || isCapped
    }
  }

  /// The other terms that must be in a document where a term is of any use.
  private func company(of term: Int) -> [Int] {
    elements.flatMap { element in
      let own = element.chains.first { $0.contains(term) }
      let chain = own ?? (element.chains.count == 1 ? element.chains[0] : 0..<0)
      return chain.filter { $0 != term }
    }
  }

  /// The wanted documents that have all of some terms.
  private mutating func documents(
    of company: [Int], _ wanted: DocumentSet?
  ) throws(SearchIndexError) -> DocumentSet {
    if company.isEmpty { return wanted ?? DocumentSet(all: segment.documentCount) }
    order = Self.rarestFirst(company, of: terms)
    defer { order = [] }
    var found = DocumentSet(documents: segment.documentCount)
    try insert(wanted, into: &found) { finder, target throws(SearchIndexError) in
      try finder.shared(finder.order.indices, from: target)
    }
    return found
  }

  /// Adds the wanted documents that have all that the clause needs to a set; stands before the first one.
  ///
  /// - Throws: `corrupt`.
  mutating func insertCandidates(
    _ wanted: DocumentSet?, into set: inout DocumentSet
  ) throws(SearchIndexError) {
    try insert(wanted, into: &set) { finder, target throws(SearchIndexError) in
      try finder.candidate(from: target)
    }
  }

  /// Adds the wanted documents that `next` gives, the first from a target on, to a set.
  private mutating func insert(
    _ wanted: DocumentSet?, into set: inout DocumentSet,
    _ next: (inout PhraseFinder, UInt32) throws(SearchIndexError) -> UInt32
  ) throws(SearchIndexError) {
    var target = wanted.map { $0.first(from: 0) } ?? 0
    while let start = target {
      let document = try next(&self, start)
      if document == .max { break }
      if wanted?.contains(document) ?? true { set.insert(document) }
      target = wanted.map { $0.first(from: document + 1) } ?? document + 1
    }
    for term in terms.indices { terms[term].rewind() }
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
    if !plain.isEmpty { return try shared(plain, from: target) }
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

  /// The first document from `target` on that has all terms of a part of `order`.
  @inline(__always)
  private mutating func shared(
    _ part: Range<Int>, from target: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    var document = target
    var agreeing = 0
    var place = part.lowerBound
    while agreeing < part.count {
      let next = try terms[order[place]].seek(document)
      if next == .max { return .max }
      agreeing = next == document ? agreeing + 1 : 1
      document = next
      place += 1
      if place == part.upperBound { place = part.lowerBound }
    }
    return document
  }

  /// Finds where the clause stands in a document that `candidate` gave.
  private mutating func find(in document: UInt32) throws(SearchIndexError) {
    if slop == 0, !plain.isEmpty {
      try findRow(plain, first: 0, from: 0, in: document)
      return swap(&found, &row)
    }
    if slop == 0, elements.count == 1 {
      found = try places(of: elements[0], in: document)
      return
    }
    let lists = try elementPlaces(in: document) ?? []
    found =
      slop == 0
      ? OccurrenceLists.inRow(lists)
      : OccurrenceLists.near(lists.map(\.occurrences), width: span + slop)
  }

  /// The finest rung on which it stands in a document that `candidate` gave; nil where it does not.
  ///
  /// - Throws: `corrupt`.
  mutating func finestRung(in document: UInt32) throws(SearchIndexError) -> Rung? {
    try find(in: document)
    return found.lazy.map(\.rung).min()
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
      let places = try places(of: element, in: document)
      if places.isEmpty { return nil }
      lists.append((element.distance, places))
    }
    return lists
  }

  /// Where any chain of an element stands.
  private mutating func places(
    of element: Element, in document: UInt32
  ) throws(SearchIndexError) -> [Occurrence] {
    var places: [Occurrence] = []
    let start = plain.isEmpty ? 0 : element.distance
    for chain in element.chains {
      try findRow(chain, first: chain.lowerBound, from: start, in: document)
      if row.isEmpty { continue }
      let isFirst = places.isEmpty
      places += row
      if !isFirst { places.putInOrder() }
    }
    return places
  }

  /// Finds where the terms of a part of `order` stand, the rarest first, at their distances from `start`; the
  /// language is that of the term `first`.
  ///
  /// No term is read where those before it do not stand so.
  private mutating func findRow(
    _ part: Range<Int>, first: Int, from start: UInt32, in document: UInt32
  ) throws(SearchIndexError) {
    row.removeAll(keepingCapacity: true)
    for place in part where try terms[order[place]].seek(document) != document { return }
    for place in part {
      let term = order[place]
      try terms[term].load(document)
      let distance = distances[term] - start
      if place == part.lowerBound {
        row.append(before: distance, terms[term].occurrences)
      } else {
        row.keep(at: distance, terms[term].occurrences, givesLanguage: term == first)
      }
      if row.isEmpty { return }
    }
  }
}
