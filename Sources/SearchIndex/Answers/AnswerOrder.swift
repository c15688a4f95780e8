// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// In which order documents answer a query, and how far into that order a page of answers begins.

internal import TextAnalysis

/// A document of a snapshot with all that decides its place among the answers.
struct RankedDocument: Equatable {
  /// What comes before the score; smaller is better, and 0 where answers are sorted by score.
  var key: Int64
  /// The document and its score.
  var scored: ScoredDocument
  /// Other matching documents with the same words, where duplicates are collapsed.
  var duplicates = 0
}

/// The order of the answers: a key, then score, main language, segment and doc id.
///
/// No two documents are equal in it, so that every page of answers begins where the one before ended.
struct AnswerOrder {
  /// What the key is.
  let sort: SearchOptions.Sort
  /// The segments of the snapshot.
  let segments: [Segment]

  /// The key of a document without a date: after all others.
  static let undated = Int64.max

  /// What comes before the score of a document.
  ///
  /// - Throws: `corrupt`.
  func key(of document: UInt32, in segment: Segment) throws(SearchIndexError) -> Int64 {
    if sort == .score { return 0 }
    guard let day = try segment.values.firstDay(of: document) else { return Self.undated }
    return sort == .oldest ? Int64(day) : -Int64(day)
  }

  /// Whether one document comes before another.
  func precedes(_ one: RankedDocument, _ other: RankedDocument) -> Bool {
    if one.key != other.key { return one.key < other.key }
    let (a, b) = (one.scored, other.scored)
    if a.score != b.score { return a.score > b.score }
    let languages = (language(of: a), language(of: b))
    if languages.0 != languages.1 { return languages.0 < languages.1 }
    return (a.segment, a.document) < (b.segment, b.document)
  }

  private func language(of document: ScoredDocument) -> Language {
    let segment = segments[document.segment]
    return segment.languages[Int(segment.mainLanguage(of: document.document))].language
  }

  /// What a document of a segment must stay under to come after a place in the order by score.
  ///
  /// O(log languages): doc ids rise by main language.
  func ceiling(after place: RankedDocument?, segment index: Int) -> ScoreCeiling {
    guard let place else { return .none }
    let before = place.scored
    if index == before.segment {
      return ScoreCeiling(score: before.score, firstDocument: before.document + 1)
    }
    let own = segments[index]
    let language = language(of: before)
    // Documents of lesser languages come before the place; those of its own, if their segment does.
    let first = own.languages.indices.first { ordinal in
      let other = own.languages[ordinal].language
      return index > before.segment ? other >= language : other > language
    }
    let firstDocument = first.map { own.values.documents(mainLanguage: UInt16($0)).lowerBound }
    return ScoreCeiling(
      score: before.score, firstDocument: firstDocument ?? UInt32(own.documentCount))
  }
}

/// What documents of a segment must stay under, because what is above stood on an earlier page.
struct ScoreCeiling: Equatable {
  /// The score that no document may exceed.
  var score: FixedScore
  /// The first document that may have that score.
  var firstDocument: UInt32

  /// Above every document.
  static let none = ScoreCeiling(score: .max, firstDocument: 0)

  /// Whether a document comes after the place that the ceiling stands for.
  @inline(__always)
  func admits(_ document: UInt32, _ score: FixedScore) -> Bool {
    score < self.score || (score == self.score && document >= firstDocument)
  }
}
