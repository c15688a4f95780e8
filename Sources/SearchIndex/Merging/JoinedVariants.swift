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
  mutating func join(_ streams: TermStreams, newLanguages: [[UInt16?]]) {
    sources.removeAll(keepingCapacity: true)
    var isRising = true
    for segment in streams.places {
      let variants = streams[segment].term.variants
      for index in variants {
        let variant = streams[segment].block.variants[index]
        guard let language = newLanguages[segment][Int(variant.language)] else { continue }
        let source = Source(
          segment: segment, index: index - variants.lowerBound, language: language,
          variant: variant)
        if let last = sources.last, isRising {
          isRising = Self.compare(last, source, streams) <= 0
        }
        sources.append(source)
      }
    }
    // Mostly all segments have the same one. Sorting keeps equal ones by segment.
    if !isRising { sources.sort { Self.compare($0, $1, streams) < 0 } }
    number(streams)
  }

  private mutating func number(_ streams: TermStreams) {
    count = 0
    for place in sources.indices {
      if place == 0 || Self.compare(sources[place - 1], sources[place], streams) != 0 { count += 1 }
      sources[place].number = count - 1
    }
  }

  /// How a variant stands to another: by language, exact form, whole words before parts.
  private static func compare(
    _ left: Source, _ right: Source, _ streams: TermStreams
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
