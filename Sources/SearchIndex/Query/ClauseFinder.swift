// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Finds what a clause stands for in one segment.
struct ClauseFinder {
  let segment: Segment
  /// The rung asked for.
  let match: Rung
  /// The most terms of one prefix and field.
  let prefixLimit: Int
  /// Whether the rung of each document of a constant clause must be known.
  let needsRungs: Bool

  /// More lists than this are read into a table at once.
  static let listLimit = 64

  /// The matches of a clause, and whether a cap was met.
  ///
  /// A filter matches on the rungs up to `fold`, whatever the rung asked for.
  /// - Throws: `corrupt`.
  func matches(
    of clause: Clause
  ) throws(SearchIndexError) -> (matches: ClauseMatches, isCapped: Bool) {
    if let dates = clause.dates {
      return (.constant(try documents(of: try terms(reaching: dates))), false)
    }
    let rung = clause.rung(ofQuery: match)
    if let term = clause.singleTerm {
      let resolver = resolver(clause, rung)
      if clause.isConstant, !needsRungs, resolver.takesWholeForms(term) {
        let (constant, isCapped) = try documents(of: term, resolver)
        return (.constant(constant), isCapped)
      }
      let (word, isCapped) = try resolver.resolve(term)
      if clause.isConstant { return (.constant(try documents(of: word.terms)), isCapped) }
      if word.terms.count <= Self.listLimit { return (.terms(word), isCapped) }
      return (.places(try PostingsUnion.matches(of: word.terms, in: segment)), isCapped)
    }
    var (finder, isCapped) = try placeFinder(of: clause)
    return (.places(try finder.matches()), isCapped)
  }

  /// What finds a clause by positions, and whether a cap was met.
  ///
  /// - Throws: `corrupt`.
  func placeFinder(
    of clause: Clause
  ) throws(SearchIndexError) -> (finder: any PlaceFinder, isCapped: Bool) {
    let rung = clause.rung(ofQuery: match)
    var terms: [[MatchedTerm]] = []
    var isCapped = false
    let planned = clause.terms
    terms.reserveCapacity(planned.count)
    for term in planned {
      let resolved = try resolver(clause, term.match ?? rung).resolve(term)
      terms.append(resolved.word.terms)
      if term.match != nil { terms[terms.count - 1].standOnAnyRung() }
      isCapped = isCapped || resolved.isCapped
    }
    if let near = clause.near { return (try NearFinder(near, terms, in: segment), isCapped) }
    return (try PhraseFinder(clause, terms, in: segment), isCapped)
  }

  private func resolver(_ clause: Clause, _ rung: Rung) -> TermResolver {
    TermResolver(
      segment, match: rung, prefixLimit: prefixLimit, languages: clause.languages)
  }

  /// The dates that share a day with one of the ranges.
  ///
  /// Dates are in the order of their first days, so that only those near a range are read.
  private func terms(
    reaching ranges: [ClosedRange<Int32>]
  ) throws(SearchIndexError) -> [MatchedTerm] {
    var found: [UInt32: DictionaryTerm] = [:]
    for range in ranges {
      let end = DateTerm.key(from: range.upperBound)
      let start = DateTerm.key(
        from: max(range.lowerBound, .min + DateTerm.longest) - DateTerm.longest)
      try segment.dictionary.scan(from: [Field.date.rawValue] + start) {
        cursor throws(SearchIndexError) in
        let form = Array(cursor.key.dropFirst())
        guard cursor.key.first == Field.date.rawValue,
          form.starts(with: end) || compareBytes(form, end) < 0
        else { return false }
        if let date = DateTerm(form), date.days.overlaps(range) {
          found[UInt32(cursor.nextOrdinal)] = try cursor.term()
        }
        return true
      }
    }
    return found.sorted { $0.key < $1.key }.map {
      MatchedTerm(term: $0.value, rungs: $0.value.variants.map { _ in .exact })
    }
  }

