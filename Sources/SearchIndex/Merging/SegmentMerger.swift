// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Several segments into one, in one pass over their terms and one over their documents, side by side.

internal import Synchronization
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
  /// Measured: 63 bytes where documents are in one language, and 40 more for each other language.
  static let memoryPerDocument = 112

  /// Merges segments, at least one, of one analysis; the files are not yet durable.
  ///
  /// - Throws: `analysisMismatch` where the segments differ, `corrupt`, `fileSystem`.
  static func merge(
    _ segments: [Segment], folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> SegmentDescription {
    precondition(!segments.isEmpty, "there must be something to merge")
    let analysis = segments[0].analysis
    if segments.contains(where: { $0.analysis != analysis }) {
      // One of them is not of this program's rules, and named.
      for segment in segments { try segment.checkAnalysis(.current) }
    }
    let documents = try MergedDocuments(segments)
    let (terms, others) = try SideBySide.run { () throws(SearchIndexError) in
      try mergeTerms(documents, folder: folder, segment: number)
    } _: { () throws(SearchIndexError) in
      [
        try DocumentFile.write(documents, folder: folder, segment: number, analysis: analysis),
        try mergeStored(segments, folder: folder, segment: number),
      ]
    }
    return SegmentDescription(
      number: number, documentCount: documents.count, textBytes: documents.textBytes,
      files: terms + others)
  }

  private static func mergeStored(
    _ segments: [Segment], folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> WrittenFile {
    let output = try StoredTextWriter.file(folder: folder, segment: number)
    var stored = StoredTextWriter()
    for segment in segments {
      let byArrival = try segment.values.documentsByArrival()
      for block in 0..<segment.storedText.blockCount {
        let documents = byArrival[try segment.storedText.arrivals(ofBlock: block)]
        for (old, document) in zip(documents, try segment.storedText.documents(block: block))
        where !segment.isDeleted(old) {
          if let block = stored.append(document) { stored.append(block.compressed()) }
        }
        try output.append(stored.takeFrames())
      }
    }
    return try stored.finish(output)
  }

  /// Writes the files of terms, postings, positions and classes.
  ///
  /// While some terms are written, the next are collected.
  private static func mergeTerms(
    _ documents: MergedDocuments, folder: FilePath, segment number: UInt64
  ) throws(SearchIndexError) -> [WrittenFile] {
    var merger = try TermMerger(
      documents.order.segments, newDocuments: documents.newDocuments,
      newLanguages: documents.order.newLanguages)
    let output = Mutex(try TermDictionaryWriter(folder: folder, segment: number))
    let lengths = documents.wordCounts
    var ready = MergedTerms()
    repeat {
      let batch = ready
      (ready, _) = try SideBySide.run { () throws(SearchIndexError) in
        try merger.next()
      } _: { () throws(SearchIndexError) in
        try output.withLock { output throws(SearchIndexError) in
          try batch.write(to: output, lengths: lengths)
        }
      }
    } while !ready.isEmpty
    let files = try output.withLock { output throws(SearchIndexError) in try output.finish() }
    let classes = try ClassMapWriter(folder: folder, segment: number)
    var classMerger = try merger.classMerger()
    try classMerger.merge(to: classes)
    return files + [try classes.finish(stemmers: stemmers(documents.order))]
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
