// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage
internal import TextAnalysis

/// The documents of a segment under construction beside their terms, in the order of arrival.
struct SegmentDocuments: Sendable {
  /// Whether their text is kept.
  let storesText: Bool
  /// What is known of them.
  var values = DocumentValuesWriter()
  /// What is stored of them.
  var stored = StoredTextWriter()
  /// Bytes of their text.
  private(set) var textBytes = 0
  /// The bytes that their ids may have.
  private let idLimit: Int

  /// Starts without documents; another limit is for tests.
  init(storesText: Bool, idLimit: Int = Int(UInt32.max)) {
    self.storesText = storesText
    self.idLimit = idLimit
  }

  /// Documents so far.
  var count: Int { values.count }

  /// About the memory that they take, in bytes, with what writing them will take; a document takes
  /// about 250 bytes beside its text.
  var approximateMemory: Int { 250 * count + (storesText ? textBytes / 2 : 0) }

  /// Takes up the id of the next document, which no other has.
  ///
  /// - Throws: `duplicateDocument`, `unstorable` where ids have no more room.
  mutating func appendID(of document: IndexedDocument) throws(SearchIndexError) {
    guard values.ids.strings.byteCount + document.id.utf8.count <= idLimit else {
      throw .unstorable(id: document.id, reason: .segmentFull)
    }
    if !values.appendID(Array(document.id.utf8)) { throw .duplicateDocument(id: document.id) }
  }

  /// Takes up the document whose id was taken up.
  ///
  /// Its text is not looked at unless it is stored.
  /// - Returns: a block of stored text to be compressed, for `stored`.
  mutating func append(
    _ document: IndexedDocument, _ analysis: DocumentAnalysis
  ) -> StoredTextWriter.Block? {
    values.append(
      DocumentFacts(
        lengths: analysis.lengths,
        sets: sets(of: document, analysis.passages), textBytes: UInt32(analysis.textBytes),
        fingerprint: analysis.fingerprint))
    textBytes += analysis.textBytes
    return stored.append(record(of: document, analysis))
  }

  /// Writes the files of documents and stored text.
  ///
  /// - Throws: `fileSystem`.
  mutating func write(
    folder: FilePath, segment: UInt64, languages: [Language], analysis: AnalysisIdentity
  ) throws(SearchIndexError) -> [WrittenFile] {
    let written = try DocumentFile.write(
      values.ordered(languages), folder: folder, segment: segment, analysis: analysis)
    let file = try StoredTextWriter.file(folder: folder, segment: segment)
    return [written, try stored.finish(file)]
  }

  private mutating func sets(of document: IndexedDocument, _ passages: [Passage]) -> SetNumbers {
    [
      values.tables.number(of: Self.set(document.dates), kind: .dates),
      values.tables.number(of: Self.distinct(document.tags), facet: .tag),
      values.tables.number(of: Self.distinct(document.places), facet: .place),
      values.tables.number(of: Self.distinct(document.sources), facet: .source),
      scripts(of: passages),
    ]
  }

  private mutating func scripts(of passages: [Passage]) -> Int32 {
    let numbers = passages.lazy.map { Int32($0.script.rawValue) }
    if passages.count == 1 { return values.tables.number(ofOne: numbers[0], kind: .scripts) }
    return values.tables.number(of: Self.set(Array(numbers)), kind: .scripts)
  }

  /// Numbers in rising order, each once.
  private static func set(_ numbers: [Int32]) -> [Int32] {
    numbers.count < 2 ? numbers : Set(numbers).sorted()
  }

  private func record(
    of document: IndexedDocument, _ analysis: DocumentAnalysis
  ) -> StoredDocument {
    let hasPages = storesText && !document.pageStarts.isEmpty
    return StoredDocument(
      id: document.id, name: document.name, text: storesText ? document.text : [],
      pageStarts: hasPages ? document.pageStarts : [0],
      passages: storesText ? analysis.passages : [],
      checkpoints: storesText ? analysis.checkpoints : TextCheckpoints(), payload: document.payload,
      hasText: storesText)
  }

  private static func distinct(_ values: [String]) -> [String] {
    if values.count < 2 { return values }
    // By bytes: two spellings that Unicode calls equal stay two values.
    var seen: Set<[UInt8]> = []
    return values.filter { seen.insert(Array($0.utf8)).inserted }
  }
}
