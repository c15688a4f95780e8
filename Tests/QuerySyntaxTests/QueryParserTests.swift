// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing

/// Shorthand for trees.
private func any(_ nodes: QueryNode...) -> QueryNode {
  .boolean(must: [], should: nodes, mustNot: [])
}

private func all(_ nodes: QueryNode...) -> QueryNode {
  .boolean(must: nodes, should: [], mustNot: [])
}

private func word(_ text: String) -> QueryNode { .word(text) }

@Suite struct QueryParserTests {
  @Test(arguments: [
    ("tunnel", word("tunnel")),
    ("old port", any(word("old"), word("port"))),
    ("(old port)", any(word("old"), word("port"))),
    ("((old))", word("old")),
    ("a OR b c", any(any(word("a"), word("b")), word("c"))),
    ("a AND b c", any(all(word("a"), word("b")), word("c"))),
    ("a AND b OR c", any(all(word("a"), word("b")), word("c"))),
    ("a AND (b OR c)", all(word("a"), any(word("b"), word("c")))),
    ("and or not", any(word("and"), word("or"), word("not"))),
    ("\"AND\"", .phrase("AND", slop: 0)),
    ("\\AND", word("AND")),
  ])
  func `Words, groups and operators make trees`(text: String, node: QueryNode) throws {
    #expect(try QueryParser.parse(text) == node)
  }

