// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads what `DocumentFile` writes; the layout is at the head of that file.

internal import TextAnalysis

/// What a segment knows of its documents beside their text.
struct DocumentValues: Sendable {
  /// The file.
  let file: ComponentFile
  // Close to the file: what is between them is copied for each document that is scored.
  private let mainWords: EscapedColumn
  /// How the text was analysed.
  let analysis: AnalysisIdentity
  /// Documents, deleted ones included.
  let count: Int
  /// Bytes of text in them.
  let textBytes: UInt64
  /// Languages by code, deleted documents included in the counts.
  let languages: [LanguageStatistics]

  /// For each language where documents of it are likely to be in lists.
  let frames: [ListFrame]

  /// Ids.
  let ids: DocumentIDs
  /// For each language the first doc of which it is the main language; then the number of docs.
  let mainStarts: [UInt32]
  private let mainPassages: LevelColumn
  private let arrivals: SteppedColumn
  private let textSizes: LevelColumn
  private let fingerprints: PackedColumn
  private let others: LevelColumn
  private let sets: [ValueSets]
  private struct FacetTable {
    /// The number of values.
    var count: Int
    /// Where they stand in section 9.
    var (start, end): (Int, Int)
  }

  /// The values of each facet.
  private let facetTables: [FacetTable]

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
    frames = ListFrame.frames(languages, starts: mainStarts)
    ids = try DocumentIDs(file, documents: count)
    var reader = try file.reader(section: 4)
    mainWords = try EscapedColumn(from: &reader)
    mainPassages = try LevelColumn(from: &reader)
    arrivals = try SteppedColumn(from: &reader)
    textSizes = try LevelColumn(from: &reader)
    fingerprints = try PackedColumn(from: &reader)
    reader = try file.reader(section: 5)
    others = try LevelColumn(from: &reader)
    reader = try file.reader(section: 7)
    var sets: [ValueSets] = []
    for _ in ValueKind.allCases {
      sets.append(try ValueSets(file, from: &reader, documents: count))
    }
    self.sets = sets
    facetTables = try Self.facetTables(file)
    let counts = [
      mainWords.count, mainPassages.count, arrivals.count, textSizes.count, fingerprints.count,
      others.count,
    ]
    guard counts.allSatisfy({ $0 == count }), head.isAtEnd else {
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
      let language = try reader.language()
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

  /// The place of a document in the order in which the documents came.
  ///
  /// - Throws: `corrupt`.
  func arrival(of document: UInt32) throws(SearchIndexError) -> UInt32 {
    let block = try arrivals.values(
      ofBlock: Int(document) / SteppedColumn.blockSize, in: file)
    return block[Int(document) % SteppedColumn.blockSize]
  }

  /// The documents in the order in which they came; O(documents).
  ///
  /// - Throws: `corrupt` where an arrival is missing.
  func documentsByArrival() throws(SearchIndexError) -> [UInt32] {
    var result = [UInt32](repeating: .max, count: count)
    var document: UInt32 = 0
    for block in 0..<arrivals.blockCount {
      for arrival in try arrivals.values(ofBlock: block, in: file) {
        guard result[Int(arrival)] == .max else { throw inconsistent(4) }
        result[Int(arrival)] = document
        document += 1
      }
    }
    return result
  }

  /// Bytes of text of a document, whether the text is kept or not.
  ///
  /// - Throws: `corrupt`.
  func textBytes(of document: UInt32) throws(SearchIndexError) -> UInt64 {
    try textSizes.value(Int(document), in: file)
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

  /// The words of every document in its main language, to read many of them.
  var mainWordCounts: MainWordCounts {
    @_lifetime(borrow self)
    get { MainWordCounts(mainWords, file.bytes) }
  }

  /// The passages of a document in its main language; 0 where it has none at all.
  ///
  /// - Throws: `corrupt`.
  func mainPassages(of document: UInt32) throws(SearchIndexError) -> UInt32 {
    UInt32(truncatingIfNeeded: try mainPassages.value(Int(document), in: file))
  }

  /// Whether a document is in several languages.
  ///
  /// - Throws: `corrupt`.
  func isMixed(_ document: UInt32) throws(SearchIndexError) -> Bool {
    try others.value(Int(document), in: file) != 0
  }

  /// Adds to `counts` the documents that have passages in each language; O(documents).
  ///
  /// - Parameters:
  ///   - documents: rising doc ids of the segment.
  ///   - counts: one number for each language.
  /// - Throws: `corrupt`.
  func countLanguages(
    of documents: [UInt32], into counts: inout [Int]
  ) throws(SearchIndexError) {
    let bytes = file.bytes
    var language = 0
    var blocks: (passages: LevelColumn.Block, others: LevelColumn.Block)?
    for document in documents {
      let index = Int(document)
      while document >= mainStarts[language + 1] { language += 1 }
      if blocks?.passages.holds(index) != true {
        blocks = (
          try mainPassages.block(of: index, in: file), try others.block(of: index, in: file)
        )
      }
      guard let blocks else { continue }
      if blocks.passages.value(index, in: bytes) > 0 { counts[language] += 1 }
      let place = blocks.others.value(index, in: bytes)
      if place == 0 { continue }
      var reader = try file.reader(section: 6, from: Int(place - 1))
      for _ in 0..<(try reader.count(limit: languages.count)) {
        counts[Int(try length(from: &reader).language)] += 1
      }
    }
  }

  /// How much of a document is in each of its languages, by ordinal.
  ///
  /// - Throws: `corrupt`.
  func lengths(of document: UInt32) throws(SearchIndexError) -> [LanguageLength] {
    let index = Int(document)
    let passages = try mainPassages.value(index, in: file)
    if passages == 0 { return [] }
    let main = LanguageLength(
      language: mainLanguage(of: document), passages: UInt32(truncatingIfNeeded: passages),
      words: mainWords(of: document))
    let place = try others.value(index, in: file)
    if place == 0 { return [main] }
    var result = [main]
    var reader = try file.reader(section: 6, from: Int(place - 1))
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
    let place = try others.value(Int(document), in: file)
    if place == 0 { return 0 }
    var reader = try file.reader(section: 6, from: Int(place - 1))
    for _ in 0..<(try reader.count(limit: languages.count)) {
      let length = try length(from: &reader)
      if length.language == language { return length.words }
    }
    return 0
  }

  /// The words of a language in each of `documents`; 0 where a document has none.
  ///
  /// - Throws: `corrupt`.
  func wordCounts(
    of documents: [UInt32], in language: UInt16
  ) throws(SearchIndexError) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(documents.count)
    for document in documents { result.append(try words(of: document, in: language)) }
    return result
  }

  /// The fingerprint of a document's words, of 40 bits; 0 where it has none.
  ///
  /// Texts have the same one that differ only in case, marks, spacing or punctuation.
  func fingerprint(of document: UInt32) -> UInt64 {
    fingerprints.value(Int(document), in: file.bytes)
  }
}

// MARK: - Sets of values

extension DocumentValues {
  /// The sets of values of a kind that documents share.
  func sets(_ kind: ValueKind) -> ValueSets { sets[kind.rawValue] }

