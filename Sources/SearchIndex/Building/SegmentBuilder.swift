// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents in, one segment out. Text is analysed as it comes; terms are sorted once, at the end.
// ParallelSegmentBuilder.swift does the same with several threads.

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
/// The same documents in the same order give the same bytes. Takes about four times the text in
/// memory; the caller cuts segments. A large one costs less than small ones that are merged. Not for use by
/// two threads.
public final class SegmentBuilder {
  /// Positions between two values of a field, so that no phrase spans both.
  static let valueGap: UInt32 = 100

  private let analysis: AnalysisIdentity
  private let indexer = DocumentIndexer()
  private var documents: SegmentDocuments

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
    documents = SegmentDocuments(storesText: storesText)
  }

  /// Bytes of text since the last write.
  public var textBytes: Int { documents.textBytes }

  /// Documents since the last write.
  public var documentCount: Int { documents.count }

  /// About the memory that the collected documents take, in bytes, with what writing them will take.
  ///
  /// Follows from the documents alone.
  public var approximateMemory: Int { indexer.load().memory + documents.approximateMemory }

  /// Analyses a document and takes it up.
  ///
  /// - Throws: `unstorable`, or `duplicateDocument` for an id that this builder already has; the
  ///   builder is then as it was.
  public func add(_ document: IndexedDocument) throws(SearchIndexError) {
    try document.check()
    try documents.appendID(of: document)
    if let block = documents.append(document, indexer.add(document)) {
      documents.stored.append(block.compressed())
    }
  }

  /// Writes the collected documents as a segment and empties the builder.
  ///
  /// The files are not yet durable and not part of the index until `IndexWriter.publish`.
  /// - Throws: `fileSystem`; the builder is then empty too.
  public func write(
    to folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> SegmentDescription {
    defer { removeAll() }
    let arrivals = [UInt16](repeating: 0, count: documents.count)
    var forms = [indexer.takeForms()]
    var assembly = SegmentAssembly(&forms, arrivals: arrivals, values: &documents.values)
    // What is written and forgotten first leaves its memory to what comes.
    var classes = assembly.takeClasses()
    let written = try assembly.write(&classes, folder: folder, segment: number)
    var files = try assembly.writeTerms(folder: folder, segment: number) + [written]
    files += try documents.write(
      folder: folder, segment: number, languages: assembly.languages, analysis: analysis)
    return SegmentDescription(
      number: number, documentCount: documents.count, textBytes: UInt64(documents.textBytes),
      files: files)
  }

  /// Forgets all documents.
  func removeAll() {
    indexer.removeAll()
    documents = SegmentDocuments(storesText: documents.storesText)
  }
}
