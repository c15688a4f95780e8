// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What the occurrences of one variant of a term are worth to a clause.
struct VariantWorth {
  /// What an occurrence weighs.
  var weight: Double
  /// The index of the variant's scale; -1 where the variant does not match.
  var slot: Int16
  /// The rung on which it matches.
  var rung: Rung

  /// A variant that does not match.
  static let none = VariantWorth(weight: 0, slot: -1, rung: .sound)
}

/// A postings list with what its variants mean to a clause.
struct ListReader {
  /// Reads the list.
  var cursor: PostingsCursor
  /// By variant.
  let worths: [VariantWorth]
  /// Whether every variant matches.
  let isWhole: Bool
  /// Distinct documents of the list.
  let documentCount: Int
  /// Postings of variants that match.
  let matchingCount: Int
  /// The greatest weight of a variant.
  let greatestWeight: Double
  /// The least and the greatest language of variants that match, by ordinal.
  private let languages: ClosedRange<Int>
  /// For each of several blocks what no document of it adds more than; empty where that was not asked for.
  private(set) var bounds: [FixedScore] = []
  /// Where the search for blocks of a window goes on.
  private var windowBlock = 0
  /// The block of which it is known whether it is sparse.
  private var weighedBlock = -1
  private var isSparse = false

  /// Whether postings need not be told apart: one variant, one posting a document.
  var isUniform: Bool { worths.count == 1 }

  /// Makes a reader of a matched term.
  ///
  /// - Throws: `corrupt`.
  init(
    _ matched: MatchedTerm, in segment: Segment, _ scales: LanguageScales, rungWeights: [Double]
  ) throws(SearchIndexError) {
    let cursor = try segment.cursor(over: matched.term)
    var worths: [VariantWorth] = []
    worths.reserveCapacity(matched.rungs.count)
    var isWhole = true
    var greatest = 0.0
    var matching = 0
    var first: Int?
    var last = 0
    for index in matched.rungs.indices {
      guard let rung = matched.rungs[index] else {
        isWhole = false
        worths.append(.none)
        continue
      }
      let variant = matched.term.variants[index]
      let language = Int(variant.language)
      // Variants stand in the order of their languages.
      first = first ?? language
      last = language
      matching += Int(variant.documentFrequency)
      let weight = rungWeights[Int(rung.rawValue)]
      let slot = Int16(truncatingIfNeeded: scales.slot(of: language) ?? -1)
      worths.append(VariantWorth(weight: weight, slot: slot, rung: rung))
      greatest = max(greatest, weight)
    }
    self.cursor = cursor
    documentCount = matched.term.documentCount
    self.worths = worths
    self.isWhole = isWhole
    matchingCount = matching
    greatestWeight = greatest
    languages = min(first ?? 0, last)...last
  }

  /// Stands before the first posting again.
  mutating func rewind() {
    cursor.rewind()
    windowBlock = 0
    weighedBlock = -1
  }

