// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Numbers for the groups of a table, given in the order in which they are met; 0 is the total.
struct GroupNumbers {
  /// The number of the sum of all groups.
  static let total = 0

  /// The keys of the groups by number; that of the total is empty.
  private(set) var keys = [""]
  private var numbers: [String: Int] = [:]

  /// The number of a group.
  mutating func number(of key: String) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }
}

/// The months or sources of the documents of one segment.
struct DocumentGroups {
  /// For each doc id its groups, without repetition; never empty for a live document.
  let groups: [[Int]]

  /// Reads them; deleted documents are in no group.
  init(
    _ segment: Segment, by grouping: StatisticsGrouping, _ numbers: inout GroupNumbers
  ) throws(SearchIndexError) {
    let sources = grouping == .source ? try segment.facetValues(.source) : []
    var groups: [[Int]] = []
    for document in 0..<UInt32(segment.documentCount) {
      var keys: [String] = []
      if segment.isDeleted(document) {
        groups.append([])
        continue
      }
      if grouping == .source {
        for ordinal in try segment.facets(.source, of: document) {
          keys.append(sources[Int(ordinal)])
        }
      } else {
        keys = try segment.dates(of: document).map { CalendarMonth.name(ofDay: Int($0)) }
      }
      if keys.isEmpty { keys = [""] }
      groups.append(Set(keys).sorted().map { numbers.number(of: $0) })
    }
    self.groups = groups
  }
}

/// Months of the Gregorian calendar.
enum CalendarMonth {
  /// `YYYY-MM` of a day, counted from 1970-01-01.
  ///
  /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  static func name(ofDay day: Int) -> String {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year < 0 ? "-" : "") + padded + (month < 10 ? "-0" : "-") + String(month)
  }
}
