// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A document of a snapshot with its score.
struct ScoredDocument: Equatable {
  /// Which segment of the snapshot.
  var segment: Int
  /// Its doc id there.
  var document: UInt32
  /// Its score.
  var score: FixedScore
}

/// The best documents of one segment: by score, then doc id.
struct TopDocuments {
  /// The most documents.
  let limit: Int
  /// What a document must reach to matter beside those of other segments.
  var floor: FixedScore
  /// What must not be exceeded, because it stood on an earlier page.
  private let ceiling: ScoreCeiling
  /// A heap: the document that would leave first on top.
  private var heap: [(score: FixedScore, document: UInt32)] = []

  /// Makes a collection of at most `limit` documents of at least the score `floor`, under a ceiling.
  init(limit: Int, floor: FixedScore, ceiling: ScoreCeiling) {
    self.limit = limit
    self.floor = floor
    self.ceiling = ceiling
    heap.reserveCapacity(limit < 1024 ? limit : 0)
  }

  /// Whether there are as many as asked for.
  var isFull: Bool { heap.count == limit }

  /// The greatest score that is of no use: only what is above it matters.
  @inline(__always)
  var threshold: FixedScore {
    heap.count < limit || limit == 0 ? floor &- 1 : max(floor &- 1, heap[0].score)
  }

  /// Whether a document, wherever it stands, can matter with a score.
  @inline(__always)
  func wants(_ document: UInt32, _ score: FixedScore) -> Bool {
    score > threshold
      || heap.count == limit && limit > 0 && score >= floor && score == heap[0].score
        && document < heap[0].document
  }

  /// Takes up a document if it is one of the best so far.
  @inline(__always)
  mutating func offer(_ document: UInt32, _ score: FixedScore) {
    if wants(document, score) { insert(document, score) }
  }

  private mutating func insert(_ document: UInt32, _ score: FixedScore) {
    if limit == 0 || !ceiling.admits(document, score) { return }
    if heap.count < limit {
      heap.append((score, document))
      siftUp()
    } else {
      heap[0] = (score, document)
      siftDown()
    }
  }

  /// Forgets the documents, but not what they reach.
  mutating func keepFloor() {
    if isFull, limit > 0 { floor = max(floor, heap[0].score) }
    heap.removeAll(keepingCapacity: true)
  }

  /// Gives up the documents, best first.
  mutating func takeSorted() -> [(score: FixedScore, document: UInt32)] {
    var taken: [(score: FixedScore, document: UInt32)] = []
    swap(&taken, &heap)
    taken.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
    return taken
  }

  private static func leavesFirst(
    _ left: (score: FixedScore, document: UInt32), _ right: (score: FixedScore, document: UInt32)
  ) -> Bool {
    left.score != right.score ? left.score < right.score : left.document > right.document
  }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0, Self.leavesFirst(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, Self.leavesFirst(heap[child + 1], heap[child]) { child += 1 }
      if !Self.leavesFirst(heap[child], heap[parent]) { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
