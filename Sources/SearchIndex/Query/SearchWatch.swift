// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Tells a search when to stop: at its deadline, or once its task is cancelled.
struct SearchWatch {
  private let deadline: ContinuousClock.Instant?
  private var untilLook = 0
  /// Whether the search was stopped.
  private(set) var hasStopped = false

  /// Documents that are looked at between two looks at the clock.
  private static let interval = 512

  /// Starts a watch that ends after a time; nil for never.
  init(timeout: Duration?) { deadline = timeout.map { ContinuousClock.now + $0 } }

  /// Whether the search must stop; looks at the clock.
  mutating func look() -> Bool {
    if hasStopped { return true }
    if Task.isCancelled { hasStopped = true }
    if let deadline, ContinuousClock.now >= deadline { hasStopped = true }
    return hasStopped
  }

  /// Whether the search must stop; looks at the clock once in a while.
  @inline(__always)
  mutating func tick() -> Bool {
    untilLook -= 1
    if untilLook > 0 { return hasStopped }
    untilLook = Self.interval
    return look()
  }
}
