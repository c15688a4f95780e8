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
    ("a **", .misplacedStar(at: place(3, 2))),
    ("*?", .misplacedStar(at: place(1, 2))),
    ("\"a b\"*", .misplacedStar(at: place(6))),
    ("x lang:", .emptyFilter(field: .lang, at: place(3, 5))),
    ("tag:\" \"", .emptyFilter(field: .tag, at: place(1, 7))),
    ("tag: a", .emptyFilter(field: .tag, at: place(1, 4))),
    ("name:*", .misplacedStar(at: place(6))),
    ("since:20*", .misplacedStar(at: place(7, 3))),
    ("harbour~3", .badFuzzy(at: place(1, 9))),
    ("harbour~0.8", .badFuzzy(at: place(1, 11))),
    ("harbour~1:", .badFuzzy(at: place(1, 10))),
    ("harb*r~", .badFuzzy(at: place(1, 7))),
    ("a /colou?r(/", .badRegex(.unclosed("("), at: place(11))),
    ("/a{3,1}/", .badRegex(.badBounds, at: place(3))),
    ("/a|*b/", .badRegex(.nothingToRepeat("*"), at: place(4))),
    ("[a TO b", .badRange(at: place(1, 7))),
    ("[a TO ]", .badRange(at: place(1, 6))),
    ("[* TO *]", .badRange(at: place(1, 8))),
    ("date:{2015 TO 2016]", .badRange(at: place(6, 14))),
    ("lang:[a TO b]", .badRange(at: place(6, 8))),
    ("date:[soon TO 2016]", .badDate(value: "soon..2016", field: .date, at: place(6, 14))),
    ("a NEAR/1001 b", .badNear(at: place(3, 9))),
    ("a NEAR/2", .danglingOperator("NEAR/2", at: place(3, 6))),
    ("ONEAR/2 a", .danglingOperator("ONEAR/2", at: place(1, 7))),
    ("a NEAR/2 b NEAR/3 c", .mixedNear(at: place(12, 6))),
    ("a NEAR/2 b ONEAR/2 c", .mixedNear(at: place(12, 7))),
    ("a NEAR/2 b^2", .badOperand(at: place(10, 3))),
    ("a NEAR/2 tag:b", .badOperand(at: place(10, 5))),
    ("(a NEAR/2 b) NEAR/2 c", .badOperand(at: place(1))),
    ("(a AND b) NEAR/2 c", .badOperand(at: place(1))),
    ("x exact:tag:b", .badRung(.exact, at: place(3, 6))),
    ("exact:fold:b", .badRung(.exact, at: place(1, 6))),
    ("a^=", .badBoost(at: place(2, 2))),
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