  /// The values of a kind that a document has, rising.
  ///
  /// - Throws: `corrupt`.
  func values(_ kind: ValueKind, of document: UInt32) throws(SearchIndexError) -> [Int32] {
    let sets = sets[kind.rawValue]
    return try sets.values(ofSet: try sets.set(of: document))
  }

  /// The first day on which a document was found, in days since 1970-01-01; nil where none is known.
  ///
  /// - Throws: `corrupt`.
  func firstDay(of document: UInt32) throws(SearchIndexError) -> Int32? {
    let sets = sets[ValueKind.dates.rawValue]
    return try sets.first(ofSet: try sets.set(of: document))
  }

  private static func facetTables(
    _ file: ComponentFile
  ) throws(SearchIndexError) -> [FacetTable] {
    var reader = try file.reader(section: 9)
    let start = reader.position
    var tables: [FacetTable] = []
    for _ in Facet.allCases {
      let count = try reader.count(limit: Int(Int32.max))
      let bytes = try reader.count(limit: reader.end - reader.position)
      // A value takes at least one byte: a wild count must not fill the memory.
      guard count <= bytes else { throw reader.corrupt(.outOfRange) }
      let first = reader.position - start
      tables.append(FacetTable(count: count, start: first, end: first + bytes))
      try reader.skip(bytes)
    }
    guard reader.isAtEnd else { throw reader.corrupt(.inconsistent) }
    return tables
  }

  /// How many values of a facet there are.
  func facetValueCount(_ facet: Facet) -> Int { facetTables[Int(facet.rawValue)].count }

  /// The values of a facet in byte order; O(values).
  ///
  /// - Throws: `corrupt`.
  func facetValues(_ facet: Facet) throws(SearchIndexError) -> [String] {
    let table = facetTables[Int(facet.rawValue)]
    var reader = try file.reader(
      section: 9, from: table.start, to: table.end)
    var values: [String] = []
    for _ in 0..<table.count { values.append(try reader.text()) }
    guard reader.isAtEnd else { throw reader.corrupt(.inconsistent) }
    return values
  }
}

/// The words of the documents of a segment in their main languages.
struct MainWordCounts: ~Escapable {
  private let column: EscapedColumn
  private let bytes: RawSpan

  /// Takes a column and the bytes of its file.
  @_lifetime(copy bytes)
  init(_ column: EscapedColumn, _ bytes: RawSpan) {
    self.column = column
    self.bytes = bytes
  }

  /// The words of a document.
  ///
  /// - Precondition: the doc id is one of the segment.
  @inline(__always)
  subscript(document: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: column.value(Int(document), in: bytes))
  }
}
