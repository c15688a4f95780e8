// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what a segment knows of its documents beside their text; `DocumentValues` reads it.
// Documentation/Formats/documents.md is the page:
//
//   section 0   string(ICU version) string(Unicode version) varint(rules) varint(documents)
//               varint(bytes of text)
//   section 1   varint(languages) (string(code) varint(documents) varint(passages) varint(words))*
//   section 2   block of ids*           16 ids a block: (key varint(doc))*, in byte order
//   section 3   column of block starts, offsets in section 2
//   section 4   column: for each doc the rank of its id
//   section 5   columns: for each doc main language, words in it, passages in it
//   section 6   column: for each doc 0, or 1 + offset in section 7
//   section 7   (varint(languages) (varint(language) varint(passages) varint(words))*)*
//   section 8   column: for each doc its attribute record; column: starts of records in section 9
//   section 9   record*, then for each facet varint(values) string*
//   record    := varint(dates) zigzag(date delta)* (varint(values) varint(ordinal delta)*) x 3
//
// The facets are tags, places, sources. Equal records are written once. A doc without passages has
// main language 0, or `und` where the segment knows it, and no words.

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

/// Collects what is known of documents, in the order of their doc ids, and writes it.
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
  /// Bytes of text so far.
  private(set) var textBytes: UInt64 = 0

  private struct AttributeRecord: Hashable {
    var dates: [Int32]
    var facets: [[Int]]
  }

  /// Documents so far.
  var count: Int { ids.count }

  /// Takes up the next document.
  mutating func append(_ facts: DocumentFacts) {
    ids.append(facts.id)
    lengths.append(
      facts.lengths.map { (self.number(of: $0.language), $0.passages, $0.words) })
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
    let sections =
      [head(analysis), statistics(languages, ordinalOf)] + idSections()
      + lengthSections(ordinalOf, unknown: ordinals[.unknown] ?? 0) + attributeSections()
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
    var totals = [(documents: Int, passages: Int, words: Int)](
      repeating: (0, 0, 0), count: languages.count)
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
    }
    return writer
  }

  private func idSections() -> [ByteWriter] {
    var blocks = ByteWriter()
    var starts: [UInt64] = []
    var ranks = [UInt64](repeating: 0, count: count)
    var last: [UInt8] = []
    for (rank, document) in ids.sortedOrder().enumerated() {
      if rank % Self.idBlockSize == 0 {
        starts.append(UInt64(blocks.count))
        last = []
      }
      FrontCoding.write(ids[document], after: &last, to: &blocks)
      blocks.varint(document)
      ranks[document] = UInt64(rank)
    }
    var columns = [ByteWriter(), ByteWriter()]
    PackedColumn.write(starts, to: &columns[0])
    PackedColumn.write(ranks, to: &columns[1])
    return [blocks] + columns
  }

  private func lengthSections(_ ordinalOf: [Int], unknown: Int) -> [ByteWriter] {
    var main: [[UInt64]] = [[], [], []]
    var others: [UInt64] = []
    var stream = ByteWriter()
    for list in lengths {
      let sorted = list.map { (ordinalOf[$0.language], $0.passages, $0.words) }
        .sorted { $0.0 < $1.0 }
      let first = sorted.indices.max { left, right in
        (sorted[left].2, -left) < (sorted[right].2, -right)
      }
      main[0].append(UInt64(first.map { sorted[$0].0 } ?? unknown))
      main[1].append(UInt64(first.map { sorted[$0].2 } ?? 0))
      main[2].append(UInt64(first.map { sorted[$0].1 } ?? 0))
      others.append(sorted.count < 2 ? 0 : UInt64(stream.count + 1))
      if sorted.count < 2 { continue }
      stream.varint(sorted.count - 1)
      for (index, length) in sorted.enumerated() where index != first {
        stream.varint(length.0)
        stream.varint(length.1)
        stream.varint(length.2)
      }
    }
    var columns = [ByteWriter(), ByteWriter()]
    for column in main { PackedColumn.write(column, to: &columns[0]) }
    PackedColumn.write(others, to: &columns[1])
    return columns + [stream]
  }

  private func attributeSections() -> [ByteWriter] {
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
    PackedColumn.write(recordOfDocument, to: &columns)
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
