// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Many objects validated side by side, and told of in their order.

package import FileStorage
package import SystemPackage

/// Validates objects on several cores.
package enum ObjectChecks {
  /// How many objects may be ahead of the one that is told of next.
  private static let window = 256

  /// Validates objects, so many at a time, and calls `each` with each in the order given.
  ///
  /// When the task is cancelled, no further object is begun; those begun are told of.
  /// - Parameters:
  ///   - folders: the folders of the objects.
  ///   - depth: how far to go.
  ///   - jobs: how many at a time, at least 1.
  ///   - meter: counts what is read, and holds it to a rate.
  ///   - finished: called when an object is done, in any order, from any thread.
  ///   - each: called with the number of each object in `folders`, and what was found.
  /// - Returns: how many were validated; fewer than there are where the task was cancelled.
  package static func run(
    _ folders: some RandomAccessCollection<FilePath> & Sendable, depth: ValidationDepth, jobs: Int,
    meter: ReadMeter, finished: @escaping @Sendable () -> Void = {},
    each: (Int, ObjectReport) throws -> Void
  ) async rethrows -> Int {
    try await withThrowingTaskGroup(of: (Int, ObjectReport).self) { group in
      var waiting: [Int: ObjectReport] = [:]
      var (begun, told) = (0, 0)
      while true {
        while begun < folders.count, begun - told - waiting.count < jobs, begun - told < window,
          !Task.isCancelled
        {
          let (number, folder) = (
            begun, folders[folders.index(folders.startIndex, offsetBy: begun)]
          )
          group.addTask {
            defer { finished() }
            return (number, ObjectValidator.report(on: folder, depth: depth, meter: meter))
          }
          begun += 1
        }
        guard told < begun, let (number, report) = try await group.next() else { return told }
        waiting[number] = report
        while let next = waiting.removeValue(forKey: told) {
          try each(told, next)
          told += 1
        }
      }
    }
  }
}
