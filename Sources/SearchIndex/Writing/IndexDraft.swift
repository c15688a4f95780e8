// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The next commit under construction: a copy of the present one, changed step by step, then written
// as the manifest in one replacement. Where a step fails, the copy is dropped and the present commit
// stands.

internal import FileStorage
internal import SystemPackage

/// What a commit adds and deletes.
struct IndexChange {
  /// What happens where two added segments have documents of one id.
  enum Repetition {
    /// It is an error.
    case refused
    /// The later document replaces the earlier.
    case replaces
  }

  /// A document to be deleted.
  struct Deletion {
    /// Its id.
    var id: [UInt8]
    /// How many of the added segments hold documents that came before the deletion.
    var addedBefore: Int
  }

  /// Segments with new documents, in order.
  var added: [SegmentDescription] = []
  /// Documents to be deleted.
  var deletions: [Deletion] = []
  /// Whether an id may stand in two of the added segments.
  var repetition = Repetition.refused
}

/// The next commit under construction.
struct IndexDraft {
  /// What the commit will consist of.
  private(set) var manifest: IndexManifest
  /// Its segments, in the order of the manifest.
  private(set) var segments: [Segment]
  /// Merges that are not part of it.
  private(set) var merges: [PendingMerge]
  /// Why a merge failed, nil where none did.
  private(set) var mergeFailure: SearchIndexError?

  private let folder: FilePath
  /// Files that are written and not yet durable.
  private var unsynced: [FilePath] = []
  /// Numbers of segments that were taken up and may have been dropped again.
  private var numbers: Set<UInt64> = []
  /// Merges that nobody wants once this is the latest commit.
  private var unwanted: [PendingMerge] = []

  /// Starts from the present commit.
  init(
    folder: FilePath, manifest: IndexManifest, segments: [Segment], merges: [PendingMerge]
  ) {
    self.folder = folder
    self.manifest = manifest
    self.segments = segments
    self.merges = merges
    self.manifest.generation += 1
  }

  /// Puts the outcomes of merges that are done in the places of what they merged.
  ///
  /// After a merge that failed, all later ones are given up, and the segments stay as they are.
  /// - Throws: `fileSystem`, `corrupt`.
  mutating func takeFinishedMerges() throws(SearchIndexError) {
    while let merge = merges.first, let outcome = merge.work.outcome {
      switch outcome {
      case .success(let outcome):
        merges.removeFirst()
        try replace(merge, by: outcome)
      case .failure(let error):
        mergeFailure = error
        giveUpMerges()
      }
    }
  }

  private mutating func replace(
    _ merge: PendingMerge, by outcome: MergeWork.Outcome?
  ) throws(SearchIndexError) {
    numbers.formUnion(merge.members)
    numbers.insert(merge.number)
    let places = segments.indices.filter { merge.members.contains(segments[$0].number) }
    guard let first = places.first else { return }
    for index in places.dropFirst().reversed() { remove(at: index) }
    guard let outcome else { return remove(at: first) }
    manifest.segments[first] = outcome.entry
    segments[first] = outcome.segment
    var documents: [UInt32] = []
    for id in merge.deleted {
      if let document = try outcome.segment.values.ids.find(id) { documents.append(document) }
    }
    try delete(documents, at: first, generation: merge.deletionGeneration)
  }

  private mutating func remove(at index: Int) {
    manifest.segments.remove(at: index)
    segments.remove(at: index)
  }

  /// Puts one segment in the place of all, as a merge of all of them.
  mutating func replaceAll(by description: SegmentDescription?) throws(SearchIndexError) {
    giveUpMerges()
    (manifest.segments, segments) = ([], [])
    if let description { try append(description) }
  }

  private mutating func giveUpMerges() {
    unwanted += merges
    merges = []
  }

  private mutating func append(_ description: SegmentDescription) throws(SearchIndexError) {
    let entry = IndexManifest.Entry(segment: description, deletions: nil)
    let files = SegmentFiles(folder: folder, segment: description.number)
    segments.append(try Segment(folder: folder, entry: entry))
    manifest.segments.append(entry)
    unsynced += ComponentKind.ofSegment.map(files.path)
    numbers.insert(description.number)
  }

