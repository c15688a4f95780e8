// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents that several lists have, found and scored a block at a time: to seek a document takes several
// times as long as to look at it, and to score one alone as long as to score several side by side.

internal import TextAnalysis

/// A document of a stretch with what the clauses looked at so far give it.
struct SharedRow {
  /// The document.
  fileprivate(set) var document: UInt32 = 0
  /// Its first posting in the block that it was drawn from.
  fileprivate var drawnPlace: UInt8 = 0
  /// Its first posting in the block that is looked at.
  fileprivate var place: UInt8 = 0
  /// What it has so far.
  fileprivate(set) var score: FixedScore = 0
}

/// Rising documents of a stretch in which one block of each clause has all that the clause finds.
struct SharedRows {
  /// Documents over which a stretch may reach.
  static let reach = 1 << 14
  /// Documents up to which each is sought.
  private static let few = 8

  /// How many documents there are.
  private(set) var count = 0
  private var rows = [SharedRow](repeating: SharedRow(), count: BitPacking.blockSize)
  /// By distance from the first document of the stretch, where a block has a document.
  ///
  /// What other stretches left there stands for nothing, and shows by the document that is in that place.
  private var places: [UInt8] = []

  /// A document.
  subscript(index: Int) -> SharedRow { rows[index] }

  /// Forgets all documents.
  mutating func removeAll() { count = 0 }

  /// Appends a document with what the clause that drew it gives it.
  ///
  /// - Precondition: there are fewer than a block has postings.
  @inline(__always)
  mutating func append(_ document: UInt32, _ score: FixedScore) {
    rows[count] = SharedRow(document: document, score: score)
    count += 1
  }

  /// Takes the documents of postings below `end` that others have too, as worth nothing yet; looks at the
  /// others.
  ///
  /// - Precondition: both begin with the first document of the stretch.
  /// - Complexity: O(postings of both).
  mutating func take(_ drawn: BlockPostings, _ other: BlockPostings, before end: UInt32) {
    let drawnLimit = drawn.firstPlace(atLeast: end)
    if drawnLimit - drawn.places.lowerBound < Self.few {
      return takeFew(drawn, upTo: drawnLimit, other)
    }
    let limit = notePlaces(of: other, before: end)
    let documents = drawn.documents.span
    let others = other.documents.span
    let first = documents[drawn.places.lowerBound]
    var before = UInt32.max
    var kept = 0
    for index in drawn.places.lowerBound..<drawnLimit {
      let document = documents[index]
      let place = places[Int(document &- first)]
      rows[kept] = SharedRow(
        document: document, drawnPlace: UInt8(truncatingIfNeeded: index), place: place)
      let isShared = Int(place) < limit && others[Int(place)] == document && document != before
      kept &+= isShared ? 1 : 0
      before = document
    }
    count = kept
  }

  /// As `take`, by a search for each document.
  private mutating func takeFew(_ drawn: BlockPostings, upTo limit: Int, _ other: BlockPostings) {
    count = 0
    for index in drawn.places.lowerBound..<limit {
      let document = drawn.documents[index]
      if count > 0, rows[count - 1].document == document { continue }
      rows[count] = SharedRow(document: document, drawnPlace: UInt8(truncatingIfNeeded: index))
      count += 1
    }
    keepFew(in: other)
  }

  /// Keeps the documents that postings have, and looks at these.
  ///
  /// - Precondition: they begin with the first document of the stretch.
  /// - Complexity: O(postings + documents).
  mutating func keep(in block: BlockPostings) {
    if count == 0 { return }
    if count < Self.few { return keepFew(in: block) }
    let limit = notePlaces(of: block, before: rows[count - 1].document + 1)
    let documents = block.documents.span
    let first = documents[block.places.lowerBound]
    var kept = 0
    for index in 0..<count {
      var row = rows[index]
      row.place = places[Int(row.document &- first)]
      rows[kept] = row
      kept &+= Int(row.place) < limit && documents[Int(row.place)] == row.document ? 1 : 0
    }
    count = kept
  }

  /// Notes where documents stand among postings; gives the first posting of a document from `end` on.
  @inline(__always)
  private mutating func notePlaces(of block: BlockPostings, before end: UInt32) -> Int {
    if places.isEmpty { places = [UInt8](repeating: 0, count: Self.reach) }
    let limit = block.firstPlace(atLeast: end)
    let documents = block.documents.span
    let first = documents[block.places.lowerBound]
    var places = places.mutableSpan
    // The last first, so that of several postings of a document the first stays.
    var index = limit
    while index > block.places.lowerBound {
      index &-= 1
      places[Int(documents[index] &- first)] = UInt8(truncatingIfNeeded: index)
    }
    return limit
  }

  /// As `keep`, by a search for each document.
  private mutating func keepFew(in block: BlockPostings) {
    let end = block.places.upperBound
    var kept = 0
    var place = block.places.lowerBound
    for index in 0..<count {
      var row = rows[index]
      place = block.documents.firstIndex(from: place, to: end, atLeast: row.document)
      if place == end { break }
      guard block.documents[place] == row.document else { continue }
      row.place = UInt8(truncatingIfNeeded: place)
      rows[kept] = row
      kept += 1
    }
    count = kept
  }

