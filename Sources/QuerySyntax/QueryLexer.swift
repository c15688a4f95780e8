// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cuts a query into pieces. `QueryParser` puts them together; the grammar stands there. Words stand
// in `QueryLexer+Words`, phone numbers in `QueryLexer+Numbers`, quoted text and ranges in
// `QueryLexer+Phrases`, filters in `QueryLexer+Filters`.

/// A piece of a query.
struct QueryPiece: Equatable {
  /// What it is.
  var kind: Kind
  /// Where it stands.
  var place: QueryPlace

  /// The kinds of pieces.
  enum Kind: Equatable {
    /// A word, phrase, pattern or filter, already boosted where it is.
    case node(QueryNode)
    case and
    case or
    case not
    case plus
    case minus
    case near(within: Int, NearOrder)
    /// A rung and its colon, right before what they belong to.
    case rung(QueryRung)
    case open
    /// A closing parenthesis with the weight after it.
    case close(QueryWeight?)
  }
}

/// What `^` says of the part before it.
enum QueryWeight: Equatable {
  /// `^2`: it counts so many times.
  case factor(Double)
  /// `^=2`: its score is this.
  case score(Double)

  /// Puts a node under the weight.
  func applied(to node: QueryNode) -> QueryNode {
    switch self {
    case .factor(let factor): .boosted(node, factor)
    case .score(let score): .constant(node, score)
    }
  }
}

/// Reads a query from left to right, one piece at a time.
///
/// Bidirectional controls and the byte order mark are passed over, wherever they stand: keyboards
/// and copied text bring them in, and nobody sees them.
struct QueryLexer {
  /// The query without invisible controls.
  let characters: [Character]
  /// For each character its column; one more at the end.
  private let columns: [Int]
  /// The next character.
  var index = 0
  /// Whether a space, a parenthesis or the beginning stands before the next character.
  private var atBoundary = true

  init(_ text: String) {
    var visible = String.UnicodeScalarView()
    var scalarColumns: [Int] = []
    var column = 1
    for character in text {
      for scalar in character.unicodeScalars where !scalar.isInvisibleControl {
        visible.append(scalar)
        scalarColumns.append(column)
      }
      column += 1
    }
    characters = Array(String(visible))
    var columns: [Int] = []
    var scalar = 0
    for character in characters {
      columns.append(scalarColumns[scalar])
      scalar += character.unicodeScalars.count
    }
    self.columns = columns + [column]
  }

  /// The next character; nil at the end.
  var next: Character? { index < characters.count ? characters[index] : nil }

  /// The place after the last character.
  var end: QueryPlace { QueryPlace(column: columns[characters.count]) }

  /// The next piece; nil at the end.
  mutating func nextPiece() throws(QuerySyntaxError) -> QueryPiece? {
    skipSpaces()
    guard let next else { return nil }
    let start = index
    if atBoundary || next.isDecimalDigit, let number = readNumberInGroups() {
      atBoundary = false
      return try weighted(number, from: start)
    }
    switch next {
    case "(":
      index += 1
      atBoundary = true
      return piece(.open, from: start)
    case ")":
      index += 1
      atBoundary = false
      return piece(.close(try readWeight()), from: start)
    case "+" where atBoundary && !QueryLexer.isPhoneNumber(characters[(index + 1)...]),
      "-" where atBoundary:
      return try readSign()
    default:
      atBoundary = false
      return try readItem()
    }
  }

  /// The place from a character to the current one.
  func place(from start: Int) -> QueryPlace {
    QueryPlace(column: columns[start], length: columns[index] - columns[start])
  }

  /// The place of one character.
  func place(of index: Int) -> QueryPlace {
    QueryPlace(column: columns[min(index, characters.count)])
  }

  /// The piece from a character to the current one.
  func piece(_ kind: QueryPiece.Kind, from start: Int) -> QueryPiece {
    QueryPiece(kind: kind, place: place(from: start))
  }

  /// Whether a `+` begins a phone number with what follows it: at least seven digits, with nothing
  /// but points, hyphens and brackets among them, up to the next space.
  static func isPhoneNumber(_ rest: some Sequence<Character>) -> Bool {
    let rest = rest.prefix { !$0.isWhitespace }
    let digits = rest.count(where: \.isDecimalDigit)
    return digits >= 7 && rest.allSatisfy { $0.isDecimalDigit || ".-()/".contains($0) }
  }

  private mutating func skipSpaces() {
    while let next, next.isWhitespace {
      index += 1
      atBoundary = true
    }
  }

  /// Whether a piece may end here.
  var isAtPieceEnd: Bool { next.map { $0.isWhitespace || $0 == "(" || $0 == ")" } ?? true }

  /// Takes the characters that belong to something.
  mutating func readWhile(_ belongs: (Character) -> Bool) -> String {
    let start = index
    while let next, belongs(next) { index += 1 }
    return String(characters[start..<index])
  }
}

// MARK: - Signs and weights

extension QueryLexer {
  /// Reads `+` or `-`, which must stand right before what it belongs to.
  private mutating func readSign() throws(QuerySyntaxError) -> QueryPiece {
    let sign = characters[index]
    let start = index
    index += 1
    let next = self.next ?? " "
    if next.isWhitespace || next == ")" || next == "+" || next == "-" {
      throw .danglingOperator(String(sign), at: place(from: start))
    }
    atBoundary = false
    return piece(sign == "+" ? .plus : .minus, from: start)
  }

  private mutating func readItem() throws(QuerySyntaxError) -> QueryPiece {
    let start = index
    if let closers = QueryLexer.closers[characters[index]] {
      return try weighted(try readPhrase(closedBy: closers), from: start)
    }
    if next == "」" { throw .unopened(mark: "」", at: place(of: index)) }
    if next == "^" {
      index += 1
      throw .badBoost(at: place(from: start))
    }
    if let rung = readRung() { return piece(.rung(rung), from: start) }
    if let field = readField() {
      let node = try readFilter(field, from: start)
      if next == "^" { throw .badBoost(at: place(of: index)) }
      return piece(.node(node), from: start)
    }
    if let regex = try readRegex() { return try weighted(regex, from: start) }
    if let range = try readRange() { return try weighted(range, from: start) }
    return try readWord()
  }

  /// Puts a node under the weight after it, if there is one.
  mutating func weighted(
    _ node: QueryNode, from start: Int
  ) throws(QuerySyntaxError) -> QueryPiece {
    let weight = try readWeight()
    return piece(.node(weight?.applied(to: node) ?? node), from: start)
  }

  /// Reads `^` or `^=` and a number, if they stand here.
  private mutating func readWeight() throws(QuerySyntaxError) -> QueryWeight? {
    guard next == "^" else { return nil }
    let start = index
    index += 1
    let isScore = next == "="
    if isScore { index += 1 }
    let digits = readWhile { $0.isASCIIDigit || $0 == "." }
    guard isAtPieceEnd, let number = Double(digits), (0.001...1000).contains(number) else {
      throw .badBoost(at: place(from: start))
    }
    return isScore ? .score(number) : .factor(number)
  }

  /// Opening quotation marks and what closes each.
  static let closers: [Character: [Character]] = [
    "\"": ["\""], "“": ["”"], "”": ["”"], "„": ["“", "”"], "«": ["»"], "»": ["«", "»"], "「": ["」"],
  ]
}

extension Character {
  /// Whether it is one of the digits 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension Unicode.Scalar {
  /// Whether it only steers the direction of text, or is a byte order mark.
  fileprivate var isInvisibleControl: Bool { properties.isBidiControl || value == 0xFEFF }
}
