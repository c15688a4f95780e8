// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phone numbers: groups of digits of one script between spaces, hyphens, points and parentheses. The
// groups stay words; the number as a whole is found by its digits.
//
// Source: ITU-T E.164 (at most 15 digits; country codes) and E.123 (how groups are written).

/// A phone number that is written in a text.
public struct PhoneNumber: Hashable, Sendable {
  /// Where it stands: UTF-8 offsets, from the plus sign, the parenthesis or the first digit on.
  public var range: Range<Int>
  /// All its digits, ASCII.
  public var digits: [UInt8]
  /// Its digits without country code and leading zeros, so that `+33 6 12…` meets `06 12…`; equal to
  /// `digits` where there is neither.
  public var national: [UInt8]

  /// The keys by which it is found, each once.
  public var keys: [[UInt8]] { digits == national ? [digits] : [digits, national] }

  /// Where its first digit stands, in the text that it was found in.
  package func firstDigit(in utf8: [UInt8]) -> Int {
    let marks = utf8[range].prefix { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "(") }
    return range.lowerBound + marks.count
  }
}

/// Finds phone numbers by their shape alone.
public enum PhoneNumbers {
  /// The numbers of a text, in order, disjoint.
  ///
  /// A run of groups counts as a whole or not at all: what is too long, or looks like years, a date, an
  /// address of the Internet or a column of figures, is none. O(bytes).
  public static func find(in utf8: [UInt8]) -> [PhoneNumber] { find(in: utf8, from: 0) }

  /// As above, from an offset on before which there is no digit.
  package static func find(in utf8: [UInt8], from start: Int) -> [PhoneNumber] {
    var found: [PhoneNumber] = []
    var index = start
    while let digit = DigitScanner.next(in: utf8.span, from: index) {
      if let end = endOfFewDigits(in: utf8.span, at: digit) {
        index = end
        continue
      }
      guard let run = DigitRun(in: utf8.span, at: digit) else {
        index = digit + 1
        continue
      }
      if let number = run.number(in: utf8.span) { found.append(number) }
      index = run.end
    }
    return found
  }

  /// The fewest digits of a number.
  private static let fewest = 7

  /// The end of a run of groups that begins with an ASCII digit and has too few digits to be a number;
  /// nil where it may have enough.
  ///
  /// What is passed over is at least the run, so that no part of it is looked at again.
  private static func endOfFewDigits(in text: Span<UInt8>, at start: Int) -> Int? {
    var digits = 0
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte &- 0x30 < 10 {
        digits += 1
        if digits == fewest { return nil }
      } else if byte >= 0x80 {
        return nil
      } else if !DigitRun.mayJoinGroups(byte) {
        return index
      }
      index += 1
    }
    return index
  }
}

/// Groups of digits with what stands between and around them.
private struct DigitRun {
  /// The values of the digits of each group.
  var groups: [[UInt8]] = []
  /// The separators, one fewer than groups.
  var separators: [Separator] = []
  var start: Int
  var end: Int

  enum Separator {
    case space
    case hyphen
    case point
    case slash
    /// A parenthesis, with or without a space.
    case parenthesis
  }

  /// Reads the longest run; nil where no decimal digit stands at `start`.
  init?(in text: Span<UInt8>, at start: Int) {
    self.start = start
    end = start
    guard let zero = DateLexer.digit(text.decodeScalar(at: start).codePoint)?.zero else {
      return nil
    }
    var index = start
    while let group = DigitRun.group(in: text, at: index, zero) {
      groups.append(group.digits)
      end = group.end
      guard let separator = DigitRun.separator(in: text, at: end),
        DigitRun.group(in: text, at: separator.end, zero) != nil
      else { return }
      separators.append(separator.kind)
      index = separator.end
    }
  }

