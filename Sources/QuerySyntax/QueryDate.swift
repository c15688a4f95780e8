// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A year, a month or a day as `since:` and `until:` take it: `2026`, `2026-11`, `2026-11-22`.
///
/// Gregorian calendar, years 1 to 9999.
public struct QueryDate: Sendable, Hashable {
  /// The first day it covers, in days since 1970-01-01.
  public let firstDay: Int32
  /// The last day it covers, in days since 1970-01-01.
  public let lastDay: Int32

  /// Reads a date; nil where the text is not one, or names a day that no calendar has.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = QueryDate.number(parts[0], digits: 4), year > 0
    else { return nil }
    var months = 1...12
    if parts.count > 1 {
      guard let month = QueryDate.number(parts[1], digits: 2), months.contains(month)
      else { return nil }
      months = month...month
    }
    var days = 1...QueryDate.length(ofMonth: months.upperBound, year: year)
    if parts.count > 2 {
      guard let day = QueryDate.number(parts[2], digits: 2), days.contains(day) else { return nil }
      days = day...day
    }
    firstDay = QueryDate.daysSince1970(year, months.lowerBound, days.lowerBound)
    lastDay = QueryDate.daysSince1970(year, months.upperBound, days.upperBound)
  }

  /// Reads exactly so many ASCII digits.
  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts days with years that begin in March, so that the leap day is a year's last.
  ///
  /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}
