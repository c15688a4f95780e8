// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Counts of documents by language, script, tag, place, month and source, from columns alone: first
// how many documents have each set of values, then each set once.

internal import TextAnalysis

/// Counts facets over documents of one segment after another.
struct FacetCounter {
  private var languages: [Language: Int] = [:]
  private var scripts: [Int32: Int] = [:]
  /// By months since the year 0.
  private var months: [Int: Int] = [:]
  /// For each facet its values by their bytes: spellings that Unicode calls equal stay two.
  private var values = [[[UInt8]: Int]](repeating: [:], count: Facet.allCases.count)

  /// Counts documents of a segment: rising doc ids, each once.
  ///
  /// O(documents + languages + values and sets of the segment).
  /// - Throws: `corrupt`.
  mutating func count(_ documents: [UInt32], in segment: Segment) throws(SearchIndexError) {
    guard !documents.isEmpty else { return }
    var byLanguage = [Int](repeating: 0, count: segment.languages.count)
    try segment.values.countLanguages(of: documents, into: &byLanguage)
    for (language, count) in zip(segment.languages, byLanguage) where count > 0 {
      languages[language.language, default: 0] += count
    }
    try forEachSet(.scripts, of: documents, segment) { scripts, count in
      for script in scripts { self.scripts[script, default: 0] += count }
    }
    try forEachSet(.dates, of: documents, segment) { days, count in
      var last: Int?
      for day in days {
        let month = Self.month(ofDay: Int(day))
        if month != last { months[month, default: 0] += count }
        last = month
      }
    }
    for facet in Facet.allCases { try count(facet, of: documents, segment) }
  }

  private mutating func count(
    _ facet: Facet, of documents: [UInt32], _ segment: Segment
  ) throws(SearchIndexError) {
    var counts = [Int](repeating: 0, count: segment.values.facetValueCount(facet))
    var isInside = true
    try forEachSet(ValueKind(facet), of: documents, segment) { ordinals, count in
      for ordinal in ordinals {
        if counts.indices.contains(Int(ordinal)) {
          counts[Int(ordinal)] += count
        } else {
          isInside = false
        }
      }
    }
    guard isInside else {
      let file = segment.values.file
      throw .corrupt(
        file: file.path, byte: file.section(ValueSets.section).lowerBound, reason: .outOfRange)
    }
    guard counts.contains(where: { $0 > 0 }) else { return }
    for (value, count) in zip(try segment.facetValues(facet), counts) where count > 0 {
      values[Int(facet.rawValue)][Array(value.utf8), default: 0] += count
    }
  }

  /// Visits the sets of a kind that any of `documents` has, with the number of those that have it.
  private func forEachSet(
    _ kind: ValueKind, of documents: [UInt32], _ segment: Segment,
    _ body: (_ values: [Int32], _ documents: Int) -> Void
  ) throws(SearchIndexError) {
    let sets = segment.values.sets(kind)
    for (set, count) in try sets.counts(over: documents).enumerated() where count > 0 {
      body(try sets.values(ofSet: set), count)
    }
  }

  /// All counts so far.
  var facets: Facets {
    Facets(
      languages: Self.rows(languages.map { ($0.key.code, $0.value) }),
      scripts: Self.rows(
        scripts.map { (Script(rawValue: UInt16(truncatingIfNeeded: $0.key)).code, $0.value) }),
      tags: rows(.tag), places: rows(.place),
      months: Self.rows(months.map { (Self.name(ofMonth: $0.key), $0.value) }),
      sources: rows(.source))
  }

  private func rows(_ facet: Facet) -> [FacetCount] {
    Self.rows(
      values[Int(facet.rawValue)].map { (String(decoding: $0.key, as: UTF8.self), $0.value) })
  }

  private static func rows(_ counts: [(value: String, documents: Int)]) -> [FacetCount] {
    counts.map { FacetCount(value: $0.value, documents: $0.documents) }.sorted {
      $0.documents != $1.documents
        ? $0.documents > $1.documents
        : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
    }
  }

  /// The Gregorian month of a day, in months since January of the year 0.
  ///
  /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  static func month(ofDay day: Int) -> Int {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // From March on, so that the year begins two months later.
    return (yearOfEra + era * 400) * 12 + (5 * dayOfYear + 2) / 153 + 2
  }

  /// A month as `YYYY-MM`.
  static func name(ofMonth month: Int) -> String {
    let year = (month >= 0 ? month : month - 11) / 12
    let index = month - year * 12
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year < 0 ? "-" : "") + padded + (index < 9 ? "-0" : "-") + String(index + 1)
  }
}
