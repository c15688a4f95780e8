// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The terms of a segment under construction, with their occurrences and classes.

internal import TextAnalysis

/// Terms and occurrences of a segment under construction.
///
/// Terms of the text are numbered by the analyzer's forms; those of other fields by themselves, all
/// in the unknown language.
struct SegmentVocabulary {
  private var text = OccurrenceTable()
  private var others = OccurrenceTable()
  private var otherNumbers: [OtherKey: UInt32] = [:]
  private var otherTerms: [OtherTerm] = []
  private var otherOfForm: [UInt64: UInt32] = [:]

  private struct OtherKey: Hashable {
    var field: Field
    var exact: [UInt8]
  }

  private struct OtherTerm {
    var key: OtherKey
    var fold: [UInt8]
    var stems: Set<StemKey>
    var sounds: [[UInt8]]
  }

  /// Takes up the tokens of the next document's text; its other fields follow.
  mutating func addText(_ analyzed: AnalyzedText) {
    text.beginDocument()
    others.beginDocument()
    for token in analyzed.tokens { text.append(term: token.form, position: token.position) }
  }

  /// Takes up a whole term of the present document.
  mutating func add(_ term: WholeTerm, field: Field) {
    let number = number(
      OtherKey(field: field, exact: term.exact), fold: term.fold, stems: [], sounds: [])
    others.append(term: number, position: 0)
  }

  /// Takes up a date or number of the present document's text, which begins at a position.
  mutating func add(_ form: [UInt8], field: Field, position: UInt32) {
    let number = number(
      OtherKey(field: field, exact: form), fold: form, stems: [], sounds: [])
    others.append(term: number, position: position)
  }

  /// Takes up one value of a field of the present document; its first token stands at `base`.
  mutating func add(
    _ analyzed: AnalyzedText, field: Field, base: UInt32, analyzer: TextAnalyzer
  ) {
    for token in analyzed.tokens {
      let formKey = UInt64(field.rawValue) << 32 | UInt64(token.form)
      var known = otherOfForm[formKey]
      if known == nil {
        let form = analyzer.form(token.form)
        known = number(
          OtherKey(field: field, exact: form.exact), fold: form.fold, stems: form.stems,
          sounds: form.sounds)
        otherOfForm[formKey] = known
      }
      if let known { others.append(term: known, position: base + token.position) }
    }
  }

  private mutating func number(
    _ key: OtherKey, fold: [UInt8], stems: [StemKey], sounds: [[UInt8]]
  ) -> UInt32 {
    if let number = otherNumbers[key] {
      otherTerms[Int(number)].stems.formUnion(stems)
      return number
    }
    let number = UInt32(otherTerms.count)
    otherNumbers[key] = number
    otherTerms.append(OtherTerm(key: key, fold: fold, stems: Set(stems), sounds: sounds))
    return number
  }

  /// Sorts the terms, writes them with their postings and classes, and empties the vocabulary.
  ///
  /// - Returns: the languages of the segment, by code, and for each the rules applied in it.
  /// - Throws: `fileSystem`.
  mutating func write(
    to output: SegmentOutput, values: inout DocumentValuesWriter, analyzer: TextAnalyzer
  ) throws(SearchIndexError) -> (languages: [Language], stemmers: [Set<Stemmer>]) {
    var sorter = TermSorter()
    let texts = text.takeGrouped(termCount: analyzer.formCount)
    let rest = others.takeGrouped(termCount: otherTerms.count)
    for id in 0..<analyzer.formCount where texts.contains(id) {
      let form = analyzer.form(FormID(id))
      sorter.append(
        field: Field(form.kind), exact: form.exact, fold: form.fold, stems: form.stems,
        sounds: form.sounds, language: form.language, source: id)
    }
    let textTerms = sorter.count
    for (number, term) in otherTerms.enumerated() where rest.contains(number) {
      sorter.append(
        field: term.key.field, exact: term.key.exact, fold: term.fold, stems: Array(term.stems),
        sounds: term.sounds, language: .unknown, source: number)
    }
    self = SegmentVocabulary()
    let languages = values.languages(with: sorter.languages)
    var postings = TermPostings()
    let stemmers = try sorter.write(to: output, languages) {
      term, source, head throws(SearchIndexError) in
      (term < textTerms ? texts : rest).postings(of: source, into: &postings)
      try output.terms.append(head, postings)
    }
    return (languages, stemmers)
  }
}

