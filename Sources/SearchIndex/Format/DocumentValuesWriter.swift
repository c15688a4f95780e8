// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what a segment knows of its documents beside their text; `DocumentValues` reads it.
// Documentation/Formats/documents.md is the page:
//
//   section 0   string(ICU version) string(Unicode version) varint(rules) varint(documents)
//               varint(bytes of text)
//   section 1   varint(languages) (string(code) varint(documents) varint(passages) varint(words)
//               varint(documents of which it is the main language))*
//   section 2   block of ids*           16 ids a block: (key varint(doc))*, in byte order
//   section 3   column of block starts, offsets in section 2
//   section 4   column: for each doc the rank of its id
//   section 5   columns: for each doc words in its main language, passages in it, arrival, bytes of text
//   section 6   column: for each doc 0, or 1 + offset in section 7
//   section 7   (varint(languages) (varint(language) varint(passages) varint(words))*)*
//   section 8   column: for each doc its attribute record; column: starts of records in section 9
//   section 9   record*, then for each facet varint(values) string*
//   record    := varint(dates) zigzag(date delta)* (varint(values) varint(ordinal delta)*) x 3
//
// Docs are numbered by main language, then arrival. The facets are tags, places, sources. Equal
// records are written once. The main language of a doc without passages is `und`, with no words.

internal import SystemPackage
internal import TextAnalysis

/// What the index knows of a document beside text and terms.
struct DocumentFacts {
  /// Document id, UTF-8.
  var id: [UInt8]
  /// Passages and words by language code; each language once.
  var lengths: [(language: Language, passages: UInt32, words: UInt32)]
  /// Days since 1970-01-01, rising, each once.
  var dates: [Int32]
  /// Values of each facet by `Facet.rawValue`, rising in byte order, each once.
  var facets: [[String]]
  /// Bytes of text.
  var textBytes: UInt64
}

/// Collects what is known of documents as they arrive, numbers them and writes it by doc id.
///
/// Doc ids go by main language (the one with most words; the first by code among equals; unknown
/// where there is no passage), then by arrival.
struct DocumentValuesWriter {
  /// Ids in a block.
  static let idBlockSize = 16

  private var ids = ByteStrings()
  private var lengths: [[(language: Int, passages: UInt32, words: UInt32)]] = []
  private var languageNumbers: [Language: Int] = [:]
  private var languageNames: [Language] = []
  private var facetNumbers: [[String: Int]] = Array(repeating: [:], count: Facet.allCases.count)
  private var records: [AttributeRecord: Int] = [:]
  private var recordList: [AttributeRecord] = []
  private var recordOfDocument: [UInt64] = []
  private var mainLanguages: [Int] = []
  private var textSizes: [UInt64] = []
  /// Bytes of text so far.
  private(set) var textBytes: UInt64 = 0

  private struct AttributeRecord: Hashable {
    var dates: [Int32]
    var facets: [[Int]]
  }

  /// Documents so far.
  var count: Int { ids.count }

  /// Takes up the next document to arrive.
  mutating func append(_ facts: DocumentFacts) {
    ids.append(facts.id)
    let sorted = facts.lengths.sorted { $0.language < $1.language }
    lengths.append(sorted.map { (self.number(of: $0.language), $0.passages, $0.words) })
    let main = sorted.indices.max { (sorted[$0].words, $1) < (sorted[$1].words, $0) }
    mainLanguages.append(number(of: main.map { sorted[$0].language } ?? .unknown))
    textSizes.append(facts.textBytes)
    var record = AttributeRecord(dates: facts.dates, facets: [])
    for (facet, values) in facts.facets.enumerated() {
      record.facets.append(
        values.map { value in
          let next = facetNumbers[facet].count
          return facetNumbers[facet, value, default: next]
        })
    }
    let next = recordList.count
    let place = records[record] ?? next
    if place == next {
      records[record] = next
      recordList.append(record)
    }
    recordOfDocument.append(UInt64(place))
    textBytes += facts.textBytes
  }

  private mutating func number(of language: Language) -> Int {
    if let number = languageNumbers[language] { return number }
    languageNumbers[language] = languageNames.count
    languageNames.append(language)
    return languageNames.count - 1
  }

