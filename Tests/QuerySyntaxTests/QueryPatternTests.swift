// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import QuerySyntax

@Suite struct QueryPatternTests {
  @Test(
    arguments: [
      ("h?rb*r", [.literal("h"), .anyCharacter, .literal("rb"), .anyRun, .literal("r")]),
      ("*ung", [.anyRun, .literal("ung")]),
      ("?abc", [.anyCharacter, .literal("abc")]),
      ("h?rb?", [.literal("h"), .anyCharacter, .literal("rb"), .anyCharacter]),
      ("*rb?", [.anyRun, .literal("rb"), .anyCharacter]),
      ("a***b\\*", [.literal("a"), .anyRun, .literal("b*")]),
      ("ت?نل", [.literal("ت"), .anyCharacter, .literal("نل")]),
    ] as [(String, [WildcardPiece])])
  func `Stars and question marks make wildcards`(text: String, pieces: [WildcardPiece]) throws {
    #expect(try QueryParser.parse(text) == .wildcard(pieces))
    #expect(try QueryParser.parse("\(text)^2") == .boosted(.wildcard(pieces), 2))
    #expect(try QueryParser.parse("name:\(text)") == .pattern(.name, .wildcard(pieces)))
  }

  @Test(arguments: [
    ("harb**", QueryNode.prefix("harb")),
    ("harbor~", .fuzzy("harbor", distance: 1, prefix: 0)),
    ("harbor~2", .fuzzy("harbor", distance: 2, prefix: 0)),
    ("harbor~1:3", .fuzzy("harbor", distance: 1, prefix: 3)),
    ("harbor~:3^2", .boosted(.fuzzy("harbor", distance: 1, prefix: 3), 2)),
    ("x~1", .fuzzy("x", distance: 1, prefix: 0)),
    ("harbor\\~1", .word("harbor~1")),
    ("/colou?r/", .regex("colou?r")),
    ("/(a|b)\\/c/^=2", .constant(.regex("(a|b)\\/c"), 2)),
    ("[aleph TO beth]", .range(TermRange(from: "aleph", to: "beth"))),
    ("{ a TO * }", .range(TermRange(from: "a", to: nil, includesLower: false))),
    (
      "[\"a b\" TO c}^3",
      .boosted(.range(TermRange(from: "a b", to: "c", includesUpper: false)), 3)
    ),
    ("name:[a TO m]", .pattern(.name, .range(TermRange(from: "a", to: "m")))),
    ("place:[* TO *]", .pattern(.place, .range(TermRange(from: nil, to: nil)))),
    ("tag:stri*", .pattern(.tag, .prefix("stri"))),
    ("source:/a.c/", .pattern(.source, .regex("a.c"))),
    ("name:leaflte~", .pattern(.name, .fuzzy("leaflte", distance: 1, prefix: 0))),
    ("date:[2015 TO 2016-03]", .filter(.date, "2015..2016-03")),
    ("date:[* TO 2016]", .filter(.date, "..2016")),
    ("port^=2", .constant(.word("port"), 2)),
    (
      "(a b)^=.5",
      .constant(
        .boolean(must: [], should: [.word("a"), .word("b")], mustNot: []), 0.5)
    ),
    ("exact:port", .rung(.exact, .word("port"))),
    ("Sound:\"old port\"~3", .rung(.sound, .phrase("old port", slop: 3))),
    (
      "fold:(a b)",
      .rung(
        .fold, .boolean(must: [], should: [.word("a"), .word("b")], mustNot: []))
    ),
    ("stem:harb*^2", .rung(.stem, .boosted(.prefix("harb"), 2))),
  ])
  func `Patterns, ranges, constant scores and rungs are read`(
    text: String, node: QueryNode
  ) throws {
    #expect(try QueryParser.parse(text) == node)
    expectRoundTrip(of: node, "\(text)")
  }