  /// Adds segments and deletes documents.
  ///
  /// A document of an added segment replaces one of the same id. Segments without a live document
  /// are dropped.
  /// - Returns: how many documents were deleted or replaced.
  /// - Throws: `duplicateDocument`, `fileSystem`, `corrupt`.
  mutating func apply(_ change: IndexChange) throws(SearchIndexError) -> Int {
    let old = segments.count
    var matches = DeletionMatches(change, old: segments)
    for description in change.added {
      guard description.documentCount > 0 else {
        matches.skipAdded()
        continue
      }
      try append(description)
      try matches.append(segments[segments.count - 1])
    }
    let found = try matches.find()
    var count = 0
    for (index, documents) in found.enumerated() where !documents.isEmpty {
      if index < old { try noteInMerges(documents, of: segments[index]) }
      try delete(documents, at: index, generation: manifest.generation)
      count += documents.count
    }
    for index in segments.indices.reversed() where segments[index].liveCount == 0 {
      remove(at: index)
    }
    return count
  }

  /// Tells the merges that replace a segment what is deleted from it.
  private mutating func noteInMerges(
    _ documents: [UInt32], of segment: Segment
  ) throws(SearchIndexError) {
    var ids: [[UInt8]] = []
    for index in merges.indices where merges[index].members.contains(segment.number) {
      if ids.isEmpty {
        for document in documents { ids.append(try segment.values.ids.id(of: document)) }
      }
      merges[index].deleted += ids
      merges[index].deletionGeneration = manifest.generation
    }
  }

  /// Deletes live documents of a segment.
  private mutating func delete(
    _ documents: [UInt32], at index: Int, generation: UInt64
  ) throws(SearchIndexError) {
    if documents.isEmpty { return }
    let segment = segments[index]
    var deletions =
      segment.deletions
      ?? DeletedDocuments(
        generation: generation, documents: segment.documentCount,
        languages: segment.languages.count)
    for document in documents {
      deletions.insert(document, lengths: try segment.lengths(of: document))
    }
    deletions.generation = generation
    let file = deletions.encoded(segment: segment.number)
    let path = SegmentFiles(folder: folder, segment: segment.number)
      .deletions(generation: generation)
    try SearchIndexError.storage { () throws(FileStorageError) in
      try WholeFile.write(file.bytes, to: path, sync: false)
    }
    unsynced.append(path)
    manifest.segments[index].deletions = IndexManifest.Deletions(
      generation: generation, count: deletions.count, file: file.written)
    segments[index] = try Segment(folder: folder, entry: manifest.segments[index])
  }

  /// Makes the draft the latest commit, durable on return, and removes what no commit needs.
  ///
  /// - Throws: `fileSystem`; the commit before then stands.
  mutating func write(
    nextSegment: UInt64, replacing old: IndexManifest
  ) throws(SearchIndexError) {
    manifest.nextSegment = nextSegment
    let listed = Set(manifest.files(in: folder))
    let bytes = manifest.encoded().bytes
    let unsynced = unsynced.filter(listed.contains)
    try SearchIndexError.storage { () throws(FileStorageError) in
      try WholeFile.write(
        bytes, to: folder.appending(IndexManifest.fileName), after: unsynced)
    }
    // Not before: a commit that fails leaves its merges to the next one.
    for merge in unwanted { merge.work.abandon() }
    // The commit stands; what cannot be removed now is swept by the next writer.
    for path in leftovers(of: old) where !listed.contains(path) { try? Folder.removeFile(path) }
  }

  /// Files that may have been needed before this commit; a pending merge opens the files of its
  /// members by their names.
  private func leftovers(of old: IndexManifest) -> [FilePath] {
    let needed = merges.reduce(into: Set<UInt64>()) { $0.formUnion($1.members) }
    var paths = unsynced.filter { $0.extension == ComponentKind.deletions.suffix }
    for entry in old.segments {
      guard let deletions = entry.deletions else { continue }
      let files = SegmentFiles(folder: folder, segment: entry.segment.number)
      paths.append(files.deletions(generation: deletions.generation))
    }
    // An unwanted merge that is under way removes its files itself; one that is done does not. What
    // it would have read may have gone from commits before.
    let unneeded = unwanted.reduce(into: numbers) { $0.formUnion($1.members.union([$1.number])) }
    for number in unneeded.union(old.segments.map(\.segment.number)).subtracting(needed) {
      let files = SegmentFiles(folder: folder, segment: number)
      paths += ComponentKind.ofSegment.map(files.path)
    }
    return paths
  }
}

extension IndexManifest {
  /// The files of all segments, deletions included.
  func files(in folder: FilePath) -> [FilePath] {
    segments.flatMap { entry in
      let files = SegmentFiles(folder: folder, segment: entry.segment.number)
      return ComponentKind.ofSegment.map(files.path)
        + (entry.deletions.map { [files.deletions(generation: $0.generation)] } ?? [])
    }
  }
}
