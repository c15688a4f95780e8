// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much a long check has read, and how fast it may read: a check of a whole archive beside other
// work must not take the disk for itself.

internal import Glibc
internal import Synchronization

/// Counts the bytes that several threads read, and holds all of them together to a rate.
package final class ReadMeter: Sendable {
  private let count = Atomic<Int64>(0)
  /// When the bytes counted so far are paid for at the rate.
  private let paidUntil = Mutex(ContinuousClock.now)

  /// Bytes a second for all threads together; nil for no limit.
  package let bytesPerSecond: Int?

  private let observer: @Sendable (Int64) -> Void

  /// Makes a meter at 0.
  ///
  /// - Parameters:
  ///   - bytesPerSecond: what all threads together may read; nil for no limit.
  ///   - observer: told of the count each time it has grown, from any thread.
  /// - Precondition: `bytesPerSecond` is at least 1.
  package init(
    bytesPerSecond: Int? = nil, observer: @escaping @Sendable (Int64) -> Void = { _ in }
  ) {
    precondition(bytesPerSecond.map { $0 > 0 } ?? true, "a rate is at least a byte a second")
    self.bytesPerSecond = bytesPerSecond
    self.observer = observer
  }

  /// Bytes read so far.
  package var bytes: Int64 { count.load(ordering: .relaxed) }

  /// Counts bytes that were just read; waits for as long as they are too early by the rate.
  package func add(_ bytes: Int) {
    observer(count.wrappingAdd(Int64(bytes), ordering: .relaxed).newValue)
    guard let bytesPerSecond, bytes > 0 else { return }
    let price = Duration.seconds(1) * (Double(bytes) / Double(bytesPerSecond))
    let due = paidUntil.withLock { paidUntil in
      paidUntil = max(paidUntil, ContinuousClock.now) + price
      return paidUntil
    }
    while true {
      let left = due - ContinuousClock.now
      if left <= .zero { return }
      // usleep(3) takes less than a second at a time.
      usleep(UInt32(min(left, .milliseconds(900)) / .microseconds(1)) + 1)
    }
  }
}
