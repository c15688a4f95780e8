// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which pairs of documents are worth comparing: those that share a band of their sketches. No pair is
// looked at that shares none.

/// Two documents by number, the lower first.
struct DocumentPair: Hashable, Sendable, Comparable {
  /// The lower number.
  var first: UInt32
  /// The higher number.
  var second: UInt32

  /// Orders by the lower number, then the higher.
  static func < (left: DocumentPair, right: DocumentPair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

/// Finds the pairs whose sketches meet.
struct CandidatePairs: Sendable {
  /// Documents of one band with the same key of which all pairs are taken; of more, each with the
  /// so many documents before it and behind it.
  static let nearest = 32
  /// How many standard deviations below the threshold an estimate may be.
  private static let margin = 3.5

  private let columns: LikenessColumns
  private let banding: Banding
  private let least: Double
  /// The documents that stand for all of the same letters.
  private let documents: [UInt32]
  /// For each other document the one that stands for it.
  private let copies: [DocumentPair]

  /// Takes columns with bands that were cut for a threshold.
  init(_ columns: LikenessColumns, _ banding: Banding, threshold: Double) {
    self.columns = columns
    self.banding = banding
    least = threshold - Self.margin * LikenessSketch.deviation(at: threshold)
    let order = (0..<UInt32(columns.count)).sorted {
      (columns.letterHashes[Int($0)], $0) < (columns.letterHashes[Int($1)], $1)
    }
    var documents: [UInt32] = []
    var copies: [DocumentPair] = []
    for document in order {
      if let first = documents.last,
        columns.letterHashes[Int(first)] == columns.letterHashes[Int(document)]
      {
        copies.append(DocumentPair(first: first, second: document))
      } else {
        documents.append(document)
      }
    }
    self.documents = documents.sorted()
    self.copies = copies
  }

  /// The pairs, rising, each once.
  ///
  /// O(documents · bands), and the pairs.
  func pairs(jobs: Int) async -> [DocumentPair] {
    let found = await mapConcurrently(Array(0..<banding.bands), jobs: jobs) { pairs(of: $0) }
    return (copies + found.joined()).sorted()
  }

  /// The pairs that meet in a band, and in none before it.
  private func pairs(of band: Int) -> [DocumentPair] {
    var entries = documents.map { UInt64(key(of: $0, band)) << 32 | UInt64($0) }
    entries.sort()
    var pairs: [DocumentPair] = []
    var start = 0
    for index in 0...entries.count
    where index == entries.count || entries[index] >> 32 != entries[start] >> 32 {
      addPairs(of: entries[start..<index], band, to: &pairs)
      start = index
    }
    return pairs
  }

  private func addPairs(
    of run: ArraySlice<UInt64>, _ band: Int, to pairs: inout [DocumentPair]
  ) {
    if run.count < 2 { return }
    let reach = run.count <= 2 * Self.nearest ? run.count : Self.nearest
    for index in run.indices {
      let first = UInt32(truncatingIfNeeded: run[index])
      for other in run[(index + 1)...].prefix(reach) {
        let second = UInt32(truncatingIfNeeded: other)
        if !meet(first, second, before: band), isLikely(first, second) {
          pairs.append(DocumentPair(first: first, second: second))
        }
      }
    }
  }

  private func key(of document: UInt32, _ band: Int) -> UInt32 {
    columns.bandKeys[Int(document) * banding.bands + band]
  }

  private func meet(_ first: UInt32, _ second: UInt32, before band: Int) -> Bool {
    (0..<band).contains { key(of: first, $0) == key(of: second, $0) }
  }

  private func isLikely(_ first: UInt32, _ second: UInt32) -> Bool {
    LikenessSketch.estimate(columns.sketches, Int(first), Int(second)) >= least
  }
}
