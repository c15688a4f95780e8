// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What one clause finds in one segment, document by document in rising order.
///
/// Either postings lists, read as far as needed, or a table made beforehand. `seek` may be asked for
/// the same document again, but never for an earlier one; `rewind` starts anew.
struct Leaf {
  /// The lists; empty for a table.
  var lists: [ListReader] = []
  /// What occurrences are worth, for lists.
  var scales: LanguageScales
  /// The documents of a table; empty for lists.
  var table = MatchTable()
  /// Whether it adds to scores.
  let isScored: Bool
  /// Postings, or documents of the table.
  let cost: Int
  /// Knows the lengths of documents.
  let segment: Segment
  private var current: UInt32 = 0
  private var isPlaced = false
  /// Where the table is read on.
  var tableIndex = 0

  /// An occurrence of the clause in the present document: one a posting.
  struct Found {
    var slot: Int
    var frequency: Double
    var rung: Rung
  }

  private var found: [Found] = []
  private var foundDocument: UInt32?

  /// Makes a leaf of lists.
  init(lists: [ListReader], scales: LanguageScales, isScored: Bool, segment: Segment) {
    self.lists = lists
    self.scales = scales
    self.isScored = isScored
    self.segment = segment
    cost = lists.reduce(0) { $0 + $1.cursor.count }
  }

  /// Makes a leaf of a table.
  init(table: MatchTable, isScored: Bool, segment: Segment) {
    self.table = table
    self.isScored = isScored
    self.segment = segment
    scales = LanguageScales()
    cost = table.documents.count
  }

  /// Starts anew.
  mutating func rewind() {
    for index in lists.indices { lists[index].rewind() }
    isPlaced = false
    tableIndex = 0
    foundDocument = nil
  }

  /// Forgets where it stands, after its lists were read by other means; targets must rise further.
  mutating func lift() {
    isPlaced = false
    foundDocument = nil
  }

  /// The first document at or after `target`; `UInt32.max` where there is none.
  ///
  /// - Throws: `corrupt`.
  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    if isPlaced, current >= target { return current }
    isPlaced = true
    if lists.isEmpty {
      tableIndex = SortedDocuments.firstIndex(
        in: table.documents, from: tableIndex, atLeast: target)
      current = tableIndex < table.documents.count ? table.documents[tableIndex] : .max
      return current
    }
    if lists.count == 1 {
      current = try lists[0].seek(target)
      return current
    }
    var least = UInt32.max
    for index in lists.indices { least = min(least, try lists[index].seek(target)) }
    current = least
    return least
  }

  /// What the clause adds to the score of the document at which it stands.
  ///
  /// - Throws: `corrupt`.
  mutating func score() throws(SearchIndexError) -> FixedScore {
    guard isScored else { return 0 }
    if lists.isEmpty { return table.scores[tableIndex] }
    if lists.count == 1, let score = try lists[0].score(of: current, scales, segment) {
      return score
    }
    try gather()
    var sum: FixedScore = 0
    var index = 0
    while index < found.count {
      // The first occurrence in a language takes up the others.
      let slot = found[index].slot
      var isFirst = true
      var frequency = 0.0
      for other in found.indices where found[other].slot == slot {
        if other < index { isFirst = false }
        frequency += found[other].frequency
      }
      if isFirst { sum &+= try scales.all[slot].score(frequency, in: current, of: segment) }
      index += 1
    }
    return sum
  }

  /// The occurrences in the document at which it stands, by list and variant; lists only.
  ///
  /// - Throws: `corrupt`.
  mutating func occurrences() throws(SearchIndexError) -> [Found] {
    try gather()
    return found
  }

  /// The finest rung on which the clause finds the document at which it stands.
  ///
  /// - Throws: `corrupt`.
  mutating func finestRung() throws(SearchIndexError) -> Rung {
    if lists.isEmpty { return table.rungs[tableIndex] }
    try gather()
    return found.map(\.rung).min() ?? .sound
  }

  private mutating func gather() throws(SearchIndexError) {
    if foundDocument == current { return }
    foundDocument = current
    found.removeAll(keepingCapacity: true)
    for index in lists.indices {
      try lists[index].gather(current, into: &found)
    }
  }
}

extension ListReader {
  /// Appends the matching postings of a document, and stands after them where there may be several.
  fileprivate mutating func gather(
    _ document: UInt32, into found: inout [Leaf.Found]
  ) throws(SearchIndexError) {
    guard cursor.isAt(document) else { return }
    repeat {
      try cursor.loadFrequencies()
      let worth = worths[Int(cursor.variants[cursor.index])]
      if worth.slot >= 0 {
        found.append(
          Leaf.Found(
            slot: Int(worth.slot),
            frequency: Double(cursor.frequencies[cursor.index]) * worth.weight,
            rung: worth.rung))
      }
      if isUniform { return }
    } while try cursor.advance() && cursor.document == document
  }
}

/// Documents found beforehand, with what they are worth.
struct MatchTable {
  /// Doc ids, strictly rising.
  var documents: [UInt32] = []
  /// For each document its score.
  var scores: [FixedScore] = []
  /// For each document its finest rung.
  var rungs: [Rung] = []
  /// The greatest score.
  var greatestScore: FixedScore = 0
}
