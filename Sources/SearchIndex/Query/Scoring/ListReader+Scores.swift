// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Scores of one list. Postings of a document stand side by side, one a variant, seldom in two blocks.

internal import TextAnalysis

extension ListReader {
  /// The score of the document at which the cursor stands, which does not move; nil where its postings
  /// may go on in the next block.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func score(
    of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore? {
    try cursor.loadFrequencies()
    let index = cursor.index
    let next = index &+ 1
    if isUniform || next < cursor.size && cursor.documents[next] != document {
      // Written out: the call of a function would copy the reader.
      let worth = worths[isUniform ? 0 : Int(cursor.variants[index])]
      guard worth.slot >= 0 else { return 0 }
      let frequency = Double(cursor.frequencies[index]) * worth.weight
      return try scales.all[Int(worth.slot)].score(frequency, in: document, of: segment)
    }
    return try scoreOfSeveral(of: document, scales, segment)
  }

  /// As above, where the document has several postings in the block, or the last one.
  private func scoreOfSeveral(
    of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore? {
    let end = endOfDocument(from: cursor.index)
    if end == cursor.size, try goesOn { return nil }
    return try score(cursor.index..<end, of: document, scales, segment) ?? 0
  }

  /// What the postings of the loaded block add to the score of the document at the cursor, which does
  /// not move.
  ///
  /// - Throws: `corrupt`.
  mutating func scoreInBlock(
    of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore {
    try cursor.loadFrequencies()
    let postings = cursor.index..<endOfDocument(from: cursor.index)
    return try score(postings, of: document, scales, segment) ?? 0
  }

  /// Whether the last document of the loaded block may have postings in the next one too.
  var goesOn: Bool {
    get throws(SearchIndexError) {
      guard !isUniform, cursor.block + 1 < cursor.blockCount else { return false }
      return try cursor.continues(in: cursor.block + 1)
    }
  }

  /// The first posting of the block after `start` that is of another document than that.
  @inline(__always)
  func endOfDocument(from start: Int) -> Int {
    if isUniform { return start &+ 1 }
    let document = cursor.documents[start]
    var end = start &+ 1
    while end < cursor.size, cursor.documents[end] == document { end &+= 1 }
    return end
  }

  /// The score of postings of one document, all of them in the loaded block; nil where none matches.
  @inline(__always)
  private func score(
    _ postings: Range<Int>, of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore? {
    if postings.count > 1 { return try sum(postings, of: document, scales, segment) }
    let index = postings.lowerBound
    let worth = worths[isUniform ? 0 : Int(cursor.variants[index])]
    guard worth.slot >= 0 else { return nil }
    let frequency = Double(cursor.frequencies[index]) * worth.weight
    return try scales.all[Int(worth.slot)].score(frequency, in: document, of: segment)
  }

  /// The score of several postings of a document: those of one language are added up before.
  func sum(
    _ postings: Range<Int>, of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore? {
    var sum: FixedScore?
    for index in postings {
      let slot = worths[Int(cursor.variants[index])].slot
      if slot < 0 { continue }
      var frequency = 0.0
      var isFirst = true
      for other in postings {
        let worth = worths[Int(cursor.variants[other])]
        guard worth.slot == slot else { continue }
        if other < index { isFirst = false }
        frequency += Double(cursor.frequencies[other]) * worth.weight
      }
      guard isFirst else { continue }
      let score = try scales.all[Int(slot)].score(frequency, in: document, of: segment)
      sum = (sum ?? 0) &+ score
    }
    return sum
  }

  /// Visits the documents from the cursor's on and below `end`, each with its score, and stands after
  /// them.
  ///
  /// Those that cannot reach the score `least` may be left out; `body` gives what it is from then on.
  /// - Precondition: the cursor stands at a posting, the first of its document.
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func forEachScore(
    before end: UInt32, reaching least: FixedScore, _ scales: LanguageScales, _ segment: Segment,
    _ body: (UInt32, FixedScore) throws(SearchIndexError) -> FixedScore
  ) throws(SearchIndexError) {
    var least = least
    while cursor.index < cursor.size {
      try cursor.loadFrequencies()
      let index = try forEachScoreOfBlock(before: end, reaching: &least, scales, segment, body)
      cursor.index = index
      if index == cursor.size {
        cursor.index = index &- 1
        guard try cursor.advance() else { return }
      } else if cursor.document >= end {
        return
      } else {
        let document = cursor.document
        if let score = try takeScore(of: document, scales, segment) {
          least = try body(document, score)
        }
      }
    }
  }

  /// Postings of a block that are all looked at.
  private static var fewPostings: Int { 32 }

  /// Visits the documents of the loaded block from the cursor's on and below `end`, but for a last one
  /// that may go on in the next block; gives the first posting that was not looked at.
  ///
  /// The reader does not change, so that what is read of it stays in registers.
  @inline(__always)
  private func forEachScoreOfBlock(
    before end: UInt32, reaching least: inout FixedScore, _ scales: LanguageScales,
    _ segment: Segment, _ body: (UInt32, FixedScore) throws(SearchIndexError) -> FixedScore
  ) throws(SearchIndexError) -> Int {
    let block = LoadedBlock(cursor, worths.span)
    let all = scales.all.span
    let words = segment.values.mainWordCounts
    let size = cursor.size
    let lastOfPlain = isUniform ? size : size &- 1
    // For a few postings it takes longer to find out what can be left out than to score them.
    let far = cursor.index &+ Self.fewPostings
    let isAsked = least > .min && far < size && block.document(far) < end
    let limits = BlockLimits(cursor, scales, weight: greatestWeight, isAsked: isAsked)
    var (needed, needs) = (limits.leastFrequency(reaching: least), least)
    var bar = ScoreBar(least)
    var index = cursor.index
    while index < size {
      if least != needs {
        (needed, needs) = (limits.leastFrequency(reaching: least), least)
        bar = ScoreBar(least)
      }
      // Most postings are of one occurrence or two, and many blocks are read for the sake of others.
      while index < lastOfPlain, block.frequency(index) < needed, block.document(index) < end,
        isUniform || block.document(index &+ 1) != block.document(index)
      {
        index &+= 1
      }
      if index == size { break }
      let document = block.document(index)
      if document >= end { break }
      if needed <= 1 {
        let after = try forEachOfRun(
          block, index..<lastOfPlain, before: end, bar, reaching: &least, all, words, body)
        if after > index {
          index = after
          continue
        }
      }
      let (slot, frequency, next) = block.occurrences(of: document, from: index)
      if next < size, block.document(next) == document {
        let several = index..<endOfDocument(from: next)
        if several.upperBound == size, try goesOn { break }
        if let score = try sum(several, of: document, scales, segment) {
          least = try body(document, score)
        }
        index = several.upperBound
        continue
      }
      if next == size, try goesOn { break }
      index = next
      if slot < 0 { continue }
      let scale = all[Int(slot)]
      let length =
        scale.documents.contains(document)
        ? words[document] : try segment.values.words(of: document, in: scale.language)
      guard scale.mayReach(bar, frequency, words: length) else { continue }
      least = try body(document, scale.score(frequency, words: length))
    }
    return index
  }

  /// Visits documents of the loaded block as long as each has one posting, in the language of the first one, which
  /// is their main one, and until the least score that matters changes; gives the first posting that was not
  /// looked at.
  ///
  /// Of `places`, each of which has another posting behind it where one document may have several. What a language
  /// is worth is asked once for all: languages of documents seldom change within a block.
  @inline(__always)
  private func forEachOfRun(
    _ block: borrowing LoadedBlock, _ places: Range<Int>, before end: UInt32, _ bar: ScoreBar,
    reaching least: inout FixedScore, _ all: Span<LanguageScale>, _ words: borrowing MainWordCounts,
    _ body: (UInt32, FixedScore) throws(SearchIndexError) -> FixedScore
  ) throws(SearchIndexError) -> Int {
    var index = places.lowerBound
    guard index < places.upperBound, block.slot(index) >= 0 else { return index }
    let slot = block.slot(index)
    let scale = all[Int(slot)]
    guard scale.documents.contains(block.document(index)) else { return index }
    let limit = min(end, scale.documents.upperBound)
    let needs = least
    while index < places.upperBound, least == needs {
      let document = block.document(index)
      if document >= limit || block.slot(index) != slot { break }
      if !isUniform, block.document(index &+ 1) == document { break }
      let frequency = block.weightedFrequency(index)
      let length = words[document]
      index &+= 1
      guard scale.mayReach(bar, frequency, words: length) else { continue }
      least = try body(document, scale.score(frequency, words: length))
    }
    return index
  }

  /// The score of the document at the cursor, whose postings may stand in several blocks, and stands
  /// after them; nil where none of them matches.
  ///
  /// - Throws: `corrupt`.
  mutating func takeScore(
    of document: UInt32, _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> FixedScore? {
    var frequencies: [(slot: Int16, frequency: Double)] = []
    repeat {
      try cursor.loadFrequencies()
      let worth = worths[Int(cursor.variants[cursor.index])]
      guard worth.slot >= 0 else { continue }
      let frequency = Double(cursor.frequencies[cursor.index]) * worth.weight
      if let place = frequencies.firstIndex(where: { $0.slot == worth.slot }) {
        frequencies[place].frequency += frequency
      } else {
        frequencies.append((worth.slot, frequency))
      }
    } while try cursor.advance() && cursor.document == document
    var sum: FixedScore = 0
    for (slot, frequency) in frequencies {
      sum &+= try scales.all[Int(slot)].score(frequency, in: document, of: segment)
    }
    return frequencies.isEmpty ? nil : sum
  }
}

/// What the header of the loaded block says of its documents with one posting.
private struct BlockLimits {
  private let header: BlockHeader
  private let envelope: LanguageScale?
  private let weight: Double
  private let isKnown: Bool

  /// Takes the block of a cursor, each occurrence of which weighs at most `weight`.
  @inline(__always)
  init(
    _ cursor: borrowing PostingsCursor, _ scales: LanguageScales, weight: Double, isAsked: Bool
  ) {
    isKnown = isAsked && cursor.blockCount > 1
    self.weight = weight
    header = isKnown ? cursor.header(cursor.block) : BlockHeader()
    envelope = isKnown ? scales.envelope(of: header) : nil
  }

  /// The fewest occurrences by which such a document can add a score; `UInt32.max` where none do.
  @inline(__always)
  func leastFrequency(reaching least: FixedScore) -> UInt32 {
    if least <= 0 || !isKnown { return 1 }
    return envelope?.leastFrequency(reaching: least, header, weight: weight) ?? .max
  }
}
