// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization

/// The builders of a writer: so many at most are at work, and each is used again and again.
actor BuilderPool {
  /// A builder that one task at a time has.
  final class Place: Sendable {
    /// The builder; empty while no task has it.
    let builder = Mutex(SegmentBuilder())
  }

  /// How many there are at most, at least 1.
  nonisolated let limit: Int
  private var made = 0
  private var free: [Place] = []
  private var waiting: [CheckedContinuation<Place, Never>] = []

  /// Makes a pool; builders are made when needed.
  init(limit: Int) { self.limit = limit }

  /// Gives a free builder; waits for one where all are at work.
  func take() async -> Place {
    if let place = free.popLast() { return place }
    if made < limit {
      made += 1
      return Place()
    }
    return await withCheckedContinuation { waiting.append($0) }
  }

  /// Takes a builder back, for the one that has waited longest.
  func give(_ place: Place) {
    if waiting.isEmpty {
      free.append(place)
    } else {
      waiting.removeFirst().resume(returning: place)
    }
  }
}