  /// Goes to the first matching posting whose doc is not below `target`.
  ///
  /// - Returns: its doc; `UInt32.max` where there is none.
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    guard try cursor.seek(target) else { return .max }
    if isWhole { return cursor.document }
    return try seekMatch()
  }

  /// Goes on to the first matching posting; blocks without a language that matches are passed over.
  private mutating func seekMatch() throws(SearchIndexError) -> UInt32 {
    while true {
      if hasMatchingLanguage(cursor.block) {
        try cursor.loadFrequencies()
        while cursor.index < cursor.size {
          if worths[Int(cursor.variants[cursor.index])].slot >= 0 { return cursor.document }
          cursor.index += 1
        }
      }
      var next = cursor.block + 1
      while next < cursor.blockCount, !hasMatchingLanguage(next) { next += 1 }
      if next >= cursor.blockCount {
        cursor.index = cursor.size
        return .max
      }
      try cursor.load(next)
    }
  }

  /// Whether postings of a block can match, by the languages that its header names.
  func hasMatchingLanguage(_ block: Int) -> Bool {
    if cursor.blockCount == 1 { return true }
    let header = cursor.header(block)
    return Int(header.lowestLanguage) <= languages.upperBound
      && languages.lowerBound <= Int(header.highestLanguage)
  }

  /// The greatest bound of the blocks that reach into a window, and the first doc after the window
  /// at which that can change.
  ///
  /// Windows must rise. Where postings of one document can stand in two blocks, the second counts
  /// too: it may be of another language, and worth more. `seeks` says whether to find out if there is
  /// any document in the window, where few windows of a block have one.
  /// - Throws: `corrupt`.
  mutating func bound(
    _ window: Range<UInt32>, _ scales: LanguageScales, seeks: Bool
  ) throws(SearchIndexError) -> (bound: FixedScore, next: UInt32) {
    if cursor.blockCount == 1 {
      guard try cursor.seek(window.lowerBound) else { return (0, .max) }
      if !seeks { return (plainBound(scales), cursor.documents[cursor.size - 1] &+ 1) }
      let document = cursor.document
      if document >= window.upperBound { return (0, document) }
      return (plainBound(scales), window.upperBound)
    }
    while windowBlock < cursor.blockCount, cursor.lastDocument(windowBlock) < window.lowerBound {
      windowBlock += 1
    }
    if seeks, isSparse(window.count) {
      let document = try seek(window.lowerBound)
      if document >= window.upperBound { return (0, document) }
    }
    let shared: UInt32 = isUniform ? 1 : 0
    var bound: FixedScore = 0
    var block = windowBlock
    while block < cursor.blockCount {
      bound = max(bound, try self.bound(block, scales))
      let last = cursor.lastDocument(block)
      if last >= window.upperBound &- shared {
        return (bound, max(window.upperBound, last &+ shared))
      }
      block += 1
    }
    return (bound, bound == 0 ? .max : window.upperBound)
  }

  /// Whether the block at which windows of a size are has fewer documents than windows.
  @inline(__always)
  private mutating func isSparse(_ size: Int) -> Bool {
    if windowBlock != weighedBlock, windowBlock < cursor.blockCount {
      weighedBlock = windowBlock
      let before = windowBlock == 0 ? 0 : cursor.lastDocument(windowBlock - 1)
      let reach = Int(cursor.lastDocument(windowBlock)) - Int(before)
      isSparse = reach > BitPacking.blockSize * size
    }
    return isSparse
  }

  /// Finds what the documents of each block add at most, once for all that asks for it.
  ///
  /// - Throws: `corrupt`.
  mutating func findBounds(_ scales: LanguageScales) throws(SearchIndexError) {
    if cursor.blockCount == 1 || !bounds.isEmpty { return }
    // All or none, so that an error leaves nothing half known.
    var found: [FixedScore] = []
    found.reserveCapacity(cursor.blockCount)
    for block in 0..<cursor.blockCount { found.append(try headerBound(block, scales)) }
    bounds = found
  }

  /// What no document of a block adds more than.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  private func bound(
    _ block: Int, _ scales: LanguageScales
  ) throws(SearchIndexError) -> FixedScore {
    bounds.isEmpty ? try headerBound(block, scales) : bounds[block]
  }

  /// What the header of a block says that no document of it adds more than.
  ///
  /// - Throws: `corrupt` where it names a language that the segment does not have.
  private func headerBound(
    _ block: Int, _ scales: LanguageScales
  ) throws(SearchIndexError) -> FixedScore {
    let header = cursor.header(block)
    guard header.highestLanguage < scales.languageCount,
      header.lowestLanguage <= header.highestLanguage
    else { throw cursor.corruptHeader }
    return scales.bound(header, weight: greatestWeight)
  }

  /// What no document of a list without headers adds more than.
  private func plainBound(_ scales: LanguageScales) -> FixedScore {
    var greatest = 0.0
    var sum = 0.0
    for scale in scales.all {
      greatest = max(greatest, scale.factor)
      sum += scale.factor
    }
    return FixedScore(isUniform ? greatest : sum) &+ LanguageScale.slack
  }
}
