// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// A term of a segment that matches a term of a query in some of its variants.
struct MatchedTerm: Sendable {
  var term: DictionaryTerm
  /// For each variant the finest rung on which it matches; nil where it does not.
  var rungs: [Rung?]
  /// Edits that make its form of a fuzzy word.
  var distance = 0

  /// Whether every variant matches.
  var isWhole: Bool { !rungs.contains(nil) }

  /// Makes every match one that is there whatever the rung asked for.
  mutating func standOnAnyRung() { rungs = rungs.map { $0 == nil ? nil : .exact } }
}

/// The terms of one segment that a term of a query stands for, by ordinal.
///
/// A class, because it is handed on more often than it is made, and known again as the one that it is.
final class MatchedWord: Sendable {
  let terms: [MatchedTerm]
  /// The documents of the segment that have any of them, deleted ones included; -1 until they were counted.
  let documentCount = Atomic(-1)

  init(_ terms: [MatchedTerm]) { self.terms = terms }
}

/// Finds the terms of one segment that a term of a query stands for, up to a rung.
struct TermResolver {
  let segment: Segment
  /// The coarsest rung on which forms may match.
  let match: Rung
  /// The most terms of one prefix and field.
  let prefixLimit: Int
  /// For each language ordinal whether its forms may match; nil where all may.
  let allowed: [Bool]?

  /// Makes a resolver within languages; nil for all.
  init(_ segment: Segment, match: Rung, prefixLimit: Int, languages: Set<Language>?) {
    self.segment = segment
    self.match = match
    self.prefixLimit = prefixLimit
    allowed = languages.map { languages in
      segment.languages.map { languages.contains($0.language) }
    }
  }

  /// The matching terms by ordinal, and whether the cap of a prefix was met.
  ///
  /// - Throws: `corrupt`.
  func resolve(
    _ term: PlannedTerm
  ) throws(SearchIndexError) -> (word: MatchedWord, isCapped: Bool) {
    let isRemembered = term.comparison == .whole && allowed == nil
    if isRemembered, let known = segment.resolved.word(of: term, upTo: match) {
      return (known, false)
    }
    let (terms, isCapped) = try find(term)
    let word = MatchedWord(terms)
    if isRemembered { segment.resolved.remember(word, of: term, upTo: match) }
    return (word, isCapped)
  }

  private func find(
    _ term: PlannedTerm
  ) throws(SearchIndexError) -> (terms: [MatchedTerm], isCapped: Bool) {
    var found = MatchedTerms(term, allowed)
    if term.comparison != .whole {
      let isCapped = try forEachMatch(of: term) { found.merge($0) }
      return (found.terms, isCapped)
    }
    for field in term.dictionaryFields { try addClasses(of: term, field, to: &found) }
    return (found.terms, false)
  }

  private func addClasses(
    of term: PlannedTerm, _ field: Field, to found: inout MatchedTerms
  ) throws(SearchIndexError) {
    let same = try segment.dictionary.term(field, fold: term.fold)
    if let same {
      let isFoldExact = same.fold == term.exact
      found.add(same) { index in
        let variant = same.variants[index]
        let isExact = variant.exact == nil ? isFoldExact : same.isExact(variant, term.exact)
        return isExact ? .exact : match >= .fold ? .fold : nil
      }
    }
    if match >= .stem { try addStems(of: term, field, same, to: &found) }
    if match >= .sound { try addSounds(of: term, field, to: &found) }
  }

  /// `same` is the term of the folded form, which is often a stem as well.
  private func addStems(
    of term: PlannedTerm, _ field: Field, _ same: DictionaryTerm?, to found: inout MatchedTerms
  ) throws(SearchIndexError) {
    for (key, rules) in term.stemmersByStem {
      for group in try segment.classMap.groups(ClassKeys.stem(key, field)) {
        guard let stemmer = group.stemmer, rules.contains(stemmer) else { continue }
        for (own, variants) in try segment.dictionary.terms(variants: group.members) {
          found.add(own, only: variants) { _ in .stem }
        }
      }
      // A form that is a stem itself is in the class where the rule was applied in its language.
      let equal =
        key == term.fold ? same : try segment.dictionary.term(field, fold: key)
      guard let equal else { continue }
      let applied = segment.classMap.stemmers
      found.add(equal) { index in
        applied[Int(equal.variants[index].language)].contains { rules.contains($0) } ? .stem : nil
      }
    }
  }

  private func addSounds(
    of term: PlannedTerm, _ field: Field, to found: inout MatchedTerms
  ) throws(SearchIndexError) {
    guard !term.sounds.isEmpty else { return }
    var matcher = SoundMatcher(Sound(fold: term.fold))
    for key in term.sounds {
      for group in try segment.classMap.groups(ClassKeys.sound(key, field)) {
        let alike = try segment.dictionary.terms(
          variants: group.members, where: { matcher.meets(fold: $0) })
        for (own, variants) in alike { found.add(own, only: variants) { _ in .sound } }
      }
    }
  }

  // MARK: - Forms that fit

  /// Whether every variant of every form that fits a prefix or pattern matches.
  func takesWholeForms(_ term: PlannedTerm) -> Bool {
    term.comparison != .whole && match >= .fold && allowed == nil && term.takesWholeForms
  }

