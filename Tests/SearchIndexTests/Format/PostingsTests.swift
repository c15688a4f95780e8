// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@testable import SearchIndex

/// Lists of every length through the files of a segment and back.
@Suite struct PostingsTests {
  private struct Lengths: DocumentLengths {
    var documents = 1
    var limits: SegmentLimits {
      SegmentLimits(
        mainStarts: [UInt32](repeating: 0, count: 40) + [UInt32(documents)])
    }
    func frame(of language: UInt16) -> ListFrame {
      ListFrame(
        language: language, first: UInt32(documents) / 5 * UInt32(language % 3),
        sizeBits: 32 - UInt32(documents / 4).leadingZeroBitCount,
        positionOrder: Int(language % 7))
    }
    func words(of document: UInt32, in language: UInt16) -> UInt32 {
      (document &* 7 &+ UInt32(language)) % 90
    }
  }

  private static let lengths = [1, 2, 7, 8, 31, 32, 33, 127, 128, 129, 159, 160, 256, 1000, 5000]

  private static func postings(
    _ count: Int, variants: Int, gap: UInt64? = nil, _ random: inout SeededGenerator
  ) -> TermPostings {
    var term = TermPostings()
    var place: UInt64 = UInt64.random(in: 0...3, using: &random) << 32
    for _ in 0..<count {
      let variant = UInt64.random(in: 0..<UInt64(variants), using: &random)
      // Most documents are neighbours; a few lists go from one end of the segment to the other.
      let isFar = Int.random(in: 0..<30, using: &random) == 0
      let reach: UInt64 = isFar ? 300_000 : 50
      let isRising = variants == 1 || isFar || gap != nil
      let step = isRising ? UInt64.random(in: 1...min(reach, gap ?? reach), using: &random) : 0
      place = (place >> 32 + step) << 32 | variant
      if let last = term.documents.last {
        let before = UInt64(last) << 32 | UInt64(term.variants[term.count - 1])
        if place <= before {
          place = (before >> 32 + UInt64.random(in: 1...9, using: &random)) << 32 | variant
        }
      }
      term.documents.append(UInt32(place >> 32))
      term.variants.append(UInt32(truncatingIfNeeded: place))
      let isFrequent = Int.random(in: 0..<60, using: &random) == 0
      let frequency = UInt32.random(in: 1...(isFrequent ? 300 : 3), using: &random)
      var position: UInt32 = 0
      for _ in 0..<frequency {
        position += UInt32.random(in: 0...300, using: &random)
        term.positions.append(position)
      }
      term.frequencies.append(frequency)
    }
    // Every variant of a term has a posting.
    let present = Set(term.variants).sorted()
    term.variants = term.variants.map { UInt32(present.firstIndex(of: $0) ?? 0) }
    return term
  }

  /// Writes lists as terms `a`, `b`, … and opens their dictionary.
  private func open(
    _ lists: [TermPostings], in folder: FilePath, _ lengths: Lengths
  ) throws -> (TermDictionary, ComponentFile, ComponentFile) {
    let writer = try TermDictionaryWriter(folder: folder, segment: 1)
    for (index, list) in lists.enumerated() {
      let count = Int((list.variants.max() ?? 0) + 1)
      let variants = (0..<count).map {
        TermHead.Variant(
          language: UInt16($0 / 2), isPart: false, exact: $0 % 2 == 0 ? nil : Array("x".utf8)[...])
      }
      let key = [Field.text.rawValue, UInt8(0x61 + index)]
      try writer.append(
        TermHead(key: key[...], variants: variants), list.span, lengths: lengths)
    }
    _ = try writer.finish()
    let files = SegmentFiles(folder: folder, segment: 1)
    let limits = lengths.limits
    return (
      try TermDictionary(
        ComponentFile(files.path(.terms), kind: .terms, number: 1), limits: limits),
      try ComponentFile(files.path(.postings), kind: .postings, number: 1),
      try ComponentFile(files.path(.positions), kind: .positions, number: 1)
    )
  }

  /// Numbers of variants, each with the greatest distance of neighbours, nil where they may be one document.
  ///
  /// Documents that stand close together are written as bits.
  private static let shapes: [(variants: Int, gap: UInt64?)] = [
    (1, nil), (2, nil), (5, nil), (40, nil), (1, 1), (1, 3), (1, 12), (4, 2),
  ]

