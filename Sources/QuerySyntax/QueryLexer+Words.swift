// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words of a query, and what their signs make of them: prefixes, wildcards, fuzzy words, operators.

/// Text between spaces, without its backslashes.
struct TypedText {
  /// The characters that the text is made of.
  var characters: [Character] = []
  /// For each character whether a backslash stood before it, which takes its meaning away.
  var isEscaped: [Bool] = []

  /// All of it.
  var text: String { String(characters) }

  /// Whether no backslash stood in it.
  var isBare: Bool { !isEscaped.contains(true) }

  /// Whether the sign stands somewhere, with its meaning.
  func hasSign(_ sign: Character) -> Bool {
    characters.indices.contains { isSign(sign, at: $0) }
  }

  /// Whether the sign stands at an index, with its meaning.
  func isSign(_ sign: Character, at index: Int) -> Bool {
    characters[index] == sign && !isEscaped[index]
  }
}

extension QueryLexer {
  /// Reads letters up to a space, parenthesis, quotation mark or weight.
  mutating func readWord() throws(QuerySyntaxError) -> QueryPiece {
    let start = index
    let typed = readText(stopsAtWeight: true)
    if typed.isBare, isAtPieceEnd, let op = try readOperator(typed.text, from: start) {
      return piece(op, from: start)
    }
    return try weighted(try node(of: typed, from: start), from: start)
  }

  private func readOperator(
    _ text: String, from start: Int
  ) throws(QuerySyntaxError) -> QueryPiece.Kind? {
    switch text {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    default:
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "NEAR" || parts[0] == "ONEAR", !parts[1].isEmpty,
        parts[1].allSatisfy(\.isASCIIDigit)
      else { return nil }
      guard let within = Int(parts[1]), within <= QueryLexer.gapLimit else {
        throw .badNear(at: place(from: start))
      }
      return .near(within: within, parts[0] == "NEAR" ? .any : .written)
    }
  }

  /// The most positions that may lie among the words of a phrase or NEAR.
  static let gapLimit = 1000

  /// Reads text as it stands, without the backslashes.
  mutating func readText(stopsAtWeight: Bool) -> TypedText {
    var typed = TypedText()
    while !isAtPieceEnd {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count {
        typed.characters.append(characters[index + 1])
        typed.isEscaped.append(true)
        index += 2
        continue
      }
      if QueryLexer.closers[character] != nil || character == "」" {
        guard isGershayim(after: typed.characters.last) else { break }
      } else if character == "^", stopsAtWeight {
        break
      }
      typed.characters.append(character)
      typed.isEscaped.append(false)
      index += 1
    }
    return typed
  }

  /// Whether the `"` here stands between two Hebrew letters, where it belongs to the word (UAX #29,
  /// WB7b and WB7c).
  private func isGershayim(after previous: Character?) -> Bool {
    guard characters[index] == "\"", index + 1 < characters.count, let previous else {
      return false
    }
    return previous.isHebrewLetter && characters[index + 1].isHebrewLetter
  }

  /// What a text between spaces asks for: a fuzzy word, a prefix, a wildcard, or itself.
  func node(of typed: TypedText, from start: Int) throws(QuerySyntaxError) -> QueryNode {
    if let tilde = typed.fuzzyTilde {
      guard let node = typed.fuzzy(at: tilde) else { throw .badFuzzy(at: place(from: start)) }
      return node
    }
    guard typed.hasWildcards else { return .word(typed.text) }
    let pieces = typed.wildcardPieces
    if pieces.count == 2, case .literal(let text) = pieces[0], pieces[1] == .anyRun {
      return .prefix(text)
    }
    guard pieces.contains(where: \.isLiteral) else { throw .misplacedStar(at: place(from: start)) }
    return .wildcard(pieces)
  }
}

// MARK: - Wildcards

extension TypedText {
  /// Whether `*` or `?` stand for other letters here.
  ///
  /// A `*` always does. A `?` does where more of the word follows, as in `h?rbour`: at the end of a
  /// word it closes a question, and in an address it begins the parameters.
  var hasWildcards: Bool {
    if hasSign("*") { return true }
    guard let last = characters.lastIndex(where: { $0.isLetter || $0.isNumber }),
      characters[..<last].indices.contains(where: { isSign("?", at: $0) })
    else { return false }
    return !isAddress(before: characters.count)
  }

  /// Whether it looks like an address, a path or an assignment.
  fileprivate func isAddress(before end: Int) -> Bool {
    characters[..<end].contains { "/:=&@#".contains($0) }
  }

  /// The text cut at its `*` and `?`; runs of stars are one.
  fileprivate var wildcardPieces: [WildcardPiece] {
    var pieces: [WildcardPiece] = []
    var literal = ""
    for index in characters.indices {
      let isStar = isSign("*", at: index)
      guard isStar || isSign("?", at: index) else {
        literal.append(characters[index])
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      if !(isStar && pieces.last == .anyRun) { pieces.append(isStar ? .anyRun : .anyCharacter) }
    }
    return literal.isEmpty ? pieces : pieces + [.literal(literal)]
  }
}

extension WildcardPiece {
  fileprivate var isLiteral: Bool {
    if case .literal = self { true } else { false }
  }
}

// MARK: - Fuzzy words

extension TypedText {
  /// Where a `~` stands that asks for a fuzzy word: after text with a letter, with nothing but
  /// digits, points and colons behind it; not between digits, as in `3~5`, and in no address.
  fileprivate var fuzzyTilde: Int? {
    guard let tilde = characters.indices.last(where: { isSign("~", at: $0) }),
      characters[..<tilde].contains(where: \.isLetter), !isAddress(before: tilde)
    else { return nil }
    let rest = characters[(tilde + 1)...]
    guard rest.allSatisfy({ $0.isASCIIDigit || $0 == "." || $0 == ":" }) else { return nil }
    let isSpan =
      characters[tilde - 1].isNumber && !isEscaped[tilde - 1] && rest.first?.isNumber == true
    return isSpan ? nil : tilde
  }

  /// The fuzzy word before a `~`; nil where it is none, or the numbers are out of bounds.
  fileprivate func fuzzy(at tilde: Int) -> QueryNode? {
    let numbers = characters[(tilde + 1)...]
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
    var distance = 1
    if let typed = numbers.first, !typed.isEmpty { distance = Int(typed) ?? 0 }
    var prefix = 0
    if numbers.count == 2 { prefix = Int(numbers[1]) ?? -1 }
    let word = TypedText(
      characters: Array(characters[..<tilde]), isEscaped: Array(isEscaped[..<tilde]))
    guard (1...2).contains(distance), (0...100).contains(prefix), !word.hasWildcards else {
      return nil
    }
    return .fuzzy(word.text, distance: distance, prefix: prefix)
  }
}

extension Character {
  fileprivate var isHebrewLetter: Bool {
    unicodeScalars.first.map { (0x05D0...0x05F2).contains($0.value) } ?? false
  }
}
