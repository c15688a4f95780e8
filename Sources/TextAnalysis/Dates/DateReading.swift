// Licensed under the Apache License, Version 2.0; see LICENSE.

/// One way to read a date that is written in a text.
public struct DateReading: Hashable, Sendable {
  /// The calendar.
  public var calendar: CalendarSystem
  /// The year of the calendar.
  public var year: Int
  /// The month, from 1; nil where only a year is written.
  public var month: Int?
  /// The day, from 1; nil where only a month is written.
  public var day: Int?
  /// The days that it covers, since 1970-01-01, Gregorian.
  public var days: ClosedRange<Int32>
  /// How sure the reading is, from 0 to 1.
  public var confidence: Float

  /// Reads fields in a calendar; nil where it has no such day.
  public init?(
    _ calendar: CalendarSystem, year: Int, month: Int? = nil, day: Int? = nil,
    confidence: Float = 1
  ) {
    guard let days = calendar.days(year: year, month: month, day: day) else { return nil }
    self.calendar = calendar
    self.year = year
    self.month = month
    self.day = day
    self.days = days
    self.confidence = confidence
  }

  /// The days in English and, for other calendars, the fields as written: `22 June – 22 July 2015
  /// (Solar Hijri 1394-04)`.
  public var description: String {
    let days = CivilDay.text(self.days)
    guard calendar != .gregorian, calendar != .japanese else { return days }
    return "\(days) (\(calendar.title) \(fields))"
  }

  /// The fields, joined by hyphens.
  public var fields: String {
    ([year] + [month, day].compactMap { $0 })
      .map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: "-")
  }
}

/// A date that is written in a text.
public struct RecognizedDate: Hashable, Sendable {
  /// Where it stands: UTF-8 offsets into the text.
  public var range: Range<Int>
  /// How it can be read, the likeliest first; never empty.
  public var readings: [DateReading]

  /// The readings in one line.
  public var description: String { readings.map(\.description).joined(separator: " or ") }
}

/// A Gregorian day, for showing.
public struct CivilDay: Hashable, Sendable {
  /// From 1 to 9999.
  public let year: Int
  /// From 1.
  public let month: Int
  /// From 1.
  public let day: Int

  /// Takes a day since 1970-01-01 (Howard Hinnant, `civil_from_days`).
  public init(_ day: Int32) {
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `YYYY-MM-DD`.
  public var iso: String {
    let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Days in English: `3 June 2015`, `June 2015`, `2015`, `22 June – 22 July 2015`.
  public static func text(_ days: ClosedRange<Int32>) -> String {
    let first = CivilDay(days.lowerBound)
    let last = CivilDay(days.upperBound)
    let full = { (day: CivilDay) in "\(day.day) \(names[day.month - 1]) \(day.year)" }
    if first == last { return full(first) }
    if first.day == 1, CivilDay(days.upperBound + 1).day == 1 {
      if first.year == last.year, first.month == last.month {
        return "\(names[first.month - 1]) \(first.year)"
      }
      if first.month == 1, last.month == 12 {
        return first.year == last.year ? "\(first.year)" : "\(first.year) – \(last.year)"
      }
    }
    guard first.year == last.year else { return "\(full(first)) – \(full(last))" }
    guard first.month == last.month else {
      return "\(first.day) \(names[first.month - 1]) – \(full(last))"
    }
    return "\(first.day) – \(full(last))"
  }
}
