// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Any word and expression against any forms, valid UTF-8 or not; zero bytes stand between them. A
// trap, a bound that passes over a match, or an input that takes long is a finding.

import FuzzDriver

@testable import QuerySyntax
@testable import SearchIndex

@main
enum FuzzAutomata {
  static func main() {
    fuzz { bytes in
      let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
      guard let first = parts.first else { return }
      let text = String(decoding: first, as: UTF8.self)
      let forms = parts.dropFirst().sorted { $0.lexicographicallyPrecedes($1) }
      checkExpression(text, forms)
      if text.unicodeScalars.count <= EditRules.lengthLimit { checkEdits(text, forms) }
    }
  }

  private static func checkExpression(_ text: String, _ forms: [[UInt8]]) {
    guard let expression = try? FormExpressionParser.parse(text),
      let rules = ExpressionRules(expression), let backward = ExpressionRules(expression.reversed)
    else { return }
    var automaton = FormAutomaton(rules)
    var reversed = FormAutomaton(backward)
    checkOrder(&automaton, forms)
    for form in forms {
      guard let valid = String(validating: form, as: UTF8.self) else { continue }
      let turned = valid.unicodeScalars.reversed().flatMap { Array(UTF8.encode($0) ?? .init()) }
      precondition(
        automaton.distance(of: form.span) == reversed.distance(of: turned.span),
        "a form matches forwards and backwards")
    }
  }

  private static func checkEdits(_ word: String, _ forms: [[UInt8]]) {
    guard let bounded = BoundedDistance(word) else { return }
    for distance in 1...2 {
      guard let rules = EditRules(word, distance: distance),
        let fixed = EditRules(word, distance: distance, prefix: 2)
      else { continue }
      var automaton = FormAutomaton(rules)
      var narrow = FormAutomaton(fixed)
      checkOrder(&automaton, forms)
      checkOrder(&narrow, forms)
      for form in forms {
        let edits = automaton.distance(of: form.span)
        precondition(
          bounded.distance(to: form.span, atMost: distance) == edits, "two ways, one distance")
        if let least = narrow.distance(of: form.span) {
          precondition((edits ?? 9) <= least, "a fixed beginning makes no form nearer")
        }
      }
    }
  }

  /// No bound passes over a match, and matches keep the literal ends.
  private static func checkOrder<Rules>(
    _ automaton: inout FormAutomaton<Rules>, _ forms: [[UInt8]]
  ) {
    var bound: [UInt8] = []
    var next: [UInt8] = []
    var last: [UInt8]?
    for form in forms {
      let distance = automaton.visit(form.span, next: &next)
      precondition(distance == automaton.distance(of: form.span), "two walks, one answer")
      precondition(
        next.isEmpty || form.lexicographicallyPrecedes(next), "the bound is above the form")
      if distance != nil {
        if let last, last != form {
          precondition(
            !bound.isEmpty && !form.lexicographicallyPrecedes(bound), "no match is passed over")
        }
        precondition(form.starts(with: automaton.literalPrefix), "matches begin as promised")
        precondition(
          form.suffix(automaton.literalSuffix.count).elementsEqual(automaton.literalSuffix),
          "matches end as promised")
      }
      last = form
      bound = next
    }
  }
}