extension Field {
  /// The field of a text's tokens of a kind.
  init(_ kind: TokenKind) {
    switch kind {
    case .word: self = .text
    case .part: self = .part
    case .gram: self = .gram
    }
  }
}

/// Puts terms in the order of the dictionary and gathers their classes.
struct TermSorter {
  /// The languages of the terms as they came; the unknown language is always among them.
  private(set) var languages: [Language] = [.unknown]
  private var languageNumbers: [Language: UInt32] = [.unknown: 0]
  /// For each of `languages` the rules applied in it.
  private var stemmers: [Set<Stemmer>] = [[]]
  private var keys = ByteStrings()
  private var languageOfTerm: [UInt32] = []
  private var folded: [Bool] = []
  private var sources: [UInt32] = []
  private var classKeys = ByteStrings()
  private var classTerms: [UInt32] = []

  /// Terms so far.
  var count: Int { keys.count }

  /// Takes up a term; the number `source` comes back with it.
  mutating func append(
    field: Field, exact: [UInt8], fold: [UInt8], stems: [StemKey], sounds: [[UInt8]],
    language: Language, source: Int
  ) {
    let term = UInt32(keys.count)
    let number = number(of: language)
    keys.append([field.rawValue], exact)
    languageOfTerm.append(number)
    folded.append(fold == exact)
    sources.append(UInt32(source))
    if fold != exact { addClass(.fold(fold), field, term) }
    for stem in stems {
      stemmers[Int(number)].insert(stem.stemmer)
      if stem.key != fold { addClass(.stem(stem), field, term) }
    }
    for sound in sounds { addClass(.sound(sound), field, term) }
  }

  private mutating func number(of language: Language) -> UInt32 {
    // Neighbouring forms are mostly of one language.
    if let last = languageOfTerm.last, languages[Int(last)] == language { return last }
    if let number = languageNumbers[language] { return number }
    let number = UInt32(languages.count)
    languageNumbers[language] = number
    languages.append(language)
    stemmers.append([])
    return number
  }

  private mutating func addClass(_ key: ClassKey, _ field: Field, _ term: UInt32) {
    classKeys.append(key.bytes(field))
    classTerms.append(term)
  }

  /// Gives all terms to `body` in order, then writes the classes.
  ///
  /// - Returns: for each of the segment's languages the rules applied in it.
  /// - Throws: `fileSystem`, or what `body` throws.
  func write(
    to output: SegmentOutput, _ segmentLanguages: [Language],
    _ body: (_ term: Int, _ source: Int, _ head: TermHead) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) -> [Set<Stemmer>] {
    let ordinals = Dictionary(
      uniqueKeysWithValues: segmentLanguages.enumerated().map { ($1, UInt32($0)) })
    let ordinalOfLanguage = languages.map { ordinals[$0] ?? 0 }
    let ties = languageOfTerm.map { ordinalOfLanguage[Int($0)] }
    var ordinalOf = [UInt32](repeating: 0, count: count)
    for (ordinal, term) in keys.sortedOrder(ties: ties).enumerated() {
      ordinalOf[term] = UInt32(ordinal)
      let head = TermHead(key: keys[term], language: UInt16(ties[term]), isFolded: folded[term])
      try body(term, Int(sources[term]), head)
    }
    try writeClasses(to: output, ordinalOf)
    var result = [Set<Stemmer>](repeating: [], count: segmentLanguages.count)
    for (number, rules) in stemmers.enumerated() { result[Int(ordinalOfLanguage[number])] = rules }
    return result
  }

  private func writeClasses(
    to output: SegmentOutput, _ ordinalOf: [UInt32]
  ) throws(SearchIndexError) {
    let members = classTerms.map { ordinalOf[Int($0)] }
    let order = classKeys.sortedOrder(ties: members)
    var start = 0
    while start < order.count {
      let key = classKeys[order[start]]
      var end = start
      var ofClass: [UInt32] = []
      while end < order.count, classKeys[order[end]] == key {
        // A name may give one term the same stem twice.
        if ofClass.last != members[order[end]] { ofClass.append(members[order[end]]) }
        end += 1
      }
      try output.classes.append(key, members: ofClass)
      start = end
    }
  }
}
