// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An analyzer for snippets, which keeps its forms from one query to the next. Almost no form of a
// text matches a query, so what tells that is made once a form, in a few numbers.

internal import TextAnalysis

/// What tells most forms apart from the terms of a query without a key of theirs.
struct FormBrief {
  /// The hash of `fold`; see `KeyBytes`.
  var fold: UInt64
  /// The first character of `fold`; see `KeyBytes`.
  var firstOfFold: UInt32
  /// The first character of `exact`.
  var firstOfExact: UInt32
  /// The rules that make stems of it: a number of `FormReader.rules`.
  var rules: UInt16
  /// See `FormReader.stemBits`; 0 where they were not asked for yet.
  var stemBits: UInt64 = 0
}

/// Cuts texts into tokens and keeps a brief of every form.
///
/// One per thread. Memory is bounded by `formLimit`.
final class FormReader {
  /// Forms above which all are forgotten before the next text.
  static let formLimit = 50_000

  /// By `FormID`.
  private(set) var briefs: [FormBrief] = []
  /// The lists of rules that forms have; the first is empty.
  private(set) var rules: [[Stemmer]] = [[]]
  /// The text cut last.
  private(set) var text = AnalyzedText()
  private let analyzer: TextAnalyzer
  private var ruleNumbers: [RuleKey: UInt16] = [:]
  private var form = AnalyzedForm()

  private struct RuleKey: Hashable {
    var language: Language
    var script: Script
  }

  /// Makes a reader with an analyzer.
  init(_ analyzer: TextAnalyzer = TextAnalyzer()) { self.analyzer = analyzer }

  /// Cuts a text, whose passages are detected; true where all forms met before were forgotten.
  func read(_ utf8: [UInt8], hints: LanguageHints) -> Bool {
    let isEmptied = forgetForms()
    analyzer.analyze(utf8, hints: hints, into: &text)
    addBriefs()
    return isEmptied
  }

  /// Cuts a text, whose passages are known; true where all forms met before were forgotten.
  func read(_ utf8: [UInt8], passages: [Passage]) -> Bool {
    let isEmptied = forgetForms()
    analyzer.analyze(utf8, passages: passages, into: &text)
    addBriefs()
    return isEmptied
  }

  /// A form with its keys up to a rung.
  func form(_ id: FormID, upTo rung: Rung) -> AnalyzedForm {
    analyzer.form(id, upTo: rung, into: &form)
    return form
  }

  /// A bit for each of the stems of a form, and for its folded key; see `KeyBytes`.
  func stemBits(_ id: FormID) -> UInt64 {
    let known = briefs[Int(id)].stemBits
    if known != 0 { return known }
    analyzer.form(id, upTo: .stem, into: &form)
    let bits = form.stems.reduce(KeyBytes.bit(form.fold)) { $0 | KeyBytes.bit($1.key) }
    briefs[Int(id)].stemBits = bits
    return bits
  }

  private func forgetForms() -> Bool {
    guard analyzer.formCount > FormReader.formLimit else { return false }
    analyzer.removeAllForms()
    briefs = []
    return true
  }

  private func addBriefs() {
    // Out of the object, which would be locked and unlocked for each form.
    var known: [FormBrief] = []
    swap(&known, &briefs)
    analyzer.forEachForm(from: known.count) { exact, fold, language, kind in
      known.append(
        FormBrief(
          fold: KeyBytes.hash(fold), firstOfFold: KeyBytes.firstLetter(fold),
          firstOfExact: KeyBytes.firstLetter(exact),
          rules: kind == .gram ? 0 : ruleNumber(language, Script(ofForm: exact))))
    }
    swap(&known, &briefs)
  }

  private func ruleNumber(_ language: Language, _ script: Script) -> UInt16 {
    let key = RuleKey(language: language, script: script)
    if let known = ruleNumbers[key] { return known }
    let stemmers = Stemmer.all(for: language, script)
    // There are some hundred lists at most.
    let number = rules.firstIndex(of: stemmers) ?? rules.count
    if number == rules.count { rules.append(stemmers) }
    ruleNumbers[key] = UInt16(number)
    return UInt16(number)
  }
}

/// What tells keys of forms apart without comparing them.
enum KeyBytes {
  /// A number that equal keys share, and different ones hardly ever.
  ///
  /// - SeeAlso: FNV-1a, 64 bits.
  static func hash(_ key: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in key.indices { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01B3 }
    return hash
  }

  /// One bit of 64, which equal keys share.
  static func bit(_ key: [UInt8]) -> UInt64 { 1 &<< (hash(key.span) & 63) }

  /// The bytes of the first character of a key as one number; 0 for an empty key.
  static func firstLetter(_ key: Span<UInt8>) -> UInt32 {
    var letter: UInt32 = 0
    for index in 0..<min(key.count, 4) {
      if index > 0, key[index] & 0xC0 != 0x80 { break }
      letter = letter << 8 | UInt32(key[index])
    }
    return letter
  }
}
