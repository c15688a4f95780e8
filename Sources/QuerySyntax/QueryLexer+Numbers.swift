// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Phone numbers as people write them: groups of digits with spaces and brackets among them, which
// elsewhere part words and make groups.

internal import TextAnalysis

extension QueryLexer {
  /// The most characters of a number: 17 digits (E.164 with `00` before it), a separator behind each.
  private static let longestNumber = 34

  /// Reads a phone number in groups, as `0750 123 4567` or `+964 (750) 123 4567`, as the phrase of it;
  /// nil where none stands here, and the index stays.
  ///
  /// Of several ends the last at which `PhoneNumbers` knows the whole for a number; O(1).
  mutating func readNumberInGroups() -> QueryNode? {
    guard mayBeginNumber else { return nil }
    for end in numberEnds.reversed() {
      let text = String(characters[index..<end])
      let utf8 = Array(text.utf8)
      let found = PhoneNumbers.find(in: utf8)
      guard found.count == 1, found[0].range == 0..<utf8.count else { continue }
      index = end
      return .phrase(text, slop: 0)
    }
    return nil
  }

  /// Whether a digit stands here, or a bracket or a sign with one behind it; a `+` that means that a
  /// word must be there has no country code behind it, which takes three digits at most.
  private var mayBeginNumber: Bool {
    guard let next else { return false }
    if next.isDecimalDigit { return true }
    guard next == "+" || next == "(" else { return false }
    let digits = characters[(index + 1)...].prefix(4).prefix(while: \.isDecimalDigit).count
    return next == "+" ? (1...3).contains(digits) : digits > 0
  }

  /// Where a number that begins here may end: with a digit before a space, a bracket or a weight,
  /// behind a space or a bracket of its own, and with no bracket open.
  private var numberEnds: [Int] {
    var ends: [Int] = []
    var depth = 0
    var isGrouped = false
    for end in index..<min(characters.count, index + Self.longestNumber) {
      let character = characters[end]
      switch character {
      case "(": depth += 1
      case ")":
        depth -= 1
        isGrouped = true
        if depth < 0 { return ends }
      case _ where character.isDecimalDigit:
        let next = end + 1 < characters.count ? characters[end + 1] : " "
        if isGrouped, depth == 0, next.isWhitespace || "()^".contains(next) {
          ends.append(end + 1)
        }
      case _ where character.isWhitespace: isGrouped = true
      case "+" where end == index: break
      case "-", "\u{2010}", "\u{2011}", ".", "/": break
      default: return ends
      }
    }
    return ends
  }
}

extension Character {
  /// Whether it is a digit of ten, of any script.
  var isDecimalDigit: Bool {
    unicodeScalars.first?.properties.generalCategory == .decimalNumber
  }
}
