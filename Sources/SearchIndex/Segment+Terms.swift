// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Terms of a segment: exact forms, classes, postings.

internal import TextAnalysis

extension Segment {
  /// The terms of an exact form, one a language, by language ordinal.
  ///
  /// One seek.
  package func entries(
    _ field: Field, form: [UInt8]
  ) throws(SearchIndexError) -> [TermEntry] {
    let key = [field.rawValue] + form
    var result: [TermEntry] = []
    try dictionary.scan(from: key) { cursor throws(SearchIndexError) in
      guard cursor.key == key else { return false }
      result.append(try cursor.entry())
      return true
    }
    return result
  }

  /// The forms that begin with `prefix`, in byte order, each with its terms; at most `limit` forms.
  package func entries(
    _ field: Field, prefix: [UInt8], limit: Int
  ) throws(SearchIndexError) -> [(form: [UInt8], entries: [TermEntry])] {
    let key = [field.rawValue] + prefix
    var result: [(form: [UInt8], entries: [TermEntry])] = []
    guard limit > 0 else { return result }
    try dictionary.scan(from: key) { cursor throws(SearchIndexError) in
      guard cursor.key.starts(with: key) else { return false }
      let entry = try cursor.entry()
      if let last = result.indices.last, result[last].form == entry.form {
        result[last].entries.append(entry)
      } else {
        if result.count == limit { return false }
        result.append((entry.form, [entry]))
      }
      return true
    }
    return result
  }

  /// All terms of a class, those equal to the key included, by ordinal.
  ///
  /// A stem class holds the terms with that stem, and those of the fold class of the stem in any
  /// language to which the stem's rule was applied.
  package func classMembers(
    _ key: ClassKey, _ field: Field
  ) throws(SearchIndexError) -> [TermEntry] {
    let written = try dictionary.entries(ordinals: try classMap.members(key.bytes(field)))
    switch key {
    case .sound: return written
    case .fold(let fold):
      let identical = try entries(field, form: fold).filter(\.isFolded)
      return Self.union(written, identical)
    case .stem(let stem):
      let rules = classMap.stemmers
      let equal = try classMembers(.fold(stem.key), field).filter {
        rules[Int($0.language)].contains(stem.stemmer)
      }
      return Self.union(written, equal)
    }
  }

  /// All terms whose folded form begins with `foldPrefix`, by ordinal; those of the first `limit`
  /// folded forms in byte order.
  package func classMembers(
    foldPrefix: [UInt8], _ field: Field, limit: Int
  ) throws(SearchIndexError) -> [TermEntry] {
    var forms = try identicalFolds(foldPrefix, field, limit: limit)
    let written = try writtenFolds(foldPrefix, field, limit: limit)
    for (form, ordinals) in written { forms[form, default: []] += ordinals }
    let first = forms.keys.sorted { compareBytes($0, $1) < 0 }.prefix(limit)
    return try dictionary.entries(ordinals: Set(first.flatMap { forms[$0] ?? [] }).sorted())
  }

  private func identicalFolds(
    _ prefix: [UInt8], _ field: Field, limit: Int
  ) throws(SearchIndexError) -> [[UInt8]: [UInt32]] {
    let key = [field.rawValue] + prefix
    var result: [[UInt8]: [UInt32]] = [:]
    try dictionary.scan(from: key) { cursor throws(SearchIndexError) in
      guard cursor.key.starts(with: key) else { return false }
      if !cursor.isFolded { return true }
      let form = Array(cursor.key.dropFirst())
      if result[form] == nil, result.count >= limit { return false }
      result[form, default: []].append(UInt32(cursor.nextOrdinal - 1))
      return true
    }
    return result
  }

  private func writtenFolds(
    _ prefix: [UInt8], _ field: Field, limit: Int
  ) throws(SearchIndexError) -> [[UInt8]: [UInt32]] {
    let key = ClassKey.fold(prefix).bytes(field)
    var result: [[UInt8]: [UInt32]] = [:]
    try classMap.scan(from: key) { found, members throws(SearchIndexError) in
      guard found.starts(with: key), result.count < limit else { return false }
      result[Array(found.dropFirst(2))] = members
      return true
    }
    return result
  }

  private static func union(_ left: [TermEntry], _ right: [TermEntry]) -> [TermEntry] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    let known = Set(left.map(\.ordinal))
    return (left + right.filter { !known.contains($0.ordinal) })
      .sorted { $0.ordinal < $1.ordinal }
  }

  /// The postings of a term, deleted documents included.
  package func postings(_ entry: TermEntry) throws(SearchIndexError) -> Postings {
    switch entry.locator {
    case .inline(let document, let positions):
      return Postings(documents: [document], frequencies: [UInt32(positions.count)])
    case .files(let range, _):
      let file = postingsFile
      var reader = try file.reader(
        section: 0, from: range.lowerBound, to: range.upperBound)
      let result = try PostingsCoding.readPostings(
        Int(entry.documentFrequency), documentCount: documentCount, from: &reader)
      guard reader.isAtEnd,
        result.frequencies.reduce(0, { $0 &+ UInt64($1) }) == entry.collectionFrequency
      else { throw reader.corrupt(.inconsistent) }
      return result
    }
  }

  /// The positions of a term, in the order of its postings.
  package func positions(_ entry: TermEntry) throws(SearchIndexError) -> PositionLists {
    switch entry.locator {
    case .inline(_, let positions):
      return PositionLists(positions: positions, starts: [0, positions.count])
    case .files(_, let range):
      let frequencies = try postings(entry).frequencies
      let file = positionsFile
      var reader = try file.reader(
        section: 0, from: range.lowerBound, to: range.upperBound)
      let result = try PostingsCoding.readPositions(frequencies, from: &reader)
      guard reader.isAtEnd else { throw reader.corrupt(.inconsistent) }
      return result
    }
  }

  /// Document and collection frequency of a term without deleted documents.
  package func liveCounts(
    of entry: TermEntry
  ) throws(SearchIndexError) -> (documents: UInt32, occurrences: UInt64) {
    guard let deletions else { return (entry.documentFrequency, entry.collectionFrequency) }
    let postings = try postings(entry)
    var counts: (documents: UInt32, occurrences: UInt64) = (0, 0)
    for (document, frequency) in zip(postings.documents, postings.frequencies)
    where !deletions.contains(document) {
      counts.documents += 1
      counts.occurrences += UInt64(frequency)
    }
    return counts
  }

  /// Visits the terms of a field in byte order from the first form that is not before `start`, as
  /// long as `body` says so.
  package func forEachTerm(
    _ field: Field, from start: [UInt8],
    _ body: (TermEntry) throws(SearchIndexError) -> Bool
  ) throws(SearchIndexError) {
    try dictionary.scan(from: [field.rawValue] + start) { cursor throws(SearchIndexError) in
      guard cursor.key.first == field.rawValue else { return false }
      return try body(try cursor.entry())
    }
  }

  /// Visits the forms of a field in byte order, each with its terms, one a language.
  package func forEachTerm(
    _ field: Field,
    _ body: (_ form: [UInt8], _ entries: [TermEntry]) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var group: [TermEntry] = []
    try dictionary.scan(from: [field.rawValue]) { cursor throws(SearchIndexError) in
      guard cursor.key.first == field.rawValue else { return false }
      let entry = try cursor.entry()
      if let first = group.first, first.form != entry.form {
        try body(first.form, group)
        group.removeAll(keepingCapacity: true)
      }
      group.append(entry)
      return true
    }
    if let first = group.first { try body(first.form, group) }
  }
}