  /// All languages by code: those of passages, and `others`, those of terms.
  mutating func languages(with others: some Sequence<Language>) -> [Language] {
    for language in others { _ = number(of: language) }
    return languageNames.sorted()
  }

  /// For each document, by arrival, its doc id; O(documents).
  func numbering() -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: languageNames.count)
    for language in mainLanguages { starts[language] += 1 }
    var next: UInt32 = 0
    for language in languageNames.indices.sorted(by: { languageNames[$0] < languageNames[$1] }) {
      let size = starts[language]
      starts[language] = next
      next += size
    }
    return mainLanguages.map { language in
      defer { starts[language] += 1 }
      return starts[language]
    }
  }

  /// Writes the file of a segment with the languages that `languages(with:)` gave.
  ///
  /// - Throws: `fileSystem`.
  func write(
    folder: FilePath, segment: UInt64, languages: [Language], analysis: AnalysisIdentity
  ) throws(SearchIndexError) -> WrittenFile {
    let path = SegmentFiles(folder: folder, segment: segment).path(.documents)
    let file = try ComponentWriter(path, kind: .documents, number: segment)
    let ordinals = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, $0) })
    let ordinalOf = languageNames.map { ordinals[$0] ?? 0 }
    let numbering = numbering()
    var arrivals = [Int](repeating: 0, count: count)
    for (arrival, document) in numbering.enumerated() { arrivals[Int(document)] = arrival }
    let sections =
      [head(analysis), statistics(languages, ordinalOf)] + idSections(numbering)
      + lengthSections(ordinalOf, arrivals) + attributeSections(arrivals)
    for section in sections {
      file.beginSection()
      try file.append(section.bytes)
    }
    return try file.finish()
  }

  private func head(_ analysis: AnalysisIdentity) -> ByteWriter {
    var writer = ByteWriter()
    writer.string(Array(analysis.icu.utf8))
    writer.string(Array(analysis.unicode.utf8))
    writer.varint(analysis.rules)
    writer.varint(count)
    writer.varint(textBytes)
    return writer
  }

  private func statistics(_ languages: [Language], _ ordinalOf: [Int]) -> ByteWriter {
    var totals = [(documents: Int, passages: Int, words: Int, main: Int)](
      repeating: (0, 0, 0, 0), count: languages.count)
    for language in mainLanguages { totals[ordinalOf[language]].main += 1 }
    for list in lengths {
      for length in list {
        let ordinal = ordinalOf[length.language]
        totals[ordinal].documents += 1
        totals[ordinal].passages += Int(length.passages)
        totals[ordinal].words += Int(length.words)
      }
    }
    var writer = ByteWriter()
    writer.varint(languages.count)
    for (language, total) in zip(languages, totals) {
      writer.string(Array(language.code.utf8))
      writer.varint(total.documents)
      writer.varint(total.passages)
      writer.varint(total.words)
      writer.varint(total.main)
    }
    return writer
  }

  private func idSections(_ numbering: [UInt32]) -> [ByteWriter] {
    var blocks = ByteWriter()
    var starts: [UInt64] = []
    var ranks = [UInt64](repeating: 0, count: count)
    var last: [UInt8] = []
    for (rank, arrival) in ids.sortedOrder().enumerated() {
      let document = numbering[arrival]
      if rank % Self.idBlockSize == 0 {
        starts.append(UInt64(blocks.count))
        last = []
      }
      FrontCoding.write(ids[arrival], after: &last, to: &blocks)
      blocks.varint(document)
      ranks[Int(document)] = UInt64(rank)
    }
    var columns = [ByteWriter(), ByteWriter()]
    PackedColumn.write(starts, to: &columns[0])
    PackedColumn.write(ranks, to: &columns[1])
    return [blocks] + columns
  }

  private func lengthSections(_ ordinalOf: [Int], _ arrivals: [Int]) -> [ByteWriter] {
    var main: [[UInt64]] = [[], []]
    var others: [UInt64] = []
    var stream = ByteWriter()
    for arrival in arrivals {
      let list = lengths[arrival]
      let first = list.firstIndex { $0.language == mainLanguages[arrival] }
      main[0].append(first.map { UInt64(list[$0].words) } ?? 0)
      main[1].append(first.map { UInt64(list[$0].passages) } ?? 0)
      others.append(list.count < 2 ? 0 : UInt64(stream.count + 1))
      if list.count < 2 { continue }
      stream.varint(list.count - 1)
      for (index, length) in list.enumerated() where index != first {
        stream.varint(ordinalOf[length.language])
        stream.varint(length.passages)
        stream.varint(length.words)
      }
    }
    var columns = [ByteWriter(), ByteWriter()]
    for column in main { PackedColumn.write(column, to: &columns[0]) }
    PackedColumn.write(arrivals.map { UInt64($0) }, to: &columns[0])
    PackedColumn.write(arrivals.map { textSizes[$0] }, to: &columns[0])
    PackedColumn.write(others, to: &columns[1])
    return columns + [stream]
  }

  private func attributeSections(_ arrivals: [Int]) -> [ByteWriter] {
    var tables = ByteWriter()
    var ordinals: [[Int]] = []
    for numbers in facetNumbers {
      let sorted = numbers.sorted { compareBytes($0.key.utf8, $1.key.utf8) < 0 }
      var ordinalOf = [Int](repeating: 0, count: sorted.count)
      tables.varint(sorted.count)
      for (ordinal, entry) in sorted.enumerated() {
        tables.string(Array(entry.key.utf8))
        ordinalOf[entry.value] = ordinal
      }
      ordinals.append(ordinalOf)
    }
    var stream = ByteWriter()
    var starts: [UInt64] = []
    for record in recordList {
      starts.append(UInt64(stream.count))
      write(record, ordinals, to: &stream)
    }
    var columns = ByteWriter()
    PackedColumn.write(arrivals.map { recordOfDocument[$0] }, to: &columns)
    PackedColumn.write(starts, to: &columns)
    stream.bytes += tables.bytes
    return [columns, stream]
  }

  private func write(
    _ record: AttributeRecord, _ ordinals: [[Int]], to stream: inout ByteWriter
  ) {
    stream.varint(record.dates.count)
    var before: Int64 = 0
    for date in record.dates {
      stream.signedVarint(Int64(date) - before)
      before = Int64(date)
    }
    for (facet, numbers) in record.facets.enumerated() {
      stream.varint(numbers.count)
      var last = 0
      for ordinal in numbers.map({ ordinals[facet][$0] }).sorted() {
        stream.varint(ordinal - last)
        last = ordinal
      }
    }
  }
}

