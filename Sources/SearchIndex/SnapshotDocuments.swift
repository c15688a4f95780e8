// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents of a snapshot by their ids: one, those that begin alike, all.

internal import TextAnalysis

extension IndexSnapshot {
  /// The live document with an id; nil where there is none. O(segments · log documents).
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
  /// - Parameter mark: ids that hold this byte are left out.
  /// - Throws: `corrupt`.
  public func ids(
    withPrefix prefix: String, without mark: UInt8, limit: Int
  ) throws(SearchIndexError) -> [String] {
    let wanted = Array(prefix.utf8)
    var found: [String] = []
    for segment in segments {
      try segment.values.scanIDs(atLeast: wanted) { id, document in
        guard id.starts(with: wanted) else { return false }
        if !id.contains(mark), !segment.isDeleted(document) {
          found.append(String(decoding: id, as: UTF8.self))
        }
        return found.count < limit
      }
    }
    return Array(found.sorted().prefix(limit))
  }

  /// Visits the live documents whose ids `isWanted` accepts, segment by segment in their order.
  ///
  /// - Throws: `corrupt`.
  public func forEachDocument(
    where isWanted: (String) -> Bool, visit: (StoredDocument) -> Void
  ) throws(SearchIndexError) {
    for segment in segments {
      for document in 0..<UInt32(segment.documentCount) where !segment.isDeleted(document) {
        if isWanted(try segment.id(of: document)) { visit(try segment.stored(document)) }
      }
    }
  }
}
