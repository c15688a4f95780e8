// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Commits, merges and the sweeping of files that belong to no commit.

internal import FileStorage
public import SystemPackage

/// The one writer of an index folder; holds its lock until it is released.
///
/// Every change is one replacement of the manifest: a run that is killed leaves the commit before or
/// the commit after, and files that the next writer sweeps away. Not for use by two threads, but
/// builders may write segments at the same time.
public final class IndexWriter {
  /// Live documents of the smallest tier; each tier is `tierFactor` times the one below.
  static let smallestTier = 1_000
  /// Segments that fill a tier.
  static let tierFactor = 8

  private let folder: FilePath
  private let lock: FolderLock
  private var manifest: IndexManifest
  private var segments: [Segment]
  private var nextNumber: UInt64

  /// Opens the index in a folder for writing, or starts an empty one; makes the folder if missing.
  ///
  /// - Parameters:
  ///   - folder: the index folder.
  ///   - wait: how long to wait for another writer.
  /// - Throws: `locked`, `fileSystem`, or what keeps the latest commit from being opened.
  public init(folder: FilePath, waiting wait: Duration = .zero) throws(SearchIndexError) {
    self.folder = folder
    lock = try Self.takeLock(folder, wait: wait)
    do throws(SearchIndexError) {
      manifest = try IndexManifest.read(folder: folder).manifest
    } catch .noIndex {
      manifest = IndexManifest()
    }
    segments = []
    nextNumber = manifest.nextSegment
    for entry in manifest.segments {
      segments.append(try Segment(folder: folder, entry: entry))
    }
    try sweep()
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
  public var documentCount: Int { segments.reduce(0) { $0 + $1.liveCount } }

  /// The number of the latest commit; 0 before the first.
  public var generation: UInt64 { manifest.generation }

  /// A number that no segment of this folder has borne.
  public func nextSegmentNumber() -> UInt64 {
    nextNumber += 1
    return nextNumber - 1
  }

  /// Whether a live document has this id.
  ///
  /// - Throws: `corrupt`.
  public func contains(id: String) throws(SearchIndexError) -> Bool {
    for segment in segments {
      if let document = try segment.find(id: id), !segment.isDeleted(document) { return true }
    }
    return false
  }

  /// Adds segments and deletes documents of earlier commits in one commit, durable on return.
  ///
  /// A document of `segments` replaces a live one of the same id. Ids in `ids` that no live document
  /// of an earlier commit has are passed over. A segment without documents is dropped.
  /// - Returns: how many documents were deleted or replaced.
  /// - Throws: `duplicateDocument` where two of `segments` have the same id; `fileSystem`, `corrupt`.
  ///   The commit before then stands.
  @discardableResult
  public func publish(
    segments added: [SegmentDescription], deleting ids: [String] = []
  ) throws(SearchIndexError) -> Int {
    var next = manifest
    next.generation += 1
    var new: [Segment] = []
    for description in added where description.documentCount > 0 {
      try syncFiles(of: description)
      let entry = IndexManifest.Entry(segment: description, deletions: nil)
      new.append(try Segment(folder: folder, entry: entry))
      next.segments.append(entry)
    }
    let deleted = try deletions(ids, replacedBy: new, generation: next.generation)
    var count = 0
    var emptied: [Int] = []
    for (index, deletions) in deleted {
      count += deletions.count - segments[index].deletedCount
      if deletions.count == segments[index].documentCount {
        emptied.append(index)
        continue
      }
      next.segments[index].deletions = IndexManifest.Deletions(
        generation: deletions.generation, count: deletions.count,
        file: try deletions.write(folder: folder, segment: segments[index].number))
    }
    // A segment without live documents is no segment any more.
    for index in emptied.reversed() { next.segments.remove(at: index) }
    try commit(next)
    return count
  }

  private func syncFiles(of description: SegmentDescription) throws(SearchIndexError) {
    let files = SegmentFiles(folder: folder, segment: description.number)
    try SearchIndexError.storage { () throws(FileStorageError) in
      for kind in ComponentKind.ofSegment { try Folder.syncFile(files.path(kind)) }
    }
  }

  /// New deletions of the present segments, by their index.
  private func deletions(
    _ ids: [String], replacedBy new: [Segment], generation: UInt64
  ) throws(SearchIndexError) -> [(Int, DeletedDocuments)] {
    var replaced: Set<[UInt8]> = []
    for segment in new {
      var duplicate: [UInt8]?
      try segment.values.ids.scan { id, _ in
        if !replaced.insert(id).inserted { duplicate = id }
        return duplicate == nil
      }
      if let duplicate {
        throw .duplicateDocument(id: String(decoding: duplicate, as: UTF8.self))
      }
    }
    for id in ids { replaced.insert(Array(id.utf8)) }
    var result: [(Int, DeletedDocuments)] = []
    for (index, segment) in segments.enumerated() {
      var deletions =
        segment.deletions
        ?? DeletedDocuments(
          generation: generation, documents: segment.documentCount,
          languages: segment.languages.count)
      let before = deletions.count
      for document in try Self.find(replaced, in: segment) where !deletions.contains(document) {
        deletions.insert(document, lengths: try segment.lengths(of: document))
      }
      deletions.generation = generation
      if deletions.count > before { result.append((index, deletions)) }
    }
    return result
  }

  /// The documents with any of some ids: by seeking for a few, by one pass for many.
  private static func find(
    _ ids: Set<[UInt8]>, in segment: Segment
  ) throws(SearchIndexError) -> [UInt32] {
    var result: [UInt32] = []
    if ids.count < segment.documentCount / 16 {
      for id in ids {
        if let document = try segment.values.ids.find(id) { result.append(document) }
      }
    } else {
      try segment.values.ids.scan { id, document in
        if ids.contains(id) { result.append(document) }
        return true
      }
    }
    return result
  }

  /// Makes `next` the latest commit and removes what only the one before needed.
  private func commit(_ next: IndexManifest) throws(SearchIndexError) {
    var next = next
    next.nextSegment = nextNumber
    try next.write(folder: folder)
    let kept = Set(next.segments.map(\.segment.number))
    var opened: [Segment] = []
    for entry in next.segments { opened.append(try Segment(folder: folder, entry: entry)) }
    let old = manifest
    manifest = next
    segments = opened
    // The commit stands; what cannot be removed now is swept by the next writer.
    for entry in old.segments {
      let files = SegmentFiles(folder: folder, segment: entry.segment.number)
      let present = next.segments.first { $0.segment.number == entry.segment.number }
      if let deletions = entry.deletions, present?.deletions != deletions {
        try? Folder.removeFile(files.deletions(generation: deletions.generation))
      }
      if kept.contains(entry.segment.number) { continue }
      for kind in ComponentKind.ofSegment { try? Folder.removeFile(files.path(kind)) }
    }
  }

  /// Merges the segments of every tier that has filled up, smallest first, and any segment of which
  /// more than half is deleted.
  ///
  /// - Returns: whether anything was merged.
  /// - Throws: `fileSystem`, `corrupt`, `analysisMismatch`; the commit before then stands.
  @discardableResult
  public func mergeIfNeeded() throws(SearchIndexError) -> Bool {
    var merged = false
    while let group = nextMerge() {
      try merge(group)
      merged = true
    }
    return merged
  }

  private func nextMerge() -> [Int]? {
    if let index = segments.firstIndex(where: { $0.deletedCount * 2 > $0.documentCount }) {
      return [index]
    }
    let tiers = Dictionary(grouping: segments.indices) { Self.tier(segments[$0].liveCount) }
    let full = tiers.filter { $0.value.count >= Self.tierFactor }
    return full.min { $0.key < $1.key }?.value.sorted()
  }

  /// The tier of a segment by its live documents.
  static func tier(_ documents: Int) -> Int {
    var tier = 0
    var limit = smallestTier
    while documents > limit {
      tier += 1
      limit *= tierFactor
    }
    return tier
  }

  /// Merges all segments into one and drops deleted documents.
  ///
  /// - Throws: as `mergeIfNeeded`.
  public func mergeAll() throws(SearchIndexError) {
    if segments.count > 1 || segments.contains(where: { $0.deletedCount > 0 }) {
      try merge(Array(segments.indices))
    }
  }

  /// Replaces segments by one, at the place of the first.
  private func merge(_ group: [Int]) throws(SearchIndexError) {
    let description = try SegmentMerger.merge(
      group.map { segments[$0] }, folder: folder, segment: nextSegmentNumber())
    try syncFiles(of: description)
    var next = manifest
    next.generation += 1
    let first = group[0]
    next.segments[first] = IndexManifest.Entry(segment: description, deletions: nil)
    for index in group.dropFirst().reversed() { next.segments.remove(at: index) }
    try commit(next)
  }

  /// Removes the files of runs that ended before their commit.
  private func sweep() throws(SearchIndexError) {
    var known: Set<String> = []
    for entry in manifest.segments {
      let files = SegmentFiles(folder: folder, segment: entry.segment.number)
      for kind in ComponentKind.ofSegment { known.insert(files.path(kind).string) }
      if let deletions = entry.deletions {
        known.insert(files.deletions(generation: deletions.generation).string)
      }
    }
    try SearchIndexError.storage { () throws(FileStorageError) in
      for entry in try Folder.list(folder) where entry.kind == .file {
        guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
        let path = folder.appending(name)
        let isOurs =
          SegmentFiles.owns(name) || name.hasPrefix(WholeFile.temporaryPrefix)
        if isOurs, !known.contains(path.string) { try Folder.removeFile(path) }
      }
    }
  }
}
