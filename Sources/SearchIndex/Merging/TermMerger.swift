// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The dictionaries, postings and classes of several segments into those of one.

internal import TextAnalysis

/// Merges terms and then classes, once the documents have their new numbers.
struct TermMerger: Sendable {
  /// The number of what is not in the new segment.
  static let none = UInt32.max

  private let segments: [Segment]
  /// For each segment the new doc id of each of its documents, `none` for a deleted one.
  private let newDocuments: [[UInt32]]
  /// For each segment the new ordinal of each of its languages, nil for one that is left out.
  private let newLanguages: [[UInt16?]]
  /// For each segment the new number of each of its variants, `none` for one without live documents.
  private var newVariants: [[UInt32]]
  private var streams: TermStreams
  private var joiner = PostingsJoiner()
  /// Variants of merged terms so far.
  private var variantCount = 0

  /// Takes what the merging of documents found.
  ///
  /// - Throws: `corrupt`.
  init(
    _ segments: [Segment], newDocuments: [[UInt32]], newLanguages: [[UInt16?]]
  ) throws(SearchIndexError) {
    self.segments = segments
    self.newDocuments = newDocuments
    self.newLanguages = newLanguages
    streams = try TermStreams(segments.map(\.dictionary))
    newVariants = segments.map {
      [UInt32](repeating: Self.none, count: $0.dictionary.variantCount)
    }
  }

  /// A variant of the merged term, with where it comes from.
  private struct Source {
    var language: UInt16
    var exact: [UInt8]?
    var isPart: Bool
    /// Segment and variant of each segment's term that it is.
    var places: [(segment: Int, variant: Int)]

    /// Whether it comes before another; `isSame` where they are one.
    func order(_ other: Source) -> Int {
      if language != other.language { return language < other.language ? -1 : 1 }
      let exactOrder = compareBytes(exact ?? [], other.exact ?? [])
      if exactOrder != 0 { return exactOrder }
      return isPart == other.isPart ? 0 : isPart ? 1 : -1
    }
  }

