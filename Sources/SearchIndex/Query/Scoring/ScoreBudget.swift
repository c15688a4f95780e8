// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization

/// How much memory the scores of words take that are remembered of one snapshot.
///
/// Apart from that of the words themselves, which scores would push out: without its scores a word is searched
/// nearly as quickly, but one that is forgotten must be found and read again.
final class ScoreBudget: Sendable {
  private let held = Atomic<Int>(0)
  private let limit: Int

  /// Makes the budget of an index of so many documents: 16 bytes for each, at least 8 MB and at most 64.
  convenience init(documents: Int) {
    self.init(limit: min(max(documents * 16, 8_000_000), 64_000_000))
  }

  /// Makes a budget of so many bytes.
  init(limit: Int) { self.limit = limit }

  /// The bytes that are taken.
  var taken: Int { held.load(ordering: .relaxed) }

  /// Takes some bytes; false where so many are not left.
  func take(_ bytes: Int) -> Bool {
    if held.add(bytes, ordering: .relaxed).newValue <= limit { return true }
    giveBack(bytes)
    return false
  }

  /// Gives bytes back that were taken.
  func giveBack(_ bytes: Int) { held.subtract(bytes, ordering: .relaxed) }
}
