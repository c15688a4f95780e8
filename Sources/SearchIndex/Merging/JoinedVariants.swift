// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The variants that several segments have of one term, each once.
struct JoinedVariants {
  /// A variant of one segment.
  struct Source {
    /// The segment.
    var segment: Int
    /// Its index among the variants of the segment's term.
    var index: Int
    /// The new ordinal of its language.
    var language: UInt16
    /// What the segment says of it.
    var variant: DecodedTermBlock.Variant
    /// Its index among those of the merged term.
    var number = 0
  }

  /// The variants of all segments, in the order of the dictionary; equal ones by segment.
  private(set) var sources: [Source] = []
  /// How many there are when equal ones count once.
  private(set) var count = 0

  /// Takes the variants of the terms at which the streams of a key stand.
  ///
  /// A language without live documents has no new ordinal and is left out, and so are its variants.
  mutating func join(_ streams: borrowing TermStreams, newLanguages: [[UInt16?]]) {
    sources.removeAll(keepingCapacity: true)
    for segment in streams.places {
      let variants = streams[segment].term.variants
      for index in variants {
        let variant = streams[segment].block.variants[index]
        guard let language = newLanguages[segment][Int(variant.language)] else { continue }
        insert(
          Source(
            segment: segment, index: index - variants.lowerBound, language: language,
            variant: variant), streams)
      }
    }
    number(streams)
  }

  /// Puts a variant before those that come after it; there are few.
  private mutating func insert(_ source: Source, _ streams: borrowing TermStreams) {
    var place = sources.count
    while place > 0, Self.compare(source, sources[place - 1], streams) < 0 { place -= 1 }
    if place == sources.count { sources.append(source) } else { sources.insert(source, at: place) }
  }

  private mutating func number(_ streams: borrowing TermStreams) {
    count = 0
    for place in sources.indices {
      if place == 0 || Self.compare(sources[place - 1], sources[place], streams) != 0 { count += 1 }
      sources[place].number = count - 1
    }
  }

  /// How a variant stands to another: by language, exact form, whole words before parts.
  private static func compare(
    _ left: Source, _ right: Source, _ streams: borrowing TermStreams
  ) -> Int {
    if left.language != right.language { return left.language < right.language ? -1 : 1 }
    let order = compareBytes(
      streams[left.segment].block.exacts[left.variant.exact ?? 0..<0],
      streams[right.segment].block.exacts[right.variant.exact ?? 0..<0])
    if order != 0 { return order }
    if left.variant.isPart == right.variant.isPart { return 0 }
    return left.variant.isPart ? 1 : -1
  }
}
