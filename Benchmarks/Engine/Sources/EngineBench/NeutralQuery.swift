// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax

/// The queries of the benchmark's protocol, which are a part of our own language.
///
/// `a b` any · `+a +b` all · `-a` none · `"a b"` phrase · `a*` prefix · `a~` one edit away.
enum NeutralQuery {
  /// Whether the query language has words with mistakes: it then reads `a~1` as more than a word.
  private static let hasFuzzyWords: Bool = {
    switch try? QueryParser.parse("ab~1") {
    case nil, .word: false
    default: true
    }
  }()

  /// Reads a query; nil for one that asks for what the query language does not have.
  static func parse(_ text: String) throws -> QueryNode? {
    // Queries end with `~` only where they are one word.
    if text.utf8.last == UInt8(ascii: "~") {
      return hasFuzzyWords ? try QueryParser.parse(text + "1") : nil
    }
    return try QueryParser.parse(text)
  }
}
