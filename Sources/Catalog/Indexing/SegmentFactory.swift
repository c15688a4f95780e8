// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents in, segments out. Where one segment ends and the next begins depends on the documents
// alone, never on how many threads there are: the same documents give the same bytes.

internal import Extraction
internal import SearchIndex
internal import SystemPackage

/// Builds segments on several threads.
struct SegmentFactory {
  /// The index that the segments belong to.
  let writer: IndexWriter
  /// Its folder.
  let folder: FilePath
  /// How many segments are built at a time, at least 1.
  let jobs: Int

  /// Text that goes into one segment before the next begins, in bytes.
  ///
  /// The builder needs about ten times as much memory.
  static let segmentText = 16 << 20

  /// A result that crosses from a child task, with its typed error.
  private typealias Built = Result<SegmentDescription, SearchIndexError>

  /// Builds segments of documents, in order.
  ///
  /// - Throws: `CatalogError.index`.
  func segments(
    of documents: [IndexedDocument], meter: ProgressMeter
  ) async throws(CatalogError) -> [SegmentDescription] {
    let slices = Self.slices(documents).map { (number: writer.nextSegmentNumber(), documents: $0) }
    let folder = folder
    let built = await mapConcurrently(slices, jobs: jobs) { slice -> Built in
      let result = Built { () throws(SearchIndexError) in
        try Self.build(slice.documents, number: slice.number, in: folder)
      }
      meter.advance(documents: slice.documents.count)
      return result
    }
    var segments: [SegmentDescription] = []
    for result in built {
      do throws(SearchIndexError) { segments.append(try result.get()) } catch {
        throw .index(error)
      }
    }
    return segments
  }

  /// Builds one segment.
  static func build(
    _ documents: some Sequence<IndexedDocument>, number: UInt64, in folder: FilePath
  ) throws(SearchIndexError) -> SegmentDescription {
    let builder = SegmentBuilder()
    for document in documents { try builder.add(document) }
    return try builder.write(to: folder, segment: number)
  }

  /// Cuts documents into runs of about `segmentText` bytes.
  private static func slices(_ documents: [IndexedDocument]) -> [[IndexedDocument]] {
    var slices: [[IndexedDocument]] = []
    var slice: [IndexedDocument] = []
    var bytes = 0
    for document in documents {
      slice.append(document)
      bytes += document.text.count
      if bytes >= segmentText {
        slices.append(slice)
        slice = []
        bytes = 0
      }
    }
    if !slice.isEmpty { slices.append(slice) }
    return slices
  }
}
