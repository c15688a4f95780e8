// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From documents to terms with their occurrences: what one thread does of the making of a segment.

internal import TextAnalysis

/// What analysis says of a document.
struct DocumentAnalysis: Sendable {
  /// The passages of its text.
  var passages: [Passage]
  /// Where its positions stand, if it is long.
  var checkpoints: TextCheckpoints
  /// Passages and words by language; each language once.
  var lengths: [(language: Language, passages: UInt32, words: UInt32)]
  /// The fingerprint of its words; see `TextFingerprint`.
  var fingerprint: UInt64
  /// Bytes of its text.
  var textBytes: Int
}

/// Analyses documents and keeps their terms; not for use by two threads.
final class DocumentIndexer {
  private let analyzer = TextAnalyzer()
  private let dates = DateRecognizer()
  private var analyzed = AnalyzedText()
  private var vocabulary = SegmentVocabulary()
  private var fingerprints = TextFingerprint()

  /// What was taken up amounts to.
  func load() -> BuilderLoad { vocabulary.load(of: analyzer) }

  /// Analyses a document and takes up its terms.
  func add(_ document: IndexedDocument) -> DocumentAnalysis {
    analyzer.analyze(document.text, hints: document.hints, into: &analyzed)
    vocabulary.addText(analyzed)
    let analysis = DocumentAnalysis(
      passages: analyzed.passages,
      checkpoints: TextCheckpoints(analyzed, of: document.text),
      lengths: Self.lengths(of: analyzed),
      fingerprint: fingerprints.fingerprint(of: analyzed, analyzer),
      textBytes: document.text.count)
    addRecognized(in: document.text)
    addFields(document)
    return analysis
  }

  /// Takes up all readings of the dates of a text, which has just been analysed, and its numbers.
  private func addRecognized(in text: [UInt8]) {
    // Both begin with digits, which most short texts have none of: they are looked for once.
    guard let digit = DigitScanner.next(in: text.span, from: 0) else { return }
    var tokens = TokenPositions()
    for date in dates.dates(in: text, firstDigit: digit, passages: analyzed.passages) {
      let position = tokens.position(of: date.range.lowerBound, in: analyzed)
      let days = Set(date.readings.map { DateTerm($0.days).form })
      for form in days.sorted(by: { compareBytes($0, $1) < 0 }) {
        vocabulary.add(form, field: .date, position: position)
      }
    }
    tokens = TokenPositions()
    for number in PhoneNumbers.find(in: text, from: digit) {
      let position = tokens.position(of: number.firstDigit(in: text), in: analyzed)
      for key in number.keys { vocabulary.add(key, field: .number, position: position) }
    }
  }

  private func addFields(_ document: IndexedDocument) {
    for tag in Set(document.tags) {
      vocabulary.add(WholeTerm(tag, analyzer: analyzer), field: .tag)
    }
    addWords([document.name], field: .name)
    addWords(document.places, field: .place)
    addWords(document.sources, field: .source)
  }

  private func addWords(_ fieldValues: [String], field: Field) {
    var base: UInt32 = 0
    for value in fieldValues where !value.isEmpty {
      analyzer.analyze(
        Array(value.utf8), hints: LanguageHints(declared: .unknown), into: &analyzed)
      vocabulary.add(analyzed, field: field, base: base, analyzer: analyzer)
      base += (analyzed.tokens.map(\.position).max() ?? 0) + SegmentBuilder.valueGap
    }
  }

  /// Passages and words by language.
  private static func lengths(
    of text: AnalyzedText
  ) -> [(language: Language, passages: UInt32, words: UInt32)] {
    var result: [(language: Language, passages: UInt32, words: UInt32)] = []
    for (index, passage) in text.passages.enumerated() {
      let start = text.firstTokens[index]
      let end =
        index + 1 < text.firstTokens.count ? text.firstTokens[index + 1] : text.tokens.count
      var words: UInt32 = 0
      for token in text.tokens[start..<end] where token.kind == .word { words += 1 }
      if let place = result.firstIndex(where: { $0.language == passage.language }) {
        result[place].passages += 1
        result[place].words += words
      } else {
        result.append((passage.language, 1, words))
      }
    }
    return result
  }

  /// Gives the terms of all documents and forgets them.
  func takeForms() -> VocabularyForms {
    fingerprints.removeAllForms()
    return vocabulary.takeForms(of: analyzer)
  }

  /// Forgets all documents.
  func removeAll() {
    analyzer.removeAllForms()
    fingerprints.removeAllForms()
    analyzed = AnalyzedText()
    vocabulary = SegmentVocabulary()
  }
}
