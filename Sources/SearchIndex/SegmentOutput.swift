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
    let path = SegmentFiles(folder: folder, segment: number).path(.stored)
    storedFile = try ComponentWriter(path, kind: .stored, number: number)
    storedFile.beginSection()
  }

  /// Writes the finished blocks of stored text.
  ///
  /// - Throws: `fileSystem`.
  func appendStored(_ stored: inout StoredTextWriter) throws(SearchIndexError) {
    try storedFile.append(stored.takeFrames())
  }

  /// Writes what is left; the files are not yet durable.
  ///
  /// - Throws: `fileSystem`.
  func finish(
    values: DocumentValuesWriter, stored: inout StoredTextWriter, languages: [Language],
    stemmers: [Set<Stemmer>], analysis: AnalysisIdentity
  ) throws(SearchIndexError) -> SegmentDescription {
    var files = try terms.finish()
    files.append(try classes.finish(stemmers: stemmers))
    files.append(
      try values.write(folder: folder, segment: number, languages: languages, analysis: analysis))
    let index = stored.finish()
    try appendStored(&stored)
    storedFile.beginSection()
    try storedFile.append(index)
    files.append(try storedFile.finish())
    return SegmentDescription(
      number: number, documentCount: values.count, textBytes: values.textBytes, files: files)
  }
}
