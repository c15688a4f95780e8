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
  /// Documents with the ways in which they fit, while they are few: in no order, and again and again.
  private var few: [UInt64] = []
  /// For each way in which a form fits its documents, once there are many.
  private var sets: [DocumentSet] = []
  private let ways: Int

  /// More documents than this are put into sets, of a bit for each document of the segment.
  private static let fewLimit = 512

  /// Takes the term of a query that forms are to fit.
  init(_ term: PlannedTerm, in segment: Segment, knowsRungs: Bool) {
    self.segment = segment
    self.knowsRungs = knowsRungs
    fit = ExactFit(term)
    ways = Way(edits: term.greatestDistance, isFolded: true).rawValue + 1
  }

  /// How a form fits: by so many edits, and as typed or only when folded.
  private struct Way {
    let rawValue: Int

    init(edits: Int, isFolded: Bool) { rawValue = edits * 2 + (isFolded ? 1 : 0) }

    init(rawValue: Int) { self.rawValue = rawValue }

    /// 2 at most.
    var edits: UInt8 { UInt8(rawValue >> 1) }

    var rung: Rung { rawValue & 1 == 0 ? .exact : .fold }
  }

  /// Adds the documents of the form at a cursor, which fits with so many edits.
  ///
  /// Where rungs are not asked for, every form fits as typed.
  /// - Throws: `corrupt`.
  mutating func add(_ form: borrowing TermCursor, _ edits: Int) throws(SearchIndexError) {
    formCount += 1
    if !knowsRungs || fit.isThatOfFolded && form.isFolded {
      return try add(form, Way(edits: edits, isFolded: false))
    }
    var fitting = 0
    for variant in 0..<form.variantCount {
      try form.readExact(variant, into: &variantForm)
      if fit.holds(variantForm) { fitting += 1 }
    }
    if fitting == 0 || fitting == form.variantCount {
      try add(form, Way(edits: edits, isFolded: fitting == 0))
    } else {
      try addPostings(of: try form.term(), edits)
    }
  }

  /// Adds all documents of a form.
  private mutating func add(_ form: borrowing TermCursor, _ way: Way) throws(SearchIndexError) {
    if sets.isEmpty {
      let isShort = try segment.forEachDocument(ofShort: form) {
        few.append(UInt64($0) << 8 | UInt64(way.rawValue))
      }
      if few.count > Self.fewLimit || !isShort { makeSets() }
      if isShort { return }
    }
    try segment.insertDocuments(of: form, into: &sets[way.rawValue])
  }

  /// Adds the documents of a form some of whose variants fit as typed.
  private mutating func addPostings(
    of own: DictionaryTerm, _ edits: Int
  ) throws(SearchIndexError) {
    if sets.isEmpty { makeSets() }
    let fits = own.variants.map { fit.holds(own.exact($0)) }
    var cursor = try segment.cursor(over: own)
    while try cursor.advance() {
      try cursor.loadFrequencies()
      let isFolded = !fits[Int(cursor.variants[cursor.index])]
      sets[Way(edits: edits, isFolded: isFolded).rawValue].insert(cursor.document)
    }
  }

  private mutating func makeSets() {
    sets = [DocumentSet](
      repeating: DocumentSet(documents: segment.documentCount), count: ways)
    for entry in few { sets[Int(entry & 0xFF)].insert(UInt32(entry >> 8)) }
    few = []
  }

  /// What was found.
  mutating func matches() -> ConstantMatches {
    if sets.isEmpty { return matchesOfFew() }
    let used = sets.indices.filter { !sets[$0].isEmpty }
    guard let first = used.first else { return ConstantMatches(formCount: formCount) }
    var all = sets[first]
    for way in used.dropFirst() { all.formUnion(sets[way]) }
    let documents = all.documents
    var matches = ConstantMatches(documents: documents, formCount: formCount)
    func least<Value: Comparable>(_ value: (Way) -> Value, _ documents: [UInt32]) -> [Value] {
      let byValue = used.map { (value: value(Way(rawValue: $0)), set: sets[$0]) }
        .sorted { $0.value < $1.value }
      return documents.map { document in
        (byValue.first { $0.set.contains(document) } ?? byValue[0]).value
      }
    }
    if knowsRungs { matches.rungs = least(\.rung, documents) }
    if ways > 2 { matches.distances = least(\.edits, documents) }
    return matches
  }

  private mutating func matchesOfFew() -> ConstantMatches {
    few.sort()
    var matches = ConstantMatches(formCount: formCount)
    for entry in few {
      let (document, way) = (UInt32(entry >> 8), Way(rawValue: Int(entry & 0xFF)))
      // The first way of a document has the fewest edits; a later one may still fit as typed.
      if matches.documents.last == document {
        if knowsRungs, way.rung == .exact { matches.rungs[matches.rungs.count - 1] = .exact }
        continue
      }
      matches.documents.append(document)
      if knowsRungs { matches.rungs.append(way.rung) }
      if ways > 2 { matches.distances.append(way.edits) }
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
