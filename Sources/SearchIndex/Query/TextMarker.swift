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
  private let match: Rung
  private let clauses: [(index: Int, clause: Clause)]
  private var analyzed = AnalyzedText()

  /// A term of a clause, with the languages to which the clause is restricted.
  private struct Term {
    var term: PlannedTerm
    var languages: Set<Language>?
  }

  private var terms: [Term] = []
  private var exact: [[UInt8]: [Int]] = [:]
  private var fold: [[UInt8]: [Int]] = [:]
  private var stems: [StemKey: [Int]] = [:]
  private var sounds: [[UInt8]: [(term: Int, sound: Sound)]] = [:]
  private var prefixes: [Int] = []
  /// For each form met: the terms that it matches, with the rung.
  private var formMatches: [FormID: [(term: Int, rung: Rung)]] = [:]
  /// For each term: its tokens in the text, by position.
  private var places: [[UInt32: Place]] = []

  private struct Place {
    var range: Range<Int>
    var rung: Rung
  }

  init(_ plan: Plan, _ analyzer: TextAnalyzer, match: Rung) {
    self.analyzer = analyzer
    self.match = match
    clauses = plan.clauses.enumerated().filter { $0.element.role == .scored }
      .map { ($0.offset, $0.element) }
    for (_, clause) in clauses {
      for link in clause.elements.flatMap(\.options).flatMap(\.links) {
        add(Term(term: link.term, languages: clause.languages))
      }
    }
  }

  /// The clauses that it marks.
  var clauseCount: Int { clauses.count }

  private func add(_ term: Term) {
    let number = terms.count
    terms.append(term)
    switch term.term.comparison {
    case .prefix: prefixes.append(number)
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
      firstTerm += clause.elements.flatMap(\.options).map(\.links.count).reduce(0, +)
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
      } else if match >= .fold, form.fold.starts(with: keys.fold) {
        finest[term] = .fold
      }
    }
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
  private func addSounds(of form: AnalyzedForm, to finest: inout [Int: Rung]) {
    let candidates = form.sounds.flatMap { sounds[$0] ?? [] }
    guard !candidates.isEmpty else { return }
    let own = Sound(fold: form.fold)
    for (term, sound) in candidates where finest[term] == nil && sound.meets(own) {
      finest[term] = .sound
    }
  }
}

// MARK: - Clauses

extension TextMarker {
  /// Marks every place where a clause stands.
  private func mark(
    _ clause: Clause, _ index: Int, _ firstTerm: Int, into marks: inout [TextMark]
  ) {
    var term = firstTerm
    var ranges: [[UInt32: Range<Int>]] = []
    var lists: [(distance: UInt32, occurrences: [Occurrence])] = []
    for element in clause.elements {
      var found: [UInt32: Range<Int>] = [:]
      for chain in element.options {
        let numbers = term..<term + chain.links.count
        term = numbers.upperBound
        for (start, range) in standing(chain, Array(numbers)) {
          found[start] = found[start].map { $0.union(range) } ?? range
        }
      }
      let occurrences = found.keys.sorted().map {
        Occurrence(slot: 0, position: $0, rung: .exact, language: 0)
      }
      ranges.append(found)
      lists.append((element.distance, occurrences))
    }
    if clause.slop == 0 {
      for start in OccurrenceLists.inRow(lists) {
        for (element, found) in zip(clause.elements, ranges) {
          guard let range = found[start.position + element.distance] else { continue }
          marks.append(TextMark(range: range, clause: index))
        }
      }
      return
    }
    let width = clause.span + clause.slop
    var marked: Set<Range<Int>> = []
    for start in OccurrenceLists.near(lists.map(\.occurrences), width: width) {
      for found in ranges {
        for (position, range) in found
        where position >= start.position && position - start.position <= width {
          if marked.insert(range).inserted { marks.append(TextMark(range: range, clause: index)) }
        }
      }
    }
  }

  /// Where a chain begins, and the bytes from its first to its last term.
  private func standing(_ chain: Chain, _ numbers: [Int]) -> [(UInt32, Range<Int>)] {
    var result: [(UInt32, Range<Int>)] = []
    for (start, first) in places[numbers[0]] {
      var range = first.range
      var isWhole = true
      for (link, number) in zip(chain.links, numbers).dropFirst() {
        guard let next = places[number][start &+ link.distance] else {
          isWhole = false
          break
        }
        range = range.union(next.range)
      }
      if isWhole { result.append((start, range)) }
    }
    return result
  }
}

extension Range<Int> {
  /// The smallest range that covers both.
  fileprivate func union(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
