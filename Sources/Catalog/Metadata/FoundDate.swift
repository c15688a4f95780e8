// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// When a paper was found, from whatever people write: `2026-11`, `1404-09-05@persian`,
// `۵ آذر ۱۴۰۴`. Kept as Gregorian days, which every other program understands, with the date as it
// was given beside it.

internal import QuerySyntax
internal import TextAnalysis

/// The days on which a paper was found.
struct FoundDate {
  /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two days with `/` between (ISO 8601, EDTF).
  let text: String
  /// As it was given, where `text` is written otherwise.
  let asGiven: String?
  /// Its days, since 1970-01-01.
  let days: ClosedRange<Int32>

  /// The earliest year that is taken for Gregorian where no calendar is named: before it, people
  /// who date a find mean another calendar.
  private static let earliestYear = 1700

  /// Reads the form that metadata keeps; nil where the text has another.
  init?(kept text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map {
      QueryDate(String($0))
    }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first.firstDay <= last.lastDay
    else { return nil }
    self.text = text
    asGiven = nil
    days = first.firstDay...last.lastDay
  }

  /// Reads a date as people write it.
  ///
  /// - Throws: `CatalogError.unusable` where it is none, or could be several.
  init(_ given: String) throws(CatalogError) {
    let trimmed = given.trimmed
    if let kept = FoundDate(kept: trimmed), CivilDay(kept.days.lowerBound).year >= Self.earliestYear
    {
      self = kept
      return
    }
    let readings = Self.readings(trimmed)
    guard let reading = readings.first else {
      throw .unusable(
        value: given, asWhat: "a date",
        advice: "write it as 2026, 2026-11, 2026-11-22, or with its calendar: 1404-09-05@persian")
    }
    if Set(readings.map(\.days)).count > 1 {
      let choices = readings.map { reading in
        reading.calendar == .gregorian
          ? reading.fields : "\(reading.fields)@\(reading.calendar.name)"
      }.joined(separator: " or ")
      throw .unusable(
        value: given, asWhat: "a date of one meaning", advice: "write \(choices)")
    }
    days = reading.days
    let text = Self.text(of: reading.days)
    self.text = text
    asGiven = trimmed == text ? nil : trimmed
  }

  /// What a text can mean that is a date and nothing else, the likeliest first.
  private static func readings(_ text: String) -> [DateReading] {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, let calendar = CalendarSystem(name: String(parts[1])) {
      let numbers = parts[0].split(separator: "-").map { Int($0) }
      guard (1...3).contains(numbers.count), !numbers.contains(nil) else { return [] }
      let fields = numbers.compactMap(\.self)
      let month = fields.count > 1 ? fields[1] : nil
      let day = fields.count > 2 ? fields[2] : nil
      return DateReading(calendar, year: fields[0], month: month, day: day).map { [$0] } ?? []
    }
    let bytes = Array(text.utf8)
    let dates = DateRecognizer().dates(in: bytes)
    guard dates.count == 1, dates[0].range == 0..<bytes.count else { return [] }
    return dates[0].readings
  }

  /// Whole years and months by their short names, one day by itself, others by first and last.
  private static func text(of days: ClosedRange<Int32>) -> String {
    let (first, last) = (CivilDay(days.lowerBound), CivilDay(days.upperBound))
    if days.count == 1 { return first.iso }
    for name in [String(first.iso.prefix(4)), String(first.iso.prefix(7))] {
      if let whole = QueryDate(name), whole.firstDay...whole.lastDay == days { return name }
    }
    return "\(first.iso)/\(last.iso)"
  }
}
