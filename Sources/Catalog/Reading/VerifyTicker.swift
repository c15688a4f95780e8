// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import Synchronization

/// Tells ten times a second how far a check is, however long one object takes.
final class VerifyTicker: Sendable {
  private let total: Int
  private let meter: ReadMeter
  private let report: @Sendable (VerifyProgress) -> Void
  private let objects = Atomic(0)
  private let ticking = Mutex<Task<Void, Never>?>(nil)

  /// Begins to tell.
  init(total: Int, meter: ReadMeter, report: @escaping @Sendable (VerifyProgress) -> Void) {
    self.total = total
    self.meter = meter
    self.report = report
    ticking.withLock { ticking in
      ticking = Task { [weak self] in
        while !Task.isCancelled {
          self?.tell()
          try? await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }

  /// Counts an object.
  func advance() {
    objects.wrappingAdd(1, ordering: .relaxed)
    tell()
  }

  /// Tells for the last time.
  func stop() {
    ticking.withLock { $0?.cancel() }
    tell()
  }

  private func tell() {
    report(
      VerifyProgress(
        objects: objects.load(ordering: .relaxed), objectsTotal: total, bytes: meter.bytes))
  }
}
