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
  private let analyzer: TextAnalyzer
  private let clauses: [(index: Int, clause: Clause)]
  private var analyzed = AnalyzedText()

  /// A term of a clause, with the languages to which the clause is restricted.
  private struct Term {
    var term: PlannedTerm
    var languages: Set<Language>?
    /// The coarsest rung on which it may match.
    var match: Rung
  }

  private var terms: [Term] = []
  private var exact: [[UInt8]: [Int]] = [:]
  private var fold: [[UInt8]: [Int]] = [:]
  private var stems: [StemKey: [Int]] = [:]
  private var sounds: [[UInt8]: [(term: Int, sound: Sound)]] = [:]
  private var prefixes: [Int] = []
  private var patterns: [(term: Int, fold: FormMatcher, exact: FormMatcher)] = []
  /// For each form met: the terms that it matches, with the rung.
  private var formMatches: [FormID: [(term: Int, rung: Rung)]] = [:]
  /// For each term: its tokens in the text, by position.
  private(set) var places: [[UInt32: Place]] = []

  /// Where a term stands, and on which rung.
  struct Place {
    var range: Range<Int>
    var rung: Rung
  }

  init(_ plan: Plan, _ analyzer: TextAnalyzer, match: Rung) {
    self.analyzer = analyzer
    clauses = plan.clauses.enumerated().filter { $0.element.role == .scored }
      .map { ($0.offset, $0.element) }
    for (_, clause) in clauses {
      for term in clause.terms {
        add(
          Term(
            term: term, languages: clause.languages,
            match: term.match ?? clause.rung(ofQuery: match)))
      }
    }
  }

  /// The clauses that it marks.
  var clauseCount: Int { clauses.count }

  private func add(_ term: Term) {
    let number = terms.count
    terms.append(term)
    let match = term.match
    switch term.term.comparison {
    case .prefix: prefixes.append(number)
    case .pattern(let pattern):
      patterns.append((number, FormMatcher(pattern.fold), FormMatcher(pattern.exact)))
    case .whole:
      exact[term.term.exact, default: []].append(number)
      if match >= .fold { fold[term.term.fold, default: []].append(number) }
      if match >= .stem {
        for stem in term.term.stems { stems[stem, default: []].append(number) }
      }
      if match >= .sound {
        let sound = Sound(fold: term.term.fold)
        for key in term.term.sounds { sounds[key, default: []].append((number, sound)) }
      }
    }
  }

  /// Marks a piece of a text, and tells where its words begin and end; offsets into the piece.
  func marks(
    in piece: [UInt8], hints: LanguageHints
  ) -> (marks: [TextMark], words: [Range<Int>]) {
    if analyzer.formCount > 100_000 {
      analyzer.removeAllForms()
      formMatches = [:]
    }
    analyzer.analyze(piece, hints: hints, into: &analyzed)
    places = [[UInt32: Place]](repeating: [:], count: terms.count)
    var words: [Range<Int>] = []
    for token in analyzed.tokens {
      let range = Int(token.start)..<Int(token.end)
      if token.kind == .word { words.append(range) }
      for (term, rung) in matches(of: token.form) {
        place(token, term, rung, in: piece)
      }
    }
    var marks: [TextMark] = []
    var firstTerm = 0
    for (index, clause) in clauses {
      mark(clause, index, firstTerm, into: &marks)
      firstTerm += clause.terms.count
    }
    marks.sort { ($0.range.lowerBound, $0.clause) < ($1.range.lowerBound, $1.clause) }
    return (marks, words)
  }

  private func place(_ token: Token, _ term: Int, _ rung: Rung, in piece: [UInt8]) {
    var range = Int(token.start)..<Int(token.end)
    if token.kind == .gram, terms[term].term.comparison == .prefix {
      let first = String(decoding: piece[range], as: UTF8.self).first
      range = range.lowerBound..<min(range.upperBound, range.lowerBound + (first?.utf8.count ?? 0))
    }
    if let known = places[term][token.position], known.rung <= rung { return }
    places[term][token.position] = Place(range: range, rung: rung)
  }

  /// The terms that a form matches, each with the finest rung.
  private func matches(of id: FormID) -> [(term: Int, rung: Rung)] {
    if let known = formMatches[id] { return known }
    let form = analyzer.form(id)
    var finest: [Int: Rung] = [:]
    for term in exact[form.exact] ?? [] { finest[term] = .exact }
    for term in fold[form.fold] ?? [] where finest[term] == nil { finest[term] = .fold }
    for stem in form.stems {
      // As in the index, a form that equals a stem of its rule belongs to the stem's class.
      let own = StemKey(stemmer: stem.stemmer, key: form.fold)
      for term in (stems[stem] ?? []) + (stems[own] ?? []) where finest[term] == nil {
        finest[term] = .stem
      }
    }
    addSounds(of: form, to: &finest)
    for term in prefixes {
      let keys = terms[term].term
      if form.exact.starts(with: keys.exact) {
        finest[term] = .exact
      } else if terms[term].match >= .fold, form.fold.starts(with: keys.fold) {
        finest[term] = .fold
      }
    }
    addFitting(form, to: &finest)
    let field = Field(form.kind)
    let result = finest.filter { term, _ in
      terms[term].term.fields.contains(field)
        && terms[term].languages?.contains(form.language) ?? true
    }.map { (term: $0.key, rung: $0.value) }
    formMatches[id] = result
    return result
  }
}

extension TextMarker {
  private func addFitting(_ form: AnalyzedForm, to finest: inout [Int: Rung]) {
    for index in patterns.indices {
      guard patterns[index].fold.distance(of: form.fold) != nil else { continue }
      if patterns[index].exact.distance(of: form.exact) != nil {
        finest[patterns[index].term] = .exact
      } else if terms[patterns[index].term].match >= .fold {
        finest[patterns[index].term] = .fold
      }
    }
  }

  private func addSounds(of form: AnalyzedForm, to finest: inout [Int: Rung]) {
    let candidates = form.sounds.flatMap { sounds[$0] ?? [] }
    guard !candidates.isEmpty else { return }
    let own = Sound(fold: form.fold)
    for (term, sound) in candidates where finest[term] == nil && sound.meets(own) {
      finest[term] = .sound
    }
  }
}
