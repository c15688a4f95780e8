// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A place of a text that a clause of the query matches.
struct TextMark: Equatable {
  /// UTF-8 offsets into the text.
  var range: Range<Int>
  /// The clause, by its index in the plan.
  var clause: Int
}

/// Finds what a query matches in a text, by analysing it again.
///
/// Words match as in the index: same forms, same rungs, same phrases.
final class TextMarker {
  private let reader: FormReader
  private let clauses: [(index: Int, clause: Clause)]
  private var matcher = MarkMatcher()
  /// For each term: its tokens in the text, by position.
  private(set) var places: [[UInt32: Place]] = []

  /// Where a term stands, and on which rung.
  struct Place {
    var range: Range<Int>
    var rung: Rung
  }

  /// Makes a marker of a plan's clauses.
  init(_ plan: Plan, _ reader: FormReader, match: Rung) {
    self.reader = reader
    clauses = plan.clauses.enumerated().filter { $0.element.role == .scored }
      .map { ($0.offset, $0.element) }
    for (_, clause) in clauses {
      for term in clause.terms {
        matcher.add(
          MarkedTerm(
            term: term, languages: clause.languages,
            match: term.match ?? clause.rung(ofQuery: match)))
      }
    }
  }

  /// The clauses that it marks.
  var clauseCount: Int { clauses.count }

  /// Marks a piece of a text, and tells where its words begin and end; offsets into the piece.
  func marks(
    in piece: [UInt8], hints: LanguageHints
  ) -> (marks: [TextMark], words: [Range<Int>]) {
    if reader.read(piece, hints: hints) { matcher.removeAllForms() }
    return marks(in: piece)
  }

  /// Marks a piece whose passages are known, as `marks(in:hints:)` does.
  func marks(
    in piece: [UInt8], passages: [Passage]
  ) -> (marks: [TextMark], words: [Range<Int>]) {
    if reader.read(piece, passages: passages) { matcher.removeAllForms() }
    return marks(in: piece)
  }

  private func marks(in piece: [UInt8]) -> (marks: [TextMark], words: [Range<Int>]) {
    places = [[UInt32: Place]](repeating: [:], count: matcher.terms.count)
    var words: [Range<Int>] = []
    words.reserveCapacity(reader.text.tokens.count)
    // Out of the object, which would be locked and unlocked for each token.
    var matcher = MarkMatcher()
    swap(&matcher, &self.matcher)
    for token in reader.text.tokens {
      if token.kind == .word { words.append(Int(token.start)..<Int(token.end)) }
      for (term, rung) in matcher.matches(of: token.form, reader) {
        place(token, matcher.terms[term].term, term, rung, in: piece)
      }
    }
    swap(&matcher, &self.matcher)
    placeNumbers(in: piece)
    var marks: [TextMark] = []
    var firstTerm = 0
    for (index, clause) in clauses {
      mark(clause, index, firstTerm, into: &marks)
      firstTerm += clause.terms.count
    }
    marks.sort { ($0.range.lowerBound, $0.clause) < ($1.range.lowerBound, $1.clause) }
    return (marks, words)
  }

  private func place(
    _ token: Token, _ planned: PlannedTerm, _ term: Int, _ rung: Rung, in piece: [UInt8]
  ) {
    var range = Int(token.start)..<Int(token.end)
    if token.kind == .gram, planned.comparison == .prefix {
      let first = String(decoding: piece[range], as: UTF8.self).first
      range = range.lowerBound..<min(range.upperBound, range.lowerBound + (first?.utf8.count ?? 0))
    }
    if let known = places[term][token.position], known.rung <= rung { return }
    places[term][token.position] = Place(range: range, rung: rung)
  }

  /// Places the terms that ask for a phone number at the numbers of a text, as the index has them.
  private func placeNumbers(in piece: [UInt8]) {
    let terms = matcher.terms.indices.filter { matcher.terms[$0].term.fields.contains(.number) }
    guard !terms.isEmpty else { return }
    var tokens = TokenPositions()
    for number in PhoneNumbers.find(in: piece) {
      let position = tokens.position(of: number.firstDigit(in: piece), in: reader.text)
      for term in terms where number.keys.contains(matcher.terms[term].term.exact) {
        places[term][position] = Place(range: number.range, rung: .exact)
      }
    }
  }
}
