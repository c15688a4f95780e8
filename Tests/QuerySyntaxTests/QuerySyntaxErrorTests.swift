// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing

@Suite struct QuerySyntaxErrorTests {
  private static func place(_ column: Int, _ length: Int = 1) -> QueryPlace {
    QueryPlace(column: column, length: length)
  }

  @Test(arguments: [
    ("", QuerySyntaxError.empty(at: place(1))),
    ("  \u{200F} ", .empty(at: place(1))),
    ("old \"port", .unclosedQuote(at: place(5))),
    ("a »b", .unclosedQuote(at: place(3))),
    ("a \"\"", .emptyPhrase(at: place(3, 2))),
    ("(a (b)", .unclosedParenthesis(at: place(1))),
    ("(a (b", .unclosedParenthesis(at: place(4))),
    ("a) b", .unopened(mark: ")", at: place(2))),
    (")", .unopened(mark: ")", at: place(1))),
    ("a」", .unopened(mark: "」", at: place(2))),
    ("a ()", .emptyGroup(at: place(3))),
    ("a AND", .danglingOperator("AND", at: place(3, 3))),
    ("AND a", .danglingOperator("AND", at: place(1, 3))),
    ("OR", .danglingOperator("OR", at: place(1, 2))),
    ("a OR OR b", .danglingOperator("OR", at: place(3, 2))),
    ("a AND OR b", .danglingOperator("AND", at: place(3, 3))),
    ("(a OR) b", .danglingOperator("OR", at: place(4, 2))),
    ("a NOT", .danglingOperator("NOT", at: place(3, 3))),
    ("NOT NOT a", .danglingOperator("NOT", at: place(1, 3))),
    ("a - b", .danglingOperator("-", at: place(3))),
    ("a --b", .danglingOperator("-", at: place(3))),
    ("a +", .danglingOperator("+", at: place(3))),
    ("a OR -b", .signedAlternative(sign: "-", at: place(6))),
    ("a OR NOT b", .signedAlternative(sign: "NOT", at: place(6, 3))),
    ("+a OR b", .signedAlternative(sign: "+", at: place(1))),
    ("-a", .negationAlone(at: place(1))),
    ("NOT a -b", .negationAlone(at: place(1, 3))),
    ("a (-b)", .negationAlone(at: place(4))),
    ("-a AND NOT b", .negationAlone(at: place(1))),
    ("a *", .misplacedStar(at: place(3))),
    ("a*b", .misplacedStar(at: place(1, 3))),
    ("*abc", .misplacedStar(at: place(1, 4))),
    ("\"a b\"*", .misplacedStar(at: place(6))),
    ("x lang:", .emptyFilter(field: .lang, at: place(3, 5))),
    ("tag:\" \"", .emptyFilter(field: .tag, at: place(1, 7))),
    ("tag: a", .emptyFilter(field: .tag, at: place(1, 4))),
    ("name:foo*", .misplacedStar(at: place(6, 4))),
    ("x since:2026-13", .badDate(value: "2026-13", field: .since, at: place(9, 7))),
    ("until:soon", .badDate(value: "soon", field: .until, at: place(7, 4))),
    ("lang:فارسی", .badLanguage(value: "فارسی", at: place(6, 5))),
    ("lang:fa,", .badLanguage(value: "fa,", at: place(6, 3))),
    ("a^", .badBoost(at: place(2))),
    ("a^0", .badBoost(at: place(2, 2))),
    ("a^2x", .badBoost(at: place(2, 2))),
    ("a^1.2.3", .badBoost(at: place(2, 6))),
    ("^2", .badBoost(at: place(1))),
    ("tag:\"a\"^2", .badBoost(at: place(8))),
    ("\"a b\"~", .badSlop(at: place(6))),
    ("\"a b\"~1001", .badSlop(at: place(6, 5))),
    ("é\u{301}\u{302} 👩‍👩‍👧 \"x", .unclosedQuote(at: place(5))),
  ])
  func `A fault is named with its column`(text: String, error: QuerySyntaxError) {
    #expect(throws: error) { try QueryParser.parse(text) }
    #expect(error.description.hasPrefix("Query, column \(error.column): "))
    #expect(error.description.hasSuffix("."))
  }

  @Test func `The caret stands under the fault`() {
    #expect(
      QuerySyntaxError.danglingOperator("AND", at: Self.place(3, 3)).caret(under: "a AND")
        == "a AND\n  ^~~")
    #expect(
      QuerySyntaxError.unclosedQuote(at: Self.place(4)).caret(under: "東京 \"x")
        == "東京 \"x\n     ^")
    #expect(QuerySyntaxError.empty(at: Self.place(1)).caret(under: "") == "\n^")
    #expect(
      QuerySyntaxError.misplacedStar(at: Self.place(3)).caret(under: "a\n*\u{1B}")
        == "a *\u{20}\n  ^")
  }
}

@Suite struct QueryParserFuzzTests {
  private static let pieces = [
    "a", "tunnel", "AND", "OR", "NOT", "+", "-", "(", ")", "\"", "“", "”", "„", "«", "»", "「", "」",
    "*", "^", "^2", "~", "~3", "\\", ":", "lang:", "fa", "tag:", "since:", "2026-11", "name:", ",",
    " ", " ", " ", "\t", "\n", "\r\n", "\u{0}", "\u{301}", "\u{200F}", "\u{202E}", "\u{FEFF}",
    "النفق", "به‌نام", "ארה", "東京", "ภาษาไทย", "한국어", "ትግርኛ", "हिन्दी", "👩‍👩‍👧", "\u{E000}", "\u{10FFFF}",
  ]

  @Test func `Random text is read or refused within itself, and never traps`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
      }
      do {
        let node = try QueryParser.parse(text)
        #expect(Self.isSound(node), "seed \(seed): \(text.debugDescription)")
      } catch {
        #expect(
          (1...text.count + 1).contains(error.column), "seed \(seed): \(text.debugDescription)")
        _ = error.caret(under: text)
      }
    }
  }

  @Test func `Random scalars never trap`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<5_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let bound: UInt32 = Bool.random(using: &random) ? 0x80 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &random)) {
          text.unicodeScalars.append(scalar)
        }
      }
      do {
        _ = try QueryParser.parse(text)
      } catch {
        #expect(
          (1...text.count + 1).contains(error.column), "seed \(seed): \(text.debugDescription)")
        _ = error.caret(under: text)
      }
    }
  }

  /// What every tree promises: no empty text, no group of exclusions alone, positive boosts.
  private static func isSound(_ node: QueryNode) -> Bool {
    switch node {
    case .word(let text), .prefix(let text), .phrase(let text, _), .filter(_, let text):
      return !text.isEmpty
    case .boosted(let inner, let boost): return boost > 0 && isSound(inner)
    case .boolean(let must, let should, let mustNot):
      return !(must.isEmpty && should.isEmpty) && (must + should + mustNot).allSatisfy(isSound)
    }
  }
}

/// A small random generator with a seed.
///
/// - SeeAlso: Steele, Lea & Flood, OOPSLA 2014 (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
