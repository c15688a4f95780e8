// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents in, one segment out, with several threads. Each analyses batches of documents and keeps
// their terms; what is known of documents beside terms is put in order as batches end; the terms of
// all threads are sorted together. So the segment has the bytes that one thread would write.

internal import Synchronization
public import SystemPackage

/// Builds one segment with several threads.
///
/// The same documents in the same order give the same bytes, whatever the number of threads and
/// however the documents are cut into batches. Takes four bytes of memory a word, 120 a document and 150 a
/// distinct form: of short documents about three times the text, less the more text there is; half of the text
/// besides where it is stored. A segment has
/// room for 2^29 forms and for 4 GiB of their letters, which some hundred gigabytes of text have.
public final class ParallelSegmentBuilder: Sendable {
  /// Hands out the documents of a batch one by one.
  public typealias Batch =
    @Sendable (_ take: (IndexedDocument) throws(SearchIndexError) -> Void)
    throws(SearchIndexError) -> Void

  /// Gives the next batch, nil where there is none; never asked by two threads at once.
  public typealias Source = @Sendable () throws(SearchIndexError) -> Batch?

  /// What is written beside terms, for the one task that writes it: nobody else holds its memory.
  private final class Others: Sendable {
    private let content: Mutex<(documents: SegmentDocuments, classes: ClassSorter)?>

    init(_ documents: consuming SegmentDocuments, _ classes: consuming ClassSorter) {
      content = Mutex((documents, classes))
    }

    /// Writes the files of classes, documents and stored text, once.
    ///
    /// - Throws: `fileSystem`.
    func write(
      _ assembly: SegmentAssembly, folder: FilePath, segment: UInt64
    ) throws(SearchIndexError) -> [WrittenFile] {
      guard var (documents, classes) = content.withLock({ $0.take() }) else { return [] }
      let written = try assembly.write(&classes, folder: folder, segment: segment)
      return try [written]
        + documents.write(
          folder: folder, segment: segment, languages: assembly.languages, analysis: .current)
    }
  }

  private let workers: [BuilderWorker]
  private let storesText: Bool
  private let gathering: Mutex<GatheredBatches>
  /// Held while a batch is asked for.
  private let turn = Mutex(())

  /// Makes an empty builder for so many threads, at least one.
  ///
  /// Without stored text an index has no snippets and cannot give a text back.
  public init(threads: Int, storesText: Bool = true) {
    workers = (0..<min(max(1, threads), Int(UInt16.max))).map { _ in BuilderWorker() }
    self.storesText = storesText
    gathering = Mutex(GatheredBatches(storesText: storesText))
  }

  /// Documents since the last write.
  public var documentCount: Int { gathering.withLock { $0.documents.count } }

  /// About the memory that the collected documents take, in bytes, with what writing them will take.
  ///
  /// Follows from the documents alone, whatever the number of threads. O(forms / 64).
  var approximateMemory: Int {
    let load = workers.reduce(into: BuilderLoad()) { sum, worker in
      if let own = worker.load() { sum.add(own) }
    }
    return load.memory + gathering.withLock { $0.documents.approximateMemory }
  }

  /// Whether one of the documents since the last write has one of some ids.
  func containsAny(of ids: ByteStrings) -> Bool {
    gathering.withLock { gathering in
      let own = gathering.documents.values.ids
      return own.count > 0 && (0..<ids.count).contains { own.number(of: Array(ids[$0])) != nil }
    }
  }

  /// Takes up the documents of all batches of a source.
  ///
  /// Batches of a hundred kilobytes of text or more keep all threads at work.
  /// - Throws: what `source` and its batches throw, `unstorable`, `duplicateDocument`; the builder is
  ///   then empty.
  public func add(_ source: @escaping Source) async throws(SearchIndexError) {
    try await add(threads: workers.count, source)
  }

  /// Takes up the documents of some batches, with no more threads than batches.
  ///
  /// - Throws: as `add(_:)`.
  func add(_ batches: [Batch]) async throws(SearchIndexError) {
    let rest = Mutex(batches[...])
    try await add(threads: min(workers.count, batches.count)) {
      rest.withLock { $0.popFirst() }
    }
  }