  @Test func `NEAR binds before signs and takes words, patterns and alternatives`() throws {
    let words: [QueryNode] = [.word("a"), .word("b"), .word("c")]
    #expect(
      try QueryParser.parse("a NEAR/5 b NEAR/5 c") == .near(words, within: 5, order: .any))
    #expect(
      try QueryParser.parse("-a ONEAR/0 b c")
        == .boolean(
          must: [], should: [words[2]],
          mustNot: [.near([words[0], words[1]], within: 0, order: .written)]))
    #expect(
      try QueryParser.parse("(a OR b*) NEAR/2 exact:\"c d\" AND (e f)^2")
        == .boolean(
          must: [
            .near(
              [
                .boolean(must: [], should: [.word("a"), .prefix("b")], mustNot: []),
                .rung(.exact, .phrase("c d", slop: 0)),
              ], within: 2, order: .any),
            .boosted(
              .boolean(must: [], should: [.word("e"), .word("f")], mustNot: []), 2),
          ], should: [], mustNot: []))
  }

  @Test func `Patterns restrict as filters do`() throws {
    #expect(
      try QueryParser.parse("name:leaf* tunnel port")
        == .boolean(
          must: [
            .pattern(.name, .prefix("leaf")),
            .boolean(must: [], should: [.word("tunnel"), .word("port")], mustNot: []),
          ], should: [], mustNot: []))
  }

  @Test(arguments: [
    ("a b", "a OR b"), ("+a +b", "+a +b"), ("a AND NOT b", "+a -b"), ("a -b", "a -b"),
    ("\"a b\"", "\"a b\""), ("a*", "a*"), ("a~", "a~"), ("a~2:1", "a~2:1"),
    ("“a b”~2^1.5", "\"a b\"~2^1.5"),
    ("lang:fa tunnel", "+lang:fa +tunnel"), ("why?", "why?"),
    ("tag:\"bus times\"", "tag:\"bus times\""),
    ("a\\ b", "a\\ b"), ("\\AND", "\\AND"), ("(a NEAR/3 b) c", "(a NEAR/3 b) OR c"),
    ("exact:(a b)^2", "exact:((a OR b)^2)"), ("x[1]", "x[1]"), ("a AND (b c)", "+a +(b OR c)"),
    ("lang:fa „alter Hafen“", "+lang:fa +\"alter Hafen\""), ("ארה\"ב", "ארה\"ב"),
  ])
  func `The canonical text is short`(text: String, canonical: String) throws {
    #expect(try QueryParser.parse(text).text == canonical)
  }

  @Test(arguments: ["*\\\r", "a*\\\r b", "*b\\\r*", "\u{301}*\\\r", "name:*\\\r"])
  func `A carriage return at an end stays apart from the line feed behind it`(
    text: String
  ) throws {
    let node = try QueryParser.parse(text)
    #expect(try QueryParser.parse(node.text) == node, "\(node.text.debugDescription)")
  }

  @Test func `Trees put together in code keep their meaning as text`() throws {
    let bracket = QueryNode.boolean(
      must: [.word("x")], should: [.word("[a"), .word("TO"), .word("b]")], mustNot: [])
    expectRoundTrip(of: bracket, "bracket")
    let number = QueryNode.boolean(
      must: [.word("5551234567"), .word("+5551234567")], should: [],
      mustNot: [.word("+5551234567")])
    expectRoundTrip(of: number, "number")
    let wanted = QueryNode.boolean(
      must: [.filter(.tag, "a")], should: [.word("b")], mustNot: [])
    let again = try QueryParser.parse(wanted.text)
    #expect(
      again
        == .boolean(
          must: [.boosted(.filter(.tag, "a"), 1)], should: [.word("b")], mustNot: []))
    #expect(
      try QueryParser.parse(QueryNode.wildcard([.literal("wor"), .anyCharacter]).text)
        == .regex("wor."))
    for text in ["why?", "a*", "/b/", "[a TO b]", "+a", "tag:a", "exact:a", "a~1", "OR", "NEAR/2"] {
      expectRoundTrip(of: .word(text), "\(text)")
      expectRoundTrip(of: .filter(.name, text), "\(text)")
    }
    expectRoundTrip(of: .prefix("why?"), "prefix")
    expectRoundTrip(of: .boosted(.word("fold:"), 2), "boosted")
    expectRoundTrip(of: .fuzzy("a1", distance: 2, prefix: 0), "fuzzy")
  }
}

