// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what a segment knows of its documents beside their text; `DocumentValues` reads it.
// Documentation/Formats/documents.md is the page:
//
//   section 0   string(ICU version) string(Unicode version) varint(rules) varint(documents)
//               varint(bytes of text)
//   section 1   varint(languages) (string(code) varint(documents) varint(passages) varint(words)
//               varint(documents of which it is the main language))*
//   section 2   block of ids*                                               see `DocumentIDs`
//   section 3   level column of block starts; stepped column: the docs in byte order of their ids
//   section 4   columns: for each doc words in its main language (escaped), passages in it (level),
//               arrival (stepped), bytes of text (level), fingerprint (packed)
//   section 5   level column: for each doc 0, or 1 + offset in section 6
//   section 6   (varint(languages) (varint(language) varint(passages) varint(words))*)*
//   section 7   for each kind of values a level column: for each doc its set; another: starts of the
//               sets in section 8
//   section 8   set*                                                        see `ValueSets`
//   section 9   (varint(values) varint(bytes) string*) x 3
//
// Docs are numbered by main language, then arrival. The kinds are dates, tags, places, sources,
// scripts; the facets of section 9 are tags, places, sources. The main language of a doc without
// passages is `und`, with no words.

internal import SystemPackage
internal import TextAnalysis

/// What the index knows of a document beside text and terms.
struct DocumentFacts {
  /// Document id, UTF-8.
  var id: [UInt8]
  /// Passages and words by language code; each language once.
  var lengths: [(language: Language, passages: UInt32, words: UInt32)]
  /// The numbers that the writer gave to its sets of values, by `ValueKind.rawValue`.
  var sets: [Int32]
  /// Bytes of text.
  var textBytes: UInt64
  /// The fingerprint of its words; see `TextFingerprint`.
  var fingerprint: UInt64
}

/// Collects what is known of documents as they arrive, numbers them and writes it by doc id.
///
/// Doc ids go by main language (the one with most words; the first by code among equals; unknown
/// where there is no passage), then by arrival.
struct DocumentValuesWriter {
  private var ids = ByteStrings()
  /// How much of each document is in each of its languages, by code, one document after another.
  private var lengths: [Length] = []
  /// For each document the end of its `lengths`.
  private var lengthEnds: [Int] = []
  private var mainLanguages: [UInt16] = []
  private var languageNumbers: [Language: UInt16] = [:]
  private var languageNames: [Language] = []
  private var facetValues = [FacetValuesWriter](
    repeating: FacetValuesWriter(), count: Facet.allCases.count)
  private var sets = [ValueSetsWriter](
    repeating: ValueSetsWriter(), count: ValueKind.allCases.count)
  private var textSizes: [UInt64] = []
  private var fingerprints: [UInt64] = []
  /// Bytes of text so far.
  private(set) var textBytes: UInt64 = 0

  private struct Length {
    var language: UInt16
    var passages: UInt32
    var words: UInt32
  }

  /// Documents so far.
  var count: Int { ids.count }

  /// The number of a set of values of a kind, rising and each once, for `DocumentFacts.sets`.
  mutating func number(of set: [Int32], kind: ValueKind) -> Int32 {
    sets[kind.rawValue].number(of: set)
  }

  /// The number of a set of a facet's values, each once in any order, for `DocumentFacts.sets`.
  mutating func number(of values: [String], facet: Facet) -> Int32 {
    let numbers = values.map { facetValues[Int(facet.rawValue)].number(of: Array($0.utf8)) }
    return number(of: numbers.sorted(), kind: ValueKind(facet))
  }

