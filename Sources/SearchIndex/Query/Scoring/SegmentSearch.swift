// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A query on one segment, document by document. This is the plain way, which serves every query;
// `ListSearch`, `SharedSearch`, `WindowSearch` and sets of documents are the fast ways of the common ones.

internal import TextAnalysis

/// What a plan finds in one segment.
struct SegmentSearch {
  /// The segment.
  let segment: Segment
  /// What is looked for.
  let plan: Plan
  /// By clause.
  var leaves: [Leaf]
  /// What the best documents must not exceed.
  var ceiling = ScoreCeiling.none
  /// Reads conditions.
  private var predicates: PredicateReader { PredicateReader(segment) }
  /// The plan as one flat group; nil where it is none.
  var flat: FlatQuery? { plan.flat }

  /// Takes the leaves of a plan's clauses.
  init(_ segment: Segment, _ plan: Plan, leaves: [Leaf]) {
    self.segment = segment
    self.plan = plan
    self.leaves = leaves
  }

  /// Starts anew.
  mutating func rewind() {
    for index in leaves.indices { leaves[index].rewind() }
  }

  /// Has documents sought in sets where they are known; neither scores nor rungs are asked for from then on.
  mutating func seekInSets() {
    for index in leaves.indices { leaves[index].seekInSet() }
  }

  /// Has documents and scores taken from what is known of them, where that is; no rungs are asked for from then on.
  mutating func readScores() {
    for index in leaves.indices { leaves[index].readScores() }
  }

  // MARK: - Any query

  /// The first live document from `target` on that the query finds; `UInt32.max` where there is none.
  ///
  /// Targets must not fall until `rewind`.
  /// - Throws: `corrupt`.
  mutating func next(from target: UInt32) throws(SearchIndexError) -> UInt32 {
    guard let root = plan.root else { return .max }
    var document = try bound(root, from: target)
    while document < .max {
      if !segment.isDeleted(document), try holds(root, document) { return document }
      document = try bound(root, from: document + 1)
    }
    return document
  }

  /// The score of a document that `next` gave.
  ///
  /// - Throws: `corrupt`.
  mutating func score(of document: UInt32) throws(SearchIndexError) -> FixedScore {
    guard let root = plan.root else { return 0 }
    return try score(root, document)
  }

  /// The finest rung on which a document is found; nil where it is not found at all.
  ///
  /// - Throws: `corrupt`.
  mutating func finestRung(
    of document: UInt32
  ) throws(SearchIndexError) -> Rung? {
    guard let root = plan.root else { return nil }
    let rungs = try rungs(root, document)
    return rungs.finest
  }

  /// What counts for the score of a document that `next` gave, in the query's order.
  ///
  /// - Throws: `corrupt`.
  mutating func scoringParts(of document: UInt32) throws(SearchIndexError) -> [ScoringPart] {
    guard let root = plan.root else { return [] }
    return try scoringParts(root, document)
  }

  private mutating func scoringParts(
    _ node: PlanNode, _ document: UInt32
  ) throws(SearchIndexError) -> [ScoringPart] {
    guard try holds(node, document) else { return [] }
    switch node {
    case .clause(let index):
      return plan.clauses[index].role == .scored ? [.clause(index)] : []
    case .predicate: return []
    case .constant(let inner, let score, let text):
      let rung = try rungs(inner, document).finest ?? .sound
      return [.constant(score: score, text: text, rung: rung)]
    case .boolean(let must, let should, _, _):
      var parts: [ScoringPart] = []
      for member in must + should { parts += try scoringParts(member, document) }
      return parts
    }
  }

  /// A document from `target` on before which a node finds none; what excludes documents is not looked
  /// at, so that no leaf passes a document that may be asked for again.
  private mutating func bound(
    _ node: PlanNode, from target: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    switch node {
    case .clause(let clause): return try leaves[clause].seek(target)
    case .predicate(let predicate): return try next(predicate, from: target)
    case .constant(let inner, _, _): return try bound(inner, from: target)
    case .boolean(let must, let should, _, let conditions):
      if must.isEmpty, should.isEmpty { return try next(.all(conditions), from: target) }
      var document = target
      if must.isEmpty {
        document = .max
        for node in should { document = min(document, try bound(node, from: target)) }
        return document
      }
      var agreeing = 0
      var place = 0
      while agreeing < must.count {
        let found = try bound(must[place], from: document)
        if found == .max { return .max }
        agreeing = found == document ? agreeing + 1 : 1
        document = found
        place = place + 1 == must.count ? 0 : place + 1
      }
      return document
    }
  }

  /// Whether a node finds a document; documents must not fall.
  private mutating func holds(
    _ node: PlanNode, _ document: UInt32
  ) throws(SearchIndexError) -> Bool {
    switch node {
    case .clause(let clause): return try leaves[clause].seek(document) == document
    case .predicate(let predicate): return try predicates.holds(predicate, of: document)
    case .constant(let inner, _, _): return try holds(inner, document)
    case .boolean(let must, let should, let mustNot, let conditions):
      guard try holds(conditions, document) else { return false }
      for node in must where try !holds(node, document) { return false }
      if must.isEmpty, !should.isEmpty, try !holds(any: should, document) { return false }
      return try !holds(any: mustNot, document)
    }
  }

