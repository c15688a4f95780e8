// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A prefix of a letter or two stands for tens of thousands of forms. What is asked of each is in which
// documents it is and whether it fits as typed: most forms tell that without their variants being made.

internal import TextAnalysis

/// The documents of the forms of a segment that fit a prefix or pattern, whatever their variants.
struct FittingDocuments {
  private let segment: Segment
  private let knowsRungs: Bool
  private var fit: ExactFit
  private var formCount = 0
  /// Room for an exact form.
  private var variantForm: [UInt8] = []
  /// By edits: the documents of forms that fit as typed, or of all where rungs are not asked for.
  private var exact: [DocumentSet]
  /// By edits: the documents of forms that fit only when folded.
  private var folded: [DocumentSet]

  /// Takes the term of a query that forms are to fit.
  init(_ term: PlannedTerm, in segment: Segment, knowsRungs: Bool) {
    self.segment = segment
    self.knowsRungs = knowsRungs
    fit = ExactFit(term)
    exact = [DocumentSet](
      repeating: DocumentSet(documents: segment.documentCount), count: term.greatestDistance + 1)
    folded = knowsRungs ? exact : []
  }

  /// Adds the documents of the form at a cursor, which fits with so many edits.
  ///
  /// - Throws: `corrupt`.
  mutating func add(_ form: borrowing TermCursor, _ edits: Int) throws(SearchIndexError) {
    formCount += 1
    if !knowsRungs || fit.isThatOfFolded && form.isFolded {
      return try segment.insertDocuments(of: form, into: &exact[edits])
    }
    var fitting = 0
    for variant in 0..<form.variantCount {
      try form.readExact(variant, into: &variantForm)
      if fit.holds(variantForm) { fitting += 1 }
    }
    switch fitting {
    case 0: try segment.insertDocuments(of: form, into: &folded[edits])
    case form.variantCount: try segment.insertDocuments(of: form, into: &exact[edits])
    default: try addPostings(of: try form.term(), edits)
    }
  }

  /// Adds the documents of a form some of whose variants fit as typed.
  private mutating func addPostings(
    of own: DictionaryTerm, _ edits: Int
  ) throws(SearchIndexError) {
    let fits = own.variants.map { fit.holds(own.exact($0)) }
    var cursor = try segment.cursor(over: own)
    while try cursor.advance() {
      try cursor.loadFrequencies()
      if fits[Int(cursor.variants[cursor.index])] {
        exact[edits].insert(cursor.document)
      } else {
        folded[edits].insert(cursor.document)
      }
    }
  }

  /// What was found.
  consuming func matches() -> ConstantMatches {
    let byEdits = exact.indices.map { exact[$0].union(knowsRungs ? folded[$0] : exact[$0]) }
    let allExact = exact.dropFirst().reduce(exact[0]) { $0.union($1) }
    let documents = byEdits.dropFirst().reduce(byEdits[0]) { $0.union($1) }.documents
    var matches = ConstantMatches(documents: documents, formCount: formCount)
    if knowsRungs {
      matches.rungs = documents.map { allExact.contains($0) ? .exact : .fold }
    }
    if byEdits.count > 1 {
      matches.distances = documents.map { document in
        byEdits.firstIndex { $0.contains(document) } ?? 0
      }
    }
    return matches
  }
}

/// Tells whether an exact form whose folded form fits a prefix or pattern fits it as typed.
struct ExactFit {
  private let prefix: [UInt8]
  private var matcher: FormMatcher?
  /// Whether exact forms are compared with the same as folded ones.
  let isThatOfFolded: Bool

  /// Takes the prefix or pattern.
  init(_ term: PlannedTerm) {
    prefix = term.exact
    if case .pattern(let pattern) = term.comparison {
      matcher = FormMatcher(pattern.exact)
      isThatOfFolded = pattern.exact == pattern.fold
    } else {
      isThatOfFolded = term.exact == term.fold
    }
  }

  /// Whether an exact form fits.
  mutating func holds(_ form: [UInt8]) -> Bool {
    matcher == nil ? form.starts(with: prefix) : matcher?.distance(of: form) != nil
  }
}
