// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Where the terms of a segment under construction occur: eight bytes an occurrence.
///
/// Nothing is kept per term while documents come in; one counting sort at the end groups the
/// occurrences by term and keeps the order of documents and positions.
struct OccurrenceTable {
  private var terms: [UInt32] = []
  private var positions: [UInt32] = []
  private var documentStarts: [Int] = []

  /// Starts the next document.
  mutating func beginDocument() { documentStarts.append(terms.count) }

  /// Adds an occurrence in the present document.
  @inline(__always)
  mutating func append(term: UInt32, position: UInt32) {
    terms.append(term)
    positions.append(position)
  }

  /// Groups the occurrences by term, of which there are `termCount`, and empties the table; linear.
  ///
  /// The occurrences of a term are in the order of doc ids, which `numbering` gives by arrival.
  mutating func takeGrouped(termCount: Int, numbering: [UInt32]) -> GroupedOccurrences {
    var starts = [Int](repeating: 0, count: termCount + 1)
    for term in terms { starts[Int(term) + 1] += 1 }
    for term in 0..<termCount { starts[term + 1] += starts[term] }
    var next = starts
    var groupedDocuments = [UInt32](repeating: 0, count: terms.count)
    var groupedPositions = [UInt32](repeating: 0, count: terms.count)
    var arrivals = [Int](repeating: 0, count: numbering.count)
    for (arrival, document) in numbering.enumerated() { arrivals[Int(document)] = arrival }
    for (document, arrival) in arrivals.enumerated() {
      let start = documentStarts[arrival]
      let end = arrival + 1 < documentStarts.count ? documentStarts[arrival + 1] : terms.count
      for index in start..<end {
        let term = Int(terms[index])
        let place = next[term]
        next[term] = place &+ 1
        groupedDocuments[place] = UInt32(document)
        groupedPositions[place] = positions[index]
      }
    }
    self = OccurrenceTable()
    return GroupedOccurrences(
      starts: starts, documents: groupedDocuments, positions: groupedPositions)
  }
}

/// Occurrences by term, then document, in the order in which they came.
struct GroupedOccurrences {
  /// For each term its first occurrence, then the number of all.
  var starts: [Int]
  /// The doc id of each occurrence.
  var documents: [UInt32]
  /// The position of each occurrence.
  var positions: [UInt32]

  /// Whether a term occurs.
  func contains(_ term: Int) -> Bool { starts[term] < starts[term + 1] }

  /// Puts the postings of a term in `output`; positions that fall are sorted.
  func postings(of term: Int, into output: inout TermPostings) {
    output.removeAll()
    var index = starts[term]
    while index < starts[term + 1] {
      let document = documents[index]
      let start = output.positions.count
      while index < starts[term + 1], documents[index] == document {
        output.positions.append(positions[index])
        index += 1
      }
      let own = output.positions[start...]
      if own.count > 1, zip(own, own.dropFirst()).contains(where: { $0 > $1 }) {
        output.positions[start...].sort()
      }
      output.documents.append(document)
      output.variants.append(0)
      output.frequencies.append(UInt32(output.positions.count - start))
    }
  }

  /// Adds the postings of a term as those of a variant; positions that fall are sorted.
  func append(postingsOf term: Int, variant: Int, to joiner: inout PostingsJoiner) {
    var index = starts[term]
    while index < starts[term + 1] {
      let document = documents[index]
      let start = index
      while index < starts[term + 1], documents[index] == document { index += 1 }
      let own = positions[start..<index]
      let isRising = zip(own, own.dropFirst()).allSatisfy { $0 <= $1 }
      joiner.append(document: document, variant: variant, isRising ? own : own.sorted()[...])
    }
  }
}
