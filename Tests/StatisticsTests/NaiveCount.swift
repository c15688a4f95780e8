// Licensed under the Apache License, Version 2.0; see LICENSE.

import SearchIndex
import TextAnalysis

@testable import Statistics

/// Counts by analysing each text again and counting what is there: the oracle.
struct NaiveCount {
  /// One token of the kind word, with all that it can be grouped by.
  struct Word {
    var form: String
    var language: Language
    var script: Script
  }

  /// One document.
  struct Document {
    var words: [Word] = []
    var passages: [(language: Language, script: Script)] = []
    var months: [String]
    var sources: [String]
  }

  var documents: [Document] = []

  init(_ indexed: [IndexedDocument]) {
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    for item in indexed {
      analyzer.analyze(item.text, hints: item.hints, into: &analyzed)
      var document = Document(
        months: Set(item.dates.map { CalendarMonth.name(ofDay: Int($0)) }).sorted(),
        sources: Set(item.sources).sorted())
      document.passages = analyzed.passages.map { ($0.language, $0.script) }
      for token in analyzed.tokens where token.kind == .word {
        let form = analyzer.form(token.form)
        document.words.append(
          Word(
            form: String(decoding: form.exact, as: UTF8.self), language: form.language,
            script: form.script))
      }
      documents.append(document)
    }
  }

  func table(by grouping: StatisticsGrouping, languages: [Language]) -> StatisticsTable {
    let isCounted = { (language: Language) in languages.isEmpty || languages.contains(language) }
    var groups: [String: Group] = [:]
    var total = Group()
    for (number, document) in documents.enumerated() {
      let documentKeys: [String]? =
        switch grouping {
        case .month: document.months.isEmpty ? [""] : document.months
        case .source: document.sources.isEmpty ? [""] : document.sources
        case .language, .script: nil
        }
      for passage in document.passages where isCounted(passage.language) {
        total.passages += 1
        total.documents.insert(number)
        let own = grouping == .script ? passage.script.code : passage.language.code
        for key in documentKeys ?? [own] {
          groups[key, default: Group()].passages += 1
          groups[key, default: Group()].documents.insert(number)
        }
      }
      for word in document.words where isCounted(word.language) {
        total.words[word.form, default: 0] += 1
        let own = grouping == .script ? word.script.code : word.language.code
        for key in documentKeys ?? [own] {
          groups[key, default: Group()].words[word.form, default: 0] += 1
        }
      }
    }
    let rows = groups.map { $0.value.row($0.key) }
    return StatisticsTable(
      grouping: grouping, rows: rows.sorted { $0.key < $1.key }, total: total.row("total"))
  }

  /// The documents of a segment of all documents, by number, in the order of a language: those mainly
  /// in it, those mainly in languages after it, those mainly in languages before it.
  func order(of language: Language) -> [Int] {
    let mains = documents.map { document -> String in
      var words: [String: Int] = [:]
      for passage in document.passages { words[passage.language.code] = 0 }
      for word in document.words { words[word.language.code, default: 0] += 1 }
      let most = words.values.max()
      return words.filter { $0.value == most }.keys.min() ?? Language.unknown.code
    }
    let sorted = documents.indices.sorted { (mains[$0], $0) < (mains[$1], $1) }
    return sorted.filter { mains[$0] >= language.code }
      + sorted.filter { mains[$0] < language.code }
  }

  private struct Group {
    var documents: Set<Int> = []
    var passages = 0
    var words: [String: Int] = [:]

    func row(_ key: String) -> StatisticsRow {
      var row = StatisticsRow(key: key)
      row.documents = documents.count
      row.passages = passages
      row.tokens = words.values.reduce(0, +)
      row.types = words.count
      row.hapaxes = words.values.count { $0 == 1 }
      return row
    }
  }
}
