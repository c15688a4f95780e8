// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Any text as a query. A trap, a place outside the query, or a tree that is not read back from its
// canonical text is a finding.

import FuzzDriver
import QuerySyntax

@main
enum FuzzQuerySyntax {
  static func main() {
    fuzz { check(String(decoding: $0, as: UTF8.self)) }
  }

  private static func check(_ text: String) {
    let node: QueryNode
    do { node = try QueryParser.parse(text) } catch {
      precondition((1...text.count + 1).contains(error.column), "a fault stands inside the query")
      precondition(error.description.hasSuffix("."), "a fault is a sentence")
      _ = error.caret(under: text)
      return
    }
    let canonical = node.text
    do {
      let again = try QueryParser.parse(canonical)
      precondition(again == node, "a tree is read back from its text")
      precondition(again.text == canonical, "the canonical text stays")
    } catch {
      guard case .nestedTooDeeply = error else {
        preconditionFailure("a tree's text is a query: \(canonical.debugDescription): \(error)")
      }
    }
  }
}
