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

  /// Makes a meter at 0.
  ///
  /// - Precondition: `bytesPerSecond` is at least 1.
  package init(bytesPerSecond: Int? = nil) {
    precondition(bytesPerSecond.map { $0 > 0 } ?? true, "a rate is at least a byte a second")
    self.bytesPerSecond = bytesPerSecond
  }

  /// Bytes read so far.
  package var bytes: Int64 { count.load(ordering: .relaxed) }

  /// Counts bytes that were just read; waits for as long as they are too early by the rate.
  package func add(_ bytes: Int) {
    count.wrappingAdd(Int64(bytes), ordering: .relaxed)
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
