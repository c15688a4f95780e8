// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The documents of several segments as those of the merged one. What is known of them stays in the
// segments, which are mapped; in memory are the numbers that they get, and how long they are.

internal import TextAnalysis

/// The live documents of several segments, by their new doc ids.
///
/// Holds about 12 bytes a document, 40 more for each language beside its main one, and the distinct
/// sets of values.
struct MergedDocuments: DocumentLists {
  /// Their order, and the languages.
  let order: MergeOrder
  let limits: SegmentLimits
  let statistics: [LanguageStatistics]
  let textBytes: UInt64
  let tables: ValueTables
  /// For each segment the new doc id of each of its documents, `TermMerger.none` for a deleted one.
  let newDocuments: [[UInt32]]
  /// The words of each document in each language.
  let wordCounts: WordCounts
  private let translations: [SetTranslation]

  /// Numbers the documents; reads the lengths and the sets of all.
  ///
  /// - Throws: `corrupt`.
  init(_ segments: [Segment]) throws(SearchIndexError) {
    let order = MergeOrder(segments)
    (newDocuments, limits) = try order.numbers()
    var sums = DocumentSums(order, limits)
    var document: UInt32 = 0
    try order.visitRuns { segment, run, main throws(SearchIndexError) in
      let values = segments[segment].values
      for old in run where !segments[segment].isDeleted(old) {
        try sums.add(old, of: segment, values, as: document, main: main)
        document += 1
      }
      try sums.takeUpSets(of: run, segment)
    }
    self.order = order
    statistics = sums.statistics
    textBytes = sums.textBytes
    tables = sums.tables
    translations = sums.translations
    wordCounts = sums.finishedCounts()
  }

  var count: Int { limits.documents }
  private var segments: [Segment] { order.segments }

  // MARK: - Ids

  func forEachID(
    _ body: (_ id: ArraySlice<UInt8>) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var (segment, block) = (-1, -1)
    var ids: [[UInt8]] = []
    try order.visit { index, document, _ throws(SearchIndexError) in
      let wanted = Int(document) / DocumentIDs.blockSize
      if segment != index || block != wanted {
        (segment, block) = (index, wanted)
        ids = try segments[index].values.ids.ids(ofBlock: wanted)
      }
      try body(ids[Int(document) % DocumentIDs.blockSize][...])
    }
  }

  func documentsByID() throws(SearchIndexError) -> [UInt32] {
    var ids = try SortedIDs(segments)
    var result: [UInt32] = []
    result.reserveCapacity(count)
    while let next = try ids.next() {
      let new = newDocuments[next.segment][Int(next.document)]
      if new != TermMerger.none { result.append(new) }
    }
    return result
  }

  // MARK: - Numbers

  func arrivals() throws(SearchIndexError) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: count)
    var arrival: UInt32 = 0
    for (index, segment) in segments.enumerated() {
      for old in try segment.values.documentsByArrival() {
        let new = newDocuments[index][Int(old)]
        if new == TermMerger.none { continue }
        result[Int(new)] = arrival
        arrival += 1
      }
    }
    return result
  }

  func numbers(_ number: DocumentNumber) throws(SearchIndexError) -> [UInt64] {
    if number == .words { return wordCounts.mainWords.map { UInt64($0) } }
    var result: [UInt64] = []
    result.reserveCapacity(count)
    try order.visitRuns { segment, run, _ throws(SearchIndexError) in
      let values = segments[segment].values
      for document in run where !segments[segment].isDeleted(document) {
        switch number {
        case .passages: result.append(UInt64(try values.mainPassages(of: document)))
        case .textBytes: result.append(try values.textBytes(of: document))
        case .words, .fingerprint: result.append(values.fingerprint(of: document))
        }
      }
    }
    return result
  }

  func forEachMixed(
    _ body: (_ document: Int, _ others: [LanguageLength]) -> Void
  ) throws(SearchIndexError) {
    var place = 0
    try order.visitRuns { segment, run, main throws(SearchIndexError) in
      let values = segments[segment].values
      for document in run where !segments[segment].isDeleted(document) {
        defer { place += 1 }
        if try !values.isMixed(document) { continue }
        var others: [LanguageLength] = []
        for var length in try values.lengths(of: document) {
          length.language = order.newLanguages[segment][Int(length.language)] ?? main
          if length.language != main { others.append(length) }
        }
        if !others.isEmpty { body(place, others) }
      }
    }
  }

  func sets(_ kind: ValueKind) throws(SearchIndexError) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(count)
    let all = segments.map { $0.values.sets(kind) }
    try order.visitRuns { segment, run, _ throws(SearchIndexError) in
      let (sets, numbers) = (all[segment], translations[segment].numbers(of: kind))
      for document in run where !segments[segment].isDeleted(document) {
        result.append(numbers[try sets.set(of: document)])
      }
    }
    return result
  }
}

/// What is added up over the documents of a merge.
private struct DocumentSums {
  private let order: MergeOrder
  private let limits: SegmentLimits
  private(set) var statistics: [LanguageStatistics]
  private(set) var textBytes: UInt64 = 0
  private(set) var tables = ValueTables()
  private(set) var translations: [SetTranslation]
  private var counts: WordCounts

  init(_ order: MergeOrder, _ limits: SegmentLimits) {
    self.order = order
    self.limits = limits
    statistics = order.languages.map {
      LanguageStatistics(language: $0, documents: 0, passages: 0, words: 0)
    }
    translations = order.segments.map { SetTranslation($0.values) }
    counts = WordCounts(limits: limits, frames: [])
  }

  /// Adds a document of a segment, whose values are given; `main` is the new ordinal of its main
  /// language.
  mutating func add(
    _ document: UInt32, of index: Int, _ values: borrowing DocumentValues, as new: UInt32,
    main: UInt16
  ) throws(SearchIndexError) {
    for length in try values.lengths(of: document) {
      guard let language = order.newLanguages[index][Int(length.language)] else {
        throw .corrupt(
          file: values.file.path, byte: values.file.section(1).lowerBound,
          reason: .inconsistent)
      }
      statistics[Int(language)].documents += 1
      statistics[Int(language)].passages += Int(length.passages)
      statistics[Int(language)].words += Int(length.words)
      counts.add(length.words, of: new, in: language, isMain: language == main)
    }
    // Sizes of a damaged file may be wild.
    textBytes &+= try values.textBytes(of: document)
  }

  /// Puts the sets of the live documents among some of a segment into the merged ones.
  mutating func takeUpSets(of run: Range<UInt32>, _ segment: Int) throws(SearchIndexError) {
    let deletions = order.segments[segment].deletions
    try translations[segment].takeUp(run, without: deletions, in: &tables)
  }

  /// The words of all documents, with the frames of the languages.
  func finishedCounts() -> WordCounts {
    counts.framed(ListFrame.frames(statistics, starts: limits.mainStarts))
  }
}
