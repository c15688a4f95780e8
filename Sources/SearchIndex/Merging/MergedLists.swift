// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The lists of one of the segments that are merged, read one after another with new doc ids.
struct MergedLists {
  private let segment: Segment
  private let frames: [ListFrame]
  /// The new doc id of each of its documents, `TermMerger.none` for a deleted one.
  private let newDocuments: [UInt32]
  private var room = PostingsCursor.Room()
  private var row = [UInt32](repeating: 0, count: PostingsCoding.positionsRow)

  /// Takes a segment and the doc ids that its documents get.
  init(_ segment: Segment, newDocuments: [UInt32]) {
    self.segment = segment
    self.newDocuments = newDocuments
    frames = segment.values.frames
  }

  /// Appends the postings that live documents have of a term; inline positions are those of its block.
  ///
  /// - Throws: `corrupt`.
  mutating func append(
    _ term: DecodedTermBlock.Term, inlinePositions: [UInt32], to output: inout TermPostings
  ) throws(SearchIndexError) {
    guard let document = term.inlineDocument else {
      return try append(term, frames[Int(term.firstLanguage)], to: &output)
    }
    let new = newDocuments[Int(document)]
    if new == TermMerger.none { return }
    output.documents.append(new)
    output.variants.append(0)
    output.frequencies.append(UInt32(term.positions.count))
    for place in term.positions { output.positions.append(inlinePositions[place]) }
  }

  private mutating func append(
    _ term: DecodedTermBlock.Term, _ frame: ListFrame, to output: inout TermPostings
  ) throws(SearchIndexError) {
    let locator = PostingsLocator.files(postings: term.postings, positions: term.positions)
    var cursor = try PostingsCursor(
      locator, of: segment.postingsFile, count: term.postingCount,
      variantCount: term.variants.count, documentLimit: newDocuments.count, frame: frame)
    var reader = try PositionsReader(locator, of: segment.positionsFile)
    cursor.swapRoom(with: &room)
    defer { cursor.swapRoom(with: &room) }
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      try cursor.loadFrequencies()
      let first = output.positions.count
      try reader.appendBlock(at: cursor, to: &output.positions, row: &row)
      if segment.deletions == nil {
        appendBlock(cursor, to: &output)
      } else {
        appendLive(cursor, positions: first, to: &output)
      }
    }
  }

  /// Appends all postings of a block, whose positions were appended.
  private func appendBlock(_ cursor: borrowing PostingsCursor, to output: inout TermPostings) {
    let size = cursor.size
    for index in 0..<size {
      output.documents.append(newDocuments[Int(cursor.documents[index])])
    }
    output.variants += cursor.variants[..<size]
    output.frequencies += cursor.frequencies[..<size]
  }

  /// Appends the postings of live documents in a block, whose positions were appended; those of others
  /// are taken away again.
  private func appendLive(
    _ cursor: borrowing PostingsCursor, positions first: Int, to output: inout TermPostings
  ) {
    var (from, to) = (first, first)
    for index in 0..<cursor.size {
      let frequency = Int(cursor.frequencies[index])
      let new = newDocuments[Int(cursor.documents[index])]
      if new != TermMerger.none {
        output.documents.append(new)
        output.variants.append(cursor.variants[index])
        output.frequencies.append(UInt32(truncatingIfNeeded: frequency))
        if to < from {
          for place in 0..<frequency {
            output.positions[to + place] = output.positions[from + place]
          }
        }
        to += frequency
      }
      from += frequency
    }
    output.positions.removeLast(from - to)
  }
}
