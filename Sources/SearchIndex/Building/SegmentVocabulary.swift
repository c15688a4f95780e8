// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The terms of a segment under construction, with their occurrences and classes.

internal import TextAnalysis

/// Terms and occurrences of a segment under construction.
///
/// Terms of the text are numbered by the analyzer's forms; those of other fields by themselves, all
/// in the unknown language.
struct SegmentVocabulary {
  private var occurrences = OccurrenceTable()
  private var otherNumbers: [OtherKey: UInt32] = [:]
  private var otherTerms: [OtherTerm] = []
  private var otherOfForm: [UInt64: UInt32] = [:]
  private var sample = FormSample()

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
    occurrences.beginDocument(expecting: analyzed.tokens.count)
    occurrences.append(analyzed.tokens.span)
  }

  /// Takes up a whole term of the present document.
  mutating func add(_ term: WholeTerm, field: Field) {
    let number = number(
      OtherKey(field: field, exact: term.exact), fold: term.fold, stems: [], sounds: [])
    append(number, position: 0)
  }

  /// Takes up a date or number of the present document's text, which begins at a position.
  mutating func add(_ form: [UInt8], field: Field, position: UInt32) {
    let number = number(
      OtherKey(field: field, exact: form), fold: form, stems: [], sounds: [])
    append(number, position: position)
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
      if let known { append(known, position: base + token.position) }
    }
  }

  /// Adds an occurrence of a term of another field.
  private mutating func append(_ number: UInt32, position: UInt32) {
    occurrences.append(term: OccurrenceTable.lastTerm - number, position: position)
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

  /// What the terms, whose forms are the analyzer's, and the occurrences amount to.
  mutating func load(of analyzer: TextAnalyzer) -> BuilderLoad {
    sample.take(analyzer)
    sample.take(otherTerms.lazy.map { ($0.key.exact, $0.key.field) })
    return BuilderLoad(
      occurrences: occurrences.count, occurrenceBytes: occurrences.size, sample: sample)
  }

  /// Gives the forms that occur, with their occurrences, and empties the vocabulary and the analyzer.
  mutating func takeForms(of analyzer: TextAnalyzer) -> VocabularyForms {
    // What tells forms apart is no longer needed, and takes more memory than the forms.
    analyzer.forgetSurfaces()
    let counts = occurrences.counts(forms: analyzer.formCount, others: otherTerms.count)
    var sorter = TermSorter()
    sorter.reserve(forms: counts.forms.count { $0 > 0 } + otherTerms.count)
    let forms = VocabularyForms.Occurring(counts: counts.forms, first: 0)
    Self.take(forms, of: analyzer, into: &sorter)
    analyzer.removeAllForms()
    let others = VocabularyForms.Occurring(counts: counts.others, first: sorter.count)
    takeOthers(others, into: &sorter)
    sorter.sortKeys()
    defer { self = SegmentVocabulary() }
    return VocabularyForms(
      sorter: sorter, occurrences: occurrences, forms: forms, others: others)
  }

  private static func take(
    _ forms: VocabularyForms.Occurring, of analyzer: TextAnalyzer, into sorter: inout TermSorter
  ) {
    var form = AnalyzedForm()
    for (id, count) in forms.counts.enumerated() where count > 0 {
      analyzer.form(FormID(id), into: &form)
      sorter.append(form, field: Field(form.kind), language: form.language)
    }
  }

  private mutating func takeOthers(
    _ others: VocabularyForms.Occurring, into sorter: inout TermSorter
  ) {
    for (term, count) in zip(otherTerms, others.counts) where count > 0 {
      sorter.append(
        field: term.key.field, exact: term.key.exact, fold: term.fold, stems: Array(term.stems),
        sounds: term.sounds, language: .unknown)
    }
    (otherNumbers, otherTerms, otherOfForm) = ([:], [], [:])
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
