// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the threads of a ParallelSegmentBuilder have each, and what they share.

internal import Synchronization

/// What one thread works with; made when it first has work.
final class BuilderWorker: Sendable {
  private let indexer = Mutex<DocumentIndexer?>(nil)

  /// Runs `body` with the indexer, which is made if need be.
  func with<Result: Sendable>(
    _ body: (DocumentIndexer) throws(SearchIndexError) -> Result
  ) throws(SearchIndexError) -> Result {
    try indexer.withLock { indexer throws(SearchIndexError) in
      let own = indexer ?? DocumentIndexer()
      indexer = own
      return try body(own)
    }
  }

  /// Gives its forms, none where it never had work.
  func takeForms() -> VocabularyForms {
    indexer.withLock { $0?.takeForms() } ?? VocabularyForms()
  }

  /// What its documents amount to; nil where it never had work.
  func load() -> BuilderLoad? { indexer.withLock { $0?.load() } }

  /// Forgets its documents.
  func removeAll() { indexer.withLock { $0?.removeAll() } }
}

/// Documents of a batch that were analysed.
struct AnalysedBatch: Sendable {
  /// Which thread has their terms.
  let worker: UInt16
  /// The documents in order.
  fileprivate var documents: [(document: IndexedDocument, analysis: DocumentAnalysis)] = []

  /// Starts a batch of a thread.
  init(worker: UInt16) { self.worker = worker }

  /// Takes up the next document, without its text unless that is stored.
  mutating func append(
    _ document: IndexedDocument, _ analysis: DocumentAnalysis, storesText: Bool
  ) {
    documents.append((document, analysis))
    if !storesText { documents[documents.count - 1].document.text = [] }
  }
}

/// What threads share: all batches, put in order.
struct GatheredBatches: Sendable {
  /// What is known of documents beside terms.
  var documents: SegmentDocuments
  /// For each document the worker that analysed it; each worker's come in the order of its own.
  private(set) var workers: [UInt16] = []
  /// Whether a thread failed.
  var isStopped = false
  private var begun = 0
  private var ended = 0
  /// Batches that came before their turn.
  private var early: [Int: AnalysedBatch] = [:]

  /// Starts without documents.
  init(storesText: Bool) { documents = SegmentDocuments(storesText: storesText) }

  /// The number of the next batch that is handed out.
  mutating func begin() -> Int {
    begun += 1
    return begun - 1
  }

  /// Takes up a batch, and those behind it that came early, when it is its turn.
  ///
  /// - Returns: the blocks of stored text that they fill, to be compressed.
  /// - Throws: `duplicateDocument`, `unstorable`.
  mutating func take(
    _ batch: consuming AnalysedBatch, number: Int
  ) throws(SearchIndexError) -> [StoredTextWriter.Block] {
    early[number] = batch
    var blocks: [StoredTextWriter.Block] = []
    while let next = early.removeValue(forKey: ended) {
      ended += 1
      try append(next, &blocks)
    }
    return blocks
  }

  private mutating func append(
    _ batch: AnalysedBatch, _ blocks: inout [StoredTextWriter.Block]
  ) throws(SearchIndexError) {
    // Borrowed, documents are not copied.
    let analysed = batch.documents.span
    for index in analysed.indices {
      try documents.appendID(of: analysed[index].document)
      let block = documents.append(analysed[index].document, analysed[index].analysis)
      workers.append(batch.worker)
      if let block { blocks.append(block) }
    }
  }
}
