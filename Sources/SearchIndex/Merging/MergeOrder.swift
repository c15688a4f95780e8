// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The order in which the live documents of several segments stand in the merged one.
///
/// It is the order of a builder that is given the same documents: by main language, then by segment, then
/// by arrival there, so that the documents of one language and segment stay together in their order.
struct MergeOrder {
  /// What is merged.
  let segments: [Segment]
  /// The languages of live documents, and those that have terms but never had a passage; by code.
  let languages: [Language]
  /// For each segment the new ordinal of each of its languages, nil for one that is left out.
  let newLanguages: [[UInt16?]]
  /// For each segment, by new ordinal, the ordinal of the language in it.
  private let oldLanguages: [[UInt16?]]

  /// Finds the languages.
  init(_ segments: [Segment]) {
    self.segments = segments
    var names: Set<Language> = [.unknown]
    for segment in segments {
      for (ordinal, live) in segment.languages.enumerated()
      where Self.isKept(segment, UInt16(ordinal), live) { names.insert(live.language) }
    }
    let languages = names.sorted()
    let ordinals = Dictionary(
      uniqueKeysWithValues: languages.enumerated().map { ($1, UInt16($0)) })
    self.languages = languages
    newLanguages = segments.map { $0.languages.map { ordinals[$0.language] } }
    oldLanguages = newLanguages.map { new in
      var old = [UInt16?](repeating: nil, count: languages.count)
      for (ordinal, language) in new.enumerated() {
        if let language { old[Int(language)] = UInt16(ordinal) }
      }
      return old
    }
  }

  private static func isKept(
    _ segment: Segment, _ ordinal: UInt16, _ live: LanguageStatistics
  ) -> Bool {
    live.documents > 0 || segment.values.languages[Int(ordinal)].documents == 0
      || segment.values.documents(mainLanguage: ordinal).contains { !segment.isDeleted($0) }
  }

  /// Visits the documents in order, with the new ordinals of their main languages.
  func visit(
    _ body: (_ segment: Int, _ document: UInt32, _ main: UInt16) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    try visitRuns { segment, run, main throws(SearchIndexError) in
      for document in run where !segments[segment].isDeleted(document) {
        try body(segment, document, main)
      }
    }
  }

  /// Visits the documents in order, those of one segment and main language at a time, deleted ones among
  /// them.
  func visitRuns(
    _ body: (_ segment: Int, _ documents: Range<UInt32>, _ main: UInt16)
      throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    for language in languages.indices {
      for (index, segment) in segments.enumerated() {
        guard let old = oldLanguages[index][language] else { continue }
        try body(index, segment.values.documents(mainLanguage: old), UInt16(language))
      }
    }
  }

  /// For each segment the new doc id of each of its documents, `TermMerger.none` for a deleted one, and
  /// where the documents of each language begin.
  func numbers() throws(SearchIndexError) -> (documents: [[UInt32]], limits: SegmentLimits) {
    var documents = segments.map { [UInt32](repeating: TermMerger.none, count: $0.documentCount) }
    var ends = [UInt32](repeating: 0, count: languages.count)
    var next: UInt32 = 0
    try visit { segment, document, main in
      documents[segment][Int(document)] = next
      next += 1
      ends[Int(main)] = next
    }
    var last: UInt32 = 0
    for language in ends.indices {
      // A language that is the main one of no document ends where the one before does.
      ends[language] = max(ends[language], last)
      last = ends[language]
    }
    return (documents, SegmentLimits(mainStarts: [0] + ends))
  }
}
