// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From what one or several threads have analysed to the files of one segment. The forms of all are
// sorted together, so that the outcome depends on the documents and their order alone.

internal import Synchronization
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
  private var sorter: TermSorter
  private let terms: SortedTerms
  /// The occurrences of each vocabulary, renumbered by variants.
  private let tables: [OccurrenceTable]
  private let counts: [UInt32]
  private let places: [DocumentPlace]
  private let lengths: WordCounts

  /// Sorts the terms of vocabularies, which are none afterwards.
  ///
  /// `arrivals` says of which vocabulary each of the documents of `values` is; those of a vocabulary come
  /// in its own order.
  init(
    _ vocabularies: inout [VocabularyForms], arrivals: [UInt16],
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
    tables = vocabularies.map(\.occurrences)
    vocabularies = []
    self.sorter = sorter
    self.counts = counts
    places = Self.places(arrivals, tables.count, values.numbering())
    lengths = values.wordCounts(languages)
  }

  private static func places(
    _ arrivals: [UInt16], _ vocabularies: Int, _ numbering: [UInt32]
  ) -> [DocumentPlace] {
    var places = [DocumentPlace](
      repeating: DocumentPlace(vocabulary: 0, document: 0), count: arrivals.count)
    var next = [UInt32](repeating: 0, count: vocabularies)
    for (vocabulary, document) in zip(arrivals, numbering) {
      places[Int(document)] = DocumentPlace(
        vocabulary: UInt32(vocabulary), document: next[Int(vocabulary)])
      next[Int(vocabulary)] += 1
    }
    return places
  }

  /// Gives up the classes, so that their memory can be given back once they are written.
  mutating func takeClasses() -> ClassSorter {
    var classes = ClassSorter()
    swap(&classes, &sorter.classes)
    return classes
  }

  /// Writes the file of classes that were taken.
  ///
  /// - Throws: `fileSystem`.
  func write(
    _ classes: inout ClassSorter, folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> WrittenFile {
    let output = try ClassMapWriter(folder: folder, segment: segment)
    try classes.write(to: output, variantOf: terms.variantOf)
    return try output.finish(stemmers: stemmers)
  }

  /// Writes the files of terms, postings and positions.
  ///
  /// - Throws: `fileSystem`.
  func writeTerms(
    folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> [WrittenFile] {
    let queue = TermBlockQueue(try TermDictionaryWriter(folder: folder, segment: segment))
    try work(batches(threads: 1), queue)
    return try queue.finish()
  }

  /// Writes the files of terms, postings and positions with several threads; the bytes are the same.
  ///
  /// - Throws: `fileSystem`.
  func writeTerms(
    folder: FilePath, segment: UInt64, threads: Int
  ) async throws(SearchIndexError) -> [WrittenFile] {
    let queue = TermBlockQueue(try TermDictionaryWriter(folder: folder, segment: segment))
    let batches = batches(threads: threads)
    let results = await withTaskGroup { group in
      for _ in 0..<threads {
        group.addTask {
          Result { () throws(SearchIndexError) in try work(batches, queue) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for result in results { try result.get() }
    return try queue.finish()
  }

  /// Ranges of terms, which together take as much memory whatever the number of threads.
  private func batches(threads: Int) -> [Range<Int>] {
    let all = tables.reduce(0) { $0 + $1.count }
    return PostingsGatherer.batches(
      firstVariants: terms.firstVariants, counts: counts, block: TermDictionaryWriter.blockSize,
      limit: PostingsGatherer.batch(of: all) / threads)
  }

  /// Encodes batches of terms until there are none.
  private func work(
    _ batches: [Range<Int>], _ queue: TermBlockQueue
  ) throws(SearchIndexError) {
    var gatherer = PostingsGatherer(
      tables, places: places, firstVariants: terms.firstVariants, counts: counts)
    while let number = queue.next(below: batches.count) {
      gatherer.gather(batches[number])
      try queue.write(encode(batches[number], &gatherer), number: number)
    }
  }

  private func encode(
    _ batch: Range<Int>, _ gatherer: inout PostingsGatherer
  ) -> [EncodedTermBlock] {
    var encoder = TermBlockEncoder(limits: lengths.limits)
    var blocks: [EncodedTermBlock] = []
    var head = TermHead(key: [])
    // Those of a block.
    var postings = TermPostings()
    for term in batch {
      let (start, position) = (postings.count, postings.positions.count)
      sorter.put(terms.forms(of: term), in: &head)
      gatherer.appendPostings(of: term, to: &postings)
      encoder.append(
        head,
        postings.span(start..<postings.count, positions: position..<postings.positions.count),
        lengths: lengths)
      if encoder.count == TermDictionaryWriter.blockSize {
        blocks.append(encoder.take())
        postings.removeAll()
      }
    }
    if encoder.count > 0 { blocks.append(encoder.take()) }
    return blocks
  }
}

/// Hands out batches of terms to threads and writes their blocks in order.
private final class TermBlockQueue: Sendable {
  private struct State {
    let output: TermDictionaryWriter
    /// Batches handed out.
    var begun = 0
    /// Batches written.
    var ended = 0
    /// Batches that came before their turn.
    var early: [Int: [EncodedTermBlock]] = [:]
    /// Whether a block could not be written.
    var isStopped = false
  }

  private let state: Mutex<State>

  init(_ output: sending TermDictionaryWriter) { state = Mutex(State(output: output)) }

  /// The number of the next batch of some; nil where there is none, or writing has failed.
  func next(below count: Int) -> Int? {
    state.withLock { state in
      guard state.begun < count, !state.isStopped else { return nil }
      state.begun += 1
      return state.begun - 1
    }
  }

  /// Writes the blocks of a batch, and of those behind it that came early, when it is its turn.
  func write(_ blocks: [EncodedTermBlock], number: Int) throws(SearchIndexError) {
    try state.withLock { state throws(SearchIndexError) in
      state.early[number] = blocks
      do throws(SearchIndexError) {
        while let next = state.early.removeValue(forKey: state.ended) {
          for block in next { try state.output.append(block) }
          state.ended += 1
        }
      } catch {
        state.isStopped = true
        throw error
      }
    }
  }

  /// Writes what is left.
  func finish() throws(SearchIndexError) -> [WrittenFile] {
    try state.withLock { state throws(SearchIndexError) in try state.output.finish() }
  }
}
