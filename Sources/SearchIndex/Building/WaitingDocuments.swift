// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage

/// The segments of a slice, or why there are none.
typealias BuiltSlice = Result<[SegmentDescription], SearchIndexError>

/// Documents and deletions on their way into the next commit.
struct WaitingDocuments {
  /// Tasks that make segments, in the order of their documents.
  var slices: [Task<BuiltSlice, Never>] = []
  /// Batches taken by commits so far.
  private(set) var batches = 0
  /// The last batch that was given up, and why.
  var failure: (batch: Int, error: SearchIndexError)?
  /// Ends when all commits that were asked for have ended.
  var lastCommit: Task<Void, Never>?

  /// What the documents of the next slice amount to, in bytes.
  private(set) var weight = 0
  private var documents: [IndexedDocument?] = []
  private var places: [[UInt8]: Int] = [:]
  private var deletions: [(id: [UInt8], slicesBefore: Int)] = []

  /// Takes up a document, in place of a waiting one of the same id.
  mutating func append(_ document: IndexedDocument) {
    let id = Array(document.id.utf8)
    drop(id)
    places[id] = documents.count
    documents.append(document)
    weight += document.weight
  }

  /// Takes up a deletion, which spares documents that come after it.
  mutating func delete(_ id: [UInt8]) {
    drop(id)
    // A slice that has not begun holds only documents that came later, or have been dropped.
    deletions.append((id, slices.count))
  }

  private mutating func drop(_ id: [UInt8]) {
    guard let place = places.removeValue(forKey: id) else { return }
    weight -= documents[place]?.weight ?? 0
    documents[place] = nil
  }

  /// The documents of the next slice; none wait afterwards.
  mutating func takeDocuments() -> [IndexedDocument] {
    defer { (documents, places, weight) = ([], [:], 0) }
    return documents.compactMap { $0 }
  }

  /// Everything that the next commit publishes, nil where that is nothing.
  mutating func takeBatch() -> WaitingBatch? {
    precondition(documents.isEmpty, "documents go into a slice before a batch is taken")
    if slices.isEmpty && deletions.isEmpty { return nil }
    defer { (slices, deletions, batches) = ([], [], batches + 1) }
    return WaitingBatch(number: batches, slices: slices, deletions: deletions)
  }
}

/// What one commit publishes.
struct WaitingBatch: Sendable {
  /// Batches before this one.
  let number: Int
  /// Tasks that make its segments.
  let slices: [Task<BuiltSlice, Never>]
  /// Ids to delete, each with the number of slices whose documents came before.
  let deletions: [(id: [UInt8], slicesBefore: Int)]

  /// The change of the index, when all segments are made.
  ///
  /// - Throws: what a slice threw.
  func change() async throws(SearchIndexError) -> IndexChange {
    var change = IndexChange(repetition: .replaces)
    var segmentsBefore = [0]
    for slice in slices {
      change.added += try await slice.value.get()
      segmentsBefore.append(change.added.count)
    }
    change.deletions = deletions.map {
      IndexChange.Deletion(id: $0.id, addedBefore: segmentsBefore[$0.slicesBefore])
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
      for segment in (try? await slice.value.get()) ?? [] {
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

extension IndexedDocument {
  /// What the document counts for where slices are cut, in bytes.
  var weight: Int { text.count + payload.count + 128 }
}
