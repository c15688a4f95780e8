// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents of a snapshot by their ids: one, those that begin alike, all.

internal import TextAnalysis

extension IndexSnapshot {
  /// The live document with an id; nil where there is none.
  ///
  /// O(segments · log documents).
  ///
  /// - Throws: `corrupt`.
  public func document(id: String) throws(SearchIndexError) -> StoredDocument? {
    for segment in segments {
      if let document = try segment.find(id: id), !segment.isDeleted(document) {
        return try segment.stored(document)
      }
    }
    return nil
  }

  /// Ids of live documents that begin with `prefix`, rising; at most `limit` of them.
  ///
  /// Ids that hold the byte `mark` are left out.
  /// - Throws: `corrupt`.
  package func ids(
    withPrefix prefix: String, without mark: UInt8, limit: Int
  ) throws(SearchIndexError) -> [String] {
    let wanted = Array(prefix.utf8)
    var found: [String] = []
    for segment in segments {
      try segment.values.ids.scan(atLeast: wanted) { id, document in
        guard id.starts(with: wanted) else { return false }
        if !id.contains(mark), !segment.isDeleted(document) {
          found.append(String(decoding: id, as: UTF8.self))
        }
        return found.count < limit
      }
    }
    return Array(found.sorted().prefix(limit))
  }

  /// Visits the live documents whose ids `isWanted` accepts, segment by segment as they arrived.
  ///
  /// - Throws: `corrupt`.
  public func forEachDocument(
    where isWanted: (String) -> Bool, visit: (StoredDocument) -> Void
  ) throws(SearchIndexError) {
    for segment in segments {
      try segment.forEachDocument(where: isWanted, visit: visit)
    }
  }
}

extension Segment {
  /// Visits wanted live documents as they arrived; each block of stored text is decoded once at most.
  fileprivate func forEachDocument(
    where isWanted: (String) -> Bool, visit: (StoredDocument) -> Void
  ) throws(SearchIndexError) {
    var block: (number: Int, first: UInt32, documents: [StoredDocument])?
    for (arrival, document) in try values.documentsByArrival().enumerated()
    where !isDeleted(document) {
      let id = try id(of: document)
      if !isWanted(id) { continue }
      let number = storedText.block(ofArrival: UInt32(arrival))
      if block?.number != number {
        block = (
          number, storedText.firstArrival(of: number), try storedText.documents(block: number)
        )
      }
      let index = arrival - Int(block?.first ?? 0)
      guard let block, block.documents.indices.contains(index) else {
        throw .corrupt(
          file: storedText.file.path, byte: storedText.file.section(1).lowerBound,
          reason: .inconsistent)
      }
      var stored = block.documents[index]
      stored.id = id
      visit(stored)
    }
  }
}
