// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Finds the dates that are written in a text, in the calendars and digits of the world.
///
/// One per thread: it holds ICU's working memory. Whether a date is found depends on its characters
/// and on the script around; the language only orders its readings. O(bytes); a text without digits
/// costs one pass over its bytes.
public final class DateRecognizer {
  private var lexer: DateLexer?

  /// Makes a recognizer; ICU's services open at the first digit.
  public init() {}

  /// The dates of a text, in order, disjoint; `passages` are those of the text, or none.
  public func dates(in utf8: [UInt8], passages: [Passage] = []) -> [RecognizedDate] {
    guard let digit = DigitScanner.next(in: utf8.span, from: 0) else { return [] }
    return dates(in: utf8, firstDigit: digit, passages: passages)
  }

  /// As above, of a text whose first digit is known, as `DigitScanner` finds it.
  package func dates(
    in utf8: [UInt8], firstDigit: Int, passages: [Passage]
  ) -> [RecognizedDate] {
    var lexer = self.lexer.take() ?? DateLexer()
    var written: [WrittenDate] = []
    lexer.items(of: utf8.span, firstDigit: firstDigit) { written += DateParser($0).dates() }
    self.lexer = lexer
    var around = DateSurroundings()
    around.putsMonthFirst = DateRecognizer.putsMonthFirst(written)
    var passage = 0
    return written.compactMap { date in
      while passage + 1 < passages.count,
        passages[passage].range.upperBound <= date.range.lowerBound
      {
        passage += 1
      }
      around.language = passages.isEmpty ? .unknown : passages[passage].language
      around.script = passages.isEmpty ? .common : passages[passage].script
      around.zero = date.zero
      let readings = DateResolver(date: date, around: around).readings()
      return readings.isEmpty ? nil : RecognizedDate(range: date.range, readings: readings)
    }
  }

  /// Whether a date of the text has a month first for sure, and none has a day first.
  private static func putsMonthFirst(_ dates: [WrittenDate]) -> Bool {
    let pairs = dates.filter(\.isSwappable).compactMap { date -> (day: Int, month: Int)? in
      guard case .number(let month)? = date.month, let day = date.day else { return nil }
      return (day, month)
    }
    return pairs.contains { $0.month > 12 && $0.day <= 12 } && !pairs.contains { $0.day > 12 }
  }
}
