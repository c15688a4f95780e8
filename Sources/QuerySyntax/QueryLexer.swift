// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cuts a query into pieces. `QueryParser` puts them together; the grammar stands there.

/// A piece of a query.
struct QueryPiece: Equatable {
  /// What it is.
  var kind: Kind
  /// Where it stands.
  var place: QueryPlace

  /// The kinds of pieces.
  enum Kind: Equatable {
    /// A word, phrase, prefix or filter, already boosted where it is.
    case node(QueryNode)
    case and
    case or
    case not
    case plus
    case minus
    case open
    /// A closing parenthesis with the boost after it.
    case close(boost: Double?)
  }
}

/// Reads a query from left to right, one piece at a time.
///
/// Bidirectional controls and the byte order mark are passed over, wherever they stand: keyboards
/// and copied text bring them in, and nobody sees them.
struct QueryLexer {
  private let characters: [Character]
  /// For each character its column; one more at the end.
  private let columns: [Int]
  private var index = 0
  /// Whether a space, a parenthesis or the beginning stands before the next character.
  private var atBoundary = true

  init(_ text: String) {
    var characters: [Character] = []
    var columns: [Int] = []
    var column = 1
    for character in text {
      if !character.isInvisibleControl {
        characters.append(character)
        columns.append(column)
      }
      column += 1
    }
    self.characters = characters
    self.columns = columns + [column]
  }

  /// The place after the last character.
  var end: QueryPlace { QueryPlace(column: columns[characters.count]) }

  /// The next piece; nil at the end.
  mutating func next() throws(QuerySyntaxError) -> QueryPiece? {
    skipSpaces()
    guard index < characters.count else { return nil }
    let start = index
    switch characters[index] {
    case "(":
      index += 1
      atBoundary = true
      return piece(.open, from: start)
    case ")":
      index += 1
      atBoundary = false
      return piece(.close(boost: try readBoost()), from: start)
    case "+" where atBoundary && !isPhoneNumber, "-" where atBoundary:
      return try readSign()
    default:
      atBoundary = false
      return try readNode()
    }
  }

  /// The place from a character to the current one.
  private func place(from start: Int) -> QueryPlace {
    QueryPlace(column: columns[start], length: columns[index] - columns[start])
  }

  private func piece(_ kind: QueryPiece.Kind, from start: Int) -> QueryPiece {
    QueryPiece(kind: kind, place: place(from: start))
  }

  /// Whether the `+` here begins a phone number: at least seven digits, with nothing but points,
  /// hyphens and brackets among them, up to the next space.
  private var isPhoneNumber: Bool {
    let rest = characters[(index + 1)...].prefix { !$0.isWhitespace }
    let digits = rest.count(where: \.isWholeNumber)
    return digits >= 7 && rest.allSatisfy { $0.isWholeNumber || ".-()/".contains($0) }
  }

  private mutating func skipSpaces() {
    while index < characters.count, characters[index].isWhitespace {
      index += 1
      atBoundary = true
    }
  }

  /// Whether a piece may end here.
  private var isAtPieceEnd: Bool {
    index == characters.count || characters[index].isWhitespace || characters[index] == "("
      || characters[index] == ")"
  }
}

// MARK: - Words, phrases and filters

extension QueryLexer {
  /// Reads `+` or `-`, which must stand right before what it belongs to.
  private mutating func readSign() throws(QuerySyntaxError) -> QueryPiece {
    let sign = characters[index]
    let start = index
    index += 1
    let next = index < characters.count ? characters[index] : " "
    if next.isWhitespace || next == ")" || next == "+" || next == "-" {
      throw .danglingOperator(String(sign), at: place(from: start))
    }
    atBoundary = false
    return piece(sign == "+" ? .plus : .minus, from: start)
  }

  private mutating func readNode() throws(QuerySyntaxError) -> QueryPiece {
    let start = index
    if let closers = QueryLexer.closers[characters[index]] {
      return try boosted(try readPhrase(closedBy: closers), from: start)
    }
    if characters[index] == "」" {
      throw .unopened(mark: "」", at: QueryPlace(column: columns[index]))
    }
    if characters[index] == "^" {
      index += 1
      throw .badBoost(at: place(from: start))
    }
    if let field = readField() {
      let node = try readFilter(field, from: start)
      if index < characters.count, characters[index] == "^" {
        throw .badBoost(at: QueryPlace(column: columns[index]))
      }
      return piece(.node(node), from: start)
    }
    return try readWord()
  }

  /// Reads letters up to a space, parenthesis, quotation mark or boost.
  private mutating func readWord() throws(QuerySyntaxError) -> QueryPiece {
    let start = index
    var escaped = false
    let (text, star) = readText(escaped: &escaped, stopsAtBoost: true)
    if !escaped, isAtPieceEnd, let op = QueryLexer.operators[text] { return piece(op, from: start) }
    guard let star else { return try boosted(.word(text), from: start) }
    guard star == text.count - 1, text.count > 1 else {
      throw .misplacedStar(at: QueryPlace(column: columns[start], length: text.count))
    }
    return try boosted(.prefix(String(text.dropLast())), from: start)
  }

  /// Reads text as it stands, without the backslashes; tells where its first bare `*` stands.
  private mutating func readText(
    escaped: inout Bool, stopsAtBoost: Bool
  ) -> (text: String, star: Int?) {
    var text: [Character] = []
    var star: Int?
    while !isAtPieceEnd {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count {
        escaped = true
        text.append(characters[index + 1])
        index += 2
        continue
      }
      if QueryLexer.closers[character] != nil || character == "」" {
        guard isGershayim(after: text.last) else { break }
      } else if character == "^", stopsAtBoost {
        break
      } else if character == "*", star == nil {
        star = text.count
      }
      text.append(character)
      index += 1
    }
    return (String(text), star)
  }

