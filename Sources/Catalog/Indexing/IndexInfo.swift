// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SearchIndex

/// The derived side in numbers.
package struct IndexInfo: Sendable, Codable {
  /// Commits since the index was made.
  package var generation: UInt64
  /// A digest over the manifest: the same documents in the same order give the same.
  package var digest: String
  /// Live segments, oldest first.
  package var segments: [SegmentInfo]
  /// Documents that can be found, records included.
  package var documents: Int
  /// Documents deleted and not yet merged away.
  package var deleted: Int
  /// Bytes of its files.
  package var bytes: Int64

  /// One segment in numbers.
  package struct SegmentInfo: Sendable, Codable {
    /// Its number.
    package var number: UInt64
    /// Documents in it.
    package var documents: Int
    /// Of these, deleted ones.
    package var deleted: Int
  }
}

extension Catalog {
  /// The latest commit in numbers.
  ///
  /// - Throws: `CatalogError.index`, `.storage`.
  package func indexInfo() throws(CatalogError) -> IndexInfo {
    let snapshot = try snapshot()
    let bytes = try stored { () throws(FileStorageError) in
      var bytes: Int64 = 0
      for entry in try Folder.list(home.searchIndex) where entry.kind == .file {
        let path = home.searchIndex.appending(bytes: entry.name)
        bytes += Int64(try Folder.status(path)?.size ?? 0)
      }
      return bytes
    }
    return IndexInfo(
      generation: snapshot.generation, digest: snapshot.digest,
      segments: snapshot.segments.map {
        .init(number: $0.number, documents: $0.documentCount, deleted: $0.deletedCount)
      },
      documents: snapshot.documentCount,
      deleted: snapshot.segments.reduce(0) { $0 + $1.deletedCount }, bytes: bytes)
  }

  /// Merges segments.
  ///
  /// - Throws: `CatalogError.locked`, `.index`.
  package func mergeIndex(
    _ extent: MergeExtent, patience: Duration = .seconds(5)
  ) async throws(CatalogError) -> IndexInfo {
    let lock = try home.writeLock(patience: patience)
    defer { withExtendedLifetime(lock) {} }
    let writer = try indexWriter(waiting: patience)
    do throws(SearchIndexError) {
      switch extent {
      case .due: try await writer.finishMerges()
      case .all: try writer.mergeAll()
      }
    } catch {
      throw .index(error)
    }
    return try indexInfo()
  }
}

/// Which segments are merged.
package enum MergeExtent: Sendable {
  /// Those that an `add` would merge.
  case due
  /// All of them, into one without deleted documents.
  case all
}
