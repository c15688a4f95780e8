// Licensed under the Apache License, Version 2.0; see LICENSE.

import TextAnalysis

@testable import SearchIndex

/// An index in dictionaries, as plain as can be: the oracle of the real one.
struct ModelIndex {
  struct Term: Hashable {
    var field: Field
    var form: [UInt8]
    var language: Language
  }

  struct Occurrences: Equatable {
    var documents: [String] = []
    var positions: [[UInt32]] = []
  }

  var terms: [Term: Occurrences] = [:]
  var folds: [Term: [UInt8]] = [:]
  var stems: [Term: Set<StemKey>] = [:]
  var sounds: [Term: [[UInt8]]] = [:]
  var statistics: [Language: [Int]] = [:]
  var passages: [String: [Passage]] = [:]

  init(_ documents: [IndexedDocument]) {
    let analyzer = TextAnalyzer()
    var text = AnalyzedText()
    for document in documents {
      var own: [Term: [UInt32]] = [:]
      analyzer.analyze(document.text, hints: document.hints, into: &text)
      passages[document.id] = text.passages
      count(text)
      take(text, nil, 0, analyzer, &own)
      for tag in Set(document.tags) {
        let whole = WholeTerm(tag, analyzer: analyzer)
        let term = Term(field: .tag, form: whole.exact, language: .unknown)
        own[term, default: []].append(0)
        folds[term] = whole.fold
      }
      let fields: [(Field, [String])] = [
        (.name, [document.name]), (.place, document.places), (.source, document.sources),
      ]
      for (field, values) in fields {
        var base: UInt32 = 0
        for value in values {
          analyzer.analyze(
            Array(value.utf8), hints: LanguageHints(declared: .unknown), into: &text)
          take(text, field, base, analyzer, &own)
          base += (text.tokens.map(\.position).max() ?? 0) + SegmentBuilder.valueGap
        }
      }
      for (term, positions) in own {
        terms[term, default: Occurrences()].documents.append(document.id)
        terms[term, default: Occurrences()].positions.append(positions.sorted())
      }
    }
  }

  private mutating func count(_ text: AnalyzedText) {
    var words: [Language: [Int]] = [:]
    for (index, passage) in text.passages.enumerated() {
      let end = index + 1 < text.passages.count ? text.firstTokens[index + 1] : text.tokens.count
      let tokens = text.tokens[text.firstTokens[index]..<end].filter { $0.kind == .word }
      words[passage.language, default: [0, 0]][0] += 1
      words[passage.language, default: [0, 0]][1] += tokens.count
    }
    for (language, counts) in words {
      let before = statistics[language] ?? [0, 0, 0]
      statistics[language] = [before[0] + 1, before[1] + counts[0], before[2] + counts[1]]
    }
  }

  private mutating func take(
    _ text: AnalyzedText, _ field: Field?, _ base: UInt32, _ analyzer: TextAnalyzer,
    _ own: inout [Term: [UInt32]]
  ) {
    for token in text.tokens {
      let form = analyzer.form(token.form)
      let term = Term(
        field: field ?? Field(form.kind), form: form.exact,
        language: field == nil ? form.language : .unknown)
      own[term, default: []].append(base + token.position)
      folds[term] = form.fold
      stems[term, default: []].formUnion(form.stems)
      sounds[term] = form.sounds
    }
  }

  /// The terms of every class of a field by the definition in `Segment.classMembers`.
  func classes(_ field: Field) -> [ClassKey: Set<Term>] {
    var result: [ClassKey: Set<Term>] = [:]
    var rules: [Language: Set<Stemmer>] = [:]
    var stemKeys: Set<StemKey> = []
    for term in terms.keys {
      for stem in stems[term] ?? [] { rules[term.language, default: []].insert(stem.stemmer) }
      stemKeys.formUnion(stems[term] ?? [])
    }
    for term in terms.keys where term.field == field {
      result[.fold(folds[term] ?? []), default: []].insert(term)
      for stem in stems[term] ?? [] { result[.stem(stem), default: []].insert(term) }
      for sound in sounds[term] ?? [] { result[.sound(sound), default: []].insert(term) }
    }
    for stem in stemKeys {
      let equal = (result[.fold(stem.key)] ?? []).filter {
        rules[$0.language]?.contains(stem.stemmer) == true
      }
      result[.stem(stem), default: []].formUnion(equal)
    }
    return result
  }
}

extension Segment {
  /// A term's key as the model has it.
  func modelTerm(_ entry: TermEntry) -> ModelIndex.Term {
    ModelIndex.Term(
      field: entry.field, form: entry.form, language: languages[Int(entry.language)].language)
  }
}