  private func next(
    _ predicate: DocumentPredicate, from target: UInt32
  ) throws(SearchIndexError) -> UInt32 {
    var document = target
    while document < UInt32(segment.documentCount) {
      if try predicates.holds(predicate, of: document) { return document }
      document += 1
    }
    return .max
  }

  private func holds(
    _ conditions: [DocumentPredicate], _ document: UInt32
  ) throws(SearchIndexError) -> Bool {
    for condition in conditions where try !predicates.holds(condition, of: document) {
      return false
    }
    return true
  }

  private mutating func holds(
    any nodes: [PlanNode], _ document: UInt32
  ) throws(SearchIndexError) -> Bool {
    for node in nodes where try holds(node, document) { return true }
    return false
  }

  private mutating func score(
    _ node: PlanNode, _ document: UInt32
  ) throws(SearchIndexError) -> FixedScore {
    guard try holds(node, document) else { return 0 }
    switch node {
    case .clause(let clause): return try leaves[clause].score()
    case .predicate: return 0
    case .constant(_, let score, _): return FixedPoint.score(score)
    case .boolean(let must, let should, _, _):
      var sum: FixedScore = 0
      for member in must + should { sum += try score(member, document) }
      return sum
    }
  }

  private mutating func rungs(
    _ node: PlanNode, _ document: UInt32
  ) throws(SearchIndexError) -> RungSet {
    switch node {
    case .clause(let clause):
      guard try leaves[clause].seek(document) == document else { return [] }
      if plan.clauses[clause].hasOwnRung { return .all }
      return RungSet(from: try leaves[clause].finestRung())
    case .predicate(let predicate):
      return try predicates.holds(predicate, of: document) ? .all : []
    case .constant(let inner, _, _): return try rungs(inner, document)
    case .boolean(let must, let should, let mustNot, let conditions):
      guard try holds(conditions, document) else { return [] }
      var found = RungSet.all
      for member in must { found.formIntersection(try rungs(member, document)) }
      if must.isEmpty, !should.isEmpty {
        found = []
        for member in should { found.formUnion(try rungs(member, document)) }
      }
      for member in mustNot { found.subtract(try rungs(member, document)) }
      return found
    }
  }

  // MARK: - Flat queries

  /// Whether a document that has the clauses asked for is live and nothing excludes it.
  ///
  /// - Throws: `corrupt`.
  mutating func admits(_ document: UInt32, _ query: FlatQuery) throws(SearchIndexError) -> Bool {
    if segment.isDeleted(document) { return false }
    for clause in query.mustNot where try leaves[clause].seek(document) == document {
      return false
    }
    return try holds(query.conditions, document)
  }

  /// The first document from `target` on that has some clauses, the rarest first; where none below
  /// `limit` has them, one that is not below it and not after the first that does.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  mutating func shared(
    _ order: [Int], from target: UInt32, before limit: UInt32 = .max
  ) throws(SearchIndexError) -> UInt32 {
    var document = target
    var agreeing = 0
    var place = 0
    while agreeing < order.count {
      let next = try leaves[order[place]].seek(document)
      if next >= limit { return next }
      agreeing = next == document ? agreeing + 1 : 1
      document = next
      place = place + 1 == order.count ? 0 : place + 1
    }
    return document
  }
}

/// What adds to the score of a document.
enum ScoringPart {
  /// A clause, by its index.
  case clause(Int)
  /// A group that is worth the same in every document, with the finest rung on which it is found.
  case constant(score: Double, text: String, rung: Rung)
}

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

/// Reads conditions from the values of documents of one segment.
struct PredicateReader {
  private let segment: Segment

  init(_ segment: Segment) { self.segment = segment }

  /// Whether a condition holds for a document.
  ///
  /// - Throws: `corrupt`.
  func holds(
    _ predicate: DocumentPredicate, of document: UInt32
  ) throws(SearchIndexError) -> Bool {
    switch predicate {
    case .languages(let languages):
      let main = segment.mainLanguage(of: document)
      if languages.contains(segment.languages[Int(main)].language),
        try !segment.lengths(of: document).isEmpty
      {
        return true
      }
      for length in try segment.lengths(of: document)
      where languages.contains(segment.languages[Int(length.language)].language) {
        return true
      }
      return false
    case .dates(let range): return try segment.dates(of: document).contains { range.contains($0) }
    case .not(let inner): return try !holds(inner, of: document)
    case .all(let members):
      for member in members where try !holds(member, of: document) { return false }
      return true
    case .any(let members):
      for member in members where try holds(member, of: document) { return true }
      return false
    }
  }
}
