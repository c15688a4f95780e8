// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The rungs on which something matches; bit *n* stands for the rung with raw value *n*.
struct RungSet: OptionSet, Hashable {
  var rawValue: UInt8

  /// Every rung.
  static let all = RungSet(rawValue: 0b1111)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A rung and all coarser ones.
  init(from rung: Rung) { rawValue = RungSet.all.rawValue & (0b1111 << rung.rawValue) }

  /// Whether a rung is in it.
  func contains(_ rung: Rung) -> Bool { rawValue & (1 << rung.rawValue) != 0 }

  /// The finest rung in it; nil where it is empty.
  var finest: Rung? { Rung(rawValue: UInt8(rawValue.trailingZeroBitCount)) }
}

/// Documents of one segment with the rungs on which they match and their scores.
///
/// The score is that on the rung asked for; 0 where a document does not match on it.
struct Matches {
  /// Doc ids, rising.
  var documents: [UInt32] = []
  /// For each document its rungs; never empty.
  var rungs: [RungSet] = []
  /// For each document its score.
  var scores: [Double] = []

  mutating func append(_ document: UInt32, _ rungs: RungSet, _ score: Double) {
    documents.append(document)
    self.rungs.append(rungs)
    scores.append(score)
  }

  mutating func reserveCapacity(_ count: Int) {
    documents.reserveCapacity(count)
    rungs.reserveCapacity(count)
    scores.reserveCapacity(count)
  }

  /// Keeps what a test lets through.
  func filter(
    _ isKept: (UInt32) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) -> Matches {
    var kept = Matches()
    for index in documents.indices where try isKept(documents[index]) {
      kept.append(documents[index], rungs[index], scores[index])
    }
    return kept
  }
}

// MARK: - Algebra

extension Matches {
  private static let windowSize = 1 << 15

  /// Documents in any of the lists, on any of their rungs; scores are added in the lists' order.
  ///
  /// Works in windows of doc ids that fit the cache. O(all documents + documents of the segment / 64).
  static func union(_ lists: [Matches], documentCount: Int) -> Matches {
    if lists.count <= 1 { return lists.first ?? Matches() }
    var result = Matches()
    result.reserveCapacity(lists.map(\.documents.count).max() ?? 0)
    var cursors = [Int](repeating: 0, count: lists.count)
    var scores = [Double](repeating: 0, count: windowSize)
    var rungs = [RungSet](repeating: [], count: windowSize)
    var touched = [UInt64](repeating: 0, count: windowSize / 64)
    for base in stride(from: 0, to: documentCount, by: windowSize) {
      let end = UInt32(clamping: base + windowSize)
      for (index, list) in lists.enumerated() {
        var cursor = cursors[index]
        while cursor < list.documents.count, list.documents[cursor] < end {
          let slot = Int(list.documents[cursor]) - base
          scores[slot] += list.scores[cursor]
          rungs[slot].formUnion(list.rungs[cursor])
          touched[slot / 64] |= 1 << UInt64(slot % 64)
          cursor += 1
        }
        cursors[index] = cursor
      }
      for word in touched.indices where touched[word] != 0 {
        var bits = touched[word]
        while bits != 0 {
          let slot = word * 64 + bits.trailingZeroBitCount
          result.append(UInt32(base + slot), rungs[slot], scores[slot])
          scores[slot] = 0
          rungs[slot] = []
          bits &= bits - 1
        }
        touched[word] = 0
      }
    }
    return result
  }

  /// Documents in both, on the rungs of both; scores are added.
  func intersection(_ other: Matches) -> Matches {
    var result = Matches()
    for (left, right) in SortedDocuments.sharedIndices(documents, other.documents) {
      let shared = rungs[left].intersection(other.rungs[right])
      if !shared.isEmpty {
        result.append(documents[left], shared, scores[left] + other.scores[right])
      }
    }
    return result
  }

  /// Adds scores of another list to the documents that are here already.
  mutating func addScores(of other: Matches) {
    for (left, right) in SortedDocuments.sharedIndices(documents, other.documents) {
      scores[left] += other.scores[right]
    }
  }

  /// Takes away the rungs on which another list matches.
  func subtracting(_ other: Matches) -> Matches {
    var result = self
    for (left, right) in SortedDocuments.sharedIndices(documents, other.documents) {
      result.rungs[left].subtract(other.rungs[right])
    }
    return result.compacted()
  }

  /// Sets scores to 0 where documents do not match on a rung.
  mutating func keepScores(on rung: Rung) {
    for index in rungs.indices where !rungs[index].contains(rung) { scores[index] = 0 }
  }

  private func compacted() -> Matches {
    guard rungs.contains([]) else { return self }
    var result = Matches()
    for index in rungs.indices where !rungs[index].isEmpty {
      result.append(documents[index], rungs[index], scores[index])
    }
    return result
  }
}
