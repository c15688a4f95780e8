// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which terms of a query the forms of a text match. Almost no form matches any: the briefs of forms
// tell that without a key, a stem or a sound.

internal import TextAnalysis

/// A term of a clause, with the languages to which the clause is restricted.
struct MarkedTerm {
  var term: PlannedTerm
  var languages: Set<Language>?
  /// The coarsest rung on which it may match.
  var match: Rung
}

/// Tells for each form of a reader which terms it matches, by the same rules as the index.
struct MarkMatcher {
  /// A term that a form matches, and the finest rung on which it does.
  typealias Match = (term: Int, rung: Rung)

  /// The terms, numbered in the order in which they were added.
  private(set) var terms: [MarkedTerm] = []
  private var exact: [[UInt8]: [Int]] = [:]
  private var fold: [[UInt8]: [Int]] = [:]
  private var stems: [StemKey: [Int]] = [:]
  private var sounds: [[UInt8]: [(term: Int, sound: Sound)]] = [:]
  private var prefixes: [Int] = []
  private var patterns: [(term: Int, fold: FormMatcher, exact: FormMatcher)] = []
  /// Hashes of the folded keys; few, so that comparing all is fastest.
  private var hashes: [UInt64] = []
  /// First characters of prefixes, exact or folded.
  private var prefixLetters: Set<UInt32> = []
  /// The bits of the keys of `stems`; see `KeyBytes`.
  private var stemBits: UInt64 = 0
  /// For each rule the first letters of the keys of `stems`.
  private var lettersOfRule: [Stemmer: [UInt32]] = [:]
  /// By list of rules: the first letters of forms that may match; see `Letters`.
  private var letters: [Letters?] = []
  /// The matches of forms that may match any term.
  private var known: [FormID: [Match]] = [:]

  /// The first letters with which forms under some rules may have a stem of the query.
  private enum Letters {
    case any
    case some([UInt32])
  }

  /// Adds a term; before any form is looked at.
  mutating func add(_ term: MarkedTerm) {
    let number = terms.count
    terms.append(term)
    switch term.term.comparison {
    case .whole: add(term.term, number, match: term.match)
    case .prefix:
      prefixLetters.insert(KeyBytes.firstLetter(term.term.exact.span))
      prefixLetters.insert(KeyBytes.firstLetter(term.term.fold.span))
      prefixes.append(number)
    case .pattern(let pattern):
      patterns.append((number, FormMatcher(pattern.fold), FormMatcher(pattern.exact)))
    }
  }

  private mutating func add(_ keys: PlannedTerm, _ number: Int, match: Rung) {
    exact[keys.exact, default: []].append(number)
    // Equal exact keys have equal folded keys.
    hashes.append(KeyBytes.hash(keys.fold.span))
    if match >= .fold { fold[keys.fold, default: []].append(number) }
    if match >= .stem {
      for stem in keys.stems {
        stems[stem, default: []].append(number)
        stemBits |= KeyBytes.bit(stem.key)
        lettersOfRule[stem.stemmer, default: []].append(KeyBytes.firstLetter(stem.key.span))
      }
    }
    if match >= .sound {
      let sound = Sound(fold: keys.fold)
      for key in keys.sounds { sounds[key, default: []].append((number, sound)) }
    }
  }

  /// Forgets the forms, because the reader did.
  mutating func removeAllForms() { known = [:] }

  /// The terms that a form matches.
  mutating func matches(of id: FormID, _ reader: FormReader) -> [Match] {
    guard let rung = coarsestRung(id, reader) else { return [] }
    if let found = known[id] { return found }
    let found = compare(reader.form(id, upTo: rung))
    known[id] = found
    return found
  }

  /// The rung up to which the keys of a form can match a term; nil where none can.
  private mutating func coarsestRung(_ id: FormID, _ reader: FormReader) -> Rung? {
    if !sounds.isEmpty { return .sound }
    let brief = reader.briefs[Int(id)]
    if !stems.isEmpty, mayMatchStem(brief, reader), reader.stemBits(id) & stemBits != 0 {
      return .stem
    }
    if !patterns.isEmpty || hashes.contains(brief.fold) { return .fold }
    if !prefixes.isEmpty,
      prefixLetters.contains(brief.firstOfFold) || prefixLetters.contains(brief.firstOfExact)
    {
      return .fold
    }
    return nil
  }

  /// False only where a form matches no term by a stem.
  private mutating func mayMatchStem(_ brief: FormBrief, _ reader: FormReader) -> Bool {
    switch letters(Int(brief.rules), reader) {
    case .any: true
    case .some(let letters): letters.contains(brief.firstOfFold)
    }
  }

  /// The first letters that forms under a list of rules need.
  private mutating func letters(_ number: Int, _ reader: FormReader) -> Letters {
    if number < letters.count, let known = letters[number] { return known }
    while letters.count <= number { letters.append(nil) }
    var result = Letters.some([])
    var all: Set<UInt32> = []
    for stemmer in reader.rules[number] {
      guard let own = lettersOfRule[stemmer] else { continue }
      all.formUnion(own)
      if !stemmer.keepsFirstLetter { result = .any }
    }
    if case .some = result { result = .some(Array(all)) }
    letters[number] = result
    return result
  }

  /// Compares a form with all terms.
  private mutating func compare(_ form: AnalyzedForm) -> [Match] {
    var finest = [Rung?](repeating: nil, count: terms.count)
    for term in exact[form.exact] ?? [] { finest[term] = .exact }
    for term in fold[form.fold] ?? [] where finest[term] == nil { finest[term] = .fold }
    if !stems.isEmpty { addStems(of: form, to: &finest) }
    if !sounds.isEmpty { addSounds(of: form, to: &finest) }
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
    return terms.indices.compactMap { term in
      guard let rung = finest[term], terms[term].term.fields.contains(field),
        terms[term].languages?.contains(form.language) ?? true
      else { return nil }
      return (term, rung)
    }
  }

  /// Adds the patterns that a form fits.
  private mutating func addFitting(_ form: AnalyzedForm, to finest: inout [Rung?]) {
    for index in patterns.indices {
      guard patterns[index].fold.distance(of: form.fold) != nil else { continue }
      let term = patterns[index].term
      if patterns[index].exact.distance(of: form.exact) != nil {
        finest[term] = .exact
      } else if terms[term].match >= .fold {
        finest[term] = .fold
      }
    }
  }

  private func addStems(of form: AnalyzedForm, to finest: inout [Rung?]) {
    for stem in form.stems {
      // As in the index, a form that equals a stem of its rule belongs to the stem's class.
      let own = StemKey(stemmer: stem.stemmer, key: form.fold)
      for term in (stems[stem] ?? []) + (stems[own] ?? []) where finest[term] == nil {
        finest[term] = .stem
      }
    }
  }

  private func addSounds(of form: AnalyzedForm, to finest: inout [Rung?]) {
    let candidates = form.sounds.flatMap { sounds[$0] ?? [] }
    guard !candidates.isEmpty else { return }
    let own = Sound(fold: form.fold)
    for (term, sound) in candidates where finest[term] == nil && sound.meets(own) {
      finest[term] = .sound
    }
  }
}
