// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Reads regular expressions: a letter for itself, `.`, `[a-z]`, `[^a-z]`, `\d \w \s \D \W \S`,
/// `\p{L}`, `\P{Lu}`, `(…)`, `|`, `*`, `+`, `?`, `{m}`, `{m,}`, `{m,n}`; `\` before any other sign.
///
/// ```
/// choice   = sequence { "|" sequence }
/// sequence = { atom [ repeat ] }
/// ```
/// A letter with combining marks is repeated as one.
package struct FormExpressionParser {
  /// The most parentheses within each other.
  static let depthLimit = 100

  private let characters: [Character]
  private var index = 0

  /// A fault and where it stands, in characters from 0.
  package struct Failure: Error, Equatable {
    /// What is wrong.
    package var fault: FormExpressionFault
    /// The first character of it; the number of characters where something is missing at the end.
    package var index: Int
  }

  /// Reads an expression, in time linear in its length and size.
  ///
  /// - Throws: the first fault. Never traps.
  package static func parse(_ text: String) throws(Failure) -> FormExpression {
    try parse(Array(text))
  }

  static func parse(_ characters: [Character]) throws(Failure) -> FormExpression {
    var parser = FormExpressionParser(characters: characters)
    let expression = try parser.readChoice(depth: 0)
    if parser.next != nil { throw Failure(fault: .unopened(")"), index: parser.index) }
    if expression.size > FormExpression.sizeLimit {
      throw Failure(fault: .tooLarge(limit: FormExpression.sizeLimit), index: 0)
    }
    return expression
  }

  private init(characters: [Character]) { self.characters = characters }

  private var next: Character? { index < characters.count ? characters[index] : nil }

  private func failure(_ fault: FormExpressionFault, at index: Int? = nil) -> Failure {
    Failure(fault: fault, index: index ?? self.index)
  }

  private mutating func takes(_ character: Character) -> Bool {
    guard next == character else { return false }
    index += 1
    return true
  }

  private mutating func readChoice(depth: Int) throws(Failure) -> FormExpression {
    var choices = [try readSequence(depth: depth)]
    while takes("|") { choices.append(try readSequence(depth: depth)) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func readSequence(depth: Int) throws(Failure) -> FormExpression {
    var parts: [FormExpression] = []
    var literal = ""
    while let character = next, character != "|", character != ")" {
      let part = try readRepeat(of: try readAtom(character, depth: depth))
      if case .literal(let text) = part {
        literal += text
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
      parts.append(part)
    }
    if !literal.isEmpty || parts.isEmpty { parts.append(.literal(literal)) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func readAtom(
    _ character: Character, depth: Int
  ) throws(Failure) -> FormExpression {
    switch character {
    case "(":
      guard depth < Self.depthLimit else {
        throw failure(.nestedTooDeeply(limit: Self.depthLimit))
      }
      let open = index
      index += 1
      let inner = try readChoice(depth: depth + 1)
      guard takes(")") else { throw failure(.unclosed("("), at: open) }
      return .sequence([inner])
    case "[": return .set(try readClass())
    case ".":
      index += 1
      return .anyScalar
    case "\\":
      switch try readEscape() {
      case .left(let text): return .literal(String(text))
      case .right(let one): return .set(ScalarSet(classes: [one]))
      }
    case "*", "+", "?", "{": throw failure(.nothingToRepeat(character))
    default:
      index += 1
      return .literal(String(character))
    }
  }
}

// MARK: - Repeats

extension FormExpressionParser {
  /// Reads what stands after an atom, if that is a repeat; a second one has nothing to repeat.
  private mutating func readRepeat(of atom: FormExpression) throws(Failure) -> FormExpression {
    let start = index
    let part: FormExpression
    switch next {
    case "*": part = .repeated(atom, atLeast: 0, atMost: nil)
    case "+": part = .repeated(atom, atLeast: 1, atMost: nil)
    case "?": part = .repeated(atom, atLeast: 0, atMost: 1)
    case "{":
      let bounds = try readBounds()
      part = .repeated(atom, atLeast: bounds.least, atMost: bounds.most)
      index -= 1
    default: return atom
    }
    index += 1
    if part.size > FormExpression.sizeLimit {
      throw failure(.tooLarge(limit: FormExpression.sizeLimit), at: start)
    }
    return part
  }

  private mutating func readBounds() throws(Failure) -> (least: Int, most: Int?) {
    let start = index
    index += 1
    let least = readNumber()
    var most = least
    if takes(",") { most = next == "}" ? nil : readNumber() ?? -1 }
    guard let least, takes("}"), most.map({ $0 >= least }) ?? true else {
      throw failure(.badBounds, at: start)
    }
    return (least, most)
  }

  /// Reads one to four ASCII digits; nil where there are none, or more.
  private mutating func readNumber() -> Int? {
    let start = index
    while let character = next, character.isASCII, character.isNumber { index += 1 }
    return index - start <= 4 ? Int(String(characters[start..<index])) : nil
  }
}

// MARK: - Classes and escapes

extension FormExpressionParser {
  /// A sign that stands for itself, or a class.
  private enum Escape {
    case left(Character)
    case right(ScalarClass)
  }

  private mutating func readClass() throws(Failure) -> ScalarSet {
    let open = index
    index += 1
    var set = ScalarSet(isNegated: takes("^"))
    while let character = next, character != "]" {
      let start = index
      guard let first = try readMember(character, into: &set) else { continue }
      guard next == "-", index + 1 < characters.count, characters[index + 1] != "]" else {
        set.ranges += first.unicodeScalars.map { $0.value...$0.value }
        continue
      }
      index += 1
      let last = try readMember(characters[index], into: &set)
      guard let last, let from = first.onlyScalar, let to = last.onlyScalar, from <= to else {
        throw failure(.badClass, at: start)
      }
      set.ranges.append(from...to)
    }
    guard takes("]") else { throw failure(.unclosed("["), at: open) }
    if set.ranges.isEmpty, set.classes.isEmpty { throw failure(.badClass, at: open) }
    return set
  }

  /// Reads a member of a class; nil where it was a class itself, which is then in the set.
  private mutating func readMember(
    _ character: Character, into set: inout ScalarSet
  ) throws(Failure) -> Character? {
    guard character == "\\" else {
      index += 1
      return character
    }
    switch try readEscape() {
    case .left(let text): return text
    case .right(let one):
      set.classes.append(one)
      return nil
    }
  }

  private mutating func readEscape() throws(Failure) -> Escape {
    let start = index
    index += 1
    guard let character = next else { throw failure(.unknownEscape, at: start) }
    index += 1
    switch character {
    case "d": return .right(.digits(isNegated: false))
    case "D": return .right(.digits(isNegated: true))
    case "w": return .right(.wordCharacters(isNegated: false))
    case "W": return .right(.wordCharacters(isNegated: true))
    case "s": return .right(.spaces(isNegated: false))
    case "S": return .right(.spaces(isNegated: true))
    case "p": return .right(try readCategory(isNegated: false, from: start))
    case "P": return .right(try readCategory(isNegated: true, from: start))
    default:
      if character.isASCII, character.isLetter || character.isNumber {
        throw failure(.unknownEscape, at: start)
      }
      return .left(character)
    }
  }

  private mutating func readCategory(
    isNegated: Bool, from start: Int
  ) throws(Failure) -> ScalarClass {
    var name = ""
    guard takes("{") else { throw failure(.unknownCategory(name), at: start) }
    while let character = next, character != "}", name.count < 20 {
      name.append(character)
      index += 1
    }
    guard takes("}"), let one = ScalarClass.category(named: name, isNegated: isNegated) else {
      throw failure(.unknownCategory(name), at: start)
    }
    return one
  }
}

extension Character {
  /// The code point of a character of one scalar.
  fileprivate var onlyScalar: UInt32? {
    unicodeScalars.count == 1 ? unicodeScalars.first?.value : nil
  }
}
