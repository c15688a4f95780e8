// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents in, one segment out. Text is analysed as it comes; terms are sorted once, at the end.

public import SystemPackage
internal import TextAnalysis

/// What a written segment is: what the manifest needs to list it.
public struct SegmentDescription: Sendable, Equatable {
  /// The number in the names of its files.
  public var number: UInt64
  /// Documents in it.
  public var documentCount: Int
  /// Bytes of text in them.
  public var textBytes: UInt64
  /// Its files: terms, postings, positions, classes, documents, stored.
  public var files: [WrittenFile]
}

/// Collects documents in memory and writes them as one segment.
///
/// The same documents in the same order give the same bytes. Takes about five times the text in
/// memory; the caller cuts segments, best at 16 to 32 MB of text. Not for use by two threads.
public final class SegmentBuilder {
  /// Positions between two values of a field, so that no phrase spans both.
  static let valueGap: UInt32 = 100

  private let analyzer = TextAnalyzer()
  private let dates = DateRecognizer()
  private let analysis: AnalysisIdentity
  private let storesText: Bool
  private var analyzed = AnalyzedText()
  private var vocabulary = SegmentVocabulary()
  private var values = DocumentValuesWriter()
  private var stored = StoredTextWriter()
  private var fingerprints = TextFingerprint()
  private var ids: Set<[UInt8]> = []

  /// Makes an empty builder with an analyzer of its own.
  ///
  /// Without stored text an index has no snippets and cannot give a text back; it keeps names and
  /// payloads.
  public convenience init(storesText: Bool = true) {
    self.init(analysis: .current, storesText: storesText)
  }

  /// Makes an empty builder that writes other rules into its segments.
  init(analysis: AnalysisIdentity, storesText: Bool = true) {
    self.analysis = analysis
    self.storesText = storesText
  }

  /// Bytes of text since the last write.
  public private(set) var textBytes = 0

  /// Documents since the last write.
  public var documentCount: Int { values.count }

  /// About the memory that the collected documents take, in bytes, with what writing them will take.
  ///
  /// Follows from the documents alone. Measured on text in hundreds of languages: a form takes 200
  /// bytes to be sorted with its classes, and a document about 400.
  public var approximateMemory: Int {
    analyzer.memorySize + vocabulary.size + 200 * analyzer.formCount + 400 * documentCount
      + (storesText ? textBytes / 2 : 0)
  }

  /// Analyses a document and takes it up.
  ///
  /// - Throws: `unstorable`, or `duplicateDocument` for an id that this builder already has; the
  ///   builder is then as it was.
  public func add(_ document: IndexedDocument) throws(SearchIndexError) {
    try document.check()
    guard ids.insert(Array(document.id.utf8)).inserted else {
      throw .duplicateDocument(id: document.id)
    }
    analyzer.analyze(document.text, hints: document.hints, into: &analyzed)
    vocabulary.addText(analyzed)
    let lengths = Self.lengths(of: analyzed)
    let passages = analyzed.passages
    let fingerprint = fingerprints.fingerprint(of: analyzed, analyzer)
    addRecognized(in: document.text)
    addFields(document)
    values.append(
      DocumentFacts(
        id: Array(document.id.utf8), lengths: lengths, sets: sets(of: document, passages),
        textBytes: UInt64(document.text.count), fingerprint: fingerprint))
    stored.append(record(of: document, passages))
    textBytes += document.text.count
  }

  /// The numbers of the document's sets of values, by `ValueKind`.
  private func sets(of document: IndexedDocument, _ passages: [Passage]) -> [Int32] {
    let scripts = Set(passages.map { Int32($0.script.rawValue) })
    return [
      values.number(of: Set(document.dates).sorted(), kind: .dates),
      values.number(of: Self.distinct(document.tags), facet: .tag),
      values.number(of: Self.distinct(document.places), facet: .place),
      values.number(of: Self.distinct(document.sources), facet: .source),
      values.number(of: scripts.sorted(), kind: .scripts),
    ]
  }

