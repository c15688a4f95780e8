// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Counts the documents that write each name, in bounded memory.
///
/// Of too many names those are kept whose hashes are small: the same ones whatever the order in which
/// documents come, and in how many parts.
struct NameTally: Sendable {
  /// The names with the number of documents that write each.
  private(set) var counts: [WrittenName: Int] = [:]
  /// Bits by which all hashes have to be smaller than the largest number.
  private var shift: UInt64 = 0

  /// Names above which half of them are let go.
  static let most = 1 << 18

  /// Counts the names of a document, each once.
  mutating func add(_ names: [WrittenName]) {
    for name in names where isKept(name) { counts[name, default: 0] += 1 }
    prune()
  }

  /// Adds what another tally counted.
  mutating func add(_ other: NameTally) {
    if shift < other.shift {
      shift = other.shift
      counts = counts.filter { isKept($0.key) }
    }
    for (name, count) in other.counts where isKept(name) { counts[name, default: 0] += count }
    prune()
  }

  private mutating func prune() {
    while counts.count > Self.most {
      shift += 1
      counts = counts.filter { isKept($0.key) }
    }
  }

  private func isKept(_ name: WrittenName) -> Bool {
    shift == 0 || name.hash >> (64 - shift) == 0
  }
}

/// A name as some text writes it, folded.
struct WrittenName: Hashable, Sendable, Comparable {
  /// The word that comes first.
  let first: String
  /// The other.
  let second: String

  /// Takes two folded words.
  init(_ first: String, _ second: String) {
    (self.first, self.second) = (first, second)
  }

  /// A hash that is the same in every run.
  fileprivate var hash: UInt64 {
    Mixing.hash(second.utf8, seed: Mixing.hash(first.utf8, seed: 0))
  }

  /// Orders by the first word, then by the second.
  static func < (left: WrittenName, right: WrittenName) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}
