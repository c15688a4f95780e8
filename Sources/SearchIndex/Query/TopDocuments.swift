// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A document of a snapshot with its score.
struct ScoredDocument {
  var segment: Int
  var document: UInt32
  var rungs: RungSet
  var score: Double
}

/// Picks the best documents: by score, then by document id.
enum TopDocuments {
  /// The best `limit` documents that match on a rung, best first; `matches` are by segment.
  static func best(
    _ limit: Int, of matches: [Matches], in segments: [Segment], on rung: Rung
  ) throws(SearchIndexError) -> [ScoredDocument] {
    guard limit > 0 else { return [] }
    let threshold = lowestScore(limit, of: matches, on: rung)
    var above: [ScoredDocument] = []
    var tied: [ScoredDocument] = []
    for (segment, list) in matches.enumerated() {
      for index in list.documents.indices
      where list.rungs[index].contains(rung) && list.scores[index] >= threshold {
        let document = ScoredDocument(
          segment: segment, document: list.documents[index], rungs: list.rungs[index],
          score: list.scores[index])
        if document.score > threshold { above.append(document) } else { tied.append(document) }
      }
    }
    let room = limit - above.count
    return try ordered(above, segments) + firstByID(room, of: tied, segments)
  }

  /// The score of the last document that finds room; -∞ where all do.
  private static func lowestScore(_ limit: Int, of matches: [Matches], on rung: Rung) -> Double {
    var heap: [Double] = []
    for list in matches {
      for index in list.documents.indices where list.rungs[index].contains(rung) {
        let score = list.scores[index]
        if heap.count < limit {
          heap.append(score)
          siftUp(&heap)
        } else if score > heap[0] {
          heap[0] = score
          siftDown(&heap)
        }
      }
    }
    return heap.count < limit ? -.infinity : heap[0]
  }

  private static func siftUp(_ heap: inout [Double]) {
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private static func siftDown(_ heap: inout [Double]) {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if heap[parent] <= heap[child] { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }

  /// Puts documents in order by score, then id.
  private static func ordered(
    _ documents: [ScoredDocument], _ segments: [Segment]
  ) throws(SearchIndexError) -> [ScoredDocument] {
    var named: [(id: [UInt8], document: ScoredDocument)] = []
    for document in documents {
      let id = try segments[document.segment].id(of: document.document)
      named.append((Array(id.utf8), document))
    }
    named.sort {
      $0.document.score != $1.document.score
        ? $0.document.score > $1.document.score
        : $0.id.lexicographicallyPrecedes($1.id)
    }
    return named.map(\.document)
  }

  /// The first documents by id; all have the same score.
  ///
  /// Each segment knows the order of its ids, so that only as many ids as are asked for are read.
  private static func firstByID(
    _ count: Int, of documents: [ScoredDocument], _ segments: [Segment]
  ) throws(SearchIndexError) -> [ScoredDocument] {
    guard documents.count > count else { return try ordered(documents, segments) }
    var candidates: [ScoredDocument] = []
    for segment in segments.indices {
      let values = segments[segment].values
      let ranked = documents.filter { $0.segment == segment }
        .map { (rank: values.rank(of: $0.document), document: $0) }
        .sorted { $0.rank < $1.rank }
      candidates += ranked.prefix(count).map(\.document)
    }
    return Array(try ordered(candidates, segments).prefix(count))
  }
}