  private static func group(
    in text: Span<UInt8>, at start: Int, _ zero: UInt32
  ) -> (digits: [UInt8], end: Int)? {
    var digits: [UInt8] = []
    var index = start
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      guard let digit = DateLexer.digit(scalar.codePoint), digit.zero == zero else { break }
      digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit.value))
      index += scalar.length
    }
    return digits.isEmpty ? nil : (digits, index)
  }

  private static func separator(
    in text: Span<UInt8>, at start: Int
  ) -> (kind: Separator, end: Int)? {
    var index = start
    var kind: Separator?
    for _ in 0..<3 where index < text.count {
      let scalar = text.decodeScalar(at: index)
      switch scalar.codePoint {
      case 0x20, 0xA0, 0x2009, 0x202F: kind = kind ?? .space
      case 0x28, 0x29: kind = .parenthesis
      case 0x2D, 0x2010, 0x2011:
        if kind != nil, kind != .parenthesis { return nil }
        kind = .hyphen
      case 0x2E where kind == nil: kind = .point
      case 0x2F where kind == nil: kind = .slash
      default: return kind.map { ($0, index) }
      }
      index += scalar.length
    }
    return kind.map { ($0, index) }
  }

  /// Whether an ASCII character is among those that `separator(in:at:)` takes.
  static func mayJoinGroups(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// The number that the run is; nil where it is none.
  func number(in text: Span<UInt8>) -> PhoneNumber? {
    let prefix = self.prefix(in: text)
    guard isFree(in: text, before: prefix.start) else { return nil }
    let digits = groups.flatMap { $0 }
    let isInternational = prefix.hasPlus || digits.starts(with: Array("00".utf8))
    guard isNumber(digits, isInternational: isInternational, hasParenthesis: prefix.start < start)
    else { return nil }
    var national = digits[...]
    if isInternational {
      if !prefix.hasPlus { national = national.dropFirst(2) }
      national = national.dropFirst(DigitRun.countryCodeLength(national))
    }
    national = national.drop { $0 == UInt8(ascii: "0") }
    guard national.count >= 6 || !isInternational else { return nil }
    return PhoneNumber(
      range: prefix.start..<end, digits: digits,
      national: national.isEmpty ? digits : Array(national))
  }

  private func prefix(in text: Span<UInt8>) -> (start: Int, hasPlus: Bool) {
    var start = self.start
    if start > 0, text[start - 1] == UInt8(ascii: "(") { start -= 1 }
    let hasPlus = start > 0 && text[start - 1] == UInt8(ascii: "+")
    return (hasPlus ? start - 1 : start, hasPlus)
  }

  /// Whether neither a letter, a sign of money nor a number is glued to it.
  private func isFree(in text: Span<UInt8>, before start: Int) -> Bool {
    if start > 0 {
      let before = text[start - 1]
      let isSpace = before <= 0x20 || before >= 0x80
      if !isSpace, !Array(":([/\"';".utf8).contains(before) { return false }
    }
    guard end < text.count else { return true }
    let after = text[end]
    let next = end + 1 < text.count ? text[end + 1] : 0x20
    let isLetter = (0x41...0x5A).contains(after & 0xDF)
    let continues = Array(".,:-/".utf8).contains(after) && (0x30...0x39).contains(next)
    return !isLetter && after != UInt8(ascii: "%") && !continues
  }

  private func isNumber(_ digits: [UInt8], isInternational: Bool, hasParenthesis: Bool) -> Bool {
    if isInternational { return (8...17).contains(digits.count) && !isColumn }
    let isNational = digits.first == UInt8(ascii: "0")
    if groups.count == 1 { return isNational && (9...11).contains(digits.count) }
    guard (7...13).contains(digits.count), !isDate, !isColumn, !isInternetAddress else {
      return false
    }
    if hasParenthesis { return true }
    if isNational { return digits.count >= 8 && groups[0].count >= 2 }
    let shape = groups.map(\.count)
    if shape == [3, 3, 4] { return true }
    if shape == [3, 4] { return separators[0] == .hyphen || separators[0] == .point }
    return digits.count == 9 && shape[0] == 3 && shape.count == 4
      && separators.allSatisfy { $0 == .space }
  }

  /// Three groups of the lengths of day, month and year.
  private var isDate: Bool {
    let shape = groups.map(\.count)
    return shape.count == 3
      && (shape[2] == 4 && shape[0] <= 2 && shape[1] <= 2
        || shape[0] == 4 && shape[1] <= 2 && shape[2] <= 2)
  }

  /// Figures that rise one by one, or all look like years.
  private var isColumn: Bool {
    guard groups.count > 1 else { return false }
    let values = groups.map { $0.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    if groups.allSatisfy({ $0.count == 4 }), values.allSatisfy({ (1000..<3000).contains($0) }) {
      return true
    }
    return groups.count > 2 && zip(values, values.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  private var isInternetAddress: Bool {
    groups.count == 4 && separators.allSatisfy { $0 == .point }
      && groups.allSatisfy { $0.count <= 3 }
  }

  /// How many digits the country code takes (ITU-T E.164, list of assigned codes).
  private static func countryCodeLength(_ digits: ArraySlice<UInt8>) -> Int {
    guard let first = digits.first, let second = digits.dropFirst().first else { return 0 }
    if first == UInt8(ascii: "1") || first == UInt8(ascii: "7") { return 1 }
    let two = Int(first - 0x30) * 10 + Int(second - 0x30)
    let known: Set<Int> = [
      20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55,
      56,
      57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    ]
    return known.contains(two) ? 2 : 3
  }
}
