// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The ids of the documents of several segments in byte order, deleted ones included; equal ones by
/// segment.
///
/// Memory for a block of numbers a segment.
struct SortedIDs {
  private var streams: [IDStream]
  private var heap = StreamHeap()

  /// Starts before the first id.
  ///
  /// - Throws: `corrupt`.
  init(_ segments: [Segment]) throws(SearchIndexError) {
    streams = segments.map { IDStream($0) }
    for index in streams.indices { try insert(index) }
  }

  /// The next id with its document, nil at the end; O(log segments) and one block of ids.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) -> (id: [UInt8], segment: Int, document: UInt32)? {
    guard let least = heap.removeLeast() else { return nil }
    let document = streams[least.stream].document
    try insert(least.stream)
    return (least.key, least.stream, document)
  }

  /// Puts a stream into the heap at its next id, unless it is at its end.
  private mutating func insert(_ stream: Int) throws(SearchIndexError) {
    guard let id = try streams[stream].next() else { return }
    heap.insert(
      StreamHeap.Item(beginning: TermDictionary.beginning(of: id), key: id, stream: stream))
  }
}

/// The ids of a segment's documents in byte order, deleted ones included.
private struct IDStream {
  private let ids: DocumentIDs
  private var documents: [UInt32] = []
  private var nextBlock = 0
  private var index = -1

  init(_ segment: Segment) { ids = segment.values.ids }

  /// The document of the id that was given last.
  ///
  /// - Precondition: one was given, and is not the end.
  var document: UInt32 { documents[index] }

  /// The next id, nil at the end.
  mutating func next() throws(SearchIndexError) -> [UInt8]? {
    index += 1
    if index >= documents.count {
      guard nextBlock < ids.sortedBlockCount else { return nil }
      documents = try ids.documents(byID: nextBlock)
      nextBlock += 1
      index = 0
    }
    return try ids.id(of: documents[index])
  }
}
