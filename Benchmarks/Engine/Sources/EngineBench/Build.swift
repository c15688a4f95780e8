// Licensed under the Apache License, Version 2.0; see LICENSE.

import Dispatch
import SearchIndex
import Synchronization
import SystemPackage

/// `build IN OUT THREADS MERGE`: a corpus into an index, durable at the end.
///
/// The corpus is cut into runs of equal size; a run is a segment, whoever builds it, so that the
/// number of threads changes nothing in the outcome.
enum Build {
  /// Bytes of corpus that become one segment.
  private static let runBytes = 96 << 20

  static func run(corpus: FilePath, folder: FilePath, threads: Int, merge: Bool) throws {
    let writer = try IndexWriter(folder: folder)
    let source = RunSource(try CorpusReader(corpus), firstSegment: writer.nextSegmentNumber())
    // Threads of the system: a program without tasks starts no pool of them for one search.
    let results = Mutex<[Result<[SegmentDescription], any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let result = Result { try buildRuns(of: source, to: folder) }
      results.withLock { $0.append(result) }
    }
    let segments = try results.withLock { try $0.flatMap { try $0.get() } }
    for _ in segments.dropFirst() { _ = writer.nextSegmentNumber() }
    try writer.publish(segments: segments.sorted { $0.number < $1.number })
    if merge { try writer.mergeAll() }
    let snapshot = try IndexSnapshot.open(folder)
    print("{\"docs\": \(snapshot.documentCount), \"runs\": \(segments.count)}")
  }

  private static func buildRuns(
    of source: RunSource, to folder: FilePath
  ) throws -> [SegmentDescription] {
    let builder = SegmentBuilder(storesText: false)
    var segments: [SegmentDescription] = []
    while let (number, lines) = try source.next(size: runBytes) {
      try CorpusReader.forEachDocument(in: lines) { try add($0, to: builder) }
      segments.append(try builder.write(to: folder, segment: number))
    }
    return segments
  }

  /// Adds a document, under another id where a neighbour has its own: the public corpora hold a few
  /// texts under one id, which the peers take for two documents.
  private static func add(_ document: IndexedDocument, to builder: SegmentBuilder) throws {
    do throws(SearchIndexError) {
      try builder.add(document)
    } catch .duplicateDocument(let id) {
      var twin = document
      twin.id = "\(id)#\(builder.documentCount)"
      try builder.add(twin)
    }
  }

  /// Hands out runs with their segment numbers, one after the other.
  private final class RunSource: Sendable {
    private struct State {
      var reader: CorpusReader
      var segment: UInt64
    }

    private let state: Mutex<State>

    init(_ reader: sending CorpusReader, firstSegment: UInt64) {
      state = Mutex(State(reader: reader, segment: firstSegment))
    }

    func next(size: Int) throws -> (UInt64, [UInt8])? {
      try state.withLock { state in
        guard let lines = try state.reader.next(size: size) else { return nil }
        defer { state.segment += 1 }
        return (state.segment, lines)
      }
    }
  }
}
