// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Parts of a query between two marks: phrases, regular expressions, ranges.

extension QueryLexer {
  /// Reads a phrase from its opening mark to what stands after its closing one.
  mutating func readPhrase(closedBy closers: [Character]) throws(QuerySyntaxError) -> QueryNode {
    let start = index
    let text = try readQuoted(closedBy: closers)
    if text.allSatisfy(\.isWhitespace) { throw .emptyPhrase(at: place(from: start)) }
    guard next == "~" else { return .phrase(text, slop: 0) }
    let tilde = index
    index += 1
    let digits = readWhile { $0.isASCIIDigit }
    guard let slop = Int(digits), slop <= QueryLexer.gapLimit else {
      throw .badSlop(at: place(from: tilde))
    }
    return .phrase(text, slop: slop)
  }

  /// Reads what stands between quotation marks; the index is then after the closing one.
  mutating func readQuoted(closedBy closers: [Character]) throws(QuerySyntaxError) -> String {
    let start = index
    var text: [Character] = []
    index += 1
    while let character = next {
      if closers.contains(character) {
        index += 1
        return String(text)
      }
      if character == "\\", index + 1 < characters.count { index += 1 }
      text.append(characters[index])
      index += 1
    }
    throw .unclosedQuote(at: place(of: start))
  }

  /// Reads a regular expression between slashes; nil where none stands here.
  ///
  /// It has no space, and no slash without a backslash; after the closing slash the piece ends.
  /// Otherwise the text is a word, as `/etc/hosts` is.
  mutating func readRegex() throws(QuerySyntaxError) -> QueryNode? {
    guard next == "/" else { return nil }
    var end = index + 1
    while end < characters.count, characters[end] != "/" {
      if characters[end].isWhitespace { return nil }
      end += characters[end] == "\\" ? 2 : 1
    }
    guard end > index + 1, end < characters.count else { return nil }
    let after = end + 1 < characters.count ? characters[end + 1] : " "
    guard after.isWhitespace || "()^".contains(after) else { return nil }
    let content = Array(characters[(index + 1)..<end])
    do throws(FormExpressionParser.Failure) {
      _ = try FormExpressionParser.parse(content)
    } catch {
      throw .badRegex(error.fault, at: place(of: index + 1 + error.index))
    }
    index = end + 1
    return .regex(String(content))
  }
}

// MARK: - Ranges

extension QueryLexer {
  /// Reads `[a TO b]` or `{a TO b}`, a range of words; nil where none stands here, as in `[sic]`.
  mutating func readRange() throws(QuerySyntaxError) -> QueryNode? {
    let start = index
    guard let range = try readEnds() else { return nil }
    if range.lower == nil, range.upper == nil { throw .badRange(at: place(from: start)) }
    return .range(range)
  }

  /// Reads a range; nil where none stands here, and the index stays.
  mutating func readEnds() throws(QuerySyntaxError) -> TermRange? {
    let start = index
    guard next == "[" || next == "{" else { return nil }
    index += 1
    guard let lower = readEnd(), readTo() else {
      index = start
      return nil
    }
    guard let upper = readEnd() else { throw .badRange(at: place(from: start)) }
    _ = readWhile(\.isWhitespace)
    guard next == "]" || next == "}" else { throw .badRange(at: place(from: start)) }
    index += 1
    return TermRange(
      from: lower.text, to: upper.text, includesLower: characters[start] == "[",
      includesUpper: characters[index - 1] == "]")
  }

  /// Reads the word TO between spaces.
  private mutating func readTo() -> Bool {
    let before = readWhile(\.isWhitespace)
    let word = readWhile { !$0.isWhitespace }
    let after = readWhile(\.isWhitespace)
    return !before.isEmpty && word == "TO" && !after.isEmpty
  }

  /// An end of a range.
  private struct RangeEnd {
    /// The word; nil for `*`, an open end.
    var text: String?
  }

  /// Reads an end of a range, a word or quoted text; nil where there is none.
  private mutating func readEnd() -> RangeEnd? {
    _ = readWhile(\.isWhitespace)
    let start = index
    if let next, let closers = QueryLexer.closers[next] {
      guard let text = try? readQuoted(closedBy: closers), !text.allSatisfy(\.isWhitespace) else {
        return nil
      }
      return RangeEnd(text: text)
    }
    var text: [Character] = []
    while let character = next, !character.isWhitespace, character != "]", character != "}" {
      if character == "\\", index + 1 < characters.count { index += 1 }
      text.append(characters[index])
      index += 1
    }
    if text.allSatisfy(\.isWhitespace) { return nil }
    return RangeEnd(text: text == ["*"] && index == start + 1 ? nil : String(text))
  }
}
