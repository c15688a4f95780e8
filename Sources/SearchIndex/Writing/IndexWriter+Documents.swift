// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The door for documents. They are cut into slices of a size that follows from the memory budget;
// a task makes one segment of each slice, or more where its vocabulary is unusually rich; `commit`
// publishes them all, in order. What is left for the last slice before a commit is mostly small: all
// threads make its one segment together.

internal import Synchronization

extension IndexWriter {
  /// Hands out documents one by one.
  package typealias DocumentSource =
    @Sendable (_ take: (IndexedDocument) throws(SearchIndexError) -> Void)
    throws(SearchIndexError) -> Void

  /// Adds a document, in place of one of the same id if there is one; searchable after `commit`.
  ///
  /// Waits while enough documents for all builders are under way.
  /// - Throws: `unstorable`; the document then counts as not given.
  public func add(_ document: IndexedDocument) async throws(SearchIndexError) {
    try document.check()
    let isFull = state.withLock { state in
      state.waiting.append(document)
      if state.waiting.weight < sliceText { return false }
      closeSlice(&state)
      return true
    }
    if isFull { await waitForBuilders() }
  }

  /// Deletes the document with an id, if there is one, as of the next commit.
  ///
  /// A document that is added under this id later, also before the commit, stays.
  public func delete(id: String) {
    state.withLock { $0.waiting.delete(Array(id.utf8)) }
  }

  /// Text that makes a slice, in bytes; follows from the memory budget.
  package var sliceText: Int { options.memory.sliceText }

  /// Adds a slice of so many documents, at least 1, that a task of its own makes; about
  /// `sliceText` bytes, the longest of so many.
  ///
  /// An error of `source` is thrown by `commit`. Waits as `add` does.
  package func addSlice(
    of count: Int, longestText: Int, _ source: @escaping DocumentSource
  ) async {
    state.withLock { state in
      closeSlice(&state)
      startSlice(of: count, longestText: longestText, source, &state)
    }
    await waitForBuilders()
  }

  /// Begins with the documents that wait, as the next `commit` would: for a caller that has other work
  /// to do before it.
  package func begin() { state.withLock { closeSlice(&$0) } }

  /// Makes everything added and deleted so far part of the index: durable and searchable on return.
  ///
  /// Of several tasks that commit at once, one does it for all that wait. Does nothing where there
  /// is nothing to commit, unless there is no commit at all. Decides which segments are merged, but does not wait for it.
  /// - Returns: the number of the latest commit.
  /// - Throws: `fileSystem`, `corrupt`; the commit before then stands, and what was added since is
  ///   given up.
  @discardableResult
  public func commit() async throws(SearchIndexError) -> UInt64 {
    let turn = state.withLock { state in
      let (earlier, batches) = (state.waiting.lastCommit, state.waiting.batches)
      let turn = Task {
        await earlier?.value
        return await Result { () async throws(SearchIndexError) in
          try await self.commitWaiting(sinceBatch: batches)
        }
      }
      state.waiting.lastCommit = Task { _ = await turn.value }
      return turn
    }
    return try await turn.value.get()
  }

  private func commitWaiting(
    sinceBatch batches: Int
  ) async throws(SearchIndexError) -> UInt64 {
    let batch = try state.withLock { state throws(SearchIndexError) in
      // What this commit was to publish may have been given up by the one before.
      if let failure = state.waiting.failure, failure.batch >= batches { throw failure.error }
      closeSlice(&state)
      return state.waiting.takeBatch()
    }
    guard let batch else { return try firstGeneration() }
    do throws(SearchIndexError) {
      let change = try await batch.change()
      return try state.withLock { state throws(SearchIndexError) in
        _ = try commit(change, &state)
        decideMerges(&state)
        return state.manifest.generation
      }
    } catch {
      state.withLock { $0.waiting.failure = (batch.number, error) }
      await batch.removeFiles(folder)
      throw error
    }
  }

  /// The latest commit; makes an empty one where there is none, so that the folder is an index.
  private func firstGeneration() throws(SearchIndexError) -> UInt64 {
    try state.withLock { state throws(SearchIndexError) in
      if state.manifest.generation == 0 { _ = try commit(IndexChange(), &state) }
      return state.manifest.generation
    }
  }

  /// Slices that all threads make together have at least so many bytes, and at most a quarter of a
  /// slice: these become one segment, however rich their vocabulary is.
  private static let leastShared = 256 << 10

  /// Starts a task for the documents that wait.
  private func closeSlice(_ state: inout State) {
    let weight = state.waiting.weight
    let documents = state.waiting.takeDocuments()
    if documents.isEmpty { return }
    if weight >= Self.leastShared, weight <= sliceText / 4 {
      return startShared(documents, &state)
    }
    startSlice(
      of: documents.count, longestText: documents.map(\.weight).max() ?? 0,
      { take throws(SearchIndexError) in
        for document in documents { try take(document) }
      }, &state)
  }

  /// Starts a task that makes one segment of documents with all threads.
  private func startShared(_ documents: [IndexedDocument], _ state: inout State) {
    let build = SharedSliceBuild(
      number: state.nextNumber, folder: folder, threads: options.threads, documents: documents)
    state.nextNumber += 1
    let (builders, lock) = (builders, lock)
    state.waiting.slices.append(
      Task {
        // The place stands for the memory that it takes.
        let place = await builders.take(shares: 1)
        let built = await Result { () async throws(SearchIndexError) in [try await build.run()] }
        await builders.give(place, shares: 1)
        withExtendedLifetime(lock) {}
        return built
      })
  }

  /// Starts a task that makes segments of a slice.
  private func startSlice(
    of count: Int, longestText: Int, _ source: @escaping DocumentSource, _ state: inout State
  ) {
    let segments = UInt64(min(count, SliceBuild.segmentLimit))
    let numbers = state.nextNumber..<(state.nextNumber + segments)
    state.nextNumber = numbers.upperBound
    let build = SliceBuild(
      numbers: numbers, folder: folder, memory: options.memory.builderShare, source: source)
    let (builders, lock) = (builders, lock)
    let shares = options.memory.shares(longestText: longestText)
    state.waiting.slices.append(
      Task {
        let place = await builders.take(shares: shares)
        let built = place.builder.withLock { builder in
          Result { () throws(SearchIndexError) in try build.run(builder) }
        }
        await builders.give(place, shares: shares)
        withExtendedLifetime(lock) {}
        return built
      })
  }

  /// Waits until there is work for no more than all builders.
  private func waitForBuilders() async {
    let slice = state.withLock { state in
      let slices = state.waiting.slices
      return slices.count > builders.limit ? slices[slices.count - 1 - builders.limit] : nil
    }
    _ = await slice?.value
  }
}

extension Result where Success: Sendable {
  /// What an asynchronous body gives or throws.
  fileprivate init(
    catching body: () async throws(Failure) -> Success
  ) async {
    do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
