// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A term of a segment that matches a term of a query.
struct ResolvedTerm {
  var entry: TermEntry
  /// The finest rung on which they match.
  var rung: Rung
}

/// Finds the terms of one segment that a term of a query stands for, on all rungs.
struct TermResolver {
  let segment: Segment
  /// The most forms of one prefix and field.
  let prefixLimit: Int

  /// The matching terms by ordinal, each with its finest rung, and whether the cap of a prefix was
  /// met.
  func resolve(
    _ term: PlannedTerm, languages: Set<Language>?
  ) throws(SearchIndexError) -> (terms: [ResolvedTerm], isCapped: Bool) {
    var found: [ResolvedTerm] = []
    var isCapped = false
    for field in term.fields {
      switch term.comparison {
      case .whole: try addClasses(of: term, field, to: &found)
      case .prefix: isCapped = try addPrefixed(by: term, field, to: &found) || isCapped
      }
    }
    if let languages {
      found.removeAll { !languages.contains(segment.languages[Int($0.entry.language)].language) }
    }
    return (TermResolver.finest(found), isCapped)
  }

  private func addClasses(
    of term: PlannedTerm, _ field: Field, to found: inout [ResolvedTerm]
  ) throws(SearchIndexError) {
    for entry in try segment.entries(field, form: term.exact) {
      found.append(ResolvedTerm(entry: entry, rung: .exact))
    }
    for entry in try segment.classMembers(.fold(term.fold), field) {
      found.append(ResolvedTerm(entry: entry, rung: .fold))
    }
    for stem in term.stems {
      for entry in try segment.classMembers(.stem(stem), field) {
        found.append(ResolvedTerm(entry: entry, rung: .stem))
      }
    }
    try addSounds(of: term, field, to: &found)
  }

  private func addSounds(
    of term: PlannedTerm, _ field: Field, to found: inout [ResolvedTerm]
  ) throws(SearchIndexError) {
    guard !term.sounds.isEmpty else { return }
    let sound = Sound(fold: term.fold)
    for key in term.sounds {
      for entry in try segment.classMembers(.sound(key), field)
      where sound.meets(Sound(exact: entry.form)) {
        found.append(ResolvedTerm(entry: entry, rung: .sound))
      }
    }
  }

  private func addPrefixed(
    by term: PlannedTerm, _ field: Field, to found: inout [ResolvedTerm]
  ) throws(SearchIndexError) -> Bool {
    let exact = try segment.entries(field, prefix: term.exact, limit: prefixLimit + 1)
    for form in exact.prefix(prefixLimit) {
      for entry in form.entries { found.append(ResolvedTerm(entry: entry, rung: .exact)) }
    }
    let folded = try segment.classMembers(foldPrefix: term.fold, field, limit: prefixLimit)
    for entry in folded { found.append(ResolvedTerm(entry: entry, rung: .fold)) }
    guard exact.count <= prefixLimit else { return true }
    // Fewer terms than the cap come from fewer folded forms still.
    guard folded.count >= prefixLimit else { return false }
    let more = try segment.classMembers(foldPrefix: term.fold, field, limit: prefixLimit + 1)
    return more.count > folded.count
  }

  /// One of each term, with its finest rung.
  private static func finest(_ found: [ResolvedTerm]) -> [ResolvedTerm] {
    let sorted = found.sorted { ($0.entry.ordinal, $0.rung) < ($1.entry.ordinal, $1.rung) }
    var result: [ResolvedTerm] = []
    result.reserveCapacity(sorted.count)
    for term in sorted where result.last?.entry.ordinal != term.entry.ordinal {
      result.append(term)
    }
    return result
  }
}
