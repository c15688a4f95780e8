// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Several segments into one, in one pass over their terms and one over their documents.

internal import SystemPackage
internal import TextAnalysis

/// Writes the live documents of several segments as one segment.
///
/// Documents keep their order, by segment and then by doc id. The outcome has the bytes that a
/// builder would write from the same documents; only the rules noted for a language may name one
/// that no live document calls for any more, until the index is rebuilt.
struct SegmentMerger {
  private let segments: [Segment]
  /// For each segment the new doc id of each of its documents, nil for a deleted one.
  private var newDocuments: [[UInt32?]] = []
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
    let newTerms = try merger.mergeTerms(ordinals, to: output)
    try merger.mergeClasses(newTerms, to: output)
    return try output.finish(
      values: merger.values, stored: &merger.stored, languages: languages,
      stemmers: merger.mergedStemmers(ordinals, count: languages.count), analysis: analysis)
  }

  private mutating func mergeDocuments(to output: SegmentOutput) throws(SearchIndexError) {
    for segment in segments {
      let tables = try Facet.allCases.map { facet throws(SearchIndexError) in
        try segment.facetValues(facet)
      }
      var numbers: [UInt32?] = []
      for block in 0..<segment.storedText.blockCount {
        for document in try segment.storedText.documents(block: block) {
          let old = UInt32(numbers.count)
          if segment.isDeleted(old) {
            numbers.append(nil)
            continue
          }
          numbers.append(UInt32(values.count))
          values.append(try facts(segment, old, tables, textBytes: document.text.count))
          stored.append(document)
        }
        try output.appendStored(&stored)
      }
      guard numbers.count == segment.documentCount else {
        throw .corrupt(
          file: segment.storedText.file.path, byte: segment.storedText.file.length,
          reason: .inconsistent)
      }
      newDocuments.append(numbers)
    }
  }

  private func facts(
    _ segment: Segment, _ document: UInt32, _ tables: [[String]], textBytes: Int
  ) throws(SearchIndexError) -> DocumentFacts {
    let attributes = try segment.values.attributes(of: document)
    let lengths = try segment.lengths(of: document)
    var facets: [[String]] = []
    for (facet, table) in zip(Facet.allCases, tables) {
      facets.append(try segment.facets(facet, of: document).map { table[Int($0)] })
    }
    return DocumentFacts(
      id: try segment.values.id(of: document),
      lengths: lengths.map {
        (segment.languages[Int($0.language)].language, $0.passages, $0.words)
      },
      dates: attributes.dates, facets: facets, textBytes: UInt64(textBytes))
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

  /// Merges the dictionaries; gives for each segment the new ordinal of each of its terms, nil for
  /// one without live documents.
  private func mergeTerms(
    _ ordinals: [[UInt16?]], to output: SegmentOutput
  ) throws(SearchIndexError) -> [[UInt32?]] {
    var streams: [TermStream] = []
    for segment in segments { streams.append(try TermStream(segment)) }
    var newTerms = segments.map { [UInt32?](repeating: nil, count: $0.dictionary.count) }
    var postings = TermPostings()
    while let least = Self.least(streams, ordinals) {
      postings.removeAll()
      var isFolded = true
      for (index, stream) in streams.enumerated() {
        guard let entry = stream.current,
          Self.compare(entry, ordinals[index], least.entry, ordinals[least.stream]) == 0
        else { continue }
        try append(entry, of: index, to: &postings)
        isFolded = entry.isFolded
        newTerms[index][Int(entry.ordinal)] = UInt32(output.terms.count)
        if index != least.stream { try streams[index].advance() }
      }
      let ordinal = ordinals[least.stream][Int(least.entry.language)]
      try streams[least.stream].advance()
      if postings.documents.isEmpty {
        Self.forget(UInt32(output.terms.count), streams, &newTerms)
        continue
      }
      guard let ordinal else { throw inconsistent(least.stream) }
      let key = [least.entry.field.rawValue] + least.entry.form
      try output.terms.append(
        TermHead(key: key[...], language: ordinal, isFolded: isFolded), postings)
    }
    return newTerms
  }

  /// Takes back the new ordinal of the terms just passed, which have no live document.
  private static func forget(
    _ ordinal: UInt32, _ streams: [TermStream], _ newTerms: inout [[UInt32?]]
  ) {
    for (index, stream) in streams.enumerated() where stream.passed > 0 {
      if newTerms[index][stream.passed - 1] == ordinal { newTerms[index][stream.passed - 1] = nil }
    }
  }

  private func inconsistent(_ index: Int) -> SearchIndexError {
    .corrupt(
      file: segments[index].dictionary.file.path, byte: ComponentLayout.headerLength,
      reason: .inconsistent)
  }

  private static func least(
    _ streams: [TermStream], _ ordinals: [[UInt16?]]
  ) -> (stream: Int, entry: TermEntry)? {
    var result: (stream: Int, entry: TermEntry)?
    for (index, stream) in streams.enumerated() {
      guard let entry = stream.current else { continue }
      if let best = result,
        compare(entry, ordinals[index], best.entry, ordinals[best.stream]) >= 0
      {
        continue
      }
      result = (index, entry)
    }
    return result
  }

  /// Compares by field, form and language; a language that is left out comes first.
  private static func compare(
    _ left: TermEntry, _ leftMap: [UInt16?], _ right: TermEntry, _ rightMap: [UInt16?]
  ) -> Int {
    if left.field != right.field { return left.field < right.field ? -1 : 1 }
    let order = compareBytes(left.form, right.form)
    if order != 0 { return order }
    let languages = (
      leftMap[Int(left.language)].map(Int.init) ?? -1,
      rightMap[Int(right.language)].map(Int.init) ?? -1
    )
    return languages.0 - languages.1
  }

  private func append(
    _ entry: TermEntry, of index: Int, to output: inout TermPostings
  ) throws(SearchIndexError) {
    let postings = try segments[index].postings(entry)
    let positions = try segments[index].positions(entry)
    for (place, document) in postings.documents.enumerated() {
      guard let new = newDocuments[index][Int(document)] else { continue }
      output.documents.append(new)
      output.frequencies.append(postings.frequencies[place])
      output.positions.append(contentsOf: positions[place])
    }
  }

  private func mergeClasses(
    _ newTerms: [[UInt32?]], to output: SegmentOutput
  ) throws(SearchIndexError) {
    var streams: [ClassStream] = []
    for segment in segments { streams.append(try ClassStream(segment.classMap)) }
    while let key = Self.leastKey(streams) {
      var members: Set<UInt32> = []
      for (index, stream) in streams.enumerated() {
        guard let current = stream.current, current.key == key else { continue }
        for member in current.members {
          if let new = newTerms[index][Int(member)] { members.insert(new) }
        }
        try streams[index].advance()
      }
      if !members.isEmpty { try output.classes.append(key[...], members: members.sorted()) }
    }
  }

  private static func leastKey(_ streams: [ClassStream]) -> [UInt8]? {
    var result: [UInt8]?
    for key in streams.compactMap(\.current?.key) {
      if let best = result, compareBytes(key, best) >= 0 { continue }
      result = key
    }
    return result
  }
}
