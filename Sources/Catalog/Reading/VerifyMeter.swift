// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import Synchronization

/// Counts how far a check is, and tells after each object and each piece of a file.
final class VerifyMeter: Sendable {
  private let total: Int
  private let report: @Sendable (VerifyProgress) -> Void
  private let objects = Atomic(0)
  private let bytes = Atomic<Int64>(0)

  /// Begins with nothing done of so many objects.
  init(total: Int, report: @escaping @Sendable (VerifyProgress) -> Void) {
    self.total = total
    self.report = report
  }

  /// A meter for readers, which tells of what it counts.
  func reader(bytesPerSecond: Int?) -> ReadMeter {
    ReadMeter(bytesPerSecond: bytesPerSecond) { count in
      self.bytes.store(count, ordering: .relaxed)
      self.tell()
    }
  }

  /// Counts an object.
  func advance() {
    objects.wrappingAdd(1, ordering: .relaxed)
    tell()
  }

  private func tell() {
    report(
      VerifyProgress(
        objects: objects.load(ordering: .relaxed), objectsTotal: total,
        bytes: bytes.load(ordering: .relaxed)))
  }
}
