// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Days of calendars by arithmetic; a test compares each with the ICU that runs.
//
// Sources: Reingold and Dershowitz, "Calendrical Calculations" (epochs, Hijri and Ethiopian); the
// 33-year rule of the Solar Hijri calendar as in ICU's persncal.cpp; Umm al-Qura months from ICU.

/// A calendar in which dates are written.
public enum CalendarSystem: UInt8, Sendable, CaseIterable, Codable {
  /// Proleptic Gregorian.
  case gregorian = 0
  /// Solar Hijri of Iran and Afghanistan.
  case solarHijri = 1
  /// Lunar Hijri; civil and Umm al-Qura months differ by a day, and a date covers both.
  case hijri = 2
  /// Ethiopian, Amete Mihret; 13 months.
  case ethiopian = 3
  /// Thai solar: Gregorian days, years plus 543.
  case buddhist = 4
  /// Republic of China: Gregorian days, years minus 1911.
  case minguo = 5
  /// Japanese eras; the year is the Gregorian one.
  case japanese = 6

  /// The name as queries write it after `@`.
  public var name: String {
    switch self {
    case .gregorian: "gregorian"
    case .solarHijri: "persian"
    case .hijri: "hijri"
    case .ethiopian: "ethiopian"
    case .buddhist: "buddhist"
    case .minguo: "minguo"
    case .japanese: "japanese"
    }
  }

  /// The name as it is shown to readers.
  public var title: String {
    switch self {
    case .solarHijri: "Solar Hijri"
    default: name.prefix(1).uppercased() + name.dropFirst()
    }
  }

  /// Reads a name, or a common other one; nil where there is none of that name.
  public init?(name: String) {
    switch name.lowercased() {
    case "gregorian", "ce", "ad": self = .gregorian
    case "persian", "solarhijri", "shamsi", "jalali", "sh": self = .solarHijri
    case "hijri", "islamic", "qamari", "ah": self = .hijri
    case "ethiopian", "ethiopic": self = .ethiopian
    case "buddhist", "thai": self = .buddhist
    case "minguo", "roc": self = .minguo
    case "japanese": self = .japanese
    default: return nil
    }
  }

  /// The number of months of a year.
  public var monthCount: Int { self == .ethiopian ? 13 : 12 }

  /// The days that a year, month or day covers, in days since 1970-01-01.
  ///
  /// Nil where the calendar has no such day, or beyond the Gregorian years 1 to 9999.
  public func days(year: Int, month: Int?, day: Int?) -> ClosedRange<Int32>? {
    guard (1...9999).contains(year), month != nil || day == nil else { return nil }
    let months = month.map { $0...$0 } ?? 1...monthCount
    guard (1...monthCount).contains(months.lowerBound) else { return nil }
    guard let first = monthDays(year, months.lowerBound),
      let last = monthDays(year, months.upperBound)
    else { return nil }
    var range = min(first.lowerBound, last.lowerBound)...max(first.upperBound, last.upperBound)
    if let day {
      guard day >= 1, let of = dayRange(year, months.lowerBound, day) else { return nil }
      range = of
    }
    return CalendarSystem.known.contains(range.lowerBound)
      && CalendarSystem.known.contains(range.upperBound) ? range : nil
  }

  /// The first day of the Gregorian year 1.
  public static let firstDay: Int32 = -719_162

  /// The last day of the Gregorian year 9999.
  public static let lastDay: Int32 = 2_932_896

  /// The days of the Gregorian years 1 to 9999.
  static let known: ClosedRange<Int32> = firstDay...lastDay

  /// All days that may belong to a month.
  private func monthDays(_ year: Int, _ month: Int) -> ClosedRange<Int32>? {
    let starts = monthStarts(year, month)
    let next = month < monthCount ? monthStarts(year, month + 1) : monthStarts(year + 1, 1)
    guard let first = starts.min(), let last = next.max() else { return nil }
    return first...last - 1
  }

  private func dayRange(_ year: Int, _ month: Int, _ day: Int) -> ClosedRange<Int32>? {
    let starts = monthStarts(year, month)
    let next = month < monthCount ? monthStarts(year, month + 1) : monthStarts(year + 1, 1)
    let days = zip(starts, next).map { ($0 + Int32(day - 1), $1) }.filter { $0 < $1 }.map(\.0)
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...last
  }

  /// The first day of a month, in each variant of the calendar.
  func monthStarts(_ year: Int, _ month: Int) -> [Int32] {
    switch self {
    case .gregorian, .japanese: [Self.gregorian(year, month)]
    case .buddhist: [Self.gregorian(year - 543, month)]
    case .minguo: [Self.gregorian(year + 1911, month)]
    case .ethiopian: [Int32(365 * (year - 1) + year / 4 + 30 * (month - 1) - 716_367)]
    case .solarHijri: [Self.solarHijri(year, month)]
    case .hijri: [Self.civilHijri(year, month), Self.ummAlQura(year, month)]
    }
  }

  /// Counts days with years that begin in March (Howard Hinnant, `days_from_civil`).
  private static func gregorian(_ year: Int, _ month: Int) -> Int32 {
    let marchYear = month > 2 ? year : year - 1
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func solarHijri(_ year: Int, _ month: Int) -> Int32 {
    let beforeYear = 365 * (year - 1) + (8 * year + 21) / 33
    let beforeMonth = month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6
    return Int32(beforeYear + beforeMonth - 492_268)
  }

  private static func civilHijri(_ year: Int, _ month: Int) -> Int32 {
    Int32((year - 1) * 354 + (3 + 11 * year) / 30 + (59 * (month - 1) + 1) / 2 - 492_148)
  }

  private static func ummAlQura(_ year: Int, _ month: Int) -> Int32 {
    guard ummAlQuraYears.contains(year) else { return civilHijri(year, month) }
    return ummAlQuraStarts[(year - ummAlQuraYears.lowerBound) * 12 + month - 1]
  }

  /// The years whose months ICU has a table of; outside of it ICU counts as the civil calendar.
  static let ummAlQuraYears = 1300...1600

  /// Read from ICU at first use, about 2 ms.
  private static let ummAlQuraStarts = ICU.monthStarts(
    of: "islamic-umalqura", from: Int32(ummAlQuraYears.lowerBound), monthsAYear: 12,
    count: ummAlQuraYears.count * 12)
}
