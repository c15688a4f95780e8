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
    guard let least = removeLeast() else { return nil }
    let (id, document) = (streams[least].id, streams[least].document)
    try insert(least)
    return (id, least, document)
  }

  private mutating func removeLeast() -> Int? {
    let streams = streams
    return heap.removeLeast { compareBytes(streams[$0].id, streams[$1].id) }?.stream
  }

  /// Puts a stream into the heap at its next id, unless it is at its end.
  private mutating func insert(_ stream: Int) throws(SearchIndexError) {
    guard try streams[stream].next() else { return }
    let streams = streams
    heap.insert(
      StreamHeap.Item(
        beginning: TermDictionary.beginning(of: streams[stream].id), stream: stream)
    ) { compareBytes(streams[$0].id, streams[$1].id) }
  }
}

/// The ids of a segment's documents in byte order, deleted ones included.
private struct IDStream {
  private let ids: DocumentIDs
  private var documents: [UInt32] = []
  private var nextBlock = 0
  private var index = -1
  /// The id at which it stands; empty before the first.
  private(set) var id: [UInt8] = []

  init(_ segment: Segment) { ids = segment.values.ids }

  /// The document of the id.
  ///
  /// - Precondition: it stands at one.
  var document: UInt32 { documents[index] }

  /// Goes to the next id; false at the end.
  mutating func next() throws(SearchIndexError) -> Bool {
    index += 1
    if index >= documents.count {
      guard nextBlock < ids.sortedBlockCount else { return false }
      documents = try ids.documents(byID: nextBlock)
      nextBlock += 1
      index = 0
    }
    id = try ids.id(of: documents[index])
    return true
  }
}
