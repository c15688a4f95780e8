// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The dictionaries and postings of several segments into those of one.

internal import TextAnalysis

/// Merges terms, once the documents have their new numbers.
struct TermMerger: Sendable {
  /// The number of what is not in the new segment.
  static let none = UInt32.max

  private let segments: [Segment]
  /// For each segment the new ordinal of each of its languages, nil for one that is left out.
  private let newLanguages: [[UInt16?]]
  /// For each segment the new number of each of its variants, `none` for one without live documents.
  private var newVariants: [[UInt32]]
  private var streams: TermStreams
  private var lists: [MergedLists]
  private var joiner = PostingsJoiner()
  private var joined = JoinedVariants()
  /// Postings of each variant of a term.
  private var counts: [Int] = []
  /// New numbers of the variants of a term.
  private var numbers: [UInt32] = []
  /// Variants of merged terms so far.
  private var variantCount = 0

  /// Takes what the merging of documents found.
  ///
  /// `newDocuments` holds for each segment the new doc id of each of its documents, `none` for a deleted
  /// one.
  /// - Throws: `corrupt`.
  init(
    _ segments: [Segment], newDocuments: [[UInt32]], newLanguages: [[UInt16?]]
  ) throws(SearchIndexError) {
    self.segments = segments
    self.newLanguages = newLanguages
    streams = try TermStreams(segments.map(\.dictionary))
    lists = zip(segments, newDocuments).map { MergedLists($0, newDocuments: $1) }
    newVariants = segments.map {
      [UInt32](repeating: Self.none, count: $0.dictionary.variantCount)
    }
  }

  /// Merges as many of the next terms as are written at a time; none at the end.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) -> MergedTerms {
    var batch = MergedTerms()
    while !batch.isFull, try streams.advance() {
      for segment in streams.places { try check(streams[segment].term, of: segment) }
      if streams.places.count == 1 {
        try mergeAlone(streams.places[0], into: &batch)
      } else {
        try mergeSeveral(into: &batch)
      }
    }
    return batch
  }

  /// Makes sure that the variants of a term are among those of its segment.
  private func check(
    _ term: DecodedTermBlock.Term, of segment: Int
  ) throws(SearchIndexError) {
    guard Int(term.firstVariant) + term.variants.count <= newVariants[segment].count else {
      throw inconsistent(segment)
    }
  }

  /// Takes over a term that one segment alone has: its postings and variants keep their order.
  private mutating func mergeAlone(
    _ segment: Int, into batch: inout MergedTerms
  ) throws(SearchIndexError) {
    let start = batch.postings.count
    try lists[segment].append(
      streams[segment].term, inlinePositions: streams[segment].block.inlinePositions,
      to: &batch.postings)
    if batch.postings.count == start { return }
    let term = streams[segment].term
    countVariants(of: batch.postings, from: start, term.variants.count)
    let kept = numberKept()
    for index in counts.indices where counts[index] > 0 {
      let variant = streams[segment].block.variants[term.variants.lowerBound + index]
      guard let language = newLanguages[segment][Int(variant.language)] else {
        throw inconsistent(segment)
      }
      newVariants[segment][Int(term.firstVariant) + index] =
        UInt32(variantCount) + numbers[index]
      batch.append(variant, of: streams[segment].block, language: language)
    }
    try end(segment, kept, from: start, in: &batch)
  }

  /// Counts the postings of each variant of a term.
  private mutating func countVariants(of postings: TermPostings, from start: Int, _ count: Int) {
    counts.removeAll(keepingCapacity: true)
    for _ in 0..<count { counts.append(0) }
    for index in start..<postings.count { counts[Int(postings.variants[index])] += 1 }
  }

  /// Numbers the variants that have postings; gives how many there are.
  ///
  /// Those of deleted documents alone are gone.
  private mutating func numberKept() -> Int {
    numbers.removeAll(keepingCapacity: true)
    var kept = 0
    for count in counts {
      numbers.append(count > 0 ? UInt32(kept) : Self.none)
      if count > 0 { kept += 1 }
    }
    return kept
  }

  /// Ends a term whose postings from `start` on were collected, and of whose variants some are kept; a
  /// segment has its key.
  private mutating func end(
    _ segment: Int, _ kept: Int, from start: Int, in batch: inout MergedTerms
  ) throws(SearchIndexError) {
    if kept < numbers.count { batch.renumber(from: start, numbers) }
    guard batch.postings.isRising(from: start) else { throw inconsistent(segment) }
    variantCount += kept
    batch.end(streams[segment].block.keys[streams[segment].term.key])
  }

  /// Merges the terms that several segments have of one key.
  private mutating func mergeSeveral(into batch: inout MergedTerms) throws(SearchIndexError) {
    joined.join(streams, newLanguages: newLanguages)
    joiner.removeAll()
    for segment in streams.places { try collect(segment) }
    countVariants(of: joiner.postings, from: 0, joined.count)
    let kept = numberKept()
    if kept == 0 { return }
    let start = batch.postings.count
    joiner.append(to: &batch.postings)
    var last = -1
    for source in joined.sources where counts[source.number] > 0 {
      let first = Int(streams[source.segment].term.firstVariant)
      newVariants[source.segment][first + source.index] =
        UInt32(variantCount) + numbers[source.number]
      if source.number == last { continue }
      last = source.number
      batch.append(
        source.variant, of: streams[source.segment].block, language: source.language)
    }
    try end(streams.places[0], kept, from: start, in: &batch)
  }

  /// Collects the postings that live documents have in a segment, with variants of the merged term.
  private mutating func collect(_ segment: Int) throws(SearchIndexError) {
    numbers.removeAll(keepingCapacity: true)
    for _ in streams[segment].term.variants { numbers.append(Self.none) }
    for source in joined.sources where source.segment == segment {
      numbers[source.index] = UInt32(source.number)
    }
    let start = (joiner.postings.count, joiner.postings.positions.count)
    try lists[segment].append(
      streams[segment].term, inlinePositions: streams[segment].block.inlinePositions,
      to: &joiner.postings)
    for index in start.0..<joiner.postings.count {
      let number = numbers[Int(joiner.postings.variants[index])]
      guard number != Self.none else { throw inconsistent(segment) }
      joiner.postings.variants[index] = number
    }
    joiner.endRun(from: start.0, position: start.1)
  }

  private func inconsistent(_ segment: Int) -> SearchIndexError {
    .corrupt(
      file: segments[segment].dictionary.file.path, byte: ComponentLayout.headerLength,
      reason: .inconsistent)
  }

  /// What merges the classes, once all terms have been merged.
  ///
  /// - Throws: `corrupt`.
  func classMerger() throws(SearchIndexError) -> ClassMerger {
    try ClassMerger(segments.map(\.classMap), newVariants: newVariants)
  }
}
