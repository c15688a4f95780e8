// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Spells the texts of a query so that the lexer reads them as what they are.
///
/// Of several spellings, the first that is read back as the same node is taken: as it stands, with
/// backslashes before the signs that always mean something, with backslashes before all signs.
enum Spelling {
  static func word(_ text: String) -> String {
    spelled(.word(text), text) { $0 }
  }

  static func prefix(_ text: String) -> String {
    spelled(.prefix(text), text) { "\($0)*" }
  }

  static func fuzzy(_ text: String, _ tail: String) -> String {
    let escaped = escaped(text, everySign: false)
    let node = read(escaped + tail)
    if case .fuzzy(let read, _, _)? = node, read == text { return escaped + tail }
    return Spelling.escaped(text, everySign: true) + tail
  }

  /// The spelling of a filter; in quotation marks where there are spaces or signs.
  static func filter(_ field: QueryField, _ value: String) -> String {
    let name = "\(field.rawValue):"
    let node = QueryNode.filter(field, value)
    for spelling in [opened(value), quoted(value), escaped(value, everySign: true)]
    where read(name + spelling) == node { return name + spelling }
    return name + quoted(value)
  }

  /// A wildcard; as a regular expression where a `?` would be read as the end of a question.
  static func wildcard(_ pieces: [WildcardPiece]) -> String {
    for everySign in [false, true] {
      let text = pieces.map { piece in
        switch piece {
        case .literal(let text): escaped(text, everySign: everySign)
        case .anyCharacter: "?"
        case .anyRun: "*"
        }
      }.joined()
      if read(text) == .wildcard(pieces) { return text }
    }
    let parts = pieces.map { piece in
      switch piece {
      case .literal(let text):
        text.map { $0.isLetter || $0.isNumber ? "\($0)" : "\\\($0)" }.joined()
      case .anyCharacter: "."
      case .anyRun: ".*"
      }
    }
    return "/\(parts.joined())/"
  }

  static func range(_ range: TermRange) -> String {
    let lower = range.lower.map(end) ?? "*"
    let upper = range.upper.map(end) ?? "*"
    return (range.includesLower ? "[" : "{") + "\(lower) TO \(upper)"
      + (range.includesUpper ? "]" : "}")
  }

  /// An end of a range; in quotation marks unless it is made of letters and digits.
  private static func end(_ text: String) -> String {
    text.allSatisfy { $0.isLetter || $0.isNumber } ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }

  /// The first spelling of a text that is read as the node.
  private static func spelled(
    _ node: QueryNode, _ text: String, _ put: (String) -> String
  ) -> String {
    for spelling in [opened(text), escaped(text, everySign: false)]
    where read(put(spelling)) == node {
      return put(spelling)
    }
    return put(escaped(text, everySign: true))
  }

  /// The text with a space behind it that no character becomes one with, as a letter sign would with a
  /// blank, and a carriage return with a line feed.
  static func ended(_ text: String) -> String { text + (text.utf8.last == 0x0D ? " " : "\n") }

  /// The node that a text between spaces is read as; nil where it is none, or not one.
  private static func read(_ text: String) -> QueryNode? {
    var lexer = QueryLexer(ended(text))
    guard case .node(let node)? = try? lexer.nextPiece()?.kind,
      lexer.index == lexer.characters.count - 1
    else { return nil }
    return node
  }

  /// The text with backslashes before the signs that always mean something, or before the first
  /// character and all that are no letters.
  private static func escaped(_ text: String, everySign: Bool) -> String {
    var escaped = ""
    var before: Character = " "
    for (index, character) in text.enumerated() {
      let isSign =
        everySign
        ? index == 0 || !character.isLetter
        : isAlwaysSign(character) || index == 0 && "[{+-".contains(character)
      // A mark without a letter would be one character with the backslash, and a backslash with a sign
      // that stands before digits, as that of a year in Arabic.
      if isSign, "\(before)\\\(character)".count == 3 { escaped.append("\\") }
      escaped.append(character)
      before = character
    }
    return escaped
  }

  /// The text with a backslash before a sign that another text before or behind it might give a
  /// meaning: a bracket begins a range with words behind it, a plus no phone number with a boost.
  private static func opened(_ text: String) -> String {
    text.first.map("[{+-".contains) == true ? "\\\(text)" : text
  }

  private static func isAlwaysSign(_ character: Character) -> Bool {
    character.isWhitespace || "\\()^*」".contains(character)
      || QueryLexer.closers[character] != nil
  }
}
