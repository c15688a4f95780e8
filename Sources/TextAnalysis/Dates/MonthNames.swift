// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The names of months in the languages of CLDR (generated files beside this one) and the names
// that CLDR does not have (MonthNames+Additional.swift).

/// Names of months, folded, with what each may mean.
enum MonthNames {
  /// One meaning of a name.
  struct Meaning: Hashable, Sendable {
    /// The calendar.
    var calendar: CalendarSystem
    /// The month, from 1.
    var month: Int
    /// The languages in which it means this; empty where that is not to be told.
    var languages: [String]
  }

  /// Words that CLDR's abbreviations share with common words, which stand before years all the time.
  private static let commonWords: Set<String> = [
    "ago", "all", "am", "ana", "and", "can", "dal", "del", "for", "from", "hut", "inn", "led",
    "max",
    "mba", "mit", "mul", "no", "out", "pa", "pro", "sam", "set", "than", "the", "to",
  ]

  /// Visits every name, UTF-8, with a meaning.
  static func visit(_ body: (_ name: Span<UInt8>, _ meaning: Meaning) -> Void) {
    let tables: [(String, CalendarSystem)] = [
      (gregorian, .gregorian), (hijri, .hijri), (solarHijri, .solarHijri), (ethiopian, .ethiopian),
      (additionalGregorian, .gregorian), (inflectedGregorian, .gregorian),
      (additionalSolarHijri, .solarHijri),
      (additionalHijri, .hijri), (additionalEthiopian, .ethiopian),
    ]
    for (table, calendar) in tables {
      for (index, line) in Array(table.utf8).split(separator: UInt8(ascii: "\n")).enumerated() {
        for entry in line.split(separator: UInt8(ascii: "|")) {
          let name = entry.prefix { $0 != UInt8(ascii: "=") }
          if commonWords.contains(String(decoding: name, as: UTF8.self)) { continue }
          let languages = entry.dropFirst(name.count + 1).split(separator: UInt8(ascii: ","))
          let meaning = Meaning(
            calendar: calendar, month: index + 1,
            languages: languages.map { String(decoding: $0, as: UTF8.self) })
          body(name.span, meaning)
        }
      }
    }
  }
}
