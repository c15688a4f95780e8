// Licensed under the Apache License, Version 2.0; see LICENSE.

import Dispatch
import SearchIndex
import Synchronization
import SystemPackage

/// `build IN OUT THREADS MERGE`: a corpus into an index, durable at the end.
///
/// The corpus is cut into runs of equal size; a run is a segment that all threads make together, so
/// that their number changes nothing in the outcome.
enum Build {
  /// Bytes of corpus that become one segment: it is made in about a gigabyte, less than the peers take.
  private static let runBytes = 768 << 20
  /// Bytes of corpus that a thread takes at a time.
  private static let batchBytes = 1 << 17

  static func run(corpus: FilePath, folder: FilePath, threads: Int, merge: Bool) throws {
    let outcome = Mutex<Result<Int, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    // Not in an asynchronous main: a search then starts no pool of threads.
    Task {
      let result = await Result(catching: {
        try await build(corpus: corpus, folder: folder, threads: threads, merge: merge)
      })
      outcome.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let runs = try outcome.withLock({ try $0?.get() }) else { return }
    let snapshot = try IndexSnapshot.open(folder)
    print("{\"docs\": \(snapshot.documentCount), \"runs\": \(runs)}")
  }

  private static func build(
    corpus: FilePath, folder: FilePath, threads: Int, merge: Bool
  ) async throws -> Int {
    let writer = try IndexWriter(folder: folder)
    let source = RunSource(try CorpusReader(corpus))
    let builder = ParallelSegmentBuilder(threads: threads, storesText: EngineBench.storesText)
    var segments: [SegmentDescription] = []
    while source.beginRun() {
      try await builder.add { source.next() }
      segments.append(
        try await builder.write(to: folder, segment: writer.nextSegmentNumber()))
    }
    try writer.publish(segments: segments)
    if merge { try writer.mergeAll() }
    return segments.count
  }

  /// Hands out the batches of a run, one after the other.
  private final class RunSource: Sendable {
    private struct State {
      var reader: CorpusReader
      var ahead: [UInt8]?
      var left = 0
    }

    private let state: Mutex<State>

    init(_ reader: sending CorpusReader) { state = Mutex(State(reader: reader)) }

    /// Whether there is another run.
    func beginRun() -> Bool {
      state.withLock { state in
        state.left = Build.runBytes
        state.ahead = state.reader.next(size: Build.batchBytes)
        return state.ahead != nil
      }
    }

    func next() -> ParallelSegmentBuilder.Batch? {
      guard let lines = nextLines() else { return nil }
      return { take throws(SearchIndexError) in
        try CorpusReader.forEachDocument(in: lines) { document throws(SearchIndexError) in
          try take(document)
        }
      }
    }

    private func nextLines() -> [UInt8]? {
      state.withLock { state in
        guard state.left > 0 else { return nil }
        let lines = state.ahead ?? state.reader.next(size: Build.batchBytes)
        state.ahead = nil
        state.left -= lines?.count ?? 0
        return lines
      }
    }
  }
}

extension Result where Failure == any Error {
  /// What an asynchronous body gives or throws.
  fileprivate init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