  private func record(of document: IndexedDocument, _ passages: [Passage]) -> StoredDocument {
    let hasPages = storesText && !document.pageStarts.isEmpty
    return StoredDocument(
      id: document.id, name: document.name, text: storesText ? document.text : [],
      pageStarts: hasPages ? document.pageStarts : [0], passages: storesText ? passages : [],
      payload: document.payload, hasText: storesText)
  }

  /// Takes up all readings of the dates of a text, which has just been analysed, and its numbers.
  private func addRecognized(in text: [UInt8]) {
    var token = 0
    for date in dates.dates(in: text, passages: analyzed.passages) {
      let position = position(of: date.range.lowerBound, from: &token)
      let days = Set(date.readings.map { DateTerm($0.days).form })
      for form in days.sorted(by: { compareBytes($0, $1) < 0 }) {
        vocabulary.add(form, field: .date, position: position)
      }
    }
    token = 0
    for number in PhoneNumbers.find(in: text) {
      let position = position(of: number.range.lowerBound, from: &token)
      for key in number.keys { vocabulary.add(key, field: .number, position: position) }
    }
  }

  /// The position of the token at an offset; `token` is where to look from, and moves there.
  private func position(of offset: Int, from token: inout Int) -> UInt32 {
    while token + 1 < analyzed.tokens.count, Int(analyzed.tokens[token + 1].start) <= offset {
      token += 1
    }
    return analyzed.tokens.isEmpty ? 0 : analyzed.tokens[token].position
  }

  private func addFields(_ document: IndexedDocument) {
    for tag in Set(document.tags) {
      vocabulary.add(WholeTerm(tag, analyzer: analyzer), field: .tag)
    }
    addWords([document.name], field: .name)
    addWords(document.places, field: .place)
    addWords(document.sources, field: .source)
  }

  private func addWords(_ fieldValues: [String], field: Field) {
    var base: UInt32 = 0
    for value in fieldValues where !value.isEmpty {
      analyzer.analyze(
        Array(value.utf8), hints: LanguageHints(declared: .unknown), into: &analyzed)
      vocabulary.add(analyzed, field: field, base: base, analyzer: analyzer)
      base += (analyzed.tokens.map(\.position).max() ?? 0) + Self.valueGap
    }
  }

  /// Passages and words by language.
  private static func lengths(
    of text: AnalyzedText
  ) -> [(language: Language, passages: UInt32, words: UInt32)] {
    var result: [(language: Language, passages: UInt32, words: UInt32)] = []
    for (index, passage) in text.passages.enumerated() {
      let start = text.firstTokens[index]
      let end =
        index + 1 < text.firstTokens.count ? text.firstTokens[index + 1] : text.tokens.count
      var words: UInt32 = 0
      for token in text.tokens[start..<end] where token.kind == .word { words += 1 }
      if let place = result.firstIndex(where: { $0.language == passage.language }) {
        result[place].passages += 1
        result[place].words += words
      } else {
        result.append((passage.language, 1, words))
      }
    }
    return result
  }

  private static func distinct(_ values: [String]) -> [String] {
    if values.count < 2 { return values }
    // By bytes: two spellings that Unicode calls equal stay two values.
    var seen: Set<[UInt8]> = []
    return values.filter { seen.insert(Array($0.utf8)).inserted }
  }

  /// Writes the collected documents as a segment and empties the builder.
  ///
  /// The files are not yet durable and not part of the index until `IndexWriter.publish`.
  /// - Throws: `fileSystem`; the builder is then empty too.
  public func write(
    to folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> SegmentDescription {
    defer { removeAll() }
    let output = try SegmentOutput(folder: folder, segment: number)
    let found = try vocabulary.write(to: output, values: &values, analyzer: analyzer)
    return try output.finish(
      values: values, stored: &stored, languages: found.languages, stemmers: found.stemmers,
      analysis: analysis)
  }

  /// Forgets all documents.
  func removeAll() {
    analyzer.removeAllForms(keepingCapacity: true)
    fingerprints.removeAllForms()
    analyzed = AnalyzedText()
    vocabulary = SegmentVocabulary()
    values = DocumentValuesWriter()
    stored = StoredTextWriter()
    ids.removeAll(keepingCapacity: true)
    textBytes = 0
  }
}