  @Test func `Plus, minus and NOT sort clauses`() throws {
    #expect(
      try QueryParser.parse("+a b -c NOT d")
        == .boolean(must: [word("a")], should: [word("b")], mustNot: [word("c"), word("d")]))
    #expect(
      try QueryParser.parse("a AND NOT b")
        == .boolean(must: [word("a")], should: [], mustNot: [word("b")]))
    #expect(
      try QueryParser.parse("harbour -(ship boat)")
        == .boolean(
          must: [], should: [word("harbour")], mustNot: [any(word("ship"), word("boat"))]))
    #expect(
      try QueryParser.parse("well-known a+b C++")
        == any(
          word("well-known"), word("a+b"), word("C++")))
  }

  @Test(arguments: [
    ("0750 123 4567", QueryNode.phrase("0750 123 4567", slop: 0)),
    ("+964 750 123 4567", .phrase("+964 750 123 4567", slop: 0)),
    ("(0750) 123-4567", .phrase("(0750) 123-4567", slop: 0)),
    ("(0750 123 4567)", .phrase("0750 123 4567", slop: 0)),
    ("((0750) 123 4567)", .phrase("(0750) 123 4567", slop: 0)),
    ("٠٧٥٠ ١٢٣ ٤٥٦٧", .phrase("٠٧٥٠ ١٢٣ ٤٥٦٧", slop: 0)),
    ("0750 123 4567^2", .boosted(.phrase("0750 123 4567", slop: 0), 2)),
    ("112 0750 123 4567 112", any(word("112"), .phrase("0750 123 4567", slop: 0), word("112"))),
    ("+0750 123 4567", all(.phrase("0750 123 4567", slop: 0))),
    ("exact:0750 123 4567", .rung(.exact, .phrase("0750 123 4567", slop: 0))),
    ("0750 OR 123 OR 4567", any(word("0750"), word("123"), word("4567"))),
    ("\\0750 123 456", any(word("0750"), word("123"), word("456"))),
    ("1914 1918", any(word("1914"), word("1918"))),
    (
      "+1984 1985 1986",
      .boolean(must: [word("1984")], should: [word("1985"), word("1986")], mustNot: [])
    ),
    ("0750 123 4567x", any(word("0750"), word("123"), word("4567x"))),
    ("(0750) 12", any(word("0750"), word("12"))),
    ("(07501234567)", word("07501234567")),
  ])
  func `A phone number in groups is one phrase, other digits are words`(
    text: String, node: QueryNode
  ) throws {
    #expect(try QueryParser.parse(text) == node)
    expectRoundTrip(of: node, "\(text)")
  }

  @Test func `Words that together would be a phone number stay words when written`() {
    for words in [
      ["0750", "123", "4567"], ["+964", "750", "123", "4567"], ["(0750)", "123-4567"],
    ] {
      let words = words.map(word)
      for node in [
        QueryNode.boolean(must: [], should: words, mustNot: []),
        .boolean(must: [words[0]], should: Array(words.dropFirst()), mustNot: []),
        .boolean(must: [word("a")], should: words, mustNot: [word("b")]),
      ] {
        expectRoundTrip(of: node, "\(words)")
      }
    }
  }

  @Test(arguments: [
    ("\"old port\"", QueryNode.phrase("old port", slop: 0)),
    ("“old port”~3", .phrase("old port", slop: 3)),
    ("„alter Hafen“", .phrase("alter Hafen", slop: 0)),
    ("«vieux port»", .phrase("vieux port", slop: 0)),
    ("»alter Hafen«", .phrase("alter Hafen", slop: 0)),
    ("「東京都」", .phrase("東京都", slop: 0)),
    ("\"say \\\"no\\\"\"", .phrase("say \"no\"", slop: 0)),
    ("\u{200F}\"النفق القديم\"\u{200F}~2", .phrase("النفق القديم", slop: 2)),
    ("ארה\"ב", .word("ארה\"ב")),
    ("harb*", .prefix("harb")),
    ("تون*", .prefix("تون")),
    ("5\\*", .word("5*")),
    ("word^2", .boosted(.word("word"), 2)),
    ("\"a b\"~1^.5", .boosted(.phrase("a b", slop: 1), 0.5)),
    ("harb*^3", .boosted(.prefix("harb"), 3)),
    ("(a)^2", .boosted(.word("a"), 2)),
    ("12:30", .word("12:30")),
    ("http://example.org/", .word("http://example.org/")),
    ("why?", .word("why?")),
    ("why? who", any(word("why?"), word("who"))),
    ("http://example.org/?a=b", .word("http://example.org/?a=b")),
    ("3~5", .word("3~5")),
    ("10~20일", .word("10~20일")),
    ("~user", .word("~user")),
    ("http://example.org/~user", .word("http://example.org/~user")),
    ("/etc/hosts", .word("/etc/hosts")),
    ("10/12", .word("10/12")),
    ("[sic]", .word("[sic]")),
    ("{x", .word("{x")),
    ("Sound: on", any(word("Sound:"), word("on"))),
    ("NEAR near/5 NEAR/x", any(word("NEAR"), word("near/5"), word("NEAR/x"))),
  ])
  func `Phrases, prefixes and boosts are read`(text: String, node: QueryNode) throws {
    #expect(try QueryParser.parse(text) == node)
  }

  @Test func `Filters restrict the words beside them`() throws {
    #expect(
      try QueryParser.parse("lang:fa tunnel port")
        == all(.filter(.lang, "fa"), any(word("tunnel"), word("port"))))
    #expect(
      try QueryParser.parse("tunnel place:\"old port\" since:2026-11")
        == all(.filter(.place, "old port"), .filter(.since, "2026-11"), word("tunnel")))
    #expect(
      try QueryParser.parse("+tunnel port Tag:strike")
        == .boolean(
          must: [word("tunnel"), .filter(.tag, "strike")], should: [word("port")], mustNot: []))
    #expect(
      try QueryParser.parse("tag:a -tag:b")
        == .boolean(
          must: [.filter(.tag, "a")], should: [], mustNot: [.filter(.tag, "b")]))
    #expect(
      try QueryParser.parse("tag:a OR tag:b tunnel")
        == all(any(.filter(.tag, "a"), .filter(.tag, "b")), word("tunnel")))
    #expect(try QueryParser.parse("lang:fa,zh-Hant") == .filter(.lang, "fa,zh-Hant"))
    #expect(try QueryParser.parse("name:\\(draft\\)") == .filter(.name, "(draft)"))
  }

  @Test func `Parentheses nest up to the limit`() throws {
    let deep = String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100)
    #expect(try QueryParser.parse(deep) == .word("a"))
    #expect(throws: QuerySyntaxError.nestedTooDeeply(limit: 100, at: QueryPlace(column: 101))) {
      try QueryParser.parse("(" + deep + ")")
    }
  }
}
