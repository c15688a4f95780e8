// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The reader of one segment: the only door through which queries and statistics see an index.

internal import SystemPackage
internal import TextAnalysis

/// An immutable part of an index, mapped from its files, with the deletions of one commit.
///
/// Its files stay mapped after they are removed from the folder. Every reading function throws
/// `SearchIndexError.corrupt` where bytes contradict their format.
package final class Segment: Sendable {
  /// The number in the names of its files.
  package let number: UInt64
  /// Documents in it, deleted ones included; doc ids are 0 ..< `documentCount`.
  package let documentCount: Int
  /// Its languages by code, with counts of live documents; a language ordinal is an index here.
  package let languages: [LanguageStatistics]

  /// Terms.
  let dictionary: TermDictionary
  /// Classes of terms.
  let classMap: ClassMap
  /// Lengths, dates, facets, ids.
  let values: DocumentValues
  /// Text as given.
  let storedText: StoredText
  /// Lists of documents.
  let postingsFile: ComponentFile
  /// Lists of positions.
  let positionsFile: ComponentFile
  /// Deleted documents, nil where there are none.
  let deletions: DeletedDocuments?
  /// The file of `deletions`.
  let deletionsFile: ComponentFile?
  /// What words of queries stood for lately.
  let resolved = ResolvedTerms()

  /// Opens the files of a segment and checks their heads, their feet and that they fit together.
  ///
  /// - Throws: `missingFile`, `corrupt`, `formatTooOld`, `formatTooNew`, `fileSystem`.
  init(folder: FilePath, entry: IndexManifest.Entry) throws(SearchIndexError) {
    let files = SegmentFiles(folder: folder, segment: entry.segment.number)
    number = entry.segment.number
    documentCount = entry.segment.documentCount
    var opened: [ComponentFile] = []
    for (kind, written) in zip(ComponentKind.ofSegment, entry.segment.files) {
      opened.append(
        try Self.open(files.path(kind), kind: kind, number: number, written: written))
    }
    values = try DocumentValues(opened[4])
    guard values.count == documentCount else {
      throw .corrupt(file: opened[4].path, byte: 24, reason: .inconsistent)
    }
    let limits = SegmentLimits(mainStarts: values.mainStarts)
    dictionary = try TermDictionary(opened[0], limits: limits)
    postingsFile = opened[1]
    positionsFile = opened[2]
    guard dictionary.postingsEnd == postingsFile.section(0).count,
      dictionary.positionsEnd == positionsFile.section(0).count
    else { throw .corrupt(file: opened[0].path, byte: opened[0].length, reason: .inconsistent) }
    classMap = try ClassMap(opened[3], limits: limits, variantCount: dictionary.variantCount)
    storedText = try StoredText(opened[5], count: documentCount)
    var deletionsFile: ComponentFile?
    var deletions: DeletedDocuments?
    if let listed = entry.deletions {
      let file = try Self.open(
        files.deletions(generation: listed.generation), kind: .deletions, number: number,
        written: listed.file)
      let read = try DeletedDocuments(
        file, languages: values.languages.count, documents: documentCount)
      guard read.count == listed.count, read.generation == listed.generation else {
        throw .corrupt(file: file.path, byte: file.section(0).lowerBound, reason: .inconsistent)
      }
      deletionsFile = file
      deletions = read
    }
    self.deletionsFile = deletionsFile
    self.deletions = deletions
    languages = Self.live(values.languages, deletions)
  }

  private static func open(
    _ path: FilePath, kind: ComponentKind, number: UInt64, written: WrittenFile
  ) throws(SearchIndexError) -> ComponentFile {
    let file = try ComponentFile(path, kind: kind, number: number)
    guard UInt64(file.length) == written.length else {
      throw .corrupt(file: file.path, byte: file.length, reason: .wrongLength)
    }
    guard file.checksum == written.checksum else {
      throw .corrupt(file: file.path, byte: file.length - 4, reason: .wrongChecksum)
    }
    return file
  }

  private static func live(
    _ languages: [LanguageStatistics], _ deletions: DeletedDocuments?
  ) -> [LanguageStatistics] {
    guard let deletions else { return languages }
    return zip(languages, deletions.totals).map { language, deleted in
      LanguageStatistics(
        language: language.language, documents: max(0, language.documents - deleted[0]),
        passages: max(0, language.passages - deleted[1]),
        words: max(0, language.words - deleted[2]))
    }
  }

  /// How many documents are deleted.
  package var deletedCount: Int { deletions?.count ?? 0 }

  /// Documents that are not deleted.
  package var liveCount: Int { documentCount - deletedCount }

  /// How the text was analysed.
  package var analysis: AnalysisIdentity { values.analysis }

  /// Checks that it was analysed by some rules.
  ///
  /// - Throws: `analysisMismatch`.
  func checkAnalysis(_ expected: AnalysisIdentity) throws(SearchIndexError) {
    if analysis == expected { return }
    throw .analysisMismatch(
      file: values.file.path, found: analysis.description, expected: expected.description)
  }

  /// Bytes of text, deleted documents included.
  package var textBytes: UInt64 { values.textBytes }

  /// All files of the segment.
  var files: [ComponentFile] {
    [
      dictionary.file, postingsFile, positionsFile, classMap.file, values.file, storedText.file,
    ] + (deletionsFile.map { [$0] } ?? [])
  }

  /// Whether a document was deleted after the segment was written.
  package func isDeleted(_ document: UInt32) -> Bool { deletions?.contains(document) ?? false }

  /// How much of a document is in each of its languages, by language ordinal.
  package func lengths(of document: UInt32) throws(SearchIndexError) -> [LanguageLength] {
    try values.lengths(of: document)
  }

  /// The words of a language in each of `documents`; 0 where a document has none.
  package func wordCounts(
    of documents: [UInt32], in language: UInt16
  ) throws(SearchIndexError) -> [UInt32] {
    try values.wordCounts(of: documents, in: language)
  }

  /// The language with most words in a document (the lowest ordinal among equals).
  package func mainLanguage(of document: UInt32) -> UInt16 {
    values.mainLanguage(of: document)
  }

  /// The days since 1970-01-01 on which a document was found, rising.
  package func dates(of document: UInt32) throws(SearchIndexError) -> [Int32] {
    try values.values(.dates, of: document)
  }

  /// The values of a facet that occur in the segment, in byte order; an ordinal is an index here.
  ///
  /// O(values).
  package func facetValues(_ facet: Facet) throws(SearchIndexError) -> [String] {
    try values.facetValues(facet)
  }

  /// The ordinals of a document's values of a facet, rising.
  package func facets(
    _ facet: Facet, of document: UInt32
  ) throws(SearchIndexError) -> [UInt32] {
    let ordinals = try values.values(ValueKind(facet), of: document)
    if let first = ordinals.first, let last = ordinals.last,
      first < 0 || Int(last) >= values.facetValueCount(facet)
    {
      throw .corrupt(
        file: values.file.path, byte: values.file.section(ValueSets.section).lowerBound,
        reason: .inconsistent)
    }
    return ordinals.map { UInt32($0) }
  }

  /// The stored record of a document; decodes one block of about 8 KiB or one long document.
  package func stored(_ document: UInt32) throws(SearchIndexError) -> StoredDocument {
    var result = try storedText.document(arrival: try values.arrival(of: document))
    result.id = try id(of: document)
    return result
  }

  /// The document id of a document.
  package func id(of document: UInt32) throws(SearchIndexError) -> String {
    String(decoding: try values.ids.id(of: document), as: UTF8.self)
  }

  /// Replaces an id by that of a document.
  ///
  /// - Throws: `corrupt`.
  func readID(of document: UInt32, into id: inout [UInt8]) throws(SearchIndexError) {
    try values.ids.read(document, into: &id)
  }

  /// The document with an id, deleted or not; nil where there is none.
  ///
  /// O(log n).
  package func find(id: String) throws(SearchIndexError) -> UInt32? {
    try values.ids.find(Array(id.utf8))
  }
}
