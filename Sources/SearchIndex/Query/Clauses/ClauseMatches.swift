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

  /// Adds occurrences in a document, not before the last one.
  mutating func add(_ document: UInt32, _ rung: Rung, _ occurrences: UInt32 = 1) {
    if documents.last != document {
      documents.append(document)
      counts.append(.zero)
    }
    counts[counts.count - 1][Int(rung.rawValue)] &+= occurrences
  }
}

extension RungCounts {
  /// The finest rung with an occurrence.
  var finestRung: Rung {
    self[0] > 0 ? .exact : self[1] > 0 ? .fold : self[2] > 0 ? .stem : .sound
  }
}

/// What must be known of a constant clause, whose occurrences are not counted.
enum ClauseDetail: Comparable {
  /// Its documents.
  case documents
  /// The rung of each of them as well.
  case rungs
  /// Its terms as well, which tell in which languages it is found.
  case terms
}

/// What a clause finds in one segment, up to the rung asked for, before anything is scored.
enum ClauseMatches {
  /// The terms whose postings are the answer.
  case terms(MatchedWord)
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
  var distances: [UInt8] = []
  /// The terms that hold them; may be empty where they were not asked for.
  var terms: [MatchedTerm] = []
  /// Forms of the dictionary that were looked at where no terms are given.
  var formCount = 0
}

/// Documents in which a clause is found, by language: a segment's ordinal or a number of the index.
struct LanguageFrequencies {
  /// One a language, rising once `merge` was called.
  private(set) var rows: [(language: Int, documents: Int)] = []

  /// Makes room for so many more languages.
  mutating func reserve(_ count: Int) { rows.reserveCapacity(rows.count + count) }

  /// Takes up documents of a language, which may be there already.
  @inline(__always)
  mutating func add(_ documents: Int, in language: Int) {
    if let last = rows.last, last.language == language {
      rows[rows.count - 1].documents += documents
    } else {
      rows.append((language, documents))
    }
  }

  /// Puts what is known of each language together.
  mutating func merge() {
    if (1..<max(rows.count, 1)).allSatisfy({ rows[$0 - 1].language < rows[$0].language }) { return }
    let all = rows.sorted { $0.language < $1.language }
    rows.removeAll(keepingCapacity: true)
    for row in all { add(row.documents, in: row.language) }
  }

  /// The place of a language among the rows; nil where it has none.
  ///
  /// O(log languages), once merged.
  func place(of language: Int) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].language < language { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].language == language ? low : nil
  }

  /// Documents of all languages together; one counts once for each of its languages.
  var total: Int { rows.reduce(0) { $0 + $1.documents } }
}

extension ClauseMatches {
  /// Adds in how many live documents the clause is found in each language of the segment; a document
  /// counts once for each of the forms in which it holds the clause.
  ///
  /// `numbers` are those of the segment's languages.
  /// - Throws: `corrupt`.
  func addFrequencies(
    in segment: Segment, numbers: [Int], to result: inout LanguageFrequencies
  ) throws(SearchIndexError) {
    switch self {
    case .terms(let word):
      let terms = word.terms
      // Once for all: room that is made term by term would be made anew for each.
      result.reserve(terms.reduce(0) { $0 + $1.rungs.count })
      for matched in terms {
        let counts = try segment.liveFrequencies(of: matched.term)
        for index in matched.rungs.indices where matched.rungs[index] != nil {
          let variant = matched.term.variants[index]
          let documents = counts?[index] ?? Int(variant.documentFrequency)
          result.add(documents, in: numbers[Int(variant.language)])
        }
      }
    case .places(let languages):
      for matches in languages {
        result.add(matches.documents.count, in: numbers[Int(matches.language)])
      }
    case .constant: break
    }
  }
}

extension Segment {
  /// For each variant of a term its live documents; nil where nothing is deleted, so that the dictionary
  /// knows them.
  ///
  /// O(postings) where anything is deleted.
  /// - Throws: `corrupt`.
  func liveFrequencies(of term: DictionaryTerm) throws(SearchIndexError) -> [Int]? {
    guard let deletions else { return nil }
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
