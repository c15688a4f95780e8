// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From the fields as written to readings: which calendar, and which is the day. Everything that is
// plausible is kept; the languages around only put the readings in order.

/// What is known of the text around a date.
struct DateSurroundings {
  /// The language of the passage.
  var language = Language.unknown
  /// The script of the passage.
  var script = Script.common
  /// The zero of the date's digits.
  var zero: UInt32 = 0x30
  /// Whether other dates of the text can only be read with the month first.
  var putsMonthFirst = false
}

/// Reads written dates.
struct DateResolver {
  let date: WrittenDate
  let around: DateSurroundings

  /// The readings, the likeliest first; empty where no calendar has such a day.
  func readings() -> [DateReading] {
    var found: [(reading: DateReading, score: Int)] = []
    for (calendar, month, day, score) in candidates() {
      guard let reading = reading(calendar, month, day),
        !found.contains(where: { $0.reading.isSame(as: reading) })
      else { continue }
      found.append((reading, score))
    }
    let best = found.enumerated().sorted {
      ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset)
    }
    return best.enumerated().map { rank, entry in
      var reading = entry.element.reading
      reading.confidence = best.count == 1 ? 0.95 : rank == 0 ? 0.6 : 0.4 / Float(best.count - 1)
      return reading
    }
  }

  private func reading(_ calendar: CalendarSystem, _ month: Int?, _ day: Int?) -> DateReading? {
    let year = yearOf(calendar)
    guard var reading = DateReading(calendar, year: year, month: month, day: day) else {
      return nil
    }
    if let lastDay = date.lastDay,
      let end = DateReading(calendar, year: year, month: month, day: lastDay)
    {
      reading.days = reading.days.lowerBound...end.days.upperBound
    }
    return reading
  }

  private func yearOf(_ calendar: CalendarSystem) -> Int {
    if calendar == .japanese { return date.year + (date.era?.offset ?? 0) }
    // The Kurdish year of the same months is 1321 ahead (700 BC).
    if calendar == .solarHijri, (2600...2800).contains(date.year) { return date.year - 1321 }
    return date.year
  }

  private typealias Candidate = (calendar: CalendarSystem, month: Int?, day: Int?, score: Int)

  private func candidates() -> [Candidate] {
    let all = date.month.map(candidates(of:)) ?? calendars().map { ($0.0, nil, nil, $0.1) }
    guard let era = date.era else { return all.filter { isPlausible($0.calendar) } }
    let own = all.filter { $0.calendar == era.calendar }
    return own.isEmpty ? all.filter { isPlausible($0.calendar) } : own
  }

  private func candidates(of month: WrittenDate.Month) -> [Candidate] {
    switch month {
    case .named(let meanings):
      return meanings.flatMap { meaning -> [Candidate] in
        let isOwn = meaning.languages.contains(around.language.code)
        let score = (isOwn ? 4 : 0) + affinity(of: meaning.calendar)
        guard meaning.calendar == .gregorian else {
          return [(meaning.calendar, meaning.month, date.day, score)]
        }
        return [.gregorian, .buddhist, .minguo, .japanese].filter(takesGregorianMonths).map {
          ($0, meaning.month, date.day, score)
        }
      }
    case .number(let month):
      return calendars().flatMap { calendar, score -> [Candidate] in
        var result: [Candidate] = [(calendar, month, date.day, score * 2 + (putsDayFirst ? 1 : 0))]
        if date.isSwappable, let day = date.day, day != month {
          result.append((calendar, day, month, score * 2 + (putsDayFirst ? 0 : 1)))
        }
        return result
      }
    }
  }

  private func takesGregorianMonths(_ calendar: CalendarSystem) -> Bool {
    if let era = date.era { return era.calendar == calendar }
    return calendar == .gregorian || calendar == .buddhist && date.year > 2400
  }

  /// Months come first in English and Filipino unless the text shows otherwise.
  private var putsDayFirst: Bool {
    !around.putsMonthFirst && !["en", "fil", "tl"].contains(around.language.code)
  }

  /// The calendars of a date of numbers, with their scores.
  private func calendars() -> [(CalendarSystem, Int)] {
    if let era = date.era { return [(era.calendar, 9)] }
    var result: [(CalendarSystem, Int)] = []
    switch date.year {
    case 1000..<1250: result = [(.gregorian, 1)]
    case 1250..<1500:
      let isArabic = around.script == .arabic || around.zero == 0x660 || around.zero == 0x6F0
      result = [(.solarHijri, 1), (.hijri, 1)]
      // In other scripts a bare year of the fourteenth century is what it says.
      if !isArabic {
        result = around.script == .common ? result + [(.gregorian, 2)] : [(.gregorian, 2)]
      }
    case 1500..<2200:
      result = [(.gregorian, 1)]
      if around.script == .ethiopic { result.append((.ethiopian, 2)) }
    case 2400..<2700: result = [(.buddhist, 1)]
    case 90..<200 where around.script == .han || around.script == .common:
      result = [(.minguo, 1)]
    default: break
    }
    return result.map { ($0.0, $0.1 + affinity(of: $0.0)) }
  }

  /// How much the language or its digits speak for a calendar.
  private func affinity(of calendar: CalendarSystem) -> Int {
    let languages: [String]
    switch calendar {
    case .solarHijri:
      if around.zero == 0x6F0, around.language == .unknown { return 2 }
      languages = ["fa", "ps", "tg", "ckb", "ku", "lrc", "mzn", "prs", "haz"]
    case .hijri:
      if around.zero == 0x660, around.language == .unknown { return 2 }
      languages = ["ar", "ur", "ms", "id"]
    case .ethiopian: languages = ["am", "ti", "om", "gez"]
    case .buddhist: languages = ["th", "lo", "km"]
    case .minguo: languages = ["zh"]
    case .gregorian, .japanese: return 0
    }
    return languages.contains(around.language.code) ? 2 : 0
  }

  /// Whether people write such years in a calendar without naming it.
  private func isPlausible(_ calendar: CalendarSystem) -> Bool {
    switch calendar {
    case .gregorian: (1000..<2200).contains(date.year)
    case .solarHijri: (1200..<1500).contains(date.year) || (2600..<2800).contains(date.year)
    case .hijri: (1000..<1600).contains(date.year)
    case .ethiopian: (1700..<2200).contains(date.year)
    case .buddhist: (2400..<2700).contains(date.year)
    case .minguo: (1..<200).contains(date.year)
    case .japanese: false
    }
  }
}

extension DateReading {
  /// Whether two readings mean the same.
  fileprivate func isSame(as other: DateReading) -> Bool {
    calendar == other.calendar && days == other.days
  }
}
