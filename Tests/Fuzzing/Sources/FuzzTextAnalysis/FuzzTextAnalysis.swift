// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Any bytes through all of the text analysis: charset, repair, passages, tokens, rungs, queries. A
// trap, a broken promise or an input that takes long is a finding.

import FuzzDriver
import TextAnalysis

/// What must hold for any bytes; traps where it does not.
struct AnalysisCheck {
  private let analyzer = TextAnalyzer()
  private var analyzed = AnalyzedText()
  private let alone = TextAnalyzer()
  private var again = AnalyzedText()

  mutating func run(_ bytes: [UInt8]) {
    if analyzer.formCount > 100_000 {
      analyzer.removeAllForms()
      alone.removeAllForms()
    }
    check(bytes)
    if let decoded = CharsetDecoder.decode(bytes) {
      precondition(
        String(validating: decoded.utf8, as: UTF8.self) != nil, "decoded text is valid UTF-8")
      check(decoded.utf8)
      repair(decoded.utf8)
    }
    let query = String(decoding: bytes.prefix(200), as: UTF8.self)
    for token in analyzer.analyzeQuery(query) {
      precondition(!token.exact.isEmpty && !token.fold.isEmpty, "a token of a query has its rungs")
      precondition(token.range.upperBound <= query.utf8.count, "a token stands inside its query")
    }
  }

  /// A repair can be undone, and gives text that can be analyzed.
  private mutating func repair(_ text: [UInt8]) {
    let repaired = TextRepair.repair(text)
    precondition(TextRepair.undo(repaired.utf8, repaired.repairs) == text, "repairs are reversible")
    if !repaired.repairs.isEmpty { check(repaired.utf8) }
    for date in DateRecognizer().dates(in: repaired.utf8, passages: []) {
      precondition(date.range.upperBound <= repaired.utf8.count, "a date stands inside the text")
      precondition(!date.readings.isEmpty, "a date has a reading")
    }
    for number in PhoneNumbers.find(in: repaired.utf8) {
      precondition(number.range.upperBound <= repaired.utf8.count, "a number stands inside")
    }
  }

  private mutating func check(_ text: [UInt8]) {
    analyzer.analyze(text, hints: LanguageHints(), into: &analyzed)
    var end = 0
    for passage in analyzed.passages {
      precondition(passage.range.lowerBound == end && !passage.range.isEmpty, "passages cover")
      end = passage.range.upperBound
    }
    precondition(end == text.count, "passages cover the text to its end")
    precondition(analyzed.firstTokens.count == analyzed.passages.count, "one first token a passage")
    var last: UInt32 = 0
    for (number, token) in analyzed.tokens.enumerated() {
      precondition(token.start >= last && token.start < token.end, "tokens are in order")
      precondition(Int(token.end) <= text.count, "tokens stand inside the text")
      last = token.start
      let form = analyzer.form(token.form)
      precondition(!form.exact.isEmpty && !form.fold.isEmpty && form.kind == token.kind, "rungs")
      if number < 50 { checkCut(text, token, form) }
    }
  }

  /// A token's bytes alone give the same token.
  private mutating func checkCut(_ text: [UInt8], _ token: Token, _ form: AnalyzedForm) {
    let cut = Array(text[Int(token.start)..<Int(token.end)])
    alone.analyze(cut, hints: LanguageHints(declared: .unknown), into: &again)
    let isSame = again.tokens.contains { other in
      guard other.start == 0, Int(other.end) == cut.count,
        (other.kind == .gram) == (token.kind == .gram)
      else { return false }
      let found = alone.form(other.form)
      return found.exact == form.exact && found.fold == form.fold
    }
    // Where words are cut by a dictionary, the cut depends on what stands around: in malformed Burmese
    // a word can be half of another one. Such a word is found by its grams, which are checked.
    let hasGrams = again.tokens.contains { $0.kind == .gram }
    precondition(
      isSame || hasGrams && token.kind != .gram, "a token's bytes alone give the same token")
  }
}

@main
enum FuzzTextAnalysis {
  static func main() {
    var check = AnalysisCheck()
    fuzz { check.run($0) }
  }
}