  private func add(
    threads: Int, _ source: @escaping Source
  ) async throws(SearchIndexError) {
    let results = await withTaskGroup { group in
      for worker in 0..<threads {
        group.addTask {
          Result { () throws(SearchIndexError) in try self.work(worker, source) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for result in results {
      if case .failure(let error) = result {
        removeAll()
        throw error
      }
    }
  }

  /// Analyses batches until there are none.
  private func work(_ worker: Int, _ source: Source) throws(SearchIndexError) {
    do throws(SearchIndexError) {
      try workers[worker].with { indexer throws(SearchIndexError) in
        while let (number, batch) = try nextBatch(source) {
          var analysed = AnalysedBatch(worker: UInt16(worker))
          try batch { document throws(SearchIndexError) in
            try document.check()
            analysed.append(document, indexer.add(document), storesText: storesText)
          }
          try takeUp(consume analysed, number)
        }
      }
    } catch {
      gathering.withLock { $0.isStopped = true }
      throw error
    }
  }

  private func nextBatch(
    _ source: Source
  ) throws(SearchIndexError) -> (number: Int, batch: Batch)? {
    try turn.withLock { _ throws(SearchIndexError) in
      if gathering.withLock({ $0.isStopped }) { return nil }
      guard let batch = try source() else { return nil }
      return (gathering.withLock { $0.begin() }, batch)
    }
  }

  /// Takes up a batch, and compresses what it fills beside the other threads.
  private func takeUp(
    _ batch: consuming AnalysedBatch, _ number: Int
  ) throws(SearchIndexError) {
    var batch: AnalysedBatch? = batch
    let blocks = try gathering.withLock { gathering throws(SearchIndexError) in
      guard let batch = batch.take() else { return [] as [StoredTextWriter.Block] }
      return try gathering.take(batch, number: number)
    }
    for block in blocks {
      let frame = block.compressed()
      gathering.withLock { $0.documents.stored.append(frame) }
    }
  }

  /// Writes the documents as a segment and empties the builder.
  ///
  /// The files are not yet durable and not part of the index until `IndexWriter.publish`.
  /// - Throws: `fileSystem`; the builder is then empty too.
  public func write(
    to folder: FilePath, segment number: UInt64
  ) async throws(SearchIndexError) -> SegmentDescription {
    var forms = await takeForms()
    var (documents, arrivals) = gathering.withLock { ($0.documents, $0.workers) }
    removeAll()
    var sorted = SegmentAssembly(&forms, arrivals: arrivals, values: &documents.values)
    arrivals = []
    let (count, textBytes) = (documents.count, UInt64(documents.textBytes))
    let rest = Others(consume documents, sorted.takeClasses())
    let assembly = sorted
    // The files are written at the same time; the dictionary with its postings takes longest.
    let others = Task {
      Result { () throws(SearchIndexError) in
        try rest.write(assembly, folder: folder, segment: number)
      }
    }
    // One thread writes them one after another, so that the lists have the memory of the others.
    if workers.count == 1 { _ = await others.value }
    let terms: Result<[WrittenFile], SearchIndexError>
    do throws(SearchIndexError) {
      terms = .success(
        try await assembly.writeTerms(folder: folder, segment: number, threads: workers.count))
    } catch {
      terms = .failure(error)
    }
    let files = await others.value
    return SegmentDescription(
      number: number, documentCount: count, textBytes: textBytes,
      files: try terms.get() + files.get())
  }

  /// The forms of all threads.
  private func takeForms() async -> [VocabularyForms] {
    let tasks = workers.map { worker in
      Task { worker.takeForms() }
    }
    var forms: [VocabularyForms] = []
    for task in tasks { forms.append(await task.value) }
    return forms
  }

  /// Forgets all documents.
  private func removeAll() {
    for worker in workers { worker.removeAll() }
    gathering.withLock { gathering in
      gathering = GatheredBatches(storesText: storesText)
    }
  }
}
