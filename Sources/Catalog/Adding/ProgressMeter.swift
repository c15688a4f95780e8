// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization

/// Counts progress from several threads and tells the caller after each step.
final class ProgressMeter: Sendable {
  private let state: Mutex<AddProgress>
  private let report: @Sendable (AddProgress) -> Void

  /// Makes a meter for so much work.
  init(files: Int, bytes: Int64, report: @escaping @Sendable (AddProgress) -> Void) {
    var progress = AddProgress()
    progress.filesTotal = files
    progress.bytesTotal = bytes
    state = Mutex(progress)
    self.report = report
    report(progress)
  }

  /// Adds to what is finished.
  func advance(files: Int = 0, bytes: Int64 = 0, documents: Int = 0) {
    let now = state.withLock { progress in
      progress.files += files
      progress.bytes += bytes
      progress.documents += documents
      return progress
    }
    report(now)
  }
}

/// Runs a transformation over values, so many at a time, and gives the results in order.
///
/// Values that have not been begun when the task is cancelled are still transformed: a caller that
/// wants to stop early asks `Task.isCancelled` between batches.
func mapConcurrently<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], jobs: Int, _ transform: @escaping @Sendable (Input) async -> Output
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
    while let (index, output) = await group.next() {
      outputs[index] = output
      if next < inputs.count { start(&group) }
    }
    return outputs.compactMap { $0 }
  }
}
