// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Terms of a segment: exact forms, classes, postings.

internal import TextAnalysis

extension Field {
  /// The field under which the dictionary keeps its forms.
  var ofDictionary: Field { self == .part ? .text : self }
}

extension Segment {
  /// The forms of a field with a folded form, one a form and language.
  ///
  /// One seek.
  package func entries(
    _ field: Field, fold: [UInt8]
  ) throws(SearchIndexError) -> [TermEntry] {
    try dictionary.term(field.ofDictionary, fold: fold).map { Self.entries(of: $0, field) } ?? []
  }

  private static func entries(of term: DictionaryTerm, _ field: Field) -> [TermEntry] {
    term.variants.indices.filter { term.field(of: term.variants[$0]) == field }
      .map { TermEntry(term, variant: $0) }
  }

  /// All forms of a class, those equal to the key included, by ordinal.
  ///
  /// A stem class holds the forms with that stem, and those of the fold class of the stem in any
  /// language to which the stem's rule was applied.
  package func classMembers(
    _ key: ClassKey, _ field: Field
  ) throws(SearchIndexError) -> [TermEntry] {
    switch key {
    case .fold(let fold): return try entries(field, fold: fold)
    case .sound(let sound):
      return try written(ClassKeys.sound(sound, field.ofDictionary), by: nil, field)
    case .stem(let stem):
      let members = try written(
        ClassKeys.stem(stem.key, field.ofDictionary), by: stem.stemmer, field)
      let rules = classMap.stemmers
      let equal = try entries(field, fold: stem.key).filter {
        rules[Int($0.language)].contains(stem.stemmer)
      }
      return Self.union(members, equal)
    }
  }

  private func written(
    _ key: [UInt8], by stemmer: Stemmer?, _ field: Field
  ) throws(SearchIndexError) -> [TermEntry] {
    guard let group = try classMap.groups(key).first(where: { $0.stemmer == stemmer })
    else { return [] }
    return try dictionary.terms(variants: group.members).flatMap { term, variants in
      variants.map { TermEntry(term, variant: $0) }.filter { $0.field == field }
    }
  }

  private static func union(_ left: [TermEntry], _ right: [TermEntry]) -> [TermEntry] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    let known = Set(left.map(\.ordinal))
    return (left + right.filter { !known.contains($0.ordinal) })
      .sorted { $0.ordinal < $1.ordinal }
  }

  /// A cursor over the postings of a term.
  ///
  /// - Throws: `corrupt`.
  func cursor(over term: DictionaryTerm) throws(SearchIndexError) -> PostingsCursor {
    try PostingsCursor(
      term.locator, of: postingsFile, count: term.postingCount,
      variantCount: term.variants.count, documentLimit: documentCount,
      frame: values.frames[Int(term.variants[0].language)])
  }

  private func cursor(over entry: TermEntry) throws(SearchIndexError) -> PostingsCursor {
    try PostingsCursor(
      entry.locator, of: postingsFile, count: entry.postingCount,
      variantCount: entry.variantCount, documentLimit: documentCount,
      frame: values.frames[Int(entry.firstLanguage)])
  }

  /// The postings of a form, deleted documents included.
  package func postings(_ entry: TermEntry) throws(SearchIndexError) -> Postings {
    var result = Postings(documents: [], frequencies: [])
    try forEachPosting(of: entry) { cursor in
      result.documents.append(cursor.document)
      result.frequencies.append(cursor.frequencies[cursor.index])
    }
    return result
  }

  /// The positions of a form, in the order of its postings.
  package func positions(_ entry: TermEntry) throws(SearchIndexError) -> PositionLists {
    var result = PositionLists(positions: [], starts: [0])
    var reader = try PositionsReader(entry.locator, of: positionsFile)
    try forEachPosting(of: entry) { cursor throws(SearchIndexError) in
      try reader.append(at: &cursor, to: &result.positions)
      result.starts.append(result.positions.count)
    }
    return result
  }

  private func forEachPosting(
    of entry: TermEntry, _ body: (inout PostingsCursor) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var cursor = try cursor(over: entry)
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      try cursor.loadFrequencies()
      for index in 0..<cursor.size where Int(cursor.variants[index]) == entry.variant {
        cursor.index = index
        try body(&cursor)
      }
    }
  }

  /// The first live document that holds a form, in the order of its language; nil where none does.
  ///
  /// For the order see `rank(of:inOrderOf:)`. Reads the list from the documents mainly in the language
  /// on until the form is found: a block, as a rule.
  /// - Throws: `corrupt`.
  package func firstDocument(of entry: TermEntry) throws(SearchIndexError) -> UInt32? {
    let start = values.mainStarts[Int(entry.language)]
    if let first = try firstDocument(of: entry, in: start..<UInt32(documentCount)) { return first }
    return try firstDocument(of: entry, in: 0..<start)
  }

  private func firstDocument(
    of entry: TermEntry, in range: Range<UInt32>
  ) throws(SearchIndexError) -> UInt32? {
    if range.isEmpty { return nil }
    var cursor = try cursor(over: entry)
    var isPlaced = try cursor.seek(range.lowerBound)
    while isPlaced, cursor.document < range.upperBound {
      try cursor.loadFrequencies()
      if Int(cursor.variants[cursor.index]) == entry.variant, !isDeleted(cursor.document) {
        return cursor.document
      }
      isPlaced = try cursor.advance()
    }
    return nil
  }

  /// The place of a document in the order of a language, from 0.
  ///
  /// The documents of which it is the main language come first, as they arrived; then those with
  /// higher doc ids, then those with lower ones.
  package func rank(of document: UInt32, inOrderOf language: UInt16) -> Int {
    let start = values.mainStarts[Int(language)]
    return document >= start
      ? Int(document - start) : documentCount - Int(start) + Int(document)
  }

  /// Document and collection frequency of a form without deleted documents.
  package func liveCounts(
    of entry: TermEntry
  ) throws(SearchIndexError) -> (documents: UInt32, occurrences: UInt64) {
    guard let deletions else { return (entry.documentFrequency, entry.collectionFrequency) }
    var counts: (documents: UInt32, occurrences: UInt64) = (0, 0)
    try forEachPosting(of: entry) { cursor in
      guard !deletions.contains(cursor.document) else { return }
      counts.documents += 1
      counts.occurrences += UInt64(cursor.frequencies[cursor.index])
    }
    return counts
  }

  /// Visits the forms of a field in byte order of their folded forms, each with its entries, one a
  /// language.
  package func forEachTerm(
    _ field: Field, from start: [UInt8] = [],
    _ body: (_ form: [UInt8], _ entries: [TermEntry]) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    let number = field.ofDictionary.rawValue
    try dictionary.scan(from: [number] + start) { cursor throws(SearchIndexError) in
      guard cursor.key.first == number else { return false }
      var rest = Self.entries(of: try cursor.term(), field)
      while let form = rest.first?.form {
        try body(form, rest.filter { $0.form == form })
        rest.removeAll { $0.form == form }
      }
      return true
    }
  }
}
