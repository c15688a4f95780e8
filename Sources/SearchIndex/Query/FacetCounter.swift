// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Counts facets over documents of one segment after another.
struct FacetCounter {
  private var languages: [String: Int] = [:]
  private var scripts: [String: Int] = [:]
  private var months: [String: Int] = [:]
  private var values: [Facet: [String: Int]] = [:]

  /// Counts documents of a segment.
  ///
  /// - Throws: `corrupt`.
  mutating func count(
    _ documents: [UInt32], in segment: Segment
  ) throws(SearchIndexError) {
    var ordinals: [Facet: [Int]] = [:]
    for facet in Facet.allCases {
      ordinals[facet] = [Int](repeating: 0, count: try segment.facetValues(facet).count)
    }
    for document in documents {
      for length in try segment.lengths(of: document) {
        languages[segment.languages[Int(length.language)].language.code, default: 0] += 1
      }
      for script in Set(try segment.stored(document).passages.map(\.script)) {
        scripts[script.description, default: 0] += 1
      }
      for month in Set(try segment.dates(of: document).map(FacetCounter.month)) {
        months[month, default: 0] += 1
      }
      for facet in Facet.allCases {
        for ordinal in try segment.facets(facet, of: document) {
          ordinals[facet]?[Int(ordinal)] += 1
        }
      }
    }
    for facet in Facet.allCases {
      for (value, count) in zip(try segment.facetValues(facet), ordinals[facet] ?? [])
      where count > 0 {
        values[facet, default: [:]][value, default: 0] += count
      }
    }
  }

  /// All counts so far.
  var facets: Facets {
    Facets(
      languages: FacetCounter.rows(languages), scripts: FacetCounter.rows(scripts),
      tags: FacetCounter.rows(values[.tag] ?? [:]),
      places: FacetCounter.rows(values[.place] ?? [:]), months: FacetCounter.rows(months),
      sources: FacetCounter.rows(values[.source] ?? [:]))
  }

  private static func rows(_ counts: [String: Int]) -> [FacetCount] {
    counts.map { FacetCount(value: $0.key, documents: $0.value) }.sorted {
      $0.documents != $1.documents
        ? $0.documents > $1.documents
        : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
    }
  }

  /// The Gregorian month of a day, as `YYYY-MM`.
  ///
  /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  static func month(ofDay day: Int32) -> String {
    let shifted = Int(day) + 719_468
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
