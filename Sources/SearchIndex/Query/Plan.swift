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

  /// Ways to compare.
  enum Comparison {
    /// The form's key is the term's key.
    case whole
    /// The form's key begins with the term's key; stems and sounds play no part.
    case prefix
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
struct Clause: Equatable, Sendable {
  /// As typed.
  var text: String
  /// The words; the first at distance 0; empty for a clause of dates and only there.
  var elements: [PhraseElement]
  /// Positions that other words may take among the elements; 0: in order, without a gap.
  var slop: UInt32 = 0
  /// Days of dates written in the text, any of which it finds; nil for a clause of words.
  var dates: [ClosedRange<Int32>]?
  /// What it is for.
  var role = Role.scored
  /// All boosts around it, multiplied, within `boosts`.
  var boost = 1.0
  /// Languages whose forms may match; nil for all.
  var languages: Set<Language>?
  /// Whether every document that it finds is worth the same: its boost.
  var isConstant = false

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

  /// The distance between the beginnings of the first and last element.
  var span: UInt32 { elements.map(\.distance).max() ?? 0 }
}

/// A condition that is read from a document's values.
indirect enum DocumentPredicate: Equatable, Sendable {
  /// It has a passage in one of the languages.
  case languages(Set<Language>)
  /// It was found on one of the days.
  case dates(ClosedRange<Int32>)
  case not(DocumentPredicate)
  case all([DocumentPredicate])
  case any([DocumentPredicate])
}

/// How clauses and conditions are put together.
indirect enum PlanNode: Equatable, Sendable {
  /// A clause, by its index.
  case clause(Int)
  case predicate(DocumentPredicate)
  /// All of `must` and the conditions, none of `mustNot`; where `must` is empty and `should` is
  /// not, one of `should`.
  case boolean(
    must: [PlanNode], should: [PlanNode], mustNot: [PlanNode], conditions: [DocumentPredicate])
}

/// A query that is ready to run.
struct Plan: Equatable, Sendable {
  /// What is looked up, in the query's order.
  var clauses: [Clause] = []
  /// How it is put together; nil where nothing can be searched.
  var root: PlanNode?
  /// What the reader should know.
  var notes: [SearchNote] = []

  /// Whether no clause is scored: the query is made of filters alone.
  var isFilterOnly: Bool { !clauses.contains { $0.role == .scored } }
}
