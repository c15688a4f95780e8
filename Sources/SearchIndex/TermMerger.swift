// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The dictionaries, postings and classes of several segments into those of one.

internal import TextAnalysis

/// Merges terms and classes, once the documents have their new numbers.
struct TermMerger {
  /// The number of what is not in the new segment.
  static let none = UInt32.max

  private let segments: [Segment]
  /// For each segment the new doc id of each of its documents, `none` for a deleted one.
  private let newDocuments: [[UInt32]]
  /// For each segment the new ordinal of each of its languages, nil for one that is left out.
  private let newLanguages: [[UInt16?]]
  /// For each segment the new number of each of its variants, `none` for one without live documents.
  private var newVariants: [[UInt32]]
  private var joiner = PostingsJoiner()
  private var postings = TermPostings()

  /// Takes what the merging of documents found.
  init(
    _ segments: [Segment], newDocuments: [[UInt32]], newLanguages: [[UInt16?]]
  ) {
    self.segments = segments
    self.newDocuments = newDocuments
    self.newLanguages = newLanguages
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

  /// Merges all terms with their postings, then all classes.
  ///
  /// - Throws: `corrupt`, `fileSystem`.
  mutating func merge(
    to output: SegmentOutput, lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    var streams = try TermStreams(segments.map(\.dictionary))
    while try streams.advance() {
      let terms = streams.places.map { (segment: $0, term: streams.current($0)) }
      for (segment, term) in terms { try check(term, of: segment) }
      if terms.count == 1 {
        try mergeAlone(terms[0].segment, terms[0].term, to: output, lengths)
      } else {
        try merge(terms, to: output, lengths)
      }
    }
    try mergeClasses(to: output)
  }

  /// Makes sure that the variants of a term are among those of its segment.
  private func check(_ term: DictionaryTerm, of segment: Int) throws(SearchIndexError) {
    guard Int(term.firstVariant) + term.variants.count <= newVariants[segment].count else {
      throw inconsistent(segment)
    }
  }

  /// Takes over a term that one segment alone has: its postings and variants keep their order.
  private mutating func mergeAlone(
    _ segment: Int, _ term: DictionaryTerm, to output: SegmentOutput,
    _ lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    postings.removeAll()
    var counts = [Int](repeating: 0, count: term.variants.count)
    var cursor = try segments[segment].cursor(over: term)
    var reader = try PositionsReader(term.locator, of: segments[segment].positionsFile)
    while try cursor.advance() {
      try cursor.loadFrequencies()
      let new = newDocuments[segment][Int(cursor.document)]
      if new == Self.none { continue }
      let variant = cursor.variants[cursor.index]
      counts[Int(variant)] += 1
      postings.documents.append(new)
      postings.variants.append(variant)
      postings.frequencies.append(cursor.frequencies[cursor.index])
      try reader.append(at: &cursor, to: &postings.positions)
    }
    if postings.count == 0 { return }
    var head = TermHead(key: ([term.field.rawValue] + term.fold)[...])
    var kept = [UInt32](repeating: 0, count: counts.count)
    for (index, variant) in term.variants.enumerated() where counts[index] > 0 {
      guard let language = newLanguages[segment][Int(variant.language)] else {
        throw inconsistent(segment)
      }
      kept[index] = UInt32(head.variants.count)
      newVariants[segment][Int(term.firstVariant) + index] =
        UInt32(output.terms.variantCount + head.variants.count)
      head.variants.append(
        TermHead.Variant(
          language: language, isPart: variant.isPart,
          exact: variant.exact.map { term.exactBytes[$0] }))
    }
    if head.variants.count < counts.count {
      postings.variants = postings.variants.map { kept[Int($0)] }
    }
    guard postings.isRising else { throw inconsistent(segment) }
    try output.terms.append(head, postings, lengths: lengths)
  }

  /// Merges the terms of one key.
  private mutating func merge(
    _ terms: [(segment: Int, term: DictionaryTerm)], to output: SegmentOutput,
    _ lengths: some DocumentLengths
  ) throws(SearchIndexError) {
    var sources = try sources(of: terms)
    let counts = try collect(terms, sources)
    // Variants of deleted documents alone are gone.
    var kept: [Int: Int] = [:]
    for (old, count) in counts.enumerated() where count > 0 { kept[old] = kept.count }
    if kept.isEmpty { return }
    joiner.joined(into: &postings)
    if kept.count < sources.count {
      postings.variants = postings.variants.map { UInt32(kept[Int($0)] ?? 0) }
      sources = sources.indices.filter { kept[$0] != nil }.map { sources[$0] }
    }
    for (index, source) in sources.enumerated() {
      for place in source.places {
        guard let term = terms.first(where: { $0.segment == place.segment })?.term else { continue }
        newVariants[place.segment][Int(term.firstVariant) + place.variant] =
          UInt32(output.terms.variantCount + index)
      }
    }
    guard postings.isRising else { throw inconsistent(terms[0].segment) }
    let key = [terms[0].term.field.rawValue] + terms[0].term.fold
    let variants = sources.map {
      TermHead.Variant(language: $0.language, isPart: $0.isPart, exact: $0.exact.map { $0[...] })
    }
    try output.terms.append(
      TermHead(key: key[...], variants: variants), postings, lengths: lengths)
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
    var positions: [UInt32] = []
    for (segment, term) in terms {
      var sourceOf = [Int?](repeating: nil, count: term.variants.count)
      for (index, source) in sources.enumerated() {
        for place in source.places where place.segment == segment {
          sourceOf[place.variant] = index
        }
      }
      var cursor = try segments[segment].cursor(over: term)
      var reader = try PositionsReader(term.locator, of: segments[segment].positionsFile)
      while try cursor.advance() {
        try cursor.loadFrequencies()
        let new = newDocuments[segment][Int(cursor.document)]
        if new == Self.none { continue }
        guard let source = sourceOf[Int(cursor.variants[cursor.index])] else {
          throw inconsistent(segment)
        }
        positions.removeAll(keepingCapacity: true)
        try reader.append(at: &cursor, to: &positions)
        joiner.append(document: new, variant: source, positions[...])
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

  private func mergeClasses(to output: SegmentOutput) throws(SearchIndexError) {
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
      try output.classes.append(
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

/// The classes of a segment in order.
struct ClassStream {
  private let map: ClassMap
  private var block: [(key: [UInt8], groups: [ClassGroup])] = []
  private var nextBlock = 0
  private var index = 0

  /// Starts at the first class.
  ///
  /// - Throws: `corrupt`.
  init(_ map: ClassMap) throws(SearchIndexError) {
    self.map = map
    try load()
  }

  /// The present class, nil at the end.
  var current: (key: [UInt8], groups: [ClassGroup])? { index < block.count ? block[index] : nil }

  /// Goes to the next class.
  ///
  /// - Throws: `corrupt`.
  mutating func advance() throws(SearchIndexError) {
    index += 1
    if index >= block.count { try load() }
  }

  private mutating func load() throws(SearchIndexError) {
    index = 0
    block = try map.classes(block: nextBlock)
    nextBlock += 1
  }
}
