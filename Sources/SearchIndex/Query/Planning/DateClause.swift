// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import TextAnalysis

/// Reads `date:` filters: which days are meant, in every calendar in which people write such years.
struct DateClause {
  /// One way to read the filter.
  struct Reading: Equatable {
    var calendar: CalendarSystem
    /// Days since 1970-01-01.
    var days: ClosedRange<Int32>
  }

  /// The readings, the likeliest first; empty where no calendar has such days.
  let readings: [Reading]
  /// As typed.
  let text: String

  /// Reads a value.
  init(_ value: String) {
    text = value
    guard let range = WrittenDateRange(value) else {
      readings = []
      return
    }
    if let name = range.calendar {
      readings =
        CalendarSystem(name: name).flatMap { DateClause.reading(range, $0) }.map { [$0] } ?? []
    } else {
      readings = DateClause.calendars(of: range).compactMap { DateClause.reading(range, $0) }
    }
  }

  /// The clause that finds it.
  var clause: Clause { Clause(text: "date:" + text, elements: [], dates: readings.map(\.days)) }

  /// What a reader should know of the reading; nil where it is the plain Gregorian one.
  var note: SearchNote? {
    if readings.isEmpty { return .unknownDate(text: text) }
    if readings.count == 1, readings[0].calendar == .gregorian { return nil }
    return .dateRead(text: text, readings: readings.map(\.description))
  }

  private static func reading(_ range: WrittenDateRange, _ calendar: CalendarSystem) -> Reading? {
    var first = CalendarSystem.firstDay
    var last = CalendarSystem.lastDay
    if let fields = range.first {
      guard let days = calendar.days(year: fields.year, month: fields.month, day: fields.day)
      else { return nil }
      first = days.lowerBound
    }
    if let fields = range.last {
      guard let days = calendar.days(year: fields.year, month: fields.month, day: fields.day)
      else { return nil }
      last = days.upperBound
    }
    return first <= last ? Reading(calendar: calendar, days: first...last) : nil
  }

  /// The calendars in which all years of a range are at home.
  private static func calendars(of range: WrittenDateRange) -> [CalendarSystem] {
    let years = [range.first, range.last].compactMap { $0?.year }
    if years.allSatisfy({ (1250..<1500).contains($0) }) {
      return [.solarHijri, .hijri, .gregorian]
    }
    if years.allSatisfy({ (2400..<2700).contains($0) }) { return [.buddhist, .gregorian] }
    return [.gregorian]
  }
}

extension DateClause.Reading {
  /// The days and the calendar: `22 June – 22 July 2015 (Solar Hijri)`.
  var description: String {
    let end = days.upperBound == CalendarSystem.lastDay
    let shown =
      end ? "from " + CivilDay.text(days.lowerBound...days.lowerBound) : CivilDay.text(days)
    return "\(shown) (\(calendar.title))"
  }
}