extension [[String: Int]] {
  /// The number of a value in one of several dictionaries, which takes up a value it does not have.
  fileprivate subscript(index: Int, key: String, default number: Int) -> Int {
    mutating get {
      if let found = self[index][key] { return found }
      self[index][key] = number
      return number
    }
  }
}

// MARK: - Lengths

extension DocumentValuesWriter {
  /// The words of each document in each language, by doc id and the ordinals of `languages`, which
  /// `languages(with:)` gave.
  func wordCounts(_ languages: [Language]) -> WordCounts {
    let ordinals = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, $0) })
    let ordinalOf = languageNames.map { UInt16(ordinals[$0] ?? 0) }
    var counts = WordCounts(documents: count)
    for (arrival, document) in numbering().enumerated() {
      for length in lengths[arrival] {
        counts.add(
          length.words, of: document, in: ordinalOf[length.language],
          isMain: length.language == mainLanguages[arrival])
      }
    }
    return counts
  }
}

/// The words of documents by language.
struct WordCounts: DocumentLengths {
  private var languages: [UInt16]
  private var words: [UInt32]
  private var others: [UInt64: UInt32] = [:]

  /// Starts without words.
  init(documents: Int) {
    languages = [UInt16](repeating: .max, count: documents)
    words = [UInt32](repeating: 0, count: documents)
  }

  /// Adds the words of one language of a document.
  mutating func add(_ count: UInt32, of document: UInt32, in language: UInt16, isMain: Bool) {
    if isMain {
      languages[Int(document)] = language
      words[Int(document)] = count
    } else {
      others[UInt64(document) << 16 | UInt64(language)] = count
    }
  }

  /// The words of a language in a document.
  func words(of document: UInt32, in language: UInt16) -> UInt32 {
    if languages[Int(document)] == language { return words[Int(document)] }
    return others[UInt64(document) << 16 | UInt64(language)] ?? 0
  }
}
