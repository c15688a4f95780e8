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
struct SegmentMerger {
  /// About the memory that a merge takes for each document that it keeps, in bytes, with the numbers of
  /// its variants; what the segments hold is mapped and not counted.
  static let memoryPerDocument = 320

  private let segments: [Segment]
  /// For each segment the new doc id of each of its documents, `none` for a deleted one.
  private var newDocuments: [[UInt32]] = []
  private var values = DocumentValuesWriter()
  private var stored = StoredTextWriter()

  private init(_ segments: [Segment]) { self.segments = segments }

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
    var merger = SegmentMerger(segments)
    try merger.mergeDocuments(to: output)
    let languages = merger.mergedLanguages()
    let ordinals = segments.map { Self.map($0.languages.map(\.language), to: languages) }
    var terms = TermMerger(
      segments, newDocuments: merger.newDocuments, newLanguages: ordinals)
    try terms.merge(to: output, lengths: merger.values.wordCounts(languages))
    return try output.finish(
      values: merger.values, stored: &merger.stored, languages: languages,
      stemmers: merger.mergedStemmers(ordinals, count: languages.count), analysis: analysis)
  }

  private mutating func mergeDocuments(to output: SegmentOutput) throws(SearchIndexError) {
    for segment in segments {
      var translation = SetTranslation(segment.values)
      let byArrival = try segment.values.documentsByArrival()
      var ofSegment = [UInt32](repeating: TermMerger.none, count: segment.documentCount)
      var passed = 0
      for block in 0..<segment.storedText.blockCount {
        for document in try segment.storedText.documents(block: block) {
          let old = byArrival[passed]
          passed += 1
          if segment.isDeleted(old) { continue }
          ofSegment[Int(old)] = UInt32(values.count)
          values.append(try facts(segment, old, sets: translation.sets(of: old, in: &values)))
          stored.append(document)
        }
        try output.appendStored(&stored)
      }
      newDocuments.append(ofSegment)
    }
    let numbering = values.numbering()
    for segment in newDocuments.indices {
      for document in newDocuments[segment].indices {
        let arrival = newDocuments[segment][document]
        if arrival != TermMerger.none {
          newDocuments[segment][document] = numbering[Int(arrival)]
        }
      }
    }
  }

  private func facts(
    _ segment: Segment, _ document: UInt32, sets: [Int32]
  ) throws(SearchIndexError) -> DocumentFacts {
    DocumentFacts(
      id: try segment.values.ids.id(of: document),
      lengths: try segment.lengths(of: document).map {
        (segment.languages[Int($0.language)].language, $0.passages, $0.words)
      },
      sets: sets, textBytes: try segment.values.textBytes(of: document),
      fingerprint: segment.values.fingerprint(of: document))
  }

  /// Languages of live documents, and those that have terms but never had a passage.
  private mutating func mergedLanguages() -> [Language] {
    var others: Set<Language> = [.unknown]
    for segment in segments {
      for statistics in segment.values.languages where statistics.documents == 0 {
        others.insert(statistics.language)
      }
    }
    return values.languages(with: others)
  }

  private static func map(_ old: [Language], to new: [Language]) -> [UInt16?] {
    let ordinals = Dictionary(
      uniqueKeysWithValues: new.enumerated().map { ($1, UInt16($0)) })
    return old.map { ordinals[$0] }
  }

  private func mergedStemmers(_ ordinals: [[UInt16?]], count: Int) -> [Set<Stemmer>] {
    var result = [Set<Stemmer>](repeating: [], count: count)
    for (segment, map) in zip(segments, ordinals) {
      for (old, rules) in segment.classMap.stemmers.enumerated() {
        if let new = map[old] { result[Int(new)].formUnion(rules) }
      }
    }
    return result
  }
}
