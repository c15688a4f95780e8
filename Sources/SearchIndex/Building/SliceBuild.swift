// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import SystemPackage

/// The making of segments from one slice.
struct SliceBuild: Sendable {
  /// Segments that a slice may become; the last takes what is left, however much it is.
  static let segmentLimit = 16

  /// The numbers of its segments.
  let numbers: Range<UInt64>
  /// The index folder.
  let folder: FilePath
  /// What the builder may hold, in bytes.
  let memory: Int
  /// The documents.
  let source: IndexWriter.DocumentSource

  /// Builds the segments; the builder is empty before and after.
  ///
  /// - Throws: what the source throws, `unstorable`, `duplicateDocument`, `fileSystem`.
  func run(_ builder: SegmentBuilder) throws(SearchIndexError) -> [SegmentDescription] {
    defer { builder.removeAll() }
    var segments: [SegmentDescription] = []
    do {
      try source { document throws(SearchIndexError) in
        let held = builder.approximateMemory
        let isFull = held + MemoryBudget.expansion * document.weight > memory
        if builder.documentCount > 0, isFull, segments.count + 1 < numbers.count {
          segments.append(try write(builder, after: segments.count))
        }
        try builder.add(document)
      }
      if builder.documentCount > 0 { segments.append(try write(builder, after: segments.count)) }
      return segments
    } catch {
      for number in numbers.prefix(segments.count + 1) {
        SegmentFiles(folder: folder, segment: number).remove()
      }
      throw error
    }
  }

  private func write(
    _ builder: SegmentBuilder, after count: Int
  ) throws(SearchIndexError) -> SegmentDescription {
    try builder.write(to: folder, segment: numbers.lowerBound + UInt64(count))
  }
}

/// The making of one segment from a small slice, with all threads.
struct SharedSliceBuild: Sendable {
  /// Bytes of text that a thread takes at a time.
  private static let batchText = 64 << 10

  /// The number of the segment.
  let number: UInt64
  /// The index folder.
  let folder: FilePath
  /// How many threads work at it.
  let threads: Int
  /// The documents, each with another id.
  let documents: [IndexedDocument]

  /// Builds the segment.
  ///
  /// - Throws: `unstorable`, `fileSystem`.
  func run() async throws(SearchIndexError) -> SegmentDescription {
    let builder = ParallelSegmentBuilder(threads: threads)
    let rest = Mutex(batches()[...])
    do throws(SearchIndexError) {
      try await builder.add { () throws(SearchIndexError) -> ParallelSegmentBuilder.Batch? in
        let next = rest.withLock { $0.popFirst() }
        guard let next else { return nil }
        return { take throws(SearchIndexError) in
          for document in next { try take(document) }
        }
      }
      return try await builder.write(to: folder, segment: number)
    } catch {
      SegmentFiles(folder: folder, segment: number).remove()
      throw error
    }
  }

  private func batches() -> [ArraySlice<IndexedDocument>] {
    var batches: [ArraySlice<IndexedDocument>] = []
    var (start, weight) = (0, 0)
    for (index, document) in documents.enumerated() {
      weight += document.weight
      if weight >= Self.batchText {
        batches.append(documents[start...index])
        (start, weight) = (index + 1, 0)
      }
    }
    return start < documents.count ? batches + [documents[start...]] : batches
  }
}
