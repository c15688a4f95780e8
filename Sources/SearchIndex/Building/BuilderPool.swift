// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization

/// The builders of a writer: so many at most are at work, within the memory of all of them, and each is
/// used again and again.
actor BuilderPool {
  /// A builder that one task at a time has.
  final class Place: Sendable {
    /// The builder; empty while no task has it.
    let builder = Mutex(SegmentBuilder())
  }

  /// How many there are at most, at least 1.
  nonisolated let limit: Int
  /// How many shares of memory they hold together, but for one that holds more alone.
  private let shares: Int
  private var atWork = 0
  private var held = 0
  private var free: [Place] = []
  private var waiting: [(shares: Int, place: CheckedContinuation<Place, Never>)] = []

  /// Makes a pool; builders are made when needed.
  init(limit: Int, shares: Int) { (self.limit, self.shares) = (limit, shares) }

  /// Gives a free builder for work that takes so many shares of memory; waits where it does not fit
  /// beside what is at work, behind those that wait already.
  func take(shares: Int) async -> Place {
    if waiting.isEmpty, fits(shares) { return begin(shares) }
    return await withCheckedContinuation { waiting.append((shares, $0)) }
  }

  /// Takes a builder back with its shares, for those that have waited longest.
  func give(_ place: Place, shares: Int) {
    free.append(place)
    atWork -= 1
    held -= shares
    while let next = waiting.first, fits(next.shares) {
      waiting.removeFirst()
      next.place.resume(returning: begin(next.shares))
    }
  }

  /// How many wait.
  var waitingCount: Int { waiting.count }

  private func fits(_ more: Int) -> Bool {
    atWork < limit && (atWork == 0 || held + more <= shares)
  }

  private func begin(_ shares: Int) -> Place {
    atWork += 1
    held += shares
    return free.popLast() ?? Place()
  }
}