  /// Takes up the next document to arrive.
  mutating func append(_ facts: DocumentFacts) {
    ids.append(facts.id)
    let start = lengths.count
    for length in facts.lengths.sorted(by: { $0.language < $1.language }) {
      let number = number(of: length.language)
      lengths.append(Length(language: number, passages: length.passages, words: length.words))
    }
    lengthEnds.append(lengths.count)
    let main = lengths[start...].indices.max {
      (lengths[$0].words, $1) < (lengths[$1].words, $0)
    }
    mainLanguages.append(main.map { lengths[$0].language } ?? number(of: .unknown))
    for kind in ValueKind.allCases { sets[kind.rawValue].append(facts.sets[kind.rawValue]) }
    textSizes.append(facts.textBytes)
    fingerprints.append(facts.fingerprint)
    textBytes += facts.textBytes
  }

  private mutating func number(of language: Language) -> UInt16 {
    if let number = languageNumbers[language] { return number }
    let number = UInt16(languageNames.count)
    languageNumbers[language] = number
    languageNames.append(language)
    return number
  }

  /// All languages by code: those of passages, and `others`, those of terms.
  mutating func languages(with others: some Sequence<Language>) -> [Language] {
    for language in others { _ = number(of: language) }
    return languageNames.sorted()
  }

  /// For each document, by arrival, its doc id; O(documents).
  func numbering() -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: languageNames.count)
    for language in mainLanguages { starts[Int(language)] += 1 }
    var next: UInt32 = 0
    for language in languageNames.indices.sorted(by: { languageNames[$0] < languageNames[$1] }) {
      let size = starts[language]
      starts[language] = next
      next += size
    }
    return mainLanguages.map { language in
      defer { starts[Int(language)] += 1 }
      return starts[Int(language)]
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
    let numbering = numbering()
    var arrivals = [Int](repeating: 0, count: count)
    for (arrival, document) in numbering.enumerated() { arrivals[Int(document)] = arrival }
    let sections =
      [head(analysis), statisticsSection(languages)]
      + DocumentIDs.sections(ids, numbering: numbering, arrivals: arrivals)
      + lengthSections(ordinals(languages), arrivals) + valueSections(arrivals)
    for section in sections {
      file.beginSection()
      try file.append(section.bytes)
    }
    return try file.finish()
  }
}

// MARK: - Sections

extension DocumentValuesWriter {
  private func head(_ analysis: AnalysisIdentity) -> ByteWriter {
    var writer = ByteWriter()
    writer.string(Array(analysis.icu.utf8))
    writer.string(Array(analysis.unicode.utf8))
    writer.varint(analysis.rules)
    writer.varint(count)
    writer.varint(textBytes)
    return writer
  }

  private func statisticsSection(_ languages: [Language]) -> ByteWriter {
    var writer = ByteWriter()
    writer.varint(languages.count)
    for (language, main) in statistics(languages) {
      writer.string(Array(language.language.code.utf8))
      writer.varint(language.documents)
      writer.varint(language.passages)
      writer.varint(language.words)
      writer.varint(main.count)
    }
    return writer
  }

  /// What is in each language, and the docs of which it is the main one.
  private func statistics(
    _ languages: [Language]
  ) -> [(language: LanguageStatistics, main: Range<UInt32>)] {
    let ordinals = ordinals(languages)
    var totals = languages.map {
      LanguageStatistics(language: $0, documents: 0, passages: 0, words: 0)
    }
    var mainCounts = [UInt32](repeating: 0, count: languages.count)
    for language in mainLanguages { mainCounts[ordinals[Int(language)]] += 1 }
    for length in lengths {
      let ordinal = ordinals[Int(length.language)]
      totals[ordinal].documents += 1
      totals[ordinal].passages += Int(length.passages)
      totals[ordinal].words += Int(length.words)
    }
    var end: UInt32 = 0
    return zip(totals, mainCounts).map { language, count in
      defer { end += count }
      return (language, end..<(end + count))
    }
  }

