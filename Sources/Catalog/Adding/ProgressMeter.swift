// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import Synchronization

/// Counts progress from several threads and tells the caller after each step.
final class ProgressMeter: Sendable {
  private struct State: Sendable {
    var progress: AddProgress
    /// Bytes that were counted of files under way, by document id.
    var partial: [String: Int64] = [:]
  }
  private let state: Mutex<State>
  private let report: @Sendable (AddProgress) -> Void

  /// Makes a meter for so much work.
  init(files: Int, bytes: Int64, report: @escaping @Sendable (AddProgress) -> Void) {
    var progress = AddProgress()
    progress.filesTotal = files
    progress.bytesTotal = bytes
    state = Mutex(State(progress: progress))
    self.report = report
    report(progress)
  }

  /// Adds to what is finished.
  func advance(files: Int = 0, bytes: Int64 = 0, documents: Int = 0) {
    let now = state.withLock { state in
      state.progress.files += files
      state.progress.bytes += bytes
      state.progress.documents += documents
      return state.progress
    }
    report(now)
  }

  /// Counts pages of a document that is being read.
  ///
  /// - Parameters:
  ///   - step: how far it is.
  ///   - id: the document.
  ///   - bytes: the length of its original.
  func read(_ step: PageProgress, of id: String, bytes: Int64) {
    let now = state.withLock { state in
      state.progress.pages += step.pages
      if let share = step.share, state.progress.bytesTotal > 0 {
        let part = Int64(Double(bytes) * share)
        state.progress.bytes += part - state.partial[id, default: 0]
        state.partial[id] = part
      }
      return state.progress
    }
    report(now)
  }

  /// Counts a file that is done, with as many bytes of it as were not counted page by page.
  func finish(_ id: String?, bytes: Int64) {
    let counted = state.withLock { state in
      id.flatMap { state.partial.removeValue(forKey: $0) } ?? 0
    }
    advance(files: 1, bytes: bytes - counted)
  }
}

/// Runs a transformation over values, so many at a time, and gives the results in order.
///
/// Values that have not been begun when the task is cancelled are still transformed: a caller that
/// wants to stop early asks `Task.isCancelled` between batches.
///
/// - Parameters:
///   - inputs: the values.
///   - jobs: how many at a time; less than 1 counts as 1.
///   - isEnough: told of each result, in the order in which they come; once it is true, no other
///     value is begun.
///   - transform: makes the results.
/// - Returns: the results of all values up to the last that was begun.
func mapConcurrently<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], jobs: Int, until isEnough: (Output) -> Bool = { _ in false },
  _ transform: @escaping @Sendable (Input) async -> Output
) async -> [Output] {
  await withTaskGroup(of: (Int, Output).self) { group in
    var outputs = [Output?](repeating: nil, count: inputs.count)
    var next = 0
    func start(_ group: inout TaskGroup<(Int, Output)>) {
      let (index, input) = (next, inputs[next])
      group.addTask { (index, await transform(input)) }
      next += 1
    }
    while next < min(max(jobs, 1), inputs.count) { start(&group) }
    var isFull = false
    while let (index, output) = await group.next() {
      outputs[index] = output
      isFull = isEnough(output) || isFull
      if next < inputs.count, !isFull { start(&group) }
    }
    return outputs.compactMap { $0 }
  }
}