  /// Merges as many of the next terms as are written at a time; none at the end.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) -> MergedTerms {
    var batch = MergedTerms()
    while !batch.isFull, try streams.advance() {
      let terms = streams.places.map { (segment: $0, term: streams.current($0)) }
      for (segment, term) in terms { try check(term, of: segment) }
      if terms.count == 1 {
        try mergeAlone(terms[0].segment, terms[0].term, into: &batch)
      } else {
        try merge(terms, into: &batch)
      }
    }
    return batch
  }

  /// Makes sure that the variants of a term are among those of its segment.
  private func check(_ term: DictionaryTerm, of segment: Int) throws(SearchIndexError) {
    guard Int(term.firstVariant) + term.variants.count <= newVariants[segment].count else {
      throw inconsistent(segment)
    }
  }

  /// Takes over a term that one segment alone has: its postings and variants keep their order.
  private mutating func mergeAlone(
    _ segment: Int, _ term: DictionaryTerm, into batch: inout MergedTerms
  ) throws(SearchIndexError) {
    let start = batch.postings.count
    var counts = [Int](repeating: 0, count: term.variants.count)
    let newDocuments = newDocuments[segment]
    var cursor = try segments[segment].cursor(over: term)
    var reader = try PositionsReader(term.locator, of: segments[segment].positionsFile)
    while try cursor.advance() {
      try cursor.loadFrequencies()
      let new = newDocuments[Int(cursor.document)]
      if new == Self.none { continue }
      let variant = cursor.variants[cursor.index]
      counts[Int(variant)] += 1
      batch.postings.documents.append(new)
      batch.postings.variants.append(variant)
      batch.postings.frequencies.append(cursor.frequencies[cursor.index])
      try reader.append(at: &cursor, to: &batch.postings.positions)
    }
    if batch.postings.count == start { return }
    var head = TermHead(key: ([term.field.rawValue] + term.fold)[...])
    var kept = [UInt32](repeating: 0, count: counts.count)
    for (index, variant) in term.variants.enumerated() where counts[index] > 0 {
      guard let language = newLanguages[segment][Int(variant.language)] else {
        throw inconsistent(segment)
      }
      kept[index] = UInt32(head.variants.count)
      newVariants[segment][Int(term.firstVariant) + index] =
        UInt32(variantCount + head.variants.count)
      head.variants.append(
        TermHead.Variant(
          language: language, isPart: variant.isPart,
          exact: variant.exact.map { term.exactBytes[$0] }))
    }
    if head.variants.count < counts.count { batch.renumber(from: start, kept) }
    try end(head, from: start, segment, in: &batch)
  }

  /// Ends a term whose postings from `start` on were collected, first of a segment.
  private mutating func end(
    _ head: TermHead, from start: Int, _ segment: Int, in batch: inout MergedTerms
  ) throws(SearchIndexError) {
    guard batch.postings.isRising(from: start) else { throw inconsistent(segment) }
    variantCount += head.variants.count
    batch.end(head)
  }

  /// Merges the terms of one key.
  private mutating func merge(
    _ terms: [(segment: Int, term: DictionaryTerm)], into batch: inout MergedTerms
  ) throws(SearchIndexError) {
    var sources = try sources(of: terms)
    let counts = try collect(terms, sources)
    // Variants of deleted documents alone are gone.
    var kept = [UInt32](repeating: Self.none, count: counts.count)
    var keptCount = 0
    for (old, count) in counts.enumerated() where count > 0 {
      kept[old] = UInt32(keptCount)
      keptCount += 1
    }
    if keptCount == 0 { return }
    let start = batch.postings.count
    joiner.append(to: &batch.postings)
    if keptCount < sources.count {
      batch.renumber(from: start, kept)
      sources = sources.indices.filter { counts[$0] > 0 }.map { sources[$0] }
    }
    for (index, source) in sources.enumerated() {
      for place in source.places {
        guard let term = terms.first(where: { $0.segment == place.segment })?.term else { continue }
        newVariants[place.segment][Int(term.firstVariant) + place.variant] =
          UInt32(variantCount + index)
      }
    }
    let key = [terms[0].term.field.rawValue] + terms[0].term.fold
    let variants = sources.map {
      TermHead.Variant(language: $0.language, isPart: $0.isPart, exact: $0.exact.map { $0[...] })
    }
    try end(
      TermHead(key: key[...], variants: variants), from: start, terms[0].segment, in: &batch)
  }

  /// The variants of all terms in order, each once.
  private func sources(
    of terms: [(segment: Int, term: DictionaryTerm)]
  ) throws(SearchIndexError) -> [Source] {
    var all: [Source] = []
    for (segment, term) in terms {
      for (index, variant) in term.variants.enumerated() {
        // A language without live documents is left out, and so are its variants.
        guard let language = newLanguages[segment][Int(variant.language)] else { continue }
        all.append(
          Source(
            language: language, exact: variant.exact.map { Array(term.exactBytes[$0]) },
            isPart: variant.isPart, places: [(segment, index)]))
      }
    }
    all.sort { $0.order($1) < 0 }
    var result: [Source] = []
    for source in all {
      if let last = result.last, last.order(source) == 0 {
        result[result.count - 1].places += source.places
      } else {
        result.append(source)
      }
    }
    return result
  }

  /// Collects the postings of live documents; gives how many each source has.
  private mutating func collect(
    _ terms: [(segment: Int, term: DictionaryTerm)], _ sources: [Source]
  ) throws(SearchIndexError) -> [Int] {
    joiner.removeAll()
    var counts = [Int](repeating: 0, count: sources.count)
    for (segment, term) in terms {
      var sourceOf = [Int](repeating: -1, count: term.variants.count)
      for (index, source) in sources.enumerated() {
        for place in source.places where place.segment == segment {
          sourceOf[place.variant] = index
        }
      }
      let newDocuments = newDocuments[segment]
      var cursor = try segments[segment].cursor(over: term)
      var reader = try PositionsReader(term.locator, of: segments[segment].positionsFile)
      while try cursor.advance() {
        try cursor.loadFrequencies()
        let new = newDocuments[Int(cursor.document)]
        if new == Self.none { continue }
        let source = sourceOf[Int(cursor.variants[cursor.index])]
        if source < 0 { throw inconsistent(segment) }
        let positions = try reader.positions(at: cursor)
        joiner.append(document: new, variant: source, positions)
        counts[source] += 1
      }
    }
    return counts
  }

  private func inconsistent(_ segment: Int) -> SearchIndexError {
    .corrupt(
      file: segments[segment].dictionary.file.path, byte: ComponentLayout.headerLength,
      reason: .inconsistent)
  }

  /// Merges all classes, once all terms have been merged.
  ///
  /// - Throws: `corrupt`, `fileSystem`.
  func mergeClasses(to output: ClassMapWriter) throws(SearchIndexError) {
    var streams: [ClassStream] = []
    for segment in segments { streams.append(try ClassStream(segment.classMap)) }
    while let key = Self.leastKey(streams) {
      var groups: [Stemmer?: Set<UInt32>] = [:]
      for index in streams.indices {
        guard let current = streams[index].current, current.key == key else { continue }
        for group in current.groups {
          for member in group.members {
            let new = newVariants[index][Int(member)]
            if new == Self.none { continue }
            groups[group.stemmer, default: []].insert(new)
          }
        }
        try streams[index].advance()
      }
      if groups.isEmpty { continue }
      let sorted = groups.sorted { ($0.key?.rawValue ?? 0) < ($1.key?.rawValue ?? 0) }
      try output.append(
        key[...], sorted.map { ClassGroup(stemmer: $0.key, members: $0.value.sorted()) })
    }
  }

  private static func leastKey(_ streams: [ClassStream]) -> [UInt8]? {
    var result: [UInt8]?
    for key in streams.compactMap(\.current?.key) {
      if let best = result, compareBytes(key, best) >= 0 { continue }
      result = key
    }
    return result
  }
}