  /// Whether the `"` here stands between two Hebrew letters, where it belongs to the word (UAX #29,
  /// WB7b and WB7c).
  private func isGershayim(after previous: Character?) -> Bool {
    guard characters[index] == "\"", index + 1 < characters.count, let previous else {
      return false
    }
    return previous.isHebrewLetter && characters[index + 1].isHebrewLetter
  }

  /// Reads a phrase from its opening mark to what stands after its closing one.
  private mutating func readPhrase(closedBy closers: [Character]) throws(QuerySyntaxError)
    -> QueryNode
  {
    let start = index
    let text = try readQuoted(closedBy: closers)
    if text.allSatisfy(\.isWhitespace) { throw .emptyPhrase(at: place(from: start)) }
    guard index < characters.count, characters[index] == "~" else { return .phrase(text, slop: 0) }
    let tilde = index
    index += 1
    let digits = readWhile { $0.isASCIIDigit }
    guard let slop = Int(digits), slop <= 1000 else { throw .badSlop(at: place(from: tilde)) }
    return .phrase(text, slop: slop)
  }

  /// Reads what stands between quotation marks; the index is then after the closing one.
  private mutating func readQuoted(closedBy closers: [Character]) throws(QuerySyntaxError) -> String
  {
    let start = index
    var text: [Character] = []
    index += 1
    while index < characters.count {
      if closers.contains(characters[index]) {
        index += 1
        return String(text)
      }
      if characters[index] == "\\", index + 1 < characters.count { index += 1 }
      text.append(characters[index])
      index += 1
    }
    throw .unclosedQuote(at: QueryPlace(column: columns[start]))
  }

  private mutating func readWhile(_ belongs: (Character) -> Bool) -> String {
    let start = index
    while index < characters.count, belongs(characters[index]) { index += 1 }
    return String(characters[start..<index])
  }

  /// Puts a node under the boost after it, if there is one.
  private mutating func boosted(
    _ node: QueryNode, from start: Int
  ) throws(QuerySyntaxError) -> QueryPiece {
    let boost = try readBoost()
    return piece(.node(boost.map { .boosted(node, $0) } ?? node), from: start)
  }

  /// Reads `^` and a number, if they stand here.
  private mutating func readBoost() throws(QuerySyntaxError) -> Double? {
    guard index < characters.count, characters[index] == "^" else { return nil }
    let start = index
    index += 1
    let digits = readWhile { $0.isASCIIDigit || $0 == "." }
    guard isAtPieceEnd, let boost = Double(digits), (0.001...1000).contains(boost) else {
      throw .badBoost(at: place(from: start))
    }
    return boost
  }

  /// Reads the name of a field and its colon, if they stand here.
  private mutating func readField() -> QueryField? {
    let start = index
    let name = readWhile { $0.isASCII && $0.isLetter }
    if index < characters.count, characters[index] == ":",
      let field = QueryField(rawValue: name.lowercased())
    {
      index += 1
      return field
    }
    index = start
    return nil
  }

  /// Reads and checks the value of a filter.
  private mutating func readFilter(
    _ field: QueryField, from start: Int
  ) throws(QuerySyntaxError) -> QueryNode {
    let valueStart = index
    var value: String
    if index < characters.count, let closers = QueryLexer.closers[characters[index]] {
      value = try readQuoted(closedBy: closers)
    } else {
      var escaped = false
      let (text, star) = readText(escaped: &escaped, stopsAtBoost: false)
      if star != nil { throw .misplacedStar(at: place(from: valueStart)) }
      value = text
    }
    if value.allSatisfy(\.isWhitespace) { throw .emptyFilter(field: field, at: place(from: start)) }
    switch field {
    case .since, .until:
      if QueryDate(value) == nil {
        throw .badDate(value: value, field: field, at: place(from: valueStart))
      }
    case .date:
      if WrittenDateRange(value) == nil {
        throw .badDate(value: value, field: field, at: place(from: valueStart))
      }
    case .lang:
      if !QueryLexer.isLanguageList(value) {
        throw .badLanguage(value: value, at: place(from: valueStart))
      }
    case .tag, .place, .source, .name: break
    }
    return .filter(field, value)
  }

  /// Whether a value is one or more BCP 47 tags between commas.
  private static func isLanguageList(_ value: String) -> Bool {
    value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { tag in
      let primary = tag.prefix { $0 != "-" && $0 != "_" }
      return (2...8).contains(primary.count)
        && primary.allSatisfy { $0.isASCII && $0.isLetter }
        && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
  }

  private static let operators: [String: QueryPiece.Kind] = ["AND": .and, "OR": .or, "NOT": .not]

  /// Opening quotation marks and what closes each.
  private static let closers: [Character: [Character]] = [
    "\"": ["\""], "“": ["”"], "”": ["”"], "„": ["“", "”"], "«": ["»"], "»": ["«", "»"], "「": ["」"],
  ]
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isHebrewLetter: Bool {
    unicodeScalars.first.map { (0x05D0...0x05F2).contains($0.value) } ?? false
  }

  /// Whether it only steers the direction of text, or is a byte order mark.
  fileprivate var isInvisibleControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.isBidiControl || $0.value == 0xFEFF }
  }
}
