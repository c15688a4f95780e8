// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From what one or several threads have analysed to the files of one segment. The forms of all are
// sorted together, so that the outcome depends on the documents and their order alone.

internal import SystemPackage
internal import TextAnalysis

/// Where the occurrences of a document are.
struct DocumentPlace: Sendable {
  /// Which of the vocabularies.
  var vocabulary: UInt32
  /// Its number among the documents of the vocabulary.
  var document: UInt32
}

/// Sorted terms of a segment with their occurrences.
struct SegmentAssembly: Sendable {
  /// The languages of the segment, by code.
  let languages: [Language]
  /// For each of `languages` the rules applied in it.
  let stemmers: [Set<Stemmer>]
  private let sorter: TermSorter
  private let terms: SortedTerms
  /// The tables of each vocabulary, renumbered by variants.
  private let tables: [[OccurrenceTable]]
  private let counts: [UInt32]
  private let places: [DocumentPlace]
  private let lengths: WordCounts

  /// Sorts the terms of vocabularies, which are none afterwards.
  ///
  /// `places` says by arrival where the occurrences of the documents of `values` are.
  init(
    _ vocabularies: inout [VocabularyForms], places: [DocumentPlace],
    values: inout DocumentValuesWriter
  ) {
    var sorter = TermSorter()
    var bases: [Int] = []
    for index in vocabularies.indices {
      bases.append(sorter.count)
      var own = TermSorter()
      swap(&own, &vocabularies[index].sorter)
      if index == 0 { sorter = own } else { sorter.append(contentsOf: own) }
    }
    languages = values.languages(with: sorter.languages)
    stemmers = sorter.stemmers(in: languages)
    terms = sorter.sort(languages)
    var counts = [UInt32](repeating: 0, count: terms.forms.count)
    for index in vocabularies.indices {
      vocabularies[index].renumber(terms, base: bases[index], &counts)
    }
    tables = vocabularies.map { $0.tables.map(\.occurrences) }
    vocabularies = []
    self.sorter = sorter
    self.counts = counts
    self.places = Self.byDocument(places, values.numbering())
    lengths = values.wordCounts(languages)
  }

  private static func byDocument(
    _ places: [DocumentPlace], _ numbering: [UInt32]
  ) -> [DocumentPlace] {
    var result = places
    for (arrival, document) in numbering.enumerated() { result[Int(document)] = places[arrival] }
    return result
  }

  /// Writes the file of classes.
  ///
  /// - Throws: `fileSystem`.
  func writeClasses(
    folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> WrittenFile {
    let output = try ClassMapWriter(folder: folder, segment: segment)
    var classes = sorter.classes
    try classes.write(to: output, variantOf: terms.variantOf)
    return try output.finish(stemmers: stemmers)
  }

  /// Writes the files of terms, postings and positions.
  ///
  /// - Throws: `fileSystem`.
  func writeTerms(
    folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> [WrittenFile] {
    let output = try TermDictionaryWriter(folder: folder, segment: segment)
    var gatherer = PostingsGatherer(
      tables, places: places, firstVariants: terms.firstVariants, counts: counts)
    var head = TermHead(key: [])
    var postings = TermPostings()
    for term in 0..<terms.count {
      sorter.put(terms.forms(of: term), in: &head)
      gatherer.putPostings(of: term, in: &postings)
      try output.append(head, postings, lengths: lengths)
    }
    return try output.finish()
  }
}
