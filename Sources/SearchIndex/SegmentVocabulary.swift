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
  }

  /// Takes up the tokens of the next document's text; its other fields follow.
  mutating func addText(_ analyzed: AnalyzedText) {
    text.beginDocument()
    others.beginDocument()
    for token in analyzed.tokens { text.append(term: token.form, position: token.position) }
  }

  /// Takes up a whole term of the present document.
  mutating func add(_ term: WholeTerm, field: Field) {
    let number = number(OtherKey(field: field, exact: term.exact), fold: term.fold, stems: [])
    others.append(term: number, position: 0)
  }

  /// Takes up one value of a field of the present document.
  ///
  /// - Parameter base: the position of its first token.
  mutating func add(
    _ analyzed: AnalyzedText, field: Field, base: UInt32, analyzer: TextAnalyzer
  ) {
    for token in analyzed.tokens {
      let formKey = UInt64(field.rawValue) << 32 | UInt64(token.form)
      var known = otherOfForm[formKey]
      if known == nil {
        let form = analyzer.form(token.form)
        known = number(
          OtherKey(field: field, exact: form.exact), fold: form.fold, stems: form.stems)
        otherOfForm[formKey] = known
      }
      if let known { others.append(term: known, position: base + token.position) }
    }
  }

  private mutating func number(_ key: OtherKey, fold: [UInt8], stems: [StemKey]) -> UInt32 {
    if let number = otherNumbers[key] {
      otherTerms[Int(number)].stems.formUnion(stems)
      return number
    }
    let number = UInt32(otherTerms.count)
    otherNumbers[key] = number
    otherTerms.append(OtherTerm(key: key, fold: fold, stems: Set(stems)))
    return number
  }

  /// The languages of all terms; the unknown language is always among them.
  func languages(analyzer: TextAnalyzer) -> Set<Language> {
    var result: Set<Language> = [.unknown]
    for id in 0..<analyzer.formCount { result.insert(analyzer.form(FormID(id)).language) }
    return result
  }

  /// Sorts the terms, writes them with their postings and classes, and empties the vocabulary.
  ///
  /// - Returns: for each language the rules applied in it.
  /// - Throws: `fileSystem`.
  mutating func write(
    to output: SegmentOutput, languages: [Language], analyzer: TextAnalyzer
  ) throws(SearchIndexError) -> [Set<Stemmer>] {
    var sorter = TermSorter(languages: languages)
    let texts = text.takeGrouped(termCount: analyzer.formCount)
    let rest = others.takeGrouped(termCount: otherTerms.count)
    for id in 0..<analyzer.formCount where texts.contains(id) {
      let form = analyzer.form(FormID(id))
      sorter.append(
        field: Field(form.kind), exact: form.exact, fold: form.fold, stems: form.stems,
        language: form.language, source: id)
    }
    let textTerms = sorter.count
    for (number, term) in otherTerms.enumerated() where rest.contains(number) {
      sorter.append(
        field: term.key.field, exact: term.key.exact, fold: term.fold, stems: Array(term.stems),
        language: .unknown, source: number)
    }
    self = SegmentVocabulary()
    var postings = TermPostings()
    try sorter.write(to: output) { term, source, head throws(SearchIndexError) in
      (term < textTerms ? texts : rest).postings(of: source, into: &postings)
      try output.terms.append(head, postings)
    }
    return sorter.stemmers
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
  /// For each language the rules applied in it.
  private(set) var stemmers: [Set<Stemmer>]
  private let ordinals: [Language: UInt32]
  private var keys = ByteStrings()
  private var languages: [UInt32] = []
  private var folded: [Bool] = []
  private var sources: [UInt32] = []
  private var classKeys = ByteStrings()
  private var classTerms: [UInt32] = []

  /// Starts with the languages of the segment in their order.
  init(languages: [Language]) {
    ordinals = Dictionary(uniqueKeysWithValues: languages.enumerated().map { ($1, UInt32($0)) })
    stemmers = Array(repeating: [], count: languages.count)
  }

  /// Terms so far.
  var count: Int { keys.count }

  /// Takes up a term.
  ///
  /// - Parameter source: a number that comes back with the term.
  mutating func append(
    field: Field, exact: [UInt8], fold: [UInt8], stems: [StemKey], language: Language, source: Int
  ) {
    guard let ordinal = ordinals[language] else {
      preconditionFailure("the languages of a segment include those of its terms")
    }
    let term = UInt32(keys.count)
    keys.append([field.rawValue], exact)
    languages.append(ordinal)
    folded.append(fold == exact)
    sources.append(UInt32(source))
    if fold != exact { addClass(.fold(fold), field, term) }
    for stem in stems {
      stemmers[Int(ordinal)].insert(stem.stemmer)
      if stem.key != fold { addClass(.stem(stem), field, term) }
    }
  }

  private mutating func addClass(_ key: ClassKey, _ field: Field, _ term: UInt32) {
    classKeys.append(key.bytes(field))
    classTerms.append(term)
  }

  /// Gives all terms to `body` in order, then writes the classes.
  ///
  /// - Throws: `fileSystem`, or what `body` throws.
  func write(
    to output: SegmentOutput,
    _ body: (_ term: Int, _ source: Int, _ head: TermHead) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var ordinalOf = [UInt32](repeating: 0, count: count)
    for (ordinal, term) in keys.sortedOrder(ties: languages).enumerated() {
      ordinalOf[term] = UInt32(ordinal)
      let head = TermHead(
        key: keys[term], language: UInt16(languages[term]), isFolded: folded[term])
      try body(term, Int(sources[term]), head)
    }
    let members = classTerms.map { ordinalOf[Int($0)] }
    let order = classKeys.sortedOrder(ties: members)
    var start = 0
    while start < order.count {
      let key = classKeys[order[start]]
      var end = start
      while end < order.count, classKeys[order[end]] == key { end += 1 }
      var ofClass = order[start..<end].map { members[$0] }
      // Two rules of one number never give one form the same stem twice, but names may.
      ofClass = ofClass.enumerated().filter { $0 == 0 || ofClass[$0 - 1] != $1 }.map(\.element)
      try output.classes.append(key, members: ofClass)
      start = end
    }
  }
}
