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
    text.beginDocument(expecting: analyzed.tokens.count)
    others.beginDocument(expecting: 0)
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

  /// The memory of occurrences, with what sorting them will take, in bytes.
  var size: Int {
    text.size + others.size
      + min(text.count, PostingsGatherer.batch) * MemoryLayout<PlacedOccurrence>.stride
  }

  /// Sorts the terms, writes them with their postings and classes, and empties the vocabulary and the
  /// analyzer.
  ///
  /// - Returns: the languages of the segment, by code, and for each the rules applied in it.
  /// - Throws: `fileSystem`.
  mutating func write(
    to output: SegmentOutput, values: inout DocumentValuesWriter, analyzer: TextAnalyzer
  ) throws(SearchIndexError) -> (languages: [Language], stemmers: [Set<Stemmer>]) {
    defer { self = SegmentVocabulary() }
    var sorter = TermSorter()
    let texts = takeText(analyzer, into: &sorter)
    analyzer.removeAllForms()
    let rest = takeOthers(into: &sorter)
    let languages = values.languages(with: sorter.languages)
    let terms = sorter.sort(languages)
    try sorter.classes.write(to: output.classes, variantOf: terms.variantOf)
    var counts = [UInt32](repeating: 0, count: terms.forms.count)
    text.renumber(texts.variants(terms, &counts))
    others.renumber(rest.variants(terms, &counts))
    var gatherer = PostingsGatherer(
      [text, others], arrivals: Self.arrivals(values.numbering()),
      firstVariants: terms.firstVariants, counts: counts)
    let lengths = values.wordCounts(languages)
    var head = TermHead(key: [])
    var postings = TermPostings()
    for term in 0..<terms.count {
      sorter.put(terms.forms(of: term), in: &head)
      gatherer.putPostings(of: term, in: &postings)
      try output.terms.append(head, postings, lengths: lengths)
    }
    return (languages, sorter.stemmers(in: languages))
  }

  /// Forms of a source that occur.
  private struct Taken {
    /// How often each form of the source occurs.
    var counts: [UInt32]
    /// The number in the sorter of the first that does; the others follow.
    var first: Int

    /// The variant of each form; adds up how often variants occur.
    func variants(_ terms: SortedTerms, _ totals: inout [UInt32]) -> [UInt32] {
      var variants = [UInt32](repeating: 0, count: counts.count)
      var form = first
      for (index, count) in counts.enumerated() where count > 0 {
        variants[index] = terms.variantOf[form]
        totals[Int(variants[index])] += count
        form += 1
      }
      return variants
    }
  }

  private func takeText(_ analyzer: TextAnalyzer, into sorter: inout TermSorter) -> Taken {
    let taken = Taken(counts: text.counts(termCount: analyzer.formCount), first: sorter.count)
    var form = AnalyzedForm()
    for (id, count) in taken.counts.enumerated() where count > 0 {
      analyzer.form(FormID(id), into: &form)
      sorter.append(form, field: Field(form.kind), language: form.language)
    }
    return taken
  }

  private mutating func takeOthers(into sorter: inout TermSorter) -> Taken {
    let taken = Taken(counts: others.counts(termCount: otherTerms.count), first: sorter.count)
    for (term, count) in zip(otherTerms, taken.counts) where count > 0 {
      sorter.append(
        field: term.key.field, exact: term.key.exact, fold: term.fold, stems: Array(term.stems),
        sounds: term.sounds, language: .unknown)
    }
    (otherNumbers, otherTerms, otherOfForm) = ([:], [], [:])
    return taken
  }

  /// The arrival of each document by doc id.
  private static func arrivals(_ numbering: [UInt32]) -> [UInt32] {
    var arrivals = [UInt32](repeating: 0, count: numbering.count)
    for (arrival, document) in numbering.enumerated() {
      arrivals[Int(document)] = UInt32(arrival)
    }
    return arrivals
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
