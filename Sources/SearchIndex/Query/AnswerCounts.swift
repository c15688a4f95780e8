// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Counts over all matches of a query: by rung, by rung and language, by facet.

internal import TextAnalysis

extension SearchRun {
  /// Documents on each rung.
  static func totals(_ matches: [Matches]) -> [(rung: Rung, documents: Int)] {
    var counts = [Int](repeating: 0, count: Rung.allCases.count)
    for list in matches {
      for rungs in list.rungs {
        for index in counts.indices { counts[index] += Int(rungs.rawValue >> index & 1) }
      }
    }
    return Rung.allCases.map { ($0, counts[Int($0.rawValue)]) }
  }

  /// Documents on each rung, and on each rung in each language.
  func ladder(_ matches: [Matches]) throws(SearchIndexError) -> LadderCount {
    var counts: [Language: [Int]] = [:]
    for (segment, list) in matches.enumerated() {
      for (ordinal, rungs) in try languageRungs(of: list, in: segment) {
        let language = segments[segment].languages[Int(ordinal)].language
        var sums = counts[language] ?? [Int](repeating: 0, count: Rung.allCases.count)
        for set in rungs {
          for index in sums.indices { sums[index] += Int(set.rawValue >> index & 1) }
        }
        counts[language] = sums
      }
    }
    let rows = SearchRun.totals(matches).map { rung, documents in
      let languages = counts.map {
        LadderCount.LanguageCount(language: $0.key, documents: $0.value[Int(rung.rawValue)])
      }
      return LadderCount.Row(
        rung: rung, documents: documents,
        languages: languages.filter { $0.documents > 0 }.sorted {
          ($1.documents, $0.language) < ($0.documents, $1.language)
        })
    }
    return LadderCount(rows: rows)
  }

  /// For each language ordinal, the rungs on which matching documents are found in it.
  private func languageRungs(
    of list: Matches, in segment: Int
  ) throws(SearchIndexError) -> [UInt16: [RungSet]] {
    var result: [UInt16: [RungSet]] = [:]
    if plan.isFilterOnly {
      for (index, document) in list.documents.enumerated() {
        for length in try segments[segment].lengths(of: document) {
          result[length.language, default: []].append(list.rungs[index])
        }
      }
      return result
    }
    var byLanguage: [UInt16: [LanguageMatches]] = [:]
    for (clause, found) in zip(plan.clauses, found[segment]) where clause.role == .scored {
      for matches in found.languages { byLanguage[matches.language, default: []].append(matches) }
    }
    for (language, lists) in byLanguage {
      var sets = [RungSet](repeating: [], count: list.documents.count)
      for matches in lists {
        let shared = SortedDocuments.sharedIndices(list.documents, matches.documents)
        for (index, other) in shared {
          sets[index].formUnion(RungSet(from: matches.rung(other)).intersection(list.rungs[index]))
        }
      }
      result[language] = sets
    }
    return result
  }
}

/// Counts facets over documents of one segment after another.
struct FacetCounter {
  private var languages: [String: Int] = [:]
  private var scripts: [String: Int] = [:]
  private var months: [String: Int] = [:]
  private var values: [Facet: [String: Int]] = [:]

  /// Counts the documents of a segment that match on a rung.
  mutating func count(
    _ matches: Matches, on rung: Rung, in segment: Segment
  ) throws(SearchIndexError) {
    var ordinals: [Facet: [Int]] = [:]
    for facet in Facet.allCases {
      ordinals[facet] = [Int](repeating: 0, count: try segment.facetValues(facet).count)
    }
    for (index, document) in matches.documents.enumerated()
    where matches.rungs[index].contains(rung) {
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
