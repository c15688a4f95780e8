// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which documents a commit deletes: those named, and those whose ids its new segments bear too.

/// Finds the documents that a change deletes, in the old segments and in the added ones.
///
/// Holds the ids of one added segment at a time.
struct DeletionMatches {
  private let change: IndexChange
  private let old: [Segment]
  private var added: [Segment] = []
  /// For each of `added` its place in the change.
  private var places: [Int] = []
  private var passed = 0

  /// Starts with the segments of the commit before.
  init(_ change: IndexChange, old: [Segment]) {
    self.change = change
    self.old = old
  }

  /// Passes over an added segment that has no documents.
  mutating func skipAdded() { passed += 1 }

  /// Takes up the next added segment, open.
  mutating func append(_ segment: Segment) throws(SearchIndexError) {
    added.append(segment)
    places.append(passed)
    passed += 1
  }

  /// For each segment, old ones first, the live documents to be deleted, rising.
  ///
  /// - Throws: `duplicateDocument` where the change refuses it, `corrupt`.
  func find() throws(SearchIndexError) -> [[UInt32]] {
    var found = [Set<UInt32>](repeating: [], count: old.count + added.count)
    try findNamed(&found)
    for segment in added where !old.isEmpty {
      let ids = try segment.sortedIDs()
      for (index, other) in old.enumerated() {
        found[index].formUnion(try other.liveDocuments(withSortedIDs: ids))
      }
    }
    try findRepeated(&found)
    return found.map { $0.sorted() }
  }

  /// Documents whose ids the change names.
  private func findNamed(_ found: inout [Set<UInt32>]) throws(SearchIndexError) {
    let named = change.deletions.sorted { compareBytes($0.id, $1.id) < 0 }
    let ids = named.map(\.id)
    for (index, segment) in old.enumerated() {
      found[index].formUnion(try segment.liveDocuments(withSortedIDs: ids))
    }
    for (index, segment) in added.enumerated() {
      let later = named.filter { $0.addedBefore > places[index] }.map(\.id)
      found[old.count + index].formUnion(try segment.liveDocuments(withSortedIDs: later))
    }
  }

  /// All but the last of the added documents of one id.
  private func findRepeated(_ found: inout [Set<UInt32>]) throws(SearchIndexError) {
    if added.count < 2 { return }
    var ids = try SortedIDs(added)
    var last: (id: [UInt8], segment: Int, document: UInt32)?
    while let next = try ids.next() {
      if let last, last.id == next.id {
        if change.repetition == .refused {
          throw .duplicateDocument(id: String(decoding: next.id, as: UTF8.self))
        }
        found[old.count + last.segment].insert(last.document)
      }
      last = next
    }
  }
}

extension Segment {
  /// All ids in byte order.
  fileprivate func sortedIDs() throws(SearchIndexError) -> [[UInt8]] {
    var ids: [[UInt8]] = []
    ids.reserveCapacity(documentCount)
    try values.ids.scan { id, _ in
      ids.append(id)
      return true
    }
    return ids
  }

  /// The live documents with any of some ids, which rise: by seeking for a few, by one pass for
  /// many.
  fileprivate func liveDocuments(
    withSortedIDs ids: [[UInt8]]
  ) throws(SearchIndexError) -> [UInt32] {
    guard let first = ids.first else { return [] }
    var result: [UInt32] = []
    if ids.count < documentCount / 16 {
      for id in ids {
        if let document = try values.ids.find(id) { result.append(document) }
      }
    } else {
      var next = 0
      try values.ids.scan(atLeast: first) { id, document in
        while next < ids.count, compareBytes(ids[next], id) < 0 { next += 1 }
        if next < ids.count, ids[next] == id { result.append(document) }
        return next < ids.count
      }
    }
    return result.filter { !isDeleted($0) }
  }
}
