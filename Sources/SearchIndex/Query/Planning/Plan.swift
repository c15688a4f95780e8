// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A query after analysis: what is looked up, and how the answers are put together. `Planner` makes
// it from a `QueryNode`; `SearchRun` carries it out on every segment.

internal import TextAnalysis

/// A term of a query: one word, part or gram with its keys.
struct PlannedTerm: Equatable, Sendable {
  /// The fields whose forms may match.
  var fields: [Field]
  /// Key on the rung `exact`; UTF-8.
  var exact: [UInt8]
  /// Key on the rung `fold`; UTF-8.
  var fold: [UInt8]
  /// Keys on the rung `stem`.
  var stems: [StemKey] = []
  /// Keys on the rung `sound`.
  var sounds: [[UInt8]] = []
  /// How forms are compared with the keys.
  var comparison = Comparison.whole

  /// The coarsest rung on which forms may match, where an operand of NEAR has its own.
  var match: Rung?

  /// Ways to compare.
  enum Comparison: Equatable {
    /// The form's key is the term's key.
    case whole
    /// The form's key begins with the term's key; stems and sounds play no part.
    case prefix
    /// The form's key fits a pattern; the keys are the pattern as typed, and stems and sounds play
    /// no part.
    case pattern(FormPattern)
  }

  /// The most edits that make a form of it.
  var greatestDistance: Int {
    if case .pattern(let pattern) = comparison, case .edits(_, let distance, _) = pattern.fold {
      return distance
    }
    return 0
  }
}

/// Terms that stand at fixed distances from one another.
struct Chain: Equatable, Sendable {
  /// The terms; not empty, the first at 0, distances rising.
  var links: [Link]

  /// A term and its distance from the first, in positions.
  struct Link: Equatable {
    var distance: UInt32
    var term: PlannedTerm
  }

  init(_ links: [Link]) { self.links = links }

  init(_ term: PlannedTerm) { links = [Link(distance: 0, term: term)] }
}

/// A word of a phrase: any of its chains, at its distance from the beginning of the phrase.
struct PhraseElement: Equatable, Sendable {
  /// Positions from the beginning of the phrase.
  var distance: UInt32
  /// What may stand there; not empty.
  var options: [Chain]
}

/// What is looked up, counted and scored as one: a word, a phrase, a prefix, a filter by words.
struct Clause: Sendable {
  /// As typed.
  var text: String
  /// The words; the first at distance 0; empty for a clause of dates or of operands of NEAR, and
  /// only there.
  var elements: [PhraseElement]
  /// Positions that other words may take among the elements; 0: in order, without a gap.
  var slop: UInt32 = 0
  /// Days of dates written in the text, any of which it finds; nil for a clause of words.
  var dates: [ClosedRange<Int32>]?
  /// Positions that a place of it takes, where it is without slop.
  var extent: UInt32 = 1
  /// What stands near one another; nil for a clause of words.
  var near: NearClause?
  /// What it is for.
  var role = Role.scored
  /// The coarsest rung on which it may match; nil for that of the whole query.
  var match: Rung?
  /// All boosts around it, multiplied, within `boosts`.
  var boost = 1.0
  /// Languages whose forms may match; nil for all.
  var languages: Set<Language>?
  /// Whether every document that it finds is worth the same: its boost, which a fuzzy word divides
  /// by one more than the least number of edits.
  var isConstant = false
  /// What it is known by from one query to the next, where a memo keeps it.
  var identity: ClauseIdentity?

  /// The boosts that a clause can have: what is nested deeper must not leave the range of scores.
  static let boosts = 0.0001...10_000

  /// What a clause does to a document.
  enum Role {
    /// It finds the document and adds to its score.
    case scored
    /// It excludes the document.
    case excluding
    /// It lets the document through, whatever the rung asked for.
    case filter
  }

  /// The one term of a clause that needs no positions; nil where it does.
  var singleTerm: PlannedTerm? {
    guard elements.count == 1, elements[0].options.count == 1,
      elements[0].options[0].links.count == 1
    else { return nil }
    return elements[0].options[0].links[0].term
  }

  /// Whether it is one word or several, each of them whole.
  var isOfWholeWords: Bool {
    !isConstant && !terms.isEmpty && terms.allSatisfy { $0.comparison == .whole && $0.match == nil }
  }

  /// All terms that are looked up, in order.
  var terms: [PlannedTerm] {
    if let near { return near.operands.joined().flatMap(\.terms) }
    var terms: [PlannedTerm] = []
    terms.reserveCapacity(elements.count)
    for element in elements {
      for chain in element.options {
        for link in chain.links { terms.append(link.term) }
      }
    }
    return terms
  }

  /// The coarsest rung on which it may match where the query is asked for on a rung.
  func rung(ofQuery asked: Rung) -> Rung { role == .filter ? .fold : match ?? asked }

  /// Whether it finds the same on every rung that the query may be asked for on.
  var hasOwnRung: Bool { role == .filter || match != nil }

  /// The distance between the beginnings of the first and last element.
  var span: UInt32 { elements.lazy.map(\.distance).max() ?? 0 }
}

/// What stands near one another.
struct NearClause: Sendable {
  /// For each operand the clauses any of which stands for it; at least two, none empty.
  var operands: [[Clause]]
  /// The most positions among all of them that none of them takes.
  var within: UInt32
  /// Whether they stand in this order.
  var isOrdered: Bool
}

/// A condition that is read from a document's values.
enum DocumentPredicate: Equatable, Sendable {
  /// It has a passage in one of the languages.
  case languages(Set<Language>)
  /// It was found on one of the days.
  case dates(ClosedRange<Int32>)
  indirect case not(DocumentPredicate)
  case all([DocumentPredicate])
  case any([DocumentPredicate])
}

/// How clauses and conditions are put together.
enum PlanNode: Equatable, Sendable {
  /// A clause, by its index.
  case clause(Int)
  case predicate(DocumentPredicate)
  /// A node whose score is this number, with the text by which it is explained.
  indirect case constant(PlanNode, score: Double, text: String)
  /// All of `must` and the conditions, none of `mustNot`; where `must` is empty and `should` is
  /// not, one of `should`.
  case boolean(
    must: [PlanNode], should: [PlanNode], mustNot: [PlanNode], conditions: [DocumentPredicate])
}

/// A query that is ready to run.
///
/// A class, because all that takes part in a search holds it.
final class Plan: Sendable {
  /// What is looked up, in the query's order.
  let clauses: [Clause]
  /// How it is put together; nil where nothing can be searched.
  let root: PlanNode?
  /// The same as one flat group; nil where it is none.
  let flat: FlatQuery?
  /// What the reader should know.
  let notes: [SearchNote]

  init(_ clauses: [Clause], _ root: PlanNode?, notes: [SearchNote]) {
    self.clauses = clauses
    self.root = root
    self.notes = notes
    flat = root.flatMap { FlatQuery($0) }
  }

  /// Whether no clause is scored: the query is made of filters alone.
  var isFilterOnly: Bool { !clauses.contains { $0.role == .scored } }
}
