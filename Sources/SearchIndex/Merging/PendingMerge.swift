// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A merge from the moment it is decided until a commit lists its outcome.

internal import FileStorage
internal import Synchronization
internal import SystemPackage

/// A merge that was decided and is not yet part of a commit.
///
/// Segments that it will replace stay in commits until it is done; what is deleted from them until
/// then is noted here and carried over.
struct PendingMerge: Sendable {
  /// The number of the segment that it makes.
  let number: UInt64
  /// The numbers of the segments that it will stand for, those of earlier pending merges included.
  let members: Set<UInt64>
  /// Documents of the outcome.
  let documents: Int
  /// The work itself, done by another thread.
  let work: MergeWork
  /// Ids of documents deleted from its members since it was decided; each once.
  var deleted: [[UInt8]] = []
  /// The last commit that deleted one of them, 0 where none did.
  var deletionGeneration: UInt64 = 0
}

/// What is merged.
enum MergeInput: Sendable {
  /// A segment with the deletions of the commit at which the merge was decided.
  case segment(Segment)
  /// The outcome of an earlier merge, without documents deleted since that was decided.
  case merge(MergeWork, deleted: [[UInt8]])
}

/// The work of a merge: run once, by any thread.
final class MergeWork: Sendable {
  /// A segment that no commit lists yet; its files are durable.
  struct Outcome: Sendable {
    /// How the manifest will list it.
    let entry: IndexManifest.Entry
    /// The segment.
    let segment: Segment
  }

  private let number: UInt64
  private let folder: FilePath
  private let inputs: [MergeInput]
  private let state = Mutex<State>(.waiting)

  private enum State: Sendable {
    case waiting
    case abandoned
    case done(Result<Outcome?, SearchIndexError>)
  }

  /// Prepares the merge of `inputs`, in order, into the segment `number`.
  init(number: UInt64, folder: FilePath, inputs: [MergeInput]) {
    self.number = number
    self.folder = folder
    self.inputs = inputs
  }

  /// What came of it, nil while it is not done; `nil` inside where no document was left.
  var outcome: Result<Outcome?, SearchIndexError>? {
    state.withLock { state in
      guard case .done(let result) = state else { return nil }
      return result
    }
  }

  /// Says that nobody wants the outcome any more.
  func abandon() {
    state.withLock { state in
      if case .waiting = state { state = .abandoned }
    }
  }

  /// Merges and makes the files durable, unless the merge was abandoned before.
  func run() {
    let isWanted = state.withLock { state in
      guard case .waiting = state else { return false }
      return true
    }
    guard isWanted else { return }
    let result = Result { () throws(SearchIndexError) in try merge() }
    let isKept = state.withLock { state in
      guard case .waiting = state else { return false }
      state = .done(result)
      if case .failure = result { return false }
      return true
    }
    // Nor is half a segment kept: the disk may be full.
    if !isKept { SegmentFiles(folder: folder, segment: number).remove() }
  }

  private func merge() throws(SearchIndexError) -> Outcome? {
    var segments: [Segment] = []
    for input in inputs {
      if let segment = try segment(of: input), segment.liveCount > 0 { segments.append(segment) }
    }
    if segments.isEmpty { return nil }
    let description = try SegmentMerger.merge(segments, folder: folder, segment: number)
    let files = SegmentFiles(folder: folder, segment: number)
    try SearchIndexError.storage { () throws(FileStorageError) in
      try Folder.syncFiles(ComponentKind.ofSegment.map(files.path))
    }
    let entry = IndexManifest.Entry(segment: description, deletions: nil)
    return Outcome(entry: entry, segment: try Segment(folder: folder, entry: entry))
  }

  private func segment(of input: MergeInput) throws(SearchIndexError) -> Segment? {
    switch input {
    case .segment(let segment): return segment
    case .merge(let earlier, let deleted):
      guard let outcome = try earlier.outcome?.get() else { return nil }
      if deleted.isEmpty { return outcome.segment }
      return try outcome.without(deleted, folder: folder)
    }
  }
}

extension MergeWork.Outcome {
  /// A number that no commit bears, for deletions that no commit lists.
  private static let noGeneration = UInt64.max

  /// The segment without some documents more.
  fileprivate func without(
    _ ids: [[UInt8]], folder: FilePath
  ) throws(SearchIndexError) -> Segment {
    var deletions = DeletedDocuments(
      generation: Self.noGeneration, documents: segment.documentCount,
      languages: segment.languages.count)
    for id in ids {
      guard let document = try segment.values.ids.find(id) else { continue }
      deletions.insert(document, lengths: try segment.lengths(of: document))
    }
    let path = SegmentFiles(folder: folder, segment: segment.number)
      .deletions(generation: Self.noGeneration)
    let file = deletions.encoded(segment: segment.number)
    try SearchIndexError.storage { () throws(FileStorageError) in
      try WholeFile.write(file.bytes, to: path, sync: false)
    }
    // Once it is open, the file needs no name.
    defer { try? Folder.removeFile(path) }
    var entry = entry
    entry.deletions = IndexManifest.Deletions(
      generation: Self.noGeneration, count: deletions.count, file: file.written)
    return try Segment(folder: folder, entry: entry)
  }
}
