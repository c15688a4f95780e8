// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Dispatch
internal import Synchronization

/// Two pieces of work at the same time, from code that is not asynchronous.
///
/// Where no other thread is free, the one that asks does both: it never waits for work that nobody has begun.
enum SideBySide {
  /// Does both and gives what they give, once both have ended.
  ///
  /// - Throws: what `first` throws, else what `second` does.
  static func run<First, Second: Sendable>(
    _ first: () throws(SearchIndexError) -> First,
    _ second: @escaping @Sendable () throws(SearchIndexError) -> Second
  ) throws(SearchIndexError) -> (First, Second) {
    let task = SharedTask(second)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { task.begin() }
    let one = Result { () throws(SearchIndexError) in try first() }
    if !task.begin() { group.wait() }
    return (try one.get(), try task.result())
  }
}

/// Work that the first of two threads that come to it does.
private final class SharedTask<Outcome: Sendable>: Sendable {
  private let work: @Sendable () throws(SearchIndexError) -> Outcome
  private let isBegun = Mutex(false)
  private let outcome = Mutex<Result<Outcome, SearchIndexError>?>(nil)

  init(_ work: @escaping @Sendable () throws(SearchIndexError) -> Outcome) { self.work = work }

  /// Does the work and returns true, or returns false at once where the other thread has begun.
  @discardableResult func begin() -> Bool {
    let isMine = isBegun.withLock { isBegun in
      defer { isBegun = true }
      return !isBegun
    }
    if isMine {
      let result = Result { () throws(SearchIndexError) in try work() }
      outcome.withLock { $0 = result }
    }
    return isMine
  }

  /// What came of the work, once it has ended.
  func result() throws(SearchIndexError) -> Outcome {
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the work has ended") }
    return try result.get()
  }
}