  /// The documents of the forms that fit a prefix or pattern, where every variant matches and the
  /// rungs are not asked for: no form is looked at further than its postings.
  private func documents(
    of term: PlannedTerm, _ resolver: TermResolver
  ) throws(SearchIndexError) -> (constant: ConstantMatches, isCapped: Bool) {
    var found = [DocumentSet](
      repeating: DocumentSet(documents: segment.documentCount), count: term.greatestDistance + 1)
    let isCapped = try resolver.forEachFitting(term) {
      cursor, distance throws(SearchIndexError) in
      try segment.insertDocuments(of: cursor, into: &found[distance])
    }
    var all = found[0]
    for more in found.dropFirst() { all.formUnion(more) }
    var constant = ConstantMatches(documents: all.documents)
    if found.count > 1 {
      constant.distances = constant.documents.map { document in
        found.firstIndex { $0.contains(document) } ?? 0
      }
    }
    return (constant, isCapped)
  }

  /// The documents of any of some terms.
  private func documents(
    of terms: [MatchedTerm]
  ) throws(SearchIndexError) -> ConstantMatches {
    var all = DocumentSet(documents: segment.documentCount)
    let coarsest = needsRungs ? terms.lazy.flatMap(\.rungs).compactMap(\.self).max() : nil
    var rungs = DocumentLevels(
      greatest: Int(coarsest?.rawValue ?? 0), documents: segment.documentCount)
    var distances = DocumentLevels(
      greatest: terms.map(\.distance).max() ?? 0, documents: segment.documentCount)
    for matched in terms {
      var cursor = try segment.cursor(over: matched.term)
      let isPlain = matched.isWhole && rungs.isFlat && distances.isFlat
      if isPlain {
        try cursor.insertAll(into: &all)
        continue
      }
      for block in 0..<cursor.blockCount {
        try cursor.load(block)
        try cursor.loadFrequencies()
        for index in 0..<cursor.size {
          guard let rung = matched.rungs[Int(cursor.variants[index])] else { continue }
          all.insert(cursor.documents[index])
          rungs.insert(cursor.documents[index], Int(rung.rawValue))
          distances.insert(cursor.documents[index], matched.distance)
        }
      }
    }
    let documents = all.documents
    return ConstantMatches(
      documents: documents,
      rungs: rungs.isFlat
        ? [] : documents.map { Rung(rawValue: UInt8(rungs.level(of: $0))) ?? .sound },
      distances: distances.isFlat ? [] : documents.map { distances.level(of: $0) }, terms: terms)
  }
}

extension [MatchedTerm] {
  /// Makes every match one that is there whatever the rung asked for.
  fileprivate mutating func standOnAnyRung() {
    for index in indices {
      self[index].rungs = self[index].rungs.map { $0 == nil ? nil : .exact }
    }
  }
}

/// Adds up postings of many terms, language by language.
enum PostingsUnion {
  /// The live documents of any of some terms, with their occurrences by rung.
  ///
  /// - Throws: `corrupt`.
  static func matches(
    of terms: [MatchedTerm], in segment: Segment
  ) throws(SearchIndexError) -> [LanguageMatches] {
    var counts: [UInt64: RungCounts] = [:]
    for matched in terms {
      var cursor = try segment.cursor(over: matched.term)
      for block in 0..<cursor.blockCount {
        try cursor.load(block)
        try cursor.loadFrequencies()
        for index in 0..<cursor.size {
          let variant = Int(cursor.variants[index])
          guard let rung = matched.rungs[variant] else { continue }
          let document = cursor.documents[index]
          if segment.isDeleted(document) { continue }
          let key = UInt64(matched.term.variants[variant].language) << 32 | UInt64(document)
          counts[key, default: .zero][Int(rung.rawValue)] &+= cursor.frequencies[index]
        }
      }
    }
    var result: [LanguageMatches] = []
    for key in counts.keys.sorted() {
      let language = UInt16(truncatingIfNeeded: key >> 32)
      if result.last?.language != language { result.append(LanguageMatches(language: language)) }
      result[result.count - 1].documents.append(UInt32(truncatingIfNeeded: key))
      result[result.count - 1].counts.append(counts[key] ?? .zero)
    }
    return result
  }
}