  /// The places in `languages` of the languages by number.
  private func ordinals(_ languages: [Language]) -> [Int] {
    let ordinals = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, $0) })
    return languageNames.map { ordinals[$0] ?? 0 }
  }

  private func lengthSections(_ ordinalOf: [Int], _ arrivals: [Int]) -> [ByteWriter] {
    var main: [[UInt64]] = [[], []]
    var others: [UInt64] = []
    var stream = ByteWriter()
    for arrival in arrivals {
      let own = lengths[(arrival == 0 ? 0 : lengthEnds[arrival - 1])..<lengthEnds[arrival]]
      let first = own.firstIndex { $0.language == mainLanguages[arrival] }
      main[0].append(first.map { UInt64(own[$0].words) } ?? 0)
      main[1].append(first.map { UInt64(own[$0].passages) } ?? 0)
      others.append(own.count < 2 ? 0 : UInt64(stream.count + 1))
      if own.count < 2 { continue }
      stream.varint(own.count - 1)
      for index in own.indices where index != first {
        stream.varint(ordinalOf[Int(own[index].language)])
        stream.varint(own[index].passages)
        stream.varint(own[index].words)
      }
    }
    var columns = [ByteWriter(), ByteWriter()]
    EscapedColumn.write(main[0], to: &columns[0])
    LevelColumn.write(main[1], to: &columns[0])
    SteppedColumn.write(arrivals.map { UInt32($0) }, to: &columns[0])
    LevelColumn.write(arrivals.map { textSizes[$0] }, to: &columns[0])
    PackedColumn.write(arrivals.map { fingerprints[$0] }, to: &columns[0])
    LevelColumn.write(others, to: &columns[1])
    return columns + [stream]
  }

  private func valueSections(_ arrivals: [Int]) -> [ByteWriter] {
    var tables = ByteWriter()
    let ordinals = facetValues.map { $0.write(to: &tables) }
    var columns = ByteWriter()
    var stream = ByteWriter()
    for kind in ValueKind.allCases {
      let facet = Facet.allCases.first { ValueKind($0) == kind }
      sets[kind.rawValue].write(
        arrivals, ordinals: facet.map { ordinals[Int($0.rawValue)] }, columns: &columns,
        sets: &stream)
    }
    return [columns, stream, tables]
  }
}

// MARK: - Lengths

extension DocumentValuesWriter {
  /// The words of each document in each language, by doc id and the ordinals of `languages`, which
  /// `languages(with:)` gave.
  func wordCounts(_ languages: [Language]) -> WordCounts {
    let ordinalOf = ordinals(languages).map { UInt16($0) }
    let statistics = statistics(languages)
    let ranges = statistics.map(\.main)
    var counts = WordCounts(
      limits: SegmentLimits(mainStarts: [0] + ranges.map(\.upperBound)),
      frames: ListFrame.frames(statistics.map(\.language), ranges: ranges))
    for (arrival, document) in numbering().enumerated() {
      for length in lengths[(arrival == 0 ? 0 : lengthEnds[arrival - 1])..<lengthEnds[arrival]] {
        counts.add(
          length.words, of: document, in: ordinalOf[Int(length.language)],
          isMain: length.language == mainLanguages[arrival])
      }
    }
    return counts
  }
}

/// The words of documents by language.
struct WordCounts: DocumentLengths {
  let limits: SegmentLimits
  private let frames: [ListFrame]
  private var languages: [UInt16]
  private var words: [UInt32]
  private var others: [UInt64: UInt32] = [:]

  /// Starts without words; `frames` are those of the languages by ordinal.
  init(limits: SegmentLimits, frames: [ListFrame]) {
    self.limits = limits
    self.frames = frames
    languages = [UInt16](repeating: .max, count: limits.documents)
    words = [UInt32](repeating: 0, count: limits.documents)
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

  /// Where documents of a language are likely to be.
  func frame(of language: UInt16) -> ListFrame { frames[Int(language)] }

  /// The words of a language in a document.
  func words(of document: UInt32, in language: UInt16) -> UInt32 {
    if languages[Int(document)] == language { return words[Int(document)] }
    return others[UInt64(document) << 16 | UInt64(language)] ?? 0
  }
}
