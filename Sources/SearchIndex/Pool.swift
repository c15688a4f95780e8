// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization

/// Things that one thread uses at a time and that get better with use; as many as were ever in use at
/// the same time.
final class Pool<Element>: Sendable {
  /// A thing that is lent whole.
  private final class Slot: Sendable {
    let element: Mutex<Element>
    init(_ element: sending Element) { self.element = Mutex(element) }
  }

  private let make: @Sendable () -> sending Element
  private let idle = Mutex<[Slot]>([])

  /// Makes an empty pool of things that `make` makes.
  init(_ make: @escaping @Sendable () -> sending Element) { self.make = make }

  /// Runs `body` with an idle thing, or with a new one where all are in use.
  func with<Result>(_ body: (inout sending Element) -> sending Result) -> sending Result {
    let slot = idle.withLock { $0.popLast() } ?? Slot(make())
    defer { idle.withLock { $0.append(slot) } }
    return slot.element.withLock(body)
  }
}
