// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The live documents of one segment that hold a phrase in one language.
struct LanguageMatches {
  /// Index into `Segment.languages`.
  var language: UInt16
  /// Doc ids, rising.
  var documents: [UInt32] = []
  /// For each document the occurrences by rung; at least one.
  var counts: [RungCounts] = []

  /// Adds an occurrence in a document, not before the last one.
  mutating func add(_ document: UInt32, _ rung: Rung) {
    if documents.last != document {
      documents.append(document)
      counts.append(.zero)
    }
    counts[counts.count - 1][Int(rung.rawValue)] &+= 1
  }
}

extension RungCounts {
  /// The finest rung with an occurrence.
  var finestRung: Rung {
    self[0] > 0 ? .exact : self[1] > 0 ? .fold : self[2] > 0 ? .stem : .sound
  }
}

/// What a clause finds in one segment, up to the rung asked for, before anything is scored.
enum ClauseMatches {
  /// The terms whose postings are the answer.
  case terms([MatchedTerm])
  /// Places found by positions, by rising language, none empty.
  case places([LanguageMatches])
  /// Documents that are worth the same.
  case constant(ConstantMatches)
}

/// Documents of a clause whose occurrences are not counted.
struct ConstantMatches {
  /// Doc ids, strictly rising; deleted ones may be among them.
  var documents: [UInt32] = []
  /// For each document its finest rung; empty where that is `rung` for all.
  var rungs: [Rung] = []
  /// The rung of all documents where `rungs` is empty.
  var rung = Rung.exact
  /// For each document the least edits by which a fuzzy word finds it; empty where that is 0 for all.
  var distances: [Int] = []
  /// The terms that hold them; may be empty where rungs were not asked for.
  var terms: [MatchedTerm] = []
}

extension ClauseMatches {
  /// In how many live documents the clause is found in each language of the segment; a document
  /// counts once for each of the forms in which it holds the clause.
  ///
  /// - Throws: `corrupt`.
  func frequencies(
    in segment: Segment
  ) throws(SearchIndexError) -> [UInt16: Int] {
    var result: [UInt16: Int] = [:]
    switch self {
    case .terms(let terms):
      for matched in terms {
        let counts = try segment.liveFrequencies(of: matched.term)
        for (index, rung) in matched.rungs.enumerated() where rung != nil {
          result[matched.term.variants[index].language, default: 0] += counts[index]
        }
      }
    case .places(let languages):
      for matches in languages { result[matches.language] = matches.documents.count }
    case .constant: break
    }
    return result
  }
}

extension Segment {
  /// For each variant of a term its live documents.
  ///
  /// O(variants) without deletions, else O(postings).
  /// - Throws: `corrupt`.
  func liveFrequencies(of term: DictionaryTerm) throws(SearchIndexError) -> [Int] {
    guard let deletions else { return term.variants.map { Int($0.documentFrequency) } }
    var counts = [Int](repeating: 0, count: term.variants.count)
    var cursor = try cursor(over: term)
    while try cursor.advance() {
      try cursor.loadFrequencies()
      if !deletions.contains(cursor.document) {
        counts[Int(cursor.variants[cursor.index])] += 1
      }
    }
    return counts
  }
}
