// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pages that are done while a file is being read: a scan of three hundred pages takes an hour, and is
// one file.

internal import Synchronization

/// How far the reading of one original is.
package struct PageProgress: Sendable, Hashable {
  /// Pages that were done since it was told last.
  package var pages: Int
  /// The part of the original that is done, from 0 to 1; nil where nobody knows, as in a container.
  package var share: Double?
}

/// Counts the pages of one original from several threads.
final class PageMeter: Sendable {
  private let done = Mutex(0)
  private let report: @Sendable (PageProgress) -> Void

  /// Tells of each step.
  init(report: @escaping @Sendable (PageProgress) -> Void) { self.report = report }

  /// Counts pages.
  ///
  /// - Parameters:
  ///   - pages: how many more are done.
  ///   - total: how many the original has; nil for those of a file inside it.
  func advance(by pages: Int = 1, of total: Int?) {
    guard pages > 0 else { return }
    let done = done.withLock { done in
      if total != nil { done += pages }
      return done
    }
    let share = total.map { min(1, Double(done) / Double(max(1, $0))) }
    report(PageProgress(pages: pages, share: share))
  }
}
