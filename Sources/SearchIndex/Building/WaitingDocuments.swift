// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage

/// The segments that ended with a slice, or why there are none.
typealias BuiltSlice = Result<EndedSegments, SearchIndexError>

/// Documents and deletions on their way into the next commit.
struct WaitingDocuments {
  /// Tasks that take slices up, in the order of their documents; each waits for the one before.
  private(set) var slices: [Task<BuiltSlice, Never>] = []
  /// The last of all tasks, of earlier commits too.
  private var lastTask: Task<BuiltSlice, Never>?
  /// Batches taken by commits so far.
  private(set) var batches = 0
  /// The last batch that was given up, and why.
  var failure: (batch: Int, error: SearchIndexError)?
  /// Ends when all commits that were asked for have ended.
  var lastCommit: Task<Void, Never>?

  /// What the documents of the next slice amount to, in bytes.
  private(set) var weight = 0
  private var documents: [WaitingDocument?] = []
  private var ids = ByteStringSet()
  /// For each of `ids` the place of its document.
  private var places: [Int] = []
  private var deletions: [(id: [UInt8], slicesBefore: Int)] = []

  /// Takes up a document, in place of a waiting one of the same id.
  mutating func append(_ document: WaitingDocument, id: String) {
    let (number, isNew) = ids.insert(Array(id.utf8))
    if isNew {
      places.append(documents.count)
    } else {
      drop(number)
      places[number] = documents.count
    }
    documents.append(document)
    weight += document.weight
  }

  /// Takes up a deletion, which spares documents that come after it.
  mutating func delete(_ id: [UInt8]) {
    if let number = ids.number(of: id) { drop(number) }
    // A slice that has not begun holds only documents that came later, or have been dropped.
    deletions.append((id, slices.count))
  }

  private mutating func drop(_ number: Int) {
    weight -= documents[places[number]]?.weight ?? 0
    documents[places[number]] = nil
  }

  /// The next slice, whose documents wait no longer; nil where there are none.
  mutating func takeSlice(nextNumber: inout UInt64) -> Slice? {
    let taken = documents.compactMap { $0 }
    var own = ids
    (documents, ids, places, weight) = ([], ByteStringSet(), [], 0)
    if taken.isEmpty { return nil }
    for deletion in deletions.reversed() {
      guard deletion.slicesBefore == slices.count else { break }
      own.insert(deletion.id)
    }
    let numbers = nextNumber..<(nextNumber + UInt64(min(taken.count, Slice.segmentLimit)))
    nextNumber = numbers.upperBound
    return Slice(documents: taken, ids: own.strings, numbers: numbers)
  }

  /// Does some work once all before it has ended, as the next of `slices`.
  mutating func append(_ work: @escaping @Sendable () async -> BuiltSlice) {
    let previous = lastTask
    let task = Task {
      _ = await previous?.value
      return await work()
    }
    slices.append(task)
    lastTask = task
  }

  /// Everything that the next commit publishes, nil where that is nothing; `finish` ends the last segment.
  mutating func takeBatch(
    finish: @escaping @Sendable () async -> BuiltSlice
  ) -> WaitingBatch? {
    precondition(documents.isEmpty, "documents go into a slice before a batch is taken")
    if slices.isEmpty && deletions.isEmpty { return nil }
    append(finish)
    defer { (slices, deletions, batches) = ([], [], batches + 1) }
    return WaitingBatch(number: batches, slices: slices, deletions: deletions)
  }
}

/// What one commit publishes.
struct WaitingBatch: Sendable {
  /// Batches before this one.
  let number: Int
  /// Tasks that make its segments; the last ends the last one.
  let slices: [Task<BuiltSlice, Never>]
  /// Ids to delete, each with the number of slices whose documents came before.
  let deletions: [(id: [UInt8], slicesBefore: Int)]

  /// The change of the index, when all segments are made.
  ///
  /// - Throws: what a slice threw.
  func change() async throws(SearchIndexError) -> IndexChange {
    var change = IndexChange(repetition: .replaces)
    var endedBefore: [Int] = []
    for slice in slices {
      let ended = try await slice.value.get()
      change.added += ended.before
      endedBefore.append(change.added.count)
      change.added += ended.during
    }
    // A segment that has a document to be deleted ends before the next slice.
    change.deletions = deletions.map {
      IndexChange.Deletion(id: $0.id, addedBefore: endedBefore[$0.slicesBefore])
    }
    return change
  }

  /// Removes the segments that were made; what cannot be removed is swept by the next writer.
  ///
  /// Spares what the manifest lists: a commit may have failed when its manifest was in place and only
  /// the folder could not be synced.
  func removeFiles(_ folder: FilePath) async {
    var made: [FilePath] = []
    for slice in slices {
      for segment in (try? await slice.value.get().all) ?? [] {
        let files = SegmentFiles(folder: folder, segment: segment.number)
        made += ComponentKind.ofSegment.map(files.path)
      }
    }
    var listed: Set<FilePath> = []
    do throws(SearchIndexError) {
      listed = Set(try IndexManifest.read(folder: folder).manifest.files(in: folder))
    } catch .noIndex {
      // No commit: nothing is listed.
    } catch {
      return
    }
    for path in made where !listed.contains(path) { try? Folder.removeFile(path) }
  }
}