@Suite struct FormExpressionTests {
  @Test(arguments: [
    ("ab(c)", FormExpression.sequence([.literal("ab"), .sequence([.literal("c")])])),
    ("a|", .choice([.literal("a"), .literal("")])),
    (
      "ab*",
      .sequence([
        .literal("a"), .repeated(.literal("b"), atLeast: 0, atMost: nil),
      ])
    ),
    ("a{2}", .repeated(.literal("a"), atLeast: 2, atMost: 2)),
    ("a{2,}", .repeated(.literal("a"), atLeast: 2, atMost: nil)),
    ("a{0,3}", .repeated(.literal("a"), atLeast: 0, atMost: 3)),
    ("\\.\\[", .literal(".[")),
    ("[a-cx-]", .set(ScalarSet(ranges: [97...99, 120...120, 45...45]))),
    ("[^é]", .set(ScalarSet(ranges: [0xE9...0xE9], isNegated: true))),
  ])
  func `Expressions make trees`(text: String, expression: FormExpression) throws {
    #expect(try FormExpressionParser.parse(text) == expression)
  }

  @Test(arguments: [
    ("(a", FormExpressionFault.unclosed("("), 0), ("a)", .unopened(")"), 1),
    ("[a", .unclosed("["), 0), ("[]", .badClass, 0), ("[z-a]", .badClass, 1),
    ("[a-\\d]", .badClass, 1), ("+", .nothingToRepeat("+"), 0),
    ("a**", .nothingToRepeat("*"), 2), ("a{2,1}", .badBounds, 1), ("a{,2}", .badBounds, 1),
    ("a{99999}", .badBounds, 1), ("\\", .unknownEscape, 0), ("\\q", .unknownEscape, 0),
    ("\\p{Xx}", .unknownCategory("Xx"), 0), ("\\pL", .unknownCategory(""), 0),
    ("(a{100}){100}", .tooLarge(limit: 500), 8), ("(){1000}", .tooLarge(limit: 500), 2),
  ])
  func `Faults name the cause and the place`(
    text: String, fault: FormExpressionFault, index: Int
  ) {
    #expect(throws: FormExpressionParser.Failure(fault: fault, index: index)) {
      try FormExpressionParser.parse(text)
    }
  }

  @Test func `Depth and size are bounded`() {
    let deep = String(repeating: "(", count: 101) + String(repeating: ")", count: 101)
    #expect(
      throws: FormExpressionParser.Failure(fault: .nestedTooDeeply(limit: 100), index: 100)
    ) { try FormExpressionParser.parse(deep) }
    #expect(throws: FormExpressionParser.Failure(fault: .tooLarge(limit: 500), index: 0)) {
      try FormExpressionParser.parse(String(repeating: "a", count: 501))
    }
  }

  @Test func `Literals are folded where they stand`() throws {
    let expression = try FormExpressionParser.parse("É[Éa-z]|ß+")
    #expect(
      expression.mappingLiterals { $0 == "É" ? "e" : $0 == "ß" ? "ss" : $0 }
        == .choice([
          .sequence([.literal("e"), .set(ScalarSet(ranges: [101...101, 97...122]))]),
          .repeated(.literal("ss"), atLeast: 1, atMost: nil),
        ]))
    #expect(
      try FormExpressionParser.parse("ab(cd)?").reversed
        == FormExpressionParser.parse("(dc)?ba"))
  }
}
