// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Finds what a clause stands for in one segment.
struct ClauseFinder {
  let segment: Segment
  /// The rung asked for.
  let match: Rung
  /// The most terms of one prefix and field.
  let prefixLimit: Int
  /// What of constant clauses must be known.
  let detail: ClauseDetail

  /// More lists than this are read into a table at once.
  private static let listLimit = 64

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
    if let words = try words(of: clause, rung) { return try matches(of: clause, words) }
    if let term = clause.singleTerm {
      let resolver = resolver(clause, rung)
      if clause.isConstant, detail <= .rungs, resolver.takesWholeForms(term) {
        var found = FittingDocuments(term, in: segment, knowsRungs: detail == .rungs)
        let isCapped = try resolver.forEachFitting(term) {
          form, edits throws(SearchIndexError) in try found.add(form, edits)
        }
        return (.constant(found.matches()), isCapped)
      }
      let (word, isCapped) = try resolver.resolve(term)
      if clause.isConstant { return (.constant(try documents(of: word.terms)), isCapped) }
      return (try matches(of: word), isCapped)
    }
    if clause.isConstant, detail <= .rungs, clause.elements.count == 1 {
      let (constant, isCapped) = try documents(ofAnyChainOf: clause)
      return (.constant(constant), isCapped)
    }
    var (finder, isCapped) = try placeFinder(of: clause, sources(of: clause))
    return (.places(try finder.matches()), isCapped)
  }

  /// What each word of a clause stands for, where it is known by itself and in all languages; nil elsewhere.
  ///
  /// - Throws: `corrupt`.
  func words(of clause: Clause, _ rung: Rung) throws(SearchIndexError) -> [MatchedWord]? {
    guard let identity = clause.identity, identity.isOfWholeWords, clause.languages == nil else {
      return nil
    }
    if let known = segment.resolved.words(of: identity, upTo: rung) { return known }
    let resolver = resolver(clause, rung)
    var words: [MatchedWord] = []
    for term in clause.terms { words.append(try resolver.resolve(term).word) }
    segment.resolved.remember(words, of: identity, upTo: rung)
    return words
  }

  /// The matches of a clause of whole words, and whether a cap was met.
  private func matches(
    of clause: Clause, _ words: [MatchedWord]
  ) throws(SearchIndexError) -> (matches: ClauseMatches, isCapped: Bool) {
    if words.count == 1 { return (try matches(of: words[0]), false) }
    var finder = try PhraseFinder(clause, words.map { .terms($0.terms) }, in: segment)
    return (.places(try finder.matches()), finder.isCapped)
  }

  /// The matches of a word.
  private func matches(of word: MatchedWord) throws(SearchIndexError) -> ClauseMatches {
    if word.terms.count <= Self.listLimit { return .terms(word) }
    return .places(try PostingsUnion.matches(of: word.terms, in: segment))
  }

  /// What finds a clause by positions, and whether a cap was met.
  ///
  /// `sources` are those of the clause, `wanted` the documents in which it will be sought; nil for all.
  /// - Throws: `corrupt`.
  func placeFinder(
    of clause: Clause, _ sources: [PlaceSource], wanted: DocumentSet? = nil
  ) throws(SearchIndexError) -> (finder: any PlaceFinder, isCapped: Bool) {
    if let near = clause.near {
      let finder = try NearFinder(near, sources, in: segment, wanted: wanted)
      return (finder, finder.isCapped)
    }
    let finder = try PhraseFinder(clause, sources, in: segment, wanted: wanted)
    return (finder, finder.isCapped)
  }

  /// What each term of a clause stands for, in order.
  ///
  /// - Throws: `corrupt`.
  func sources(of clause: Clause) throws(SearchIndexError) -> [PlaceSource] {
    let rung = clause.rung(ofQuery: match)
    var sources: [PlaceSource] = []
    let planned = clause.terms
    sources.reserveCapacity(planned.count)
    for term in planned {
      let resolver = resolver(clause, term.match ?? rung)
      if term.comparison != .whole {
        sources.append(.fitting(term, resolver))
        continue
      }
      var terms = try resolver.resolve(term).word.terms
      if term.match != nil {
        for index in terms.indices { terms[index].standOnAnyRung() }
      }
      sources.append(.terms(terms))
    }
    return sources
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

  /// The documents of a constant clause of one element, whose chains are sought one by one: positions are
  /// read only where no form alone finds a document as finely.
  private func documents(
    ofAnyChainOf clause: Clause
  ) throws(SearchIndexError) -> (constant: ConstantMatches, isCapped: Bool) {
    let coarsest = detail == .rungs ? Int(clause.rung(ofQuery: match).rawValue) : 0
    var all = DocumentSet(documents: segment.documentCount)
    var rungs = DocumentLevels(greatest: coarsest, documents: segment.documentCount)
    var isCapped = false
    var formCount = 0
    let options = clause.elements[0].options
    for chain in options.filter({ $0.links.count == 1 }) + options.filter({ $0.links.count > 1 }) {
      var own = clause
      own.elements[0].options = [chain]
      let isDone = rungs.least ?? all
      let (constant, wasCapped) =
        try own.singleTerm == nil ? documents(ofRow: own, notIn: isDone) : constant(own)
      isCapped = isCapped || wasCapped
      formCount += constant.terms.count + constant.formCount
      for (index, document) in constant.documents.enumerated() {
        all.insert(document)
        let rung = constant.rungs.isEmpty ? constant.rung : constant.rungs[index]
        rungs.insert(document, Int(rung.rawValue))
      }
    }
    var constant = ConstantMatches(documents: all.documents, formCount: formCount)
    if !rungs.isFlat { constant.rungs = constant.documents.map { rungs.rung(of: $0) } }
    return (constant, isCapped)
  }

  /// What a constant clause of one term finds.
  private func constant(
    _ clause: Clause
  ) throws(SearchIndexError) -> (constant: ConstantMatches, isCapped: Bool) {
    let (matches, isCapped) = try matches(of: clause)
    guard case .constant(let constant) = matches else { return (ConstantMatches(), isCapped) }
    return (constant, isCapped)
  }

  /// The documents of a clause of one chain, but for some; and whether a cap was met.
  private func documents(
    ofRow clause: Clause, notIn others: DocumentSet
  ) throws(SearchIndexError) -> (constant: ConstantMatches, isCapped: Bool) {
    var wanted = DocumentSet(all: segment.documentCount)
    wanted.subtract(others)
    var finder = try PhraseFinder(clause, try sources(of: clause), in: segment, wanted: wanted)
    var found = ConstantMatches()
    var document = try finder.candidate(from: 0)
    while document < .max {
      if wanted.contains(document), let rung = try finder.finestRung(in: document) {
        found.documents.append(document)
        found.rungs.append(rung)
      }
      document = try finder.candidate(from: document + 1)
    }
    return (found, finder.isCapped)
  }

  /// The documents of any of some terms.
  private func documents(
    of terms: [MatchedTerm]
  ) throws(SearchIndexError) -> ConstantMatches {
    var all = DocumentSet(documents: segment.documentCount)
    let coarsest = detail > .documents ? terms.coarsestRung : nil
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
        ? [] : documents.map { rungs.rung(of: $0) },
      distances: distances.isFlat ? [] : documents.map { UInt8(distances.level(of: $0)) },
      terms: terms)
  }
}

extension [MatchedTerm] {
  /// The coarsest rung on which a variant matches; nil where none does.
  fileprivate var coarsestRung: Rung? {
    var coarsest: Rung?
    for matched in self {
      for case let rung? in matched.rungs { coarsest = Swift.max(coarsest ?? rung, rung) }
    }
    return coarsest
  }
}

extension DocumentLevels {
  /// The rung of a document, where levels are those of rungs.
  fileprivate func rung(of document: UInt32) -> Rung {
    Rung(rawValue: UInt8(level(of: document))) ?? .sound
  }
}
