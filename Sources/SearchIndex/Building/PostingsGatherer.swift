// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The occurrences of a segment under construction into postings, a range of terms at a time: one
// counting sort a range, by term, in the order of doc ids. A few passes over four bytes an
// occurrence cost less than to keep twelve.

/// An occurrence of a variant of a term.
struct PlacedOccurrence {
  /// The doc id.
  var document: UInt32 = 0
  /// The number of the variant in the segment.
  var variant: UInt32 = 0
  /// The position.
  var position: UInt32 = 0

  /// Its place in the order of the term's postings in a document.
  var key: UInt64 { UInt64(variant) << 32 | UInt64(position) }
}

/// Inverts occurrences.
struct PostingsGatherer {
  /// How many of all occurrences are gathered at a time by all threads, unless the terms of one block
  /// have more.
  ///
  /// Each batch is a pass over all documents: of many occurrences there are about eight, which take three
  /// eighths of the memory that all take in documents.
  static func batch(of all: Int) -> Int { min(all, max(1 << 21, all / 8)) }

  /// Occurrences by variant, for each vocabulary.
  private let tables: [OccurrenceTable]
  /// Where the occurrences of each document are, by doc id.
  private let places: [DocumentPlace]
  /// For each term its first variant, then the number of all.
  private let firstVariants: [UInt32]
  /// Occurrences of each variant.
  private let counts: [UInt32]
  private var gathered: Range<Int> = 0..<0
  private var starts: [Int] = []
  private var occurrences: [PlacedOccurrence] = []

  /// Takes tables whose terms have been given the numbers of variants.
  init(
    _ tables: [OccurrenceTable], places: [DocumentPlace], firstVariants: [UInt32],
    counts: [UInt32]
  ) {
    self.tables = tables
    self.places = places
    self.firstVariants = firstVariants
    self.counts = counts
  }

  /// Cuts all terms into ranges of whole blocks of `block` terms, each of at most `limit` occurrences or of
  /// one block; the last block may be smaller.
  static func batches(
    firstVariants: [UInt32], counts: [UInt32], block: Int, limit: Int
  ) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    let terms = firstVariants.count - 1
    var (start, total) = (0, 0)
    for first in stride(from: 0, to: terms, by: block) {
      let end = min(first + block, terms)
      let variants = Int(firstVariants[first])..<Int(firstVariants[end])
      let own = counts[variants].reduce(0) { $0 + Int($1) }
      if total + own > limit, first > start {
        batches.append(start..<first)
        (start, total) = (first, 0)
      }
      total += own
    }
    if start < terms { batches.append(start..<terms) }
    return batches
  }

  /// Appends the postings of a term, one of those gathered.
  mutating func appendPostings(of term: Int, to output: inout TermPostings) {
    let range = starts[term - gathered.lowerBound]..<starts[term - gathered.lowerBound + 1]
    let first = firstVariants[term]
    if range.count == 1 {
      let only = occurrences[range.lowerBound]
      output.append(only.document, only.variant &- first, position: only.position)
      return
    }
    sortDocuments(in: range)
    let occurrences = occurrences.span.extracting(range)
    output.positions.append(addingCapacity: occurrences.count) { positions in
      for index in occurrences.indices { positions.append(occurrences[index].position) }
    }
    var index = 0
    while index < occurrences.count {
      let (document, variant) = (occurrences[index].document, occurrences[index].variant)
      let start = index
      repeat {
        index &+= 1
      } while index < occurrences.count && occurrences[index].document == document
        && occurrences[index].variant == variant
      output.documents.append(document)
      output.variants.append(variant &- first)
      output.frequencies.append(UInt32(index &- start))
    }
  }

  /// Puts the occurrences in each document in the order of variants and positions.
  private mutating func sortDocuments(in range: Range<Int>) {
    var rest = range
    while let falling = Self.nextFalling(occurrences.span, rest) {
      occurrences[falling].sort { $0.key < $1.key }
      rest = falling.upperBound..<range.upperBound
    }
  }

  /// The occurrences of the first document of a range in which they are not in that order.
  private static func nextFalling(
    _ occurrences: Span<PlacedOccurrence>, _ range: Range<Int>
  ) -> Range<Int>? {
    let occurrences = occurrences.extracting(range)
    var index = 1
    while index < occurrences.count {
      let (before, own) = (occurrences[index &- 1], occurrences[index])
      if before.document == own.document, before.key > own.key { break }
      index &+= 1
    }
    if index >= occurrences.count { return nil }
    let document = occurrences[index].document
    var (start, end) = (index &- 1, index &+ 1)
    while start > 0, occurrences[start &- 1].document == document { start &-= 1 }
    while end < occurrences.count, occurrences[end].document == document { end &+= 1 }
    return range.lowerBound &+ start..<range.lowerBound &+ end
  }

  /// Gathers the occurrences of some terms, and forgets those gathered before.
  mutating func gather(_ range: Range<Int>) {
    gathered = range
    let total = layOut()
    let first = range.lowerBound
    var terms: [UInt32] = []
    for term in gathered {
      for _ in firstVariants[term]..<firstVariants[term + 1] { terms.append(UInt32(term - first)) }
    }
    var placed: [PlacedOccurrence] = []
    swap(&placed, &occurrences)
    if placed.count < total {
      // What is there is not needed: to make it longer would hold it twice.
      placed = []
      placed = [PlacedOccurrence](repeating: PlacedOccurrence(), count: total)
    }
    place(firstVariants[first]..<firstVariants[gathered.upperBound], of: terms, in: &placed)
    swap(&placed, &occurrences)
  }

  /// Puts the occurrences of variants where their terms begin; `terms` gives for each variant the place
  /// of its term in `starts`.
  private func place(
    _ variants: Range<UInt32>, of terms: [UInt32], in placed: inout [PlacedOccurrence]
  ) {
    var next = starts
    var targets = placed.mutableSpan
    var nextPlaces = next.mutableSpan
    for document in places.indices {
      let place = places[document]
      tables[Int(place.vocabulary)].scatter(
        Int(place.document), as: UInt32(document), variants, terms.span, &nextPlaces, &targets)
    }
  }

  /// Decides where each term begins; gives the number of occurrences.
  private mutating func layOut() -> Int {
    starts.removeAll(keepingCapacity: true)
    var total = 0
    for term in gathered {
      starts.append(total)
      for variant in firstVariants[term]..<firstVariants[term + 1] {
        total += Int(counts[Int(variant)])
      }
    }
    starts.append(total)
    return total
  }
}
