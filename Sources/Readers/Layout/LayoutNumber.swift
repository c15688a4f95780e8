// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers of files of layout, which can be anything.

internal import Extraction
internal import TextAnalysis

/// Reads numbers and places.
enum LayoutNumber {
  /// A number in whole units; nil where it is none or is not finite.
  static func units(_ text: some StringProtocol) -> Int? {
    guard let value = number(text) else { return nil }
    let limit = Double(LayoutBox.farthest)
    return Int(min(max(value, -limit), limit).rounded())
  }

  /// A finite number; nil where it is none.
  static func number(_ text: some StringProtocol) -> Double? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let value = Double(words[0]), value.isFinite else { return nil }
    return value
  }

  /// The rectangle around points, such as `10,20 30,40` or `10 20 30 40`; nil without two numbers.
  static func box(around points: String) -> LayoutBox? {
    let numbers = points.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }
      .compactMap { units($0) }
    var corners: [LayoutBox] = []
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      corners.append(LayoutBox(x: numbers[index], y: numbers[index + 1], width: 0, height: 0))
    }
    return LayoutBox.around(corners)
  }

  /// The rectangle between two corners, in any order.
  static func box(_ x: Int, _ y: Int, _ otherX: Int, _ otherY: Int) -> LayoutBox {
    LayoutBox(
      x: min(x, otherX), y: min(y, otherY), width: abs(otherX - x), height: abs(otherY - y))
  }

  /// A confidence from 0 to 100 out of one from 0 to 1; nil where it is none.
  static func confidence(ofShare text: String) -> Int? {
    number(text).map { Int((min(max($0, 0), 1) * 100).rounded()) }
  }

  /// A language out of a tag of ISO 639; nil for anything else, such as the name of a script.
  static func language(_ tag: String?) -> Language? {
    guard let tag, let language = Language(tag: tag), (2...3).contains(language.code.utf8.count),
      language != .unknown
    else { return nil }
    return language
  }
}