  /// Looks at the block from which the documents were taken.
  mutating func lookAtDrawn() {
    for index in 0..<count { rows[index].place = rows[index].drawnPlace }
  }

  /// Adds what a list gives the documents that are looked at in its block, and keeps those that reach the score
  /// `least`.
  ///
  /// - Throws: `corrupt`.
  mutating func add(
    _ list: inout ListReader, isScored: Bool, reaching least: FixedScore, _ scales: LanguageScales,
    _ segment: Segment
  ) throws(SearchIndexError) {
    count = try list.keepScored(
      &rows, count, isScored: isScored, reaching: least, scales, segment)
  }
}

/// Postings of a loaded block.
struct BlockPostings {
  /// The doc ids of the block.
  let documents: [UInt32]
  /// Which of them; not empty.
  let places: Range<Int>

  /// The first posting of a document from one on.
  @inline(__always)
  fileprivate func firstPlace(atLeast document: UInt32) -> Int {
    documents.firstIndex(from: places.lowerBound, to: places.upperBound, atLeast: document)
  }
}

extension ListReader {
  /// The first document after those that the loaded block has all postings of; 0 where none is loaded.
  fileprivate var endOfBlock: UInt32 {
    if cursor.block < 0 || cursor.index >= cursor.size { return 0 }
    // Other postings of the last document may stand in the next block.
    let isWhole = isUniform || cursor.block + 1 == cursor.blockCount
    return cursor.documents[cursor.size - 1] &+ (isWhole ? 1 : 0)
  }

  /// The postings of the loaded block from the cursor's on.
  ///
  /// - Precondition: the cursor stands at a posting.
  fileprivate var postings: BlockPostings {
    BlockPostings(documents: cursor.documents, places: cursor.index..<cursor.size)
  }

  /// Puts the rows that it lifts to the score `least` before the others, and gives how many they are of the first
  /// `count`.
  ///
  /// - Throws: `corrupt`.
  fileprivate mutating func keepScored(
    _ rows: inout [SharedRow], _ count: Int, isScored: Bool, reaching least: FixedScore,
    _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> Int {
    try cursor.loadFrequencies()
    return try keepLoaded(&rows, count, isScored: isScored, reaching: least, scales, segment)
  }

  /// As above, of a block whose frequencies are loaded.
  ///
  /// The reader does not change, so that what is read of it stays in registers.
  private func keepLoaded(
    _ rows: inout [SharedRow], _ count: Int, isScored: Bool, reaching least: FixedScore,
    _ scales: LanguageScales, _ segment: Segment
  ) throws(SearchIndexError) -> Int {
    let block = LoadedBlock(cursor, worths.span)
    let all = scales.all.span
    let words = segment.values.mainWordCounts
    let size = cursor.size
    var rows = rows.mutableSpan
    var kept = 0
    for index in 0..<count {
      var row = rows[index]
      let place = Int(row.place)
      let (slot, frequency, next) = block.occurrences(of: row.document, from: place)
      var added: FixedScore = 0
      if next < size, block.document(next) == row.document {
        let several = place..<endOfDocument(from: next)
        guard let sum = try sum(several, of: row.document, scales, segment) else { continue }
        added = sum
      } else {
        guard slot >= 0 else { continue }
        let scale = all[Int(slot)]
        let length =
          scale.documents.contains(row.document)
          ? words[row.document]
          : try segment.values.words(of: row.document, in: scale.language)
        added = scale.score(frequency, words: length)
      }
      if isScored { row.score &+= added }
      rows[kept] = row
      kept &+= row.score >= least ? 1 : 0
    }
    return kept
  }
}

extension Leaf {
  /// The first document after those of which one block has all that the clause finds, from where it stands on.
  var endOfBlock: UInt32 {
    guard let mainList else { return 0 }
    let end = lists[mainList].endOfBlock
    return tableIndex < table.documents.count ? min(end, table.documents[tableIndex]) : end
  }

  /// Draws the documents of a stretch that may have the score `least`.
  ///
  /// - Precondition: the clause is scored, and one block has all of them.
  /// - Throws: `corrupt`.
  mutating func draw(
    before end: UInt32, reaching least: FixedScore, into shared: inout SharedRows
  ) throws(SearchIndexError) {
    guard let mainList else { return }
    defer { lift() }
    try lists[mainList].forEachScore(before: end, reaching: least, scales, segment) {
      shared.append($0, $1)
      return least
    }
  }

  /// The postings of the loaded block from where it stands on.
  ///
  /// - Precondition: one list is read.
  var postings: BlockPostings { lists[mainList ?? 0].postings }

  /// Adds what the clause gives documents that are looked at in its block, and keeps those that reach the score
  /// `least`.
  ///
  /// - Throws: `corrupt`.
  mutating func addShared(
    _ shared: inout SharedRows, reaching least: FixedScore
  ) throws(SearchIndexError) {
    guard let mainList, shared.count > 0 else { return }
    try shared.add(&lists[mainList], isScored: isScored, reaching: least, scales, segment)
  }
}