  @Test(arguments: shapes)
  func `Postings and positions of every length come back, in a row, by seeking and as a set`(
    variants: Int, gap: UInt64?
  ) throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let lists = Self.lengths.map { Self.postings($0, variants: variants, gap: gap, &random) }
    let folder = try TemporaryFolder()
    let documents = Int(lists.compactMap { $0.documents.last }.max() ?? 0) + 1
    let lengths = Lengths(documents: documents)
    let (dictionary, postings, positions) = try open(lists, in: folder.path, lengths)
    for (index, list) in lists.enumerated() {
      let term = try #require(try dictionary.term(.text, fold: [UInt8(0x61 + index)]))
      #expect(term.postingCount == list.count && term.documentCount == list.span.documentCount)
      var cursor = try PostingsCursor(
        term.locator, of: postings, count: term.postingCount,
        variantCount: term.variants.count, documentLimit: documents,
        frame: lengths.frame(of: term.variants[0].language))
      var reader = try PositionsReader(term.locator, of: positions)
      var found = TermPostings()
      while try cursor.advance() {
        try cursor.loadFrequencies()
        found.documents.append(cursor.document)
        found.variants.append(cursor.variants[cursor.index])
        found.frequencies.append(cursor.frequencies[cursor.index])
        try reader.append(at: &cursor, to: &found.positions)
      }
      #expect(found == list, "seed \(seed), \(list.count) postings")
      try checkSeeking(list, &cursor, &random, "seed \(seed), \(list.count) postings")
      var set = DocumentSet(documents: documents)
      try cursor.insertAll(into: &set)
      #expect(set.documents == Set(list.documents).sorted(), "seed \(seed)")
    }
  }

  private func checkSeeking(
    _ list: TermPostings, _ cursor: inout PostingsCursor, _ random: inout SeededGenerator,
    _ comment: Comment
  ) throws {
    for _ in 0..<20 {
      cursor.rewind()
      var target: UInt32 = 0
      let reach = max(1, (list.documents.last ?? 0) / UInt32.random(in: 1...60, using: &random))
      while true {
        target += UInt32.random(in: reach / 3...reach, using: &random)
        let expected = list.documents.firstIndex { $0 >= target }
        let isFound = try cursor.seek(target)
        #expect(isFound == (expected != nil), comment)
        guard let expected, isFound else { break }
        let place = cursor.block * BitPacking.blockSize + cursor.index
        #expect(place == expected, comment)
      }
    }
  }

  @Test func `No document breaks the promise of its block`() throws {
    var random = SeededGenerator(seed: 3)
    let list = Self.postings(3000, variants: 6, &random)
    let folder = try TemporaryFolder()
    let documents = Int(list.documents.last ?? 0) + 1
    let lengths = Lengths(documents: documents)
    let (dictionary, postings, _) = try open([list], in: folder.path, lengths)
    let term = try #require(try dictionary.term(.text, fold: [0x61]))
    var cursor = try PostingsCursor(
      term.locator, of: postings, count: term.postingCount, variantCount: term.variants.count,
      documentLimit: documents, frame: lengths.frame(of: term.variants[0].language))
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      let header = cursor.header(block)
      for document in Set(cursor.documents[..<cursor.size]) {
        // Counted together are the variants of one language, wherever their postings stand.
        var counts: [UInt16: UInt32] = [:]
        for index in list.documents.indices where list.documents[index] == document {
          let language = term.variants[Int(list.variants[index])].language
          counts[language, default: 0] += list.frequencies[index]
        }
        #expect(counts.count <= header.documentLanguages)
        for (language, count) in counts {
          let words = lengths.words(of: document, in: language)
          let shortest = count == 1 ? header.singleLength : header.repeatedLength
          #expect(LengthClass.least(shortest) <= words)
          #expect(min(count, 255) <= header.greatestFrequency)
          #expect((header.lowestLanguage...header.highestLanguage).contains(language))
        }
      }
    }
  }

  @Test(arguments: [1, 3])
  func `A list of more than 64 KB has headers with wide offsets`(variants: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let list = Self.postings(30_000, variants: variants, &random)
    let folder = try TemporaryFolder()
    let documents = Int(list.documents.last ?? 0) + 1
    let lengths = Lengths(documents: documents)
    let (dictionary, postings, positions) = try open([list], in: folder.path, lengths)
    let term = try #require(try dictionary.term(.text, fold: [0x61]))
    guard case .files(let range, let positionsRange) = term.locator else {
      throw SearchIndexError.noIndex(folder: "")
    }
    #expect(max(range.count, positionsRange.count) > 1 << 16)
    var cursor = try PostingsCursor(
      term.locator, of: postings, count: term.postingCount, variantCount: term.variants.count,
      documentLimit: documents, frame: lengths.frame(of: term.variants[0].language))
    var reader = try PositionsReader(term.locator, of: positions)
    var found = TermPostings()
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      let header = cursor.header(block)
      #expect(header.lastDocument == cursor.documents[cursor.size - 1])
      #expect(variants > 1 || header.highestLanguage == term.variants[0].language)
    }
    cursor.rewind()
    while try cursor.advance() { try reader.append(at: &cursor, to: &found.positions) }
    #expect(found.positions == list.positions, "seed \(seed)")
  }

  @Test func `Classes of lengths never promise more words than there are`() {
    var last: UInt8 = 0
    for length in (0...70_000 as ClosedRange<UInt32>).map({ $0 }) + [1 << 20, .max] {
      let number = LengthClass.of(length)
      #expect(LengthClass.least(number) <= length && number >= last && number < 255)
      last = number
    }
  }
}
