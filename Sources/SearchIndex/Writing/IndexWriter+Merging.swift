// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Merges in the background. When they are decided and what they give depends on commits alone, not
// on how long a merge takes:
//
//   decided    after a commit, from a list of segments in which merges under way count as done
//   done       by one thread, in the order in which they were decided
//   published  with the next commit, or by `finishMerges`; what was deleted meanwhile is carried over
//
// So the index after `finishMerges` has the same bytes however the threads were scheduled.
// Documentation/Decisions/0014-merging-and-memory.md says why.

internal import Synchronization

extension IndexWriter {
  /// The merges of a writer.
  struct Merging {
    /// Merges that no commit has taken up, in the order in which they were decided.
    var pending: [PendingMerge] = []
    /// The last that was decided.
    var last: Task<Void, Never>?
    /// Whether one was decided since the last `finishMerges`.
    var isUnfinished = false
    /// Why a merge failed; none is decided then until the caller was told.
    var failure: SearchIndexError?

    /// Gives up what has not begun.
    func abandon() {
      for merge in pending { merge.work.abandon() }
    }
  }

  /// Waits for the merges under way, and makes them part of the index.
  ///
  /// Merges every tier of segments that has filled up, smallest first, and any segment of which more
  /// than half is deleted. Not needed for searches: it is for the end of a long run.
  /// - Throws: `fileSystem`, `corrupt`, `analysisMismatch`, also those of merges in the background;
  ///   every commit stands, with more segments than it might have.
  public func finishMerges() async throws(SearchIndexError) {
    let last = state.withLock { state in
      decideMerges(&state)
      return state.merging.last
    }
    await last?.value
    try state.withLock { state throws(SearchIndexError) in
      guard state.merging.isUnfinished else { return }
      // Also where all merges are published: the number of commits must not tell of their speed.
      _ = try commit(IndexChange(), &state)
      state.merging.isUnfinished = false
      if let failure = state.merging.failure {
        state.merging.failure = nil
        throw failure
      }
    }
  }

  /// Decides all merges that are due, and starts them.
  func decideMerges(_ state: inout State) {
    while state.merging.failure == nil {
      let parts = Part.all(state.segments, state.merging.pending)
      guard let range = Part.nextMerge(parts, limit: options.memory.mergedDocuments)
      else { return }
      let merge = pendingMerge(of: parts[range], number: state.nextNumber)
      state.nextNumber += 1
      state.merging.pending.append(merge)
      state.merging.isUnfinished = true
      let (work, lock, earlier) = (merge.work, lock, state.merging.last)
      state.merging.last = Task(priority: .utility) {
        await earlier?.value
        work.run()
        withExtendedLifetime(lock) {}
      }
    }
  }

  private func pendingMerge(of parts: ArraySlice<Part>, number: UInt64) -> PendingMerge {
    var members: Set<UInt64> = []
    for part in parts { members.formUnion(part.members) }
    return PendingMerge(
      number: number, members: members, documents: parts.reduce(0) { $0 + $1.item.live },
      work: MergeWork(number: number, folder: folder, inputs: parts.map(\.input)))
  }

  /// Merges all segments into one, drops deleted documents, and gives up merges under way.
  ///
  /// Takes about `SegmentMerger.memoryPerDocument` bytes of memory for each document, whatever the
  /// budget.
  /// - Throws: `fileSystem`, `corrupt`, `analysisMismatch`; the commit before then stands.
  public func mergeAll() throws(SearchIndexError) {
    try state.withLock { state throws(SearchIndexError) in
      let segments = state.segments
      guard segments.count > 1 || segments.contains(where: { $0.deletedCount > 0 }) else { return }
      let number = state.nextNumber
      state.nextNumber += 1
      let live = segments.filter { $0.liveCount > 0 }
      let merged = live.isEmpty ? nil : try merge(live, into: number)
      try commit(&state) { draft throws(SearchIndexError) in
        try draft.replaceAll(by: merged)
      }
    }
  }
}

extension IndexWriter {
  private func merge(
    _ segments: [Segment], into number: UInt64
  ) throws(SearchIndexError) -> SegmentDescription {
    do {
      return try SegmentMerger.merge(segments, folder: folder, segment: number)
    } catch {
      SegmentFiles(folder: folder, segment: number).remove()
      throw error
    }
  }
}

/// A segment, or a pending merge that counts as one.
private struct Part {
  /// Its documents.
  var item: MergePolicy.Item
  /// What a merge of it reads.
  var input: MergeInput
  /// The numbers of all segments that it is, was, or will be.
  var members: Set<UInt64>
  /// How its text was analysed; only segments of one analysis can be merged.
  var analysis: AnalysisIdentity

  /// The parts of a commit in order, as if pending merges were done.
  static func all(_ segments: [Segment], _ merges: [PendingMerge]) -> [Part] {
    var parts: [Part] = []
    var latest: Int?
    for segment in segments {
      let merge = merges.lastIndex { $0.members.contains(segment.number) }
      if let merge, merge == latest { continue }
      latest = merge
      parts.append(merge.map { Part(merges[$0], like: segment) } ?? Part(segment))
    }
    return parts
  }

  private init(_ segment: Segment) {
    item = MergePolicy.Item(documents: segment.documentCount, deleted: segment.deletedCount)
    input = .segment(segment)
    members = [segment.number]
    analysis = segment.analysis
  }

  private init(_ merge: PendingMerge, like segment: Segment) {
    item = MergePolicy.Item(documents: merge.documents, deleted: merge.deleted.count)
    input = .merge(merge.work, deleted: merge.deleted)
    members = merge.members.union([merge.number])
    analysis = segment.analysis
  }

  /// The parts to be merged next, nil where nothing is due.
  static func nextMerge(_ parts: [Part], limit: Int) -> Range<Int>? {
    var start = 0
    while start < parts.count {
      let analysis = parts[start].analysis
      let end = parts[start...].firstIndex { $0.analysis != analysis } ?? parts.count
      if let range = MergePolicy.next(parts[start..<end].map(\.item), limit: limit) {
        return (start + range.lowerBound)..<(start + range.upperBound)
      }
      start = end
    }
    return nil
  }
}
