// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What one clause finds in one segment, document by document in rising order.
///
/// Either postings lists, read as far as needed, or a table made beforehand, or long lists beside a
/// table of what short ones have. `seek` may be asked for the same document again, but never for an
/// earlier one; `rewind` starts anew.
struct Leaf {
  /// The lists; empty for a table alone.
  var lists: [ListReader] = []
  /// What occurrences are worth, for lists.
  var scales: LanguageScales
  /// The documents of a table: of a clause without lists all, of others those of short lists that were
  /// set aside, each with what all lists together are worth in it.
  private(set) var table = MatchTable.empty
  /// The only list that is read as it is; nil where several are, or none.
  private(set) var mainList: Int?
  /// Whether short lists were sought, though there may be none.
  private(set) var isDivided = false
  /// What is known because all of it was read; nil where it was not.
  var known: KnownPostings?
  /// Whether `seek` looks in `documents`, and lists are not read.
  private var isSet = false
  /// What is known of each document, where `readsScores`.
  private(set) var scores = DocumentScores.none
  /// Whether all is taken from `scores`, and lists and table are not read.
  private(set) var readsScores = false
  /// Where `scores` are read on.
  var scoreIndex = 0
  /// Whether it adds to scores.
  var isScored: Bool
  /// Postings that match, or documents of the table.
  let cost: Int
  /// Knows the lengths of documents.
  let segment: Segment
  private var current: UInt32 = 0
  private var isPlaced = false
  /// Where there are several lists: for each the first document that it has from the last target on; -1
  /// where that is not known, `aside` for a list that was set aside.
  private var heads: [Int] = []
  private static let aside = Int.max
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
    if lists.count == 1 { (mainList, isDivided) = (0, true) }
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

  /// Puts documents that short lists have into the table, with what they are worth; the lists are not read
  /// any more for them.
  mutating func setAside(_ short: [Int], _ table: MatchTable) {
    isDivided = true
    if short.isEmpty { return }
    self.table = table
    for list in short { heads[list] = Self.aside }
    let long = lists.indices.filter { isLong($0) }
    mainList = long.count == 1 ? long[0] : nil
  }

  /// Has documents sought in the set of them, where there is one: only `seek` may be asked from then on.
  mutating func seekInSet() { isSet = known?.documents != nil }

  /// Takes documents and scores from what is known of each document from then on, where that is.
  ///
  /// It must stand before its first document, and be asked for nothing then but `seek`, `score(of:)`, `add` and `bound`.
  mutating func readScores() {
    guard isScored, let known = known?.scores else { return }
    (scores, readsScores) = (known, true)
  }

  /// Whether a list is read as it is.
  func isLong(_ list: Int) -> Bool { heads.isEmpty || heads[list] != Self.aside }

  /// Starts anew.
  mutating func rewind() {
    for index in lists.indices { lists[index].rewind() }
    tableIndex = 0
    scoreIndex = 0
    lift()
  }

  /// Forgets where it stands, after its lists were read by other means; targets must rise further.
  mutating func lift() {
    isPlaced = false
    foundDocument = nil
    for index in heads.indices where isLong(index) { heads[index] = -1 }
  }

  /// The first document at or after `target`; `UInt32.max` where there is none.
  ///
  /// - Throws: `corrupt`.
  mutating func seek(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    if isPlaced, current >= target { return current }
    isPlaced = true
    if readsScores {
      current = scores.seek(target, &scoreIndex)
      return current
    }
    if isSet {
      current = known?.documents?.first(from: target) ?? .max
      return current
    }
    if lists.count == 1 {
      current = try lists[0].seek(target)
      return current
    }
    current = try seekAll(target)
    return current
  }

  /// The first document of the table or any long list at or after `target`.
  private mutating func seekAll(_ target: UInt32) throws(SearchIndexError) -> UInt32 {
    var least = Int(seekTable(target))
    for list in heads.indices {
      // One that is there already stays, and so does one that was set aside.
      if heads[list] < Int(target) { heads[list] = Int(try lists[list].seek(target)) }
      least = min(least, heads[list])
    }
    return UInt32(truncatingIfNeeded: least)
  }

  /// The first document of the table at or after `target`, at which it then stands.
  mutating func seekTable(_ target: UInt32) -> UInt32 {
    if table.documents.isEmpty { return .max }
    tableIndex = SortedDocuments.firstIndex(in: table.documents, from: tableIndex, atLeast: target)
    return tableIndex < table.documents.count ? table.documents[tableIndex] : .max
  }

  /// Whether the document at which the leaf stands is in the table.
  private var isInTable: Bool {
    tableIndex < table.documents.count && table.documents[tableIndex] == current
  }

  /// The only long list that has the document at which the leaf stands; nil where several have it.
  private var onlyList: Int? {
    if let mainList { return mainList }
    var only: Int?
    for list in lists.indices where heads[list] == Int(current) {
      if only != nil { return nil }
      only = list
    }
    return only
  }

  /// What the clause adds to the score of a document, to which it goes; nil where it does not have it.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func score(of document: UInt32) throws(SearchIndexError) -> FixedScore? {
    if readsScores { return scores.score(of: document, &scoreIndex) }
    return try seek(document) == document ? try score() : nil
  }

  /// What the clause adds to the score of the document at which it stands.
  ///
  /// - Throws: `corrupt`.
  mutating func score() throws(SearchIndexError) -> FixedScore {
    guard isScored else { return 0 }
    if lists.count == 1, foundDocument != current,
      let score = try lists[0].score(of: current, scales, segment)
    {
      return score
    }
    return try scoreOfSeveral()
  }

  /// As above, where there are several lists or none, or several postings.
  private mutating func scoreOfSeveral() throws(SearchIndexError) -> FixedScore {
    if lists.count != 1 {
      if isInTable { return table.score(at: tableIndex) }
      if foundDocument != current, let only = onlyList,
        let score = try lists[only].score(of: current, scales, segment)
      {
        return score
      }
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
    if lists.isEmpty { return table.rung(at: tableIndex) }
    try gather()
    return found.map(\.rung).min() ?? .sound
  }

  private mutating func gather() throws(SearchIndexError) {
    if foundDocument == current { return }
    foundDocument = current
    found.removeAll(keepingCapacity: true)
    for index in lists.indices {
      // Those that were set aside are not where the others are.
      if !isLong(index) { _ = try lists[index].seek(current) }
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
