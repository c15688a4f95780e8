// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import SearchIndex

/// Briefs of forms leave no form out that the keys of the whole form would find.
@Suite struct MarkMatcherTests {
  private static let texts: [(language: String, text: String)] = [
    ("en", "The skies were dying; running runners run youthfully, early yachts sailing to sail."),
    ("fr", "L'été, mangeâmes-nous? Les écoles yéménites, une école, étaient fermées, fermer."),
    ("de", "Über Äpfel und Straßen liefen die Häuser; Strasse, Haus, Öfen, Ofen, ältere Bürger."),
    ("tr", "İstanbul'daki evlerimizden çıkarken şarkılar söylüyorduk, ılık ev."),
    ("ru", "Ещё старые порты эмигрантов, старый порт, ёлками и елка."),
    ("ar", "والمدارس القديمة في المدرسة مدرسة"), ("fa", "کتاب‌هایشان را می‌خواهم کتاب"),
    ("sw", "Wanafunzi wanasoma vitabu kitabu"), ("id", "Pemberlakuan laku mempermainkan main"),
    ("hi", "लड़कियों ने किताबें पढ़ीं किताब"), ("zh", "北京大学的学生"), ("th", "ภาษาไทยวันนี้"),
    ("ko", "한국어를 배웁니다 한국어"), ("ja", "食べる食べた東京で"), ("und", "Mohammed محمد Мухаммед 3,000 3000"),
  ]

  /// What a form matches of a term, from all of its keys.
  private func rung(of form: AnalyzedForm, _ term: PlannedTerm, upTo match: Rung) -> Rung? {
    guard term.fields.contains(Field(form.kind)) else { return nil }
    if term.comparison == .prefix {
      if form.exact.starts(with: term.exact) { return .exact }
      return match >= .fold && form.fold.starts(with: term.fold) ? .fold : nil
    }
    if form.exact == term.exact { return .exact }
    if match >= .fold, form.fold == term.fold { return .fold }
    let isOfStem = form.stems.contains { stem in
      term.stems.contains(stem)
        || term.stems.contains(StemKey(stemmer: stem.stemmer, key: form.fold))
    }
    if match >= .stem, isOfStem { return .stem }
    guard match >= .sound, form.sounds.contains(where: { term.sounds.contains($0) }) else {
      return nil
    }
    return Sound(fold: term.fold).meets(Sound(fold: form.fold)) ? .sound : nil
  }

  private func terms(_ text: String, _ analyzer: TextAnalyzer) -> [PlannedTerm] {
    analyzer.analyzeQuery(text).flatMap { token in
      var term = PlannedTerm(
        fields: [.text, .part, .gram], exact: token.exact, fold: token.fold, stems: token.stems,
        sounds: token.sounds)
      var prefix = term
      prefix.comparison = .prefix
      prefix.exact = Array(term.exact.prefix(3))
      prefix.fold = Array(term.fold.prefix(3))
      term.fields = [Field(token.kind)]
      return [term, prefix]
    }
  }

  @Test(arguments: Rung.allCases)
  func `Forms match what their whole keys match, with one reader for all queries`(match: Rung) {
    let reader = FormReader()
    let analyzer = TextAnalyzer()
    var found = 0
    for (_, queried) in Self.texts {
      let terms = terms(queried, analyzer)
      var single = terms.map { [$0] }
      single.append(terms)
      for terms in single {
        var matcher = MarkMatcher()
        for term in terms { matcher.add(MarkedTerm(term: term, languages: nil, match: match)) }
        for (language, text) in Self.texts {
          let hints = LanguageHints(declared: Language(tag: language))
          if reader.read(Array(text.utf8), hints: hints) { matcher.removeAllForms() }
          for id in Set(reader.text.tokens.map(\.form)) {
            let form = reader.form(id, upTo: .sound)
            var expected: [Int: Rung] = [:]
            for (index, term) in terms.enumerated() {
              expected[index] = rung(of: form, term, upTo: match)
            }
            let matches = matcher.matches(of: id, reader)
            let actual = Dictionary(uniqueKeysWithValues: matches.map { ($0.term, $0.rung) })
            found += actual.count
            if actual != expected {
              Issue.record("\(String(decoding: form.exact, as: UTF8.self)) \(language) \(terms)")
            }
          }
        }
      }
    }
    #expect(found > 500)
  }
}
