// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// Keys of forms up to a rung, and what first letters tell.
@Suite struct FormKeysTests {
  private static let texts: [(language: String, text: String)] = [
    ("en", "The skies were dying; running runners lie youthfully, early yachts sailing."),
    ("fr", "L'été, mangeâmes-nous? Les écoles yéménites, aujourd'hui, étaient fermées."),
    ("de", "Über Äpfel und Straßen liefen die Häuser; Öfen wärmten ältere Bürger."),
    ("es", "Ángeles cantábamos canciones españolas; él íbamos rápidamente."),
    ("hu", "Az öreg ördögök házaikban éltek, íme az asztalokról."),
    ("tr", "İstanbul'daki evlerimizden çıkarken şarkılar söylüyorduk, ılık."),
    ("ru", "Ещё старые порты эмигрантов, ёлками и юношами."),
    ("el", "Άνθρωποι ήταν έτοιμοι, ωραίες ώρες στους δρόμους."),
    ("ro", "Școlile și țările înalte; împreună cu fraților."),
    ("lt", "Ąžuolai šalia ežerų žydėjo įvairiomis spalvomis."),
    ("sr", "Деца иду у школу; њихове књиге љубави."),
    ("ga", "Bhí an fhuinneog oscailte ag gcailín."),
    ("ar", "والمدارس القديمة في الأنفاق"), ("fa", "کتاب‌هایشان را می‌خواهم"),
    ("sw", "Wanafunzi wanasoma vitabu"), ("id", "Pemberlakuan mempermainkan keadilan"),
    ("hi", "लड़कियों ने किताबें पढ़ीं"), ("ta", "மரங்களில் பறவைகள்"),
    ("zh", "北京大学的学生"), ("th", "ภาษาไทยวันนี้"), ("ko", "한국어를 배웁니다"),
  ]

  @Test(arguments: texts)
  func `A form up to a rung has the keys of the whole form up to there`(
    language: String, text: String
  ) {
    let hints = LanguageHints(declared: Language(tag: language))
    let analyzer = TextAnalyzer()
    let again = TextAnalyzer()
    var texts = (AnalyzedText(), AnalyzedText())
    analyzer.analyze(Array(text.utf8), hints: hints, into: &texts.0)
    again.analyze(Array(text.utf8), passages: texts.0.passages, into: &texts.1)
    #expect(texts.0.tokens == texts.1.tokens)
    #expect(texts.0.firstTokens == texts.1.firstTokens)
    #expect(analyzer.formCount > 0)
    var form = AnalyzedForm()
    for id in 0..<FormID(analyzer.formCount) {
      let whole = analyzer.form(id)
      for rung in Rung.allCases {
        again.form(id, upTo: rung, into: &form)
        #expect(form.exact == whole.exact && form.fold == whole.fold)
        #expect(form.language == whole.language && form.script == whole.script)
        #expect(form.stems == (rung >= .stem ? whole.stems : []))
        #expect(form.sounds == (rung >= .sound ? whole.sounds : []))
      }
    }
  }

  @Test(arguments: texts)
  func `Rules that keep the first letter do so`(language: String, text: String) {
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    analyzer.analyze(
      Array(text.utf8), hints: LanguageHints(declared: Language(tag: language)), into: &analyzed)
    for id in 0..<FormID(analyzer.formCount) {
      let form = analyzer.form(id)
      let first = String(decoding: form.fold, as: UTF8.self).unicodeScalars.first
      for stem in form.stems where stem.stemmer.keepsFirstLetter {
        #expect(String(decoding: stem.key, as: UTF8.self).unicodeScalars.first == first, "\(stem)")
      }
    }
  }
}
