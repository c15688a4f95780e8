// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Joins the postings that several segments have of one term into one list.
///
/// Those of a segment rise, and mostly stand together: documents are numbered by language, then by
/// segment. So stretches of them are moved, not single postings.
struct PostingsJoiner {
  /// The postings of all segments, one after the other.
  var postings = TermPostings()
  private var runs: [Run] = []

  /// What of a segment's postings is left.
  private struct Run {
    var postings: Range<Int>
    /// Where the positions of the first begin.
    var position: Int
  }

  /// Empties it and keeps its memory.
  mutating func removeAll() {
    postings.removeAll()
    runs.removeAll(keepingCapacity: true)
  }

  /// Ends the postings of a segment: those since the last that ended.
  mutating func endRun(from start: Int, position: Int) {
    if start < postings.count {
      runs.append(Run(postings: start..<postings.count, position: position))
    }
  }

  /// Appends all postings in the order of their documents; O(postings · segments) at worst.
  mutating func append(to output: inout TermPostings) {
    while let least = runs.indices.min(by: { first(runs[$0]) < first(runs[$1]) }) {
      var limit = UInt32.max
      for index in runs.indices where index != least { limit = min(limit, first(runs[index])) }
      move(least, below: limit, to: &output)
      if runs[least].postings.isEmpty { runs.remove(at: least) }
    }
  }

  private func first(_ run: Run) -> UInt32 { postings.documents[run.postings.lowerBound] }

  /// Appends the postings of a run up to a document, at least the first.
  private mutating func move(_ number: Int, below limit: UInt32, to output: inout TermPostings) {
    let start = runs[number].postings.lowerBound
    let position = runs[number].position
    var end = start
    var positions = 0
    repeat {
      positions += Int(postings.frequencies[end])
      end += 1
    } while end < runs[number].postings.upperBound && postings.documents[end] < limit
    Self.append(postings.documents, start..<end, to: &output.documents)
    Self.append(postings.variants, start..<end, to: &output.variants)
    Self.append(postings.frequencies, start..<end, to: &output.frequencies)
    Self.append(postings.positions, position..<(position + positions), to: &output.positions)
    runs[number].postings = end..<runs[number].postings.upperBound
    runs[number].position += positions
  }

  /// Appends numbers of a column; a few of them one by one, which is quicker.
  @inline(__always)
  private static func append(_ column: [UInt32], _ range: Range<Int>, to output: inout [UInt32]) {
    if range.count > 8 {
      output += column[range]
    } else {
      for index in range { output.append(column[index]) }
    }
  }
}
