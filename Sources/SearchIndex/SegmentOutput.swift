// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage
internal import TextAnalysis

/// The six files of a segment under construction.
final class SegmentOutput {
  /// Takes terms with their postings, in order.
  let terms: TermDictionaryWriter
  /// Takes classes, in order.
  let classes: ClassMapWriter
  private let storedFile: ComponentWriter
  private let folder: FilePath
  private let number: UInt64

  /// Makes the files.
  ///
  /// - Throws: `fileSystem`.
  init(folder: FilePath, segment number: UInt64) throws(SearchIndexError) {
    self.folder = folder
    self.number = number
    terms = try TermDictionaryWriter(folder: folder, segment: number)
    classes = try ClassMapWriter(folder: folder, segment: number)
    storedFile = try StoredTextWriter.file(folder: folder, segment: number)
  }

  /// Writes the finished blocks of stored text.
  ///
  /// - Throws: `fileSystem`.
  func appendStored(_ stored: inout StoredTextWriter) throws(SearchIndexError) {
    try storedFile.append(stored.takeFrames())
  }

  /// Writes what is left; the files are not yet durable.
  ///
  /// - Throws: `fileSystem`, and what `documents` throw.
  func finish(
    _ documents: some DocumentLists, stored: inout StoredTextWriter, stemmers: [Set<Stemmer>],
    analysis: AnalysisIdentity
  ) throws(SearchIndexError) -> SegmentDescription {
    var files = try terms.finish()
    files.append(try classes.finish(stemmers: stemmers))
    files.append(
      try DocumentFile.write(documents, folder: folder, segment: number, analysis: analysis))
    files.append(try stored.finish(storedFile))
    return SegmentDescription(
      number: number, documentCount: documents.count, textBytes: documents.textBytes, files: files)
  }
}

extension StoredTextWriter {
  /// Makes the file of stored text of a segment.
  ///
  /// - Throws: `fileSystem`.
  static func file(
    folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> ComponentWriter {
    let path = SegmentFiles(folder: folder, segment: segment).path(.stored)
    let file = try ComponentWriter(path, kind: .stored, number: segment)
    file.beginSection()
    return file
  }

  /// Writes what is left to the file.
  ///
  /// - Throws: `fileSystem`.
  mutating func finish(_ file: ComponentWriter) throws(SearchIndexError) -> WrittenFile {
    let index = finish()
    try file.append(takeFrames())
    file.beginSection()
    try file.append(index)
    return try file.finish()
  }
}