  /// Visits the forms that fit a prefix or pattern, each with its edits, up to the cap; gives whether
  /// that was met.
  ///
  /// - Throws: `corrupt`, or what `body` throws.
  func forEachFitting(
    _ term: PlannedTerm,
    _ body: (borrowing TermCursor, Int) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) -> Bool {
    var isCapped = false
    for field in term.dictionaryFields {
      isCapped = try forEachFitting(term, field, body) || isCapped
    }
    return isCapped
  }

  /// Visits the terms that fit a prefix or pattern with their variants that match, up to the cap; gives
  /// whether that was met.
  ///
  /// Terms that are not wanted count for the cap, and are looked at no further.
  /// - Throws: `corrupt`, or what a closure throws.
  func forEachMatch(
    of term: PlannedTerm,
    where isWanted: (borrowing TermCursor) throws(SearchIndexError) -> Bool = { _ in true },
    _ body: (MatchedTerm) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) -> Bool {
    let variants = MatchedTerms(term, allowed)
    var fit = ExactFit(term)
    return try forEachFitting(term) { cursor, distance throws(SearchIndexError) in
      guard try isWanted(cursor) else { return }
      let own = try cursor.term()
      let rungs = variants.rungs(of: own) { index in
        fit.holds(own.exact(own.variants[index])) ? .exact : match >= .fold ? .fold : nil
      }
      if let rungs { try body(MatchedTerm(term: own, rungs: rungs, distance: distance)) }
    }
  }

  private func forEachFitting(
    _ term: PlannedTerm, _ field: Field,
    _ body: (borrowing TermCursor, Int) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) -> Bool {
    var count = 0
    func take(_ cursor: borrowing TermCursor, _ distance: Int) throws(SearchIndexError) -> Bool {
      count += 1
      guard count <= prefixLimit else { return false }
      try body(cursor, distance)
      return true
    }
    switch term.comparison {
    case .whole: break
    case .prefix:
      let key = [field.rawValue] + term.fold
      try segment.dictionary.scan(from: key) { cursor throws(SearchIndexError) in
        cursor.key.starts(with: key) ? try take(cursor, 0) : false
      }
    case .pattern(let pattern):
      let walk = PatternWalk(dictionary: segment.dictionary, field: field)
      try walk.forEach(pattern.fold, take)
    }
    return count > prefixLimit
  }
}

/// Matched terms under collection: each once, each variant with its finest rung.
private struct MatchedTerms {
  private(set) var terms: [MatchedTerm] = []
  private let fields: [Field]
  private let allowed: [Bool]?

  init(_ term: PlannedTerm, _ allowed: [Bool]?) {
    fields = term.fields
    self.allowed = allowed
  }

  /// For each variant of a term the rung on which it matches, where all or some are asked; nil where none
  /// does.
  func rungs(
    of term: DictionaryTerm, only variants: [Int]? = nil, _ rung: (Int) -> Rung?
  ) -> [Rung?]? {
    var rungs = [Rung?](repeating: nil, count: term.variants.count)
    var isEmpty = true
    for place in 0..<(variants?.count ?? rungs.count) {
      let index = variants?[place] ?? place
      let variant = term.variants[index]
      let field = term.field(of: variant)
      guard field.hasNoLanguage || (allowed?[Int(variant.language)] ?? true),
        fields.contains(field), let found = rung(index)
      else { continue }
      rungs[index] = found
      isEmpty = false
    }
    return isEmpty ? nil : rungs
  }

  /// Takes up the variants of a term that match, all or some of which are asked.
  mutating func add(_ term: DictionaryTerm, only variants: [Int]? = nil, rung: (Int) -> Rung?) {
    if let rungs = rungs(of: term, only: variants, rung) {
      merge(MatchedTerm(term: term, rungs: rungs))
    }
  }

  /// Takes up a term that matches.
  mutating func merge(_ matched: MatchedTerm) {
    // Prefixes come in order; the others are few.
    var place = terms.count
    while place > 0, terms[place - 1].term.ordinal >= matched.term.ordinal { place -= 1 }
    guard place < terms.count, terms[place].term.ordinal == matched.term.ordinal else {
      terms.insert(matched, at: place)
      return
    }
    for index in matched.rungs.indices {
      guard let new = matched.rungs[index] else { continue }
      terms[place].rungs[index] = min(new, terms[place].rungs[index] ?? new)
    }
  }
}

extension PlannedTerm {
  /// Whether it takes words and their parts alike, which the dictionary keeps together.
  var takesWholeForms: Bool { fields.contains(.text) == fields.contains(.part) }

  /// The fields of the dictionary that hold forms of its fields, each once.
  var dictionaryFields: [Field] {
    var result: [Field] = []
    for field in fields where !result.contains(field.ofDictionary) {
      result.append(field.ofDictionary)
    }
    return result
  }

  /// The rules by the stems that they give, so that each stem is looked up once.
  var stemmersByStem: [(key: [UInt8], rules: Set<Stemmer>)] {
    var result: [(key: [UInt8], rules: Set<Stemmer>)] = []
    for stem in stems {
      if let place = result.firstIndex(where: { $0.key == stem.key }) {
        result[place].rules.insert(stem.stemmer)
      } else {
        result.append((stem.key, [stem.stemmer]))
      }
    }
    return result
  }
}
