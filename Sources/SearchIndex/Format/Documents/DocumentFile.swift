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

/// A list with a number for each document.
enum DocumentNumber: CaseIterable {
  /// Words in its main language.
  case words
  /// Passages in its main language.
  case passages
  /// Bytes of its text.
  case textBytes
  /// Its fingerprint; see `TextFingerprint`.
  case fingerprint
}

/// What the file of documents is written from.
///
/// It is asked list by list, so that no more than one list need be in memory. Every list is by doc id.
protocol DocumentLists {
  /// The number of documents.
  var count: Int { get }
  /// Bytes of text in all of them.
  var textBytes: UInt64 { get }
  /// The languages by code, with what is in each; a language ordinal is an index here.
  var statistics: [LanguageStatistics] { get }
  /// The documents by main language.
  var limits: SegmentLimits { get }
  /// The sets of values and the values of facets that documents have.
  var tables: ValueTables { get }

  /// Visits the id of each document.
  func forEachID(
    _ body: (_ id: ArraySlice<UInt8>) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError)

  /// The documents in byte order of their ids.
  func documentsByID() throws(SearchIndexError) -> [UInt32]

  /// The place of each document among all as they came.
  func arrivals() throws(SearchIndexError) -> [UInt32]

  /// A number for each document.
  func numbers(_ number: DocumentNumber) throws(SearchIndexError) -> [UInt64]

  /// Visits each document in several languages, with how much of it is in those that are not its main
  /// one, by ordinal.
  func forEachMixed(
    _ body: (_ document: Int, _ others: [LanguageLength]) -> Void
  ) throws(SearchIndexError)

  /// The number in `tables` of each document's set of a kind.
  func sets(_ kind: ValueKind) throws(SearchIndexError) -> [Int32]
}

/// The file of documents under construction.
struct DocumentFile<Lists: DocumentLists> {
  /// Bytes that are collected before they are written.
  private static var bufferBytes: Int { 1 << 16 }

  private let lists: Lists
  private let file: ComponentWriter

  /// Writes the file of a segment; it is not yet durable.
  ///
  /// - Throws: `fileSystem`, and what `lists` throw.
  static func write(
    _ lists: Lists, folder: FilePath, segment: UInt64, analysis: AnalysisIdentity
  ) throws(SearchIndexError) -> WrittenFile {
    let path = SegmentFiles(folder: folder, segment: segment).path(.documents)
    let file = try ComponentWriter(path, kind: .documents, number: segment)
    let output = DocumentFile(lists: lists, file: file)
    try output.writeHead(analysis)
    try output.writeIDs()
    try output.writeNumbers()
    try output.writeMixed()
    try output.writeSets()
    return try file.finish()
  }

  private func writeHead(_ analysis: AnalysisIdentity) throws(SearchIndexError) {
    var writer = ByteWriter()
    writer.string(Array(analysis.icu.utf8))
    writer.string(Array(analysis.unicode.utf8))
    writer.varint(analysis.rules)
    writer.varint(lists.count)
    writer.varint(lists.textBytes)
    try section(writer)
    writer.bytes = []
    writer.varint(lists.statistics.count)
    for (ordinal, language) in lists.statistics.enumerated() {
      writer.string(Array(language.language.code.utf8))
      writer.varint(language.documents)
      writer.varint(language.passages)
      writer.varint(language.words)
      writer.varint(lists.limits.documents(mainLanguage: ordinal).count)
    }
    try section(writer)
  }

  private func writeIDs() throws(SearchIndexError) {
    file.beginSection()
    var ids = DocumentIDsWriter()
    try lists.forEachID { id throws(SearchIndexError) in
      ids.append(id)
      if ids.finishedBytes >= Self.bufferBytes { try file.append(ids.take()) }
    }
    ids.finish()
    try file.append(ids.take())
    var columns = ByteWriter()
    LevelColumn.write(ids.starts, to: &columns)
    SteppedColumn.write(try lists.documentsByID(), to: &columns)
    try section(columns)
  }

  private func writeNumbers() throws(SearchIndexError) {
    file.beginSection()
    try column {
      EscapedColumn.write($0, to: &$1)
    } of: { () throws(SearchIndexError) in
      try lists.numbers(.words)
    }
    try column {
      LevelColumn.write($0, to: &$1)
    } of: { () throws(SearchIndexError) in
      try lists.numbers(.passages)
    }
    try column {
      SteppedColumn.write($0, to: &$1)
    } of: { () throws(SearchIndexError) in
      try lists.arrivals()
    }
    try column {
      LevelColumn.write($0, to: &$1)
    } of: { () throws(SearchIndexError) in
      try lists.numbers(.textBytes)
    }
    try column {
      PackedColumn.write($0, to: &$1)
    } of: { () throws(SearchIndexError) in
      try lists.numbers(.fingerprint)
    }
  }

  private func writeMixed() throws(SearchIndexError) {
    var starts = [UInt64](repeating: 0, count: lists.count)
    var stream = ByteWriter()
    try lists.forEachMixed { document, others in
      starts[document] = UInt64(stream.count + 1)
      stream.varint(others.count)
      for length in others {
        stream.varint(UInt32(length.language))
        stream.varint(length.passages)
        stream.varint(length.words)
      }
    }
    var columns = ByteWriter()
    LevelColumn.write(starts, to: &columns)
    try section(columns)
    try section(stream)
  }

  private func writeSets() throws(SearchIndexError) {
    var values = ByteWriter()
    let ordinals = lists.tables.writeFacets(to: &values)
    var stream = ByteWriter()
    file.beginSection()
    for kind in ValueKind.allCases {
      let order = lists.tables.writeSets(kind, ordinals, to: &stream)
      try column {
        LevelColumn.write($0, to: &$1)
      } of: { () throws(SearchIndexError) in
        try lists.sets(kind).map { order.places[Int($0)] }
      }
      try column {
        LevelColumn.write($0, to: &$1)
      } of: {
        order.starts
      }
    }
    try section(stream)
    try section(values)
  }

  private func section(_ writer: ByteWriter) throws(SearchIndexError) {
    file.beginSection()
    try file.append(writer.bytes)
  }

  /// Writes a column of the present section; its numbers are forgotten before the next is made.
  private func column<Number>(
    _ write: ([Number], inout ByteWriter) -> Void,
    of numbers: () throws(SearchIndexError) -> [Number]
  ) throws(SearchIndexError) {
    var writer = ByteWriter()
    write(try numbers(), &writer)
    try file.append(writer.bytes)
  }
}
