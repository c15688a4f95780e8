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
    let numbering = values.numbering()
    let texts = text.takeGrouped(termCount: analyzer.formCount, numbering: numbering)
    let rest = others.takeGrouped(termCount: otherTerms.count, numbering: numbering)
    var sources: [Int] = []
    var form = AnalyzedForm()
    for id in 0..<analyzer.formCount where texts.contains(id) {
      analyzer.form(FormID(id), into: &form)
      sorter.append(form, field: Field(form.kind), language: form.language)
      sources.append(id)
    }
    let textForms = sorter.count
    for (number, term) in otherTerms.enumerated() where rest.contains(number) {
      sorter.append(
        field: term.key.field, exact: term.key.exact, fold: term.fold, stems: Array(term.stems),
        sounds: term.sounds, language: .unknown)
      sources.append(number)
    }
    self = SegmentVocabulary()
    let languages = values.languages(with: sorter.languages)
    let lengths = values.wordCounts(languages)
    var joiner = PostingsJoiner()
    var postings = TermPostings()
    let stemmers = try sorter.write(to: output, languages) { head, forms throws(SearchIndexError) in
      if forms.count == 1 {
        (forms[0] < textForms ? texts : rest).postings(of: sources[forms[0]], into: &postings)
      } else {
        joiner.removeAll()
        for (variant, form) in forms.enumerated() {
          (form < textForms ? texts : rest).append(
            postingsOf: sources[form], variant: variant, to: &joiner)
        }
        joiner.joined(into: &postings)
      }
      try output.terms.append(head, postings, lengths: lengths)
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
