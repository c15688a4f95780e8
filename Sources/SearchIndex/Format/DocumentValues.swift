// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads what `DocumentValuesWriter` writes; the layout is at the head of that file.

internal import TextAnalysis

/// What a segment knows of its documents beside their text.
struct DocumentValues: Sendable {
  /// The file.
  let file: ComponentFile
  /// How the text was analysed.
  let analysis: AnalysisIdentity
  /// Documents, deleted ones included.
  let count: Int
  /// Bytes of text in them.
  let textBytes: UInt64
  /// Languages by code, deleted documents included in the counts.
  let languages: [LanguageStatistics]

  private let idBlocks: PackedColumn
  private let ranks: PackedColumn
  /// For each language the first doc of which it is the main language; then the number of docs.
  private let mainStarts: [UInt32]
  private let mainWords: PackedColumn
  private let mainPassages: PackedColumn
  private let arrivals: PackedColumn
  private let textSizes: PackedColumn
  private let others: PackedColumn
  private let records: PackedColumn
  private let recordStarts: PackedColumn

  /// Reads the heads of all sections; O(languages).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile) throws(SearchIndexError) {
    self.file = file
    var head = try file.reader(section: 0)
    analysis = AnalysisIdentity(
      icu: try head.text(), unicode: try head.text(), rules: try head.varint32())
    count = try head.count(limit: Int(Int32.max))
    textBytes = try head.varint()
    (languages, mainStarts) = try Self.languages(file, documents: count)
    var reader = try file.reader(section: 3)
    idBlocks = try PackedColumn(from: &reader)
    reader = try file.reader(section: 4)
    ranks = try PackedColumn(from: &reader)
    reader = try file.reader(section: 5)
    mainWords = try PackedColumn(from: &reader)
    mainPassages = try PackedColumn(from: &reader)
    arrivals = try PackedColumn(from: &reader)
    textSizes = try PackedColumn(from: &reader)
    reader = try file.reader(section: 6)
    others = try PackedColumn(from: &reader)
    reader = try file.reader(section: 8)
    records = try PackedColumn(from: &reader)
    recordStarts = try PackedColumn(from: &reader)
    let columns = [ranks, mainWords, mainPassages, arrivals, textSizes, others, records]
    let blocks = (count + DocumentValuesWriter.idBlockSize - 1) / DocumentValuesWriter.idBlockSize
    guard columns.allSatisfy({ $0.count == count }), idBlocks.count == blocks, head.isAtEnd else {
      throw head.corrupt(.inconsistent)
    }
  }

  private static func languages(
    _ file: ComponentFile, documents: Int
  ) throws(SearchIndexError) -> ([LanguageStatistics], mainStarts: [UInt32]) {
    var reader = try file.reader(section: 1)
    var languages: [LanguageStatistics] = []
    var mainStarts: [UInt32] = [0]
    var end = 0
    for _ in 0..<(try reader.count(limit: Int(UInt16.max))) {
      guard let language = Language(tag: try reader.text()) else {
        throw reader.corrupt(.outOfRange)
      }
      let counts = (
        try reader.count(limit: 1 << 48), try reader.count(limit: 1 << 48),
        try reader.count(limit: 1 << 48)
      )
      if let last = languages.last, last.language >= language {
        throw reader.corrupt(.outOfOrder)
      }
      languages.append(
        LanguageStatistics(
          language: language, documents: counts.0, passages: counts.1, words: counts.2))
      end += try reader.count(limit: documents - end)
      mainStarts.append(UInt32(end))
    }
    guard reader.isAtEnd, end == documents else { throw reader.corrupt(.inconsistent) }
    return (languages, mainStarts)
  }

  private func inconsistent(_ section: Int) -> SearchIndexError {
    .corrupt(file: file.path, byte: file.section(section).lowerBound, reason: .inconsistent)
  }

  /// The place of a document's id among the ids in byte order.
  func rank(of document: UInt32) -> Int { Int(ranks.value(Int(document), in: file.bytes)) }

  /// The id of a document, UTF-8.
  ///
  /// One block of 16 ids is read.
  ///
  /// - Throws: `corrupt`.
  func id(of document: UInt32) throws(SearchIndexError) -> [UInt8] {
    let rank = rank(of: document)
    guard rank < count else { throw inconsistent(4) }
    var result: [UInt8]?
    var next = rank - rank % DocumentValuesWriter.idBlockSize
    try scanIDs(fromBlock: rank / DocumentValuesWriter.idBlockSize) { id, found in
      if next == rank, found == document { result = id }
      next += 1
      return next <= rank
    }
    guard let result else { throw inconsistent(4) }
    return result
  }

  /// The document with an id, nil where there is none; O(log n).
  ///
  /// - Throws: `corrupt`.
  func find(id: [UInt8]) throws(SearchIndexError) -> UInt32? {
    guard count > 0 else { return nil }
    var result: UInt32?
    try scanIDs(fromBlock: try block(holding: id)) { found, document in
      let order = compareBytes(found, id)
      if order == 0 { result = document }
      return order < 0
    }
    return result
  }

  /// The last block whose first id is not above `id`; the first block where all are.
  private func block(holding id: [UInt8]) throws(SearchIndexError) -> Int {
    var low = 0
    var high = idBlocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if compareBytes(try firstID(middle), id) <= 0 { low = middle } else { high = middle }
    }
    return low
  }

  /// Visits ids in byte order from the first that is not below `lowest`, until `body` is false.
  ///
  /// O(log n) to begin with.
  /// - Throws: `corrupt`.
  func scanIDs(
    atLeast lowest: [UInt8], _ body: (_ id: [UInt8], _ document: UInt32) -> Bool
  ) throws(SearchIndexError) {
    try scanIDs(fromBlock: try block(holding: lowest)) { id, document in
      compareBytes(id, lowest) < 0 || body(id, document)
    }
  }

  private func firstID(_ block: Int) throws(SearchIndexError) -> [UInt8] {
    var reader = try file.reader(section: 2, from: Int(idBlocks.value(block, in: file.bytes)))
    var id: [UInt8] = []
    try FrontCoding.read(into: &id, from: &reader)
    return id
  }

  /// Visits ids in byte order from the first of a block, until `body` is false.
  ///
  /// - Throws: `corrupt`.
  func scanIDs(
    fromBlock block: Int = 0, _ body: (_ id: [UInt8], _ document: UInt32) -> Bool
  ) throws(SearchIndexError) {
    guard block < idBlocks.count else { return }
    var reader = try file.reader(section: 2, from: Int(idBlocks.value(block, in: file.bytes)))
    var id: [UInt8] = []
    for rank in (block * DocumentValuesWriter.idBlockSize)..<count {
      if rank % DocumentValuesWriter.idBlockSize == 0 { id.removeAll(keepingCapacity: true) }
      try FrontCoding.read(into: &id, from: &reader)
      let document = try reader.varint32()
      guard Int(document) < count else { throw reader.corrupt(.outOfRange) }
      if !body(id, document) { return }
    }
  }

  /// The place of a document in the order in which the documents came.
  @inline(__always)
  func arrival(of document: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: arrivals.value(Int(document), in: file.bytes))
  }

  /// The documents in the order in which they came; O(documents).
  ///
  /// - Throws: `corrupt` where an arrival is missing.
  func documentsByArrival() throws(SearchIndexError) -> [UInt32] {
    var result = [UInt32](repeating: .max, count: count)
    for document in 0..<UInt32(count) {
      let arrival = Int(arrival(of: document))
      guard arrival < count, result[arrival] == .max else { throw inconsistent(5) }
      result[arrival] = document
    }
    return result
  }

  /// Bytes of text of a document, whether the text is kept or not.
  func textBytes(of document: UInt32) -> UInt64 {
    textSizes.value(Int(document), in: file.bytes)
  }

  /// The documents of which a language, by ordinal, is the main one.
  func documents(mainLanguage: UInt16) -> Range<UInt32> {
    mainStarts[Int(mainLanguage)]..<mainStarts[Int(mainLanguage) + 1]
  }

  /// The ordinal of the language with most words in a document; O(log languages).
  ///
  /// - Precondition: the doc id is one of the segment.
  func mainLanguage(of document: UInt32) -> UInt16 {
    precondition(document < UInt32(count), "a doc id must be one of its segment")
    var low = 0
    var high = mainStarts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if mainStarts[middle] <= document { low = middle } else { high = middle }
    }
    return UInt16(low)
  }

  /// The words of a document in its main language.
  @inline(__always)
  func mainWords(of document: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: mainWords.value(Int(document), in: file.bytes))
  }

  /// How much of a document is in each of its languages, by ordinal.
  ///
  /// - Throws: `corrupt`.
  func lengths(of document: UInt32) throws(SearchIndexError) -> [LanguageLength] {
    let index = Int(document)
    let passages = mainPassages.value(index, in: file.bytes)
    if passages == 0 { return [] }
    let main = LanguageLength(
      language: mainLanguage(of: document), passages: UInt32(truncatingIfNeeded: passages),
      words: mainWords(of: document))
    let place = others.value(index, in: file.bytes)
    if place == 0 { return [main] }
    var result = [main]
    var reader = try file.reader(section: 7, from: Int(place - 1))
    for _ in 0..<(try reader.count(limit: languages.count)) {
      result.append(try length(from: &reader))
    }
    return result.sorted { $0.language < $1.language }
  }

  private func length(from reader: inout ByteReader) throws(SearchIndexError) -> LanguageLength {
    LanguageLength(
      language: UInt16(try reader.count(limit: languages.count - 1)),
      passages: try reader.varint32(), words: try reader.varint32())
  }

  /// The words of a language, by ordinal, in a document; 0 where it has none.
  ///
  /// - Throws: `corrupt`.
  func words(of document: UInt32, in language: UInt16) throws(SearchIndexError) -> UInt32 {
    if documents(mainLanguage: language).contains(document) { return mainWords(of: document) }
    if others.value(Int(document), in: file.bytes) == 0 { return 0 }
    return try lengths(of: document).first { $0.language == language }?.words ?? 0
  }

  /// The words of a language in each of `documents`; 0 where a document has none.
  ///
  /// - Throws: `corrupt`.
  func wordCounts(
    of documents: [UInt32], in language: UInt16
  ) throws(SearchIndexError) -> [UInt32] {
    let main = self.documents(mainLanguage: language)
    var result: [UInt32] = []
    result.reserveCapacity(documents.count)
    for document in documents {
      if main.contains(document) {
        result.append(mainWords(of: document))
      } else if others.value(Int(document), in: file.bytes) == 0 {
        result.append(0)
      } else {
        let length = try lengths(of: document).first { $0.language == language }
        result.append(length?.words ?? 0)
      }
    }
    return result
  }

  /// Dates and facets of a document.
  ///
  /// - Throws: `corrupt`.
  func attributes(
    of document: UInt32
  ) throws(SearchIndexError) -> (dates: [Int32], facets: [[UInt32]]) {
    let record = records.value(Int(document), in: file.bytes)
    guard record < UInt64(recordStarts.count) else { throw inconsistent(8) }
    let start = Int(recordStarts.value(Int(record), in: file.bytes))
    var reader = try file.reader(section: 9, from: start)
    var dates: [Int32] = []
    var before: Int64 = 0
    for _ in 0..<(try reader.count(limit: reader.end - reader.position)) {
      before &+= try reader.signedVarint()
      guard let date = Int32(exactly: before) else { throw reader.corrupt(.outOfRange) }
      dates.append(date)
    }
    var facets: [[UInt32]] = []
    for _ in Facet.allCases {
      var values: [UInt32] = []
      var last: UInt64 = 0
      for _ in 0..<(try reader.count(limit: reader.end - reader.position)) {
        last += UInt64(try reader.varint32())
        guard let value = UInt32(exactly: last) else { throw reader.corrupt(.outOfRange) }
        values.append(value)
      }
      facets.append(values)
    }
    return (dates, facets)
  }

  /// The values of all facets, each in byte order; O(values).
  ///
  /// - Throws: `corrupt`.
  func facetTables() throws(SearchIndexError) -> [[String]] {
    var reader = try file.reader(section: 9)
    for _ in 0..<recordStarts.count { try skipRecord(&reader) }
    var tables: [[String]] = []
    for _ in Facet.allCases {
      var values: [String] = []
      for _ in 0..<(try reader.count(limit: reader.end - reader.position)) {
        values.append(try reader.text())
      }
      tables.append(values)
    }
    guard reader.isAtEnd else { throw reader.corrupt(.inconsistent) }
    return tables
  }

  private func skipRecord(_ reader: inout ByteReader) throws(SearchIndexError) {
    for _ in 0...Facet.allCases.count {
      for _ in 0..<(try reader.count(limit: reader.end - reader.position)) {
        _ = try reader.varint()
      }
    }
  }
}
