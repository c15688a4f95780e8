// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents as a builder collects them: in the order in which they come, numbered at the end.

internal import SystemPackage
internal import TextAnalysis

/// For each `ValueKind`, by its raw value, the number of a document's set of values.
typealias SetNumbers = InlineArray<5, Int32>

/// What the index knows of a document beside text and terms.
struct DocumentFacts {
  /// Passages and words by language code; each language once.
  var lengths: [(language: Language, passages: UInt32, words: UInt32)]
  /// The numbers that the writer gave to its sets of values.
  var sets: SetNumbers
  /// Bytes of text.
  var textBytes: UInt32
  /// The fingerprint of its words; see `TextFingerprint`.
  var fingerprint: UInt64
}

/// Collects what is known of documents as they arrive, and numbers them.
///
/// Doc ids go by main language (the one with most words; the first by code among equals; unknown
/// where there is no passage), then by arrival.
struct DocumentValuesWriter {
  /// Their ids, each once.
  private(set) var ids = ByteStringSet()
  /// How much of each document is in each of its languages, by code, one document after another.
  fileprivate var lengths: [Length] = []
  /// For each document the end of its `lengths`.
  private var lengthEnds: [UInt32] = []
  fileprivate var mainLanguages: [UInt16] = []
  private var languageNumbers: [Language: UInt16] = [:]
  private var languageNames: [Language] = []
  /// The sets of values that documents have.
  var tables = ValueTables()
  fileprivate var sets: [SetNumbers] = []
  fileprivate var textSizes: [UInt32] = []
  fileprivate var fingerprints: [UInt64] = []
  /// Bytes of text so far.
  private(set) var textBytes: UInt64 = 0

  fileprivate struct Length {
    var language: UInt16
    var passages: UInt32
    var words: UInt32
  }

  /// Documents so far.
  var count: Int { mainLanguages.count }

  /// Takes up the id of the next document to arrive, unless another has it; says whether it did.
  mutating func appendID(_ id: [UInt8]) -> Bool { ids.insert(id).isNew }

  /// Takes up the next document to arrive, whose id was taken up.
  mutating func append(_ facts: DocumentFacts) {
    precondition(ids.count == count + 1, "each document has an id of its own")
    let start = lengths.count
    if facts.lengths.count == 1 {
      append(facts.lengths[0])
    } else {
      for length in facts.lengths.sorted(by: { $0.language < $1.language }) { append(length) }
    }
    lengthEnds.append(UInt32(lengths.count))
    let main = lengths[start...].indices.max {
      (lengths[$0].words, $1) < (lengths[$1].words, $0)
    }
    mainLanguages.append(main.map { lengths[$0].language } ?? number(of: .unknown))
    sets.append(facts.sets)
    textSizes.append(facts.textBytes)
    fingerprints.append(facts.fingerprint)
    textBytes += UInt64(facts.textBytes)
  }

  private mutating func append(_ length: (language: Language, passages: UInt32, words: UInt32)) {
    let number = number(of: length.language)
    lengths.append(Length(language: number, passages: length.passages, words: length.words))
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

  /// How much of a document, by arrival, is in each of its languages.
  fileprivate func lengths(_ arrival: Int) -> ArraySlice<Length> {
    lengths[(arrival == 0 ? 0 : Int(lengthEnds[arrival - 1]))..<Int(lengthEnds[arrival])]
  }

  /// How much of a document, by arrival, is in its main language.
  fileprivate func mainLength(_ arrival: Int) -> Length? {
    lengths(arrival).first { $0.language == mainLanguages[arrival] }
  }

  /// The documents by doc id, with the languages that `languages(with:)` gave.
  func ordered(_ languages: [Language]) -> CollectedDocuments {
    CollectedDocuments(self, languages)
  }

  /// What is in each language, and the docs of which it is the main one.
  fileprivate func statistics(
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
  fileprivate func ordinals(_ languages: [Language]) -> [Int] {
    let ordinals = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, $0) })
    return languageNames.map { ordinals[$0] ?? 0 }
  }
}

// MARK: - Lengths

extension DocumentValuesWriter {
  /// The words of each document in each language, by doc id and the ordinals of `languages`, which
  /// `languages(with:)` gave.
  func wordCounts(_ languages: [Language]) -> WordCounts {
    let ordinalOf = ordinals(languages).map { UInt16($0) }
    let statistics = statistics(languages)
    let starts = [0] + statistics.map(\.main.upperBound)
    var counts = WordCounts(
      limits: SegmentLimits(mainStarts: starts),
      frames: ListFrame.frames(statistics.map(\.language), starts: starts))
    for (arrival, document) in numbering().enumerated() {
      for length in lengths(arrival) {
        counts.add(
          length.words, of: document, in: ordinalOf[Int(length.language)],
          isMain: length.language == mainLanguages[arrival])
      }
    }
    return counts
  }
}

// MARK: - In order

/// The collected documents by doc id.
struct CollectedDocuments: DocumentLists {
  let statistics: [LanguageStatistics]
  let limits: SegmentLimits
  private let values: DocumentValuesWriter
  private let ordinals: [Int]
  private let numbering: [UInt32]
  /// For each document its place among those that came.
  private let arrivalOf: [UInt32]

  fileprivate init(_ values: DocumentValuesWriter, _ languages: [Language]) {
    self.values = values
    ordinals = values.ordinals(languages)
    numbering = values.numbering()
    var arrivalOf = [UInt32](repeating: 0, count: values.count)
    for (arrival, document) in numbering.enumerated() {
      arrivalOf[Int(document)] = UInt32(arrival)
    }
    self.arrivalOf = arrivalOf
    let found = values.statistics(languages)
    statistics = found.map(\.language)
    limits = SegmentLimits(mainStarts: [0] + found.map(\.main.upperBound))
  }

  var count: Int { values.count }
  var textBytes: UInt64 { values.textBytes }
  var tables: ValueTables { values.tables }

  func forEachID(
    _ body: (_ id: ArraySlice<UInt8>) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    for arrival in arrivalOf { try body(values.ids.strings[Int(arrival)]) }
  }

  func documentsByID() -> [UInt32] { values.ids.strings.sortedNumbers().map { numbering[Int($0)] } }

  func arrivals() -> [UInt32] { arrivalOf }

  func numbers(_ number: DocumentNumber) -> [UInt64] {
    arrivalOf.map { arrival in
      switch number {
      case .words: UInt64(values.mainLength(Int(arrival))?.words ?? 0)
      case .passages: UInt64(values.mainLength(Int(arrival))?.passages ?? 0)
      case .textBytes: UInt64(values.textSizes[Int(arrival)])
      case .fingerprint: values.fingerprints[Int(arrival)]
      }
    }
  }

  func forEachMixed(_ body: (_ document: Int, _ others: [LanguageLength]) -> Void) {
    for (document, arrival) in arrivalOf.enumerated() {
      let own = values.lengths(Int(arrival))
      if own.count < 2 { continue }
      let others = own.filter { $0.language != values.mainLanguages[Int(arrival)] }
      body(
        document,
        others.map {
          LanguageLength(
            language: UInt16(ordinals[Int($0.language)]), passages: $0.passages, words: $0.words)
        })
    }
  }

  func sets(_ kind: ValueKind) -> [Int32] {
    arrivalOf.map { values.sets[Int($0)][kind.rawValue] }
  }
}
