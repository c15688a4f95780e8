// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Dates as terms: `2015-06-03`, or `2015-06-01/2015-06-30` (ISO 8601) for what covers several days.
// In byte order they are ordered by their first day. Written by `SegmentBuilder`, read by
// `ClauseFinder`; described in Documentation/Formats/terms.md.

internal import TextAnalysis

/// The days of a written date as a term of `Field.date`.
struct DateTerm: Equatable {
  /// The most days before a range at which a date that reaches into it can begin: a year of any
  /// calendar, with its variants.
  static let longest: Int32 = 400

  /// Days since 1970-01-01.
  let days: ClosedRange<Int32>

  /// Takes days, at most `longest` of them.
  init(_ days: ClosedRange<Int32>) {
    self.days = days.lowerBound...min(days.upperBound, days.lowerBound + DateTerm.longest)
  }

  /// Reads a term; nil where it is none.
  init?(_ form: [UInt8]) {
    let halves = form.split(separator: UInt8(ascii: "/"))
    guard let first = halves.first.flatMap(DateTerm.day),
      let last = halves.last.flatMap(DateTerm.day),
      first <= last
    else { return nil }
    days = first...last
  }

  /// The term, ASCII.
  var form: [UInt8] {
    let first = CivilDay(days.lowerBound).iso
    if days.count == 1 { return Array(first.utf8) }
    return Array((first + "/" + CivilDay(days.upperBound).iso).utf8)
  }

  /// The beginning of all terms from a day on.
  static func key(from day: Int32) -> [UInt8] {
    Array(CivilDay(max(day, CalendarSystem.firstDay)).iso.utf8)
  }

  private static func day(_ text: ArraySlice<UInt8>) -> Int32? {
    let fields = text.split(separator: UInt8(ascii: "-")).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard fields.count == 3, let year = fields[0], let month = fields[1], let day = fields[2]
    else { return nil }
    return CalendarSystem.gregorian.days(year: year, month: month, day: day)?.lowerBound
  }
}
