// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The writer of an index folder: opening it, commits, and the sweeping of files that belong to no
// commit. IndexWriter+Documents.swift takes documents; IndexWriter+Merging.swift merges segments.

internal import FileStorage
internal import Synchronization
public import SystemPackage

/// How an `IndexWriter` works; the bytes that it writes depend on the memory alone.
public struct WriterOptions: Sendable {
  /// What building may hold.
  public var memory: MemoryBudget
  /// How many documents are analysed at a time, at least 1.
  public var threads: Int

  /// Makes options; by default a quarter of the machine's memory, and a thread for each core.
  public init(memory: MemoryBudget = .standard, threads: Int? = nil) {
    self.memory = memory
    self.threads = max(threads ?? MachineProcessors.usable, 1)
  }
}

/// The one writer of an index folder; holds its lock until it is released.
///
/// Documents that are added or deleted become part of the index together at `commit`, which is one
/// replacement of the manifest: a run that is killed leaves the commit before or the commit after,
/// and files that the next writer sweeps away. May be used by many tasks at once. Merges run in the
/// background and never hold up a commit; `finishMerges` waits for them.
///
/// The same documents, deletions and commits in the same order give the same bytes after
/// `finishMerges`, however many threads there are.
public final class IndexWriter: Sendable {
  /// The index folder.
  let folder: FilePath
  /// Held by background work too, so that no other writer sweeps its files away.
  let lock: FolderLock
  /// Makes segments of documents.
  let builder: SliceBuilder
  /// How the writer works.
  let options: WriterOptions
  /// Commits, merges, and documents that wait for the next commit.
  let state: Mutex<State>

  /// What changes in the life of a writer.
  struct State {
    /// The latest commit.
    var manifest: IndexManifest
    /// Its segments.
    var segments: [Segment]
    /// A number that no segment of the folder has borne.
    var nextNumber: UInt64
    /// Merges.
    var merging = Merging()
    /// Documents and deletions that are not committed.
    var waiting = WaitingDocuments()
  }

  /// Opens the index in a folder for writing, or starts an empty one; makes the folder if missing.
  ///
  /// - Parameters:
  ///   - folder: the index folder.
  ///   - wait: how long to wait for another writer.
  ///   - options: memory and threads.
  /// - Throws: `locked`, `fileSystem`, or what keeps the latest commit from being opened.
  public init(
    folder: FilePath, waiting wait: Duration = .zero, options: WriterOptions = WriterOptions()
  ) throws(SearchIndexError) {
    self.folder = folder
    self.options = options
    lock = try Self.takeLock(folder, wait: wait)
    builder = SliceBuilder(folder: folder, options: options)
    var manifest = IndexManifest()
    do throws(SearchIndexError) {
      manifest = try IndexManifest.read(folder: folder).manifest
    } catch .noIndex {
      // A new folder.
    }
    var segments: [Segment] = []
    for entry in manifest.segments {
      segments.append(try Segment(folder: folder, entry: entry))
    }
    try manifest.sweep(folder)
    state = Mutex(
      State(manifest: manifest, segments: segments, nextNumber: manifest.nextSegment))
  }

  deinit {
    state.withLock { $0.merging.abandon() }
  }

  private static func takeLock(
    _ folder: FilePath, wait: Duration
  ) throws(SearchIndexError) -> FolderLock {
    do throws(FileStorageError) {
      try Folder.createDurably(folder)
      return try FolderLock(folder: folder, wait: wait)
    } catch {
      if case .locked = error { throw .locked(folder: folder.string) }
      throw .fileSystem(path: error.path.string, reason: error.description)
    }
  }

  /// Live documents of the latest commit.
  public var documentCount: Int {
    state.withLock { $0.segments.reduce(0) { $0 + $1.liveCount } }
  }

  /// The number of the latest commit; 0 before the first.
  public var generation: UInt64 { state.withLock { $0.manifest.generation } }

  /// A number that no segment of this folder has borne.
  public func nextSegmentNumber() -> UInt64 {
    state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber - 1
    }
  }

  /// Whether a live document of the latest commit has this id.
  ///
  /// - Throws: `corrupt`.
  public func contains(id: String) throws(SearchIndexError) -> Bool {
    for segment in state.withLock({ $0.segments }) {
      if let document = try segment.find(id: id), !segment.isDeleted(document) { return true }
    }
    return false
  }

  /// Adds segments that the caller has built, and deletes documents of earlier commits, in one
  /// commit, durable on return.
  ///
  /// A document of `segments` replaces a live one of the same id. Ids in `ids` that no live document
  /// of an earlier commit has are passed over. A segment without documents is dropped. What `add`
  /// and `delete` were given is not part of it.
  /// - Returns: how many documents were deleted or replaced.
  /// - Throws: `duplicateDocument` where two of `segments` have the same id; `fileSystem`, `corrupt`.
  ///   The commit before then stands.
  @discardableResult
  public func publish(
    segments added: [SegmentDescription], deleting ids: [String] = []
  ) throws(SearchIndexError) -> Int {
    let change = IndexChange(
      added: added,
      deletions: ids.map { IndexChange.Deletion(id: Array($0.utf8), addedBefore: 0) })
    return try state.withLock { state throws(SearchIndexError) in
      try commit(change, &state)
    }
  }

  /// Makes a change, and the outcomes of merges that are done, the latest commit.
  ///
  /// - Returns: how many documents were deleted or replaced.
  /// - Throws: as `publish`.
  func commit(
    _ change: IndexChange, _ state: inout State
  ) throws(SearchIndexError) -> Int {
    var count = 0
    try commit(&state) { draft throws(SearchIndexError) in
      try draft.takeFinishedMerges()
      count = try draft.apply(change)
    }
    return count
  }

  /// Makes a changed copy of the latest commit the latest commit.
  func commit(
    _ state: inout State, _ change: (inout IndexDraft) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var draft = IndexDraft(
      folder: folder, manifest: state.manifest, segments: state.segments,
      merges: state.merging.pending)
    try change(&draft)
    try draft.write(nextSegment: state.nextNumber, replacing: state.manifest)
    state.manifest = draft.manifest
    state.segments = draft.segments
    state.merging.pending = draft.merges
    if let failure = draft.mergeFailure { state.merging.failure = failure }
  }
}

extension IndexManifest {
  /// Removes the files of runs that ended before their commit.
  fileprivate func sweep(_ folder: FilePath) throws(SearchIndexError) {
    let known = Set(files(in: folder))
    try SearchIndexError.storage { () throws(FileStorageError) in
      for entry in try Folder.list(folder) where entry.kind == .file {
        guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
        let path = folder.appending(name)
        let isOurs =
          SegmentFiles.owns(name) || name.hasPrefix(WholeFile.temporaryPrefix)
        if isOurs, !known.contains(path) { try Folder.removeFile(path) }
      }
    }
  }
}
