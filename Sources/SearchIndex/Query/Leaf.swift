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
  var isScored: Bool
  /// Postings that match, or documents of the table.
  let cost: Int
  /// Knows the lengths of documents.
  let segment: Segment
  private var current: UInt32 = 0
  private var isPlaced = false
  /// Where there are several lists: for each the first document that it has from the last target on; -1
  /// where that is not known.
  private var heads: [Int] = []
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
    cost = lists.reduce(0) { $0 + $1.matchingCount }
    if lists.count > 1 { heads = [Int](repeating: -1, count: lists.count) }
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
    tableIndex = 0
    lift()
  }

  /// Forgets where it stands, after its lists were read by other means; targets must rise further.
  mutating func lift() {
    isPlaced = false
    foundDocument = nil
    for index in heads.indices { heads[index] = -1 }
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
    current = try seekAll(target)
    return current
  }

  /// The first document of any list at or after `target`; lists that are there already stay.
  private mutating func seekAll(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    var least = Int(UInt32.max)
    for index in lists.indices {
      if heads[index] < Int(target) { heads[index] = Int(try lists[index].seek(target)) }
      least = min(least, heads[index])
    }
    return UInt32(truncatingIfNeeded: least)
  }

  /// The only list that has the document at which the leaf stands; nil where several have it.
  private var onlyList: Int? {
    if lists.count == 1 { return 0 }
    var only: Int?
    for index in heads.indices where heads[index] == Int(current) {
      if only != nil { return nil }
      only = index
    }
    return only
  }

  /// What the clause adds to the score of the document at which it stands.
  ///
  /// - Throws: `corrupt`.
  mutating func score() throws(SearchIndexError) -> FixedScore {
    guard isScored else { return 0 }
    if lists.isEmpty { return table.scores[tableIndex] }
    if foundDocument != current, let only = onlyList,
      let score = try lists[only].score(of: current, scales, segment)
    {
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

// MARK: - Dominant lists

// Most words that have forms have one that is far more frequent than all others; what is fast for one list
// is then fast for the word, if the few documents of the others are looked at one by one.

extension Leaf {
  /// Postings of the dominant list for each one of the others, at least.
  private static let dominance = 8

  /// The list that has nearly all postings; nil where none has, or where there are no lists.
  var dominantList: Int? {
    if lists.count < 2 { return lists.isEmpty ? nil : 0 }
    var longest = 0
    for index in lists.indices where lists[index].matchingCount > lists[longest].matchingCount {
      longest = index
    }
    let count = lists[longest].matchingCount
    return (cost - count) * Self.dominance <= count ? longest : nil
  }

  /// The documents of all lists but one, rising.
  ///
  /// - Throws: `corrupt`.
  func documents(besides dominant: Int) throws(SearchIndexError) -> [UInt32] {
    if lists.count == 1 { return [] }
    var documents: [UInt32] = []
    documents.reserveCapacity(cost - lists[dominant].matchingCount)
    for index in lists.indices where index != dominant {
      var list = lists[index]
      list.rewind()
      var document = try list.seek(0)
      while document < .max {
        documents.append(document)
        document = try list.seek(document + 1)
      }
    }
    documents.sort()
    var kept = 0
    for document in documents where kept == 0 || documents[kept - 1] != document {
      documents[kept] = document
      kept += 1
    }
    documents.removeLast(documents.count - kept)
    return documents
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
