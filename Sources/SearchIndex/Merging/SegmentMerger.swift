// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Several segments into one, in one pass over their terms and one over their documents.

internal import SystemPackage
internal import TextAnalysis

/// Writes the live documents of several segments as one segment.
///
/// Documents arrive by segment and then by their arrival there. The outcome has the bytes that a
/// builder would write from the same documents; only the rules noted for a language may name one
/// that no live document calls for any more, until the index is rebuilt.
enum SegmentMerger {
  /// The memory that a merge takes for each document that it keeps, in bytes, with the numbers of its
  /// variants; what the segments hold is mapped and not counted.
  ///
  /// Measured: 45 bytes where documents are in one language, and 40 more for each other language.
  static let memoryPerDocument = 96

  /// Merges segments, at least one, of one analysis; the files are not yet durable.
  ///
  /// - Throws: `analysisMismatch` where the segments differ, `corrupt`, `fileSystem`.
  static func merge(
    _ segments: [Segment], folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> SegmentDescription {
    precondition(!segments.isEmpty, "there must be something to merge")
    let analysis = segments[0].analysis
    for segment in segments where segment.analysis != analysis {
      throw .analysisMismatch(
        file: segment.values.file.path, found: segment.analysis.description,
        expected: analysis.description)
    }
    let output = try SegmentOutput(folder: folder, segment: number)
    let documents = try MergedDocuments(segments)
    var stored = try mergeStored(segments, to: output)
    try mergeTerms(documents, to: output)
    return try output.finish(
      documents, stored: &stored, stemmers: stemmers(documents.order), analysis: analysis)
  }

  private static func mergeStored(
    _ segments: [Segment], to output: SegmentOutput
  ) throws(SearchIndexError) -> StoredTextWriter {
    var stored = StoredTextWriter()
    for segment in segments {
      let byArrival = try segment.values.documentsByArrival()
      for block in 0..<segment.storedText.blockCount {
        let documents = byArrival[try segment.storedText.arrivals(ofBlock: block)]
        for (old, document) in zip(documents, try segment.storedText.documents(block: block))
        where !segment.isDeleted(old) {
          stored.append(document)
        }
        try output.appendStored(&stored)
      }
    }
    return stored
  }

  /// What it needs to know of variants is forgotten when the lists are written.
  private static func mergeTerms(
    _ documents: MergedDocuments, to output: SegmentOutput
  ) throws(SearchIndexError) {
    var terms = TermMerger(
      documents.order.segments, newDocuments: documents.newDocuments,
      newLanguages: documents.order.newLanguages)
    try terms.merge(to: output, lengths: documents.wordCounts)
  }

  private static func stemmers(_ order: MergeOrder) -> [Set<Stemmer>] {
    var result = [Set<Stemmer>](repeating: [], count: order.languages.count)
    for (segment, map) in zip(order.segments, order.newLanguages) {
      for (old, rules) in segment.classMap.stemmers.enumerated() {
        if let new = map[old] { result[Int(new)].formUnion(rules) }
      }
    }
    return result
  }
}
