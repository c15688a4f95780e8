// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The door for documents. They are cut into slices of a size that follows from the memory budget, and
// these are taken up one after the other, with all threads, into segments that go on from slice to slice;
// `commit` ends the last one and publishes them all, in order.

internal import Synchronization

extension IndexWriter {
  /// Adds a document, in place of one of the same id if there is one; searchable after `commit`.
  ///
  /// Waits while two slices of documents are under way.
  /// - Throws: `unstorable`; the document then counts as not given.
  public func add(_ document: IndexedDocument) async throws(SearchIndexError) {
    try document.check()
    await add(WaitingDocument(document), id: document.id)
  }

  /// Adds a document of about so many bytes of text that is made when a builder takes it up, by any thread.
  ///
  /// What `make` throws is thrown by `commit`. Waits as `add` does.
  package func add(
    id: String, textBytes: Int,
    _ make: @escaping @Sendable () throws(SearchIndexError) -> IndexedDocument
  ) async {
    await add(WaitingDocument(textBytes: textBytes, make), id: id)
  }

  private func add(_ document: WaitingDocument, id: String) async {
    let earlier = state.withLock { state -> Task<BuiltSlice, Never>? in
      state.waiting.append(document, id: id)
      if state.waiting.weight < sliceText { return nil }
      closeSlice(&state)
      return state.waiting.slices.dropLast(2).last
    }
    _ = await earlier?.value
  }

  /// Deletes the document with an id, if there is one, as of the next commit.
  ///
  /// A document that is added under this id later, also before the commit, stays.
  public func delete(id: String) {
    state.withLock { $0.waiting.delete(Array(id.utf8)) }
  }

  /// Text that makes a slice, in bytes; follows from the memory budget.
  package var sliceText: Int { options.memory.sliceText }

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
      return state.waiting.takeBatch { [builder] in
        await BuiltSlice { () async throws(SearchIndexError) in try await builder.finish() }
      }
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

  /// Starts a task for the documents that wait.
  private func closeSlice(_ state: inout State) {
    guard let slice = state.waiting.takeSlice(nextNumber: &state.nextNumber) else { return }
    state.waiting.append { [builder, lock] in
      let built = await BuiltSlice { () async throws(SearchIndexError) in
        try await builder.take(slice)
      }
      withExtendedLifetime(lock) {}
      return built
    }
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
