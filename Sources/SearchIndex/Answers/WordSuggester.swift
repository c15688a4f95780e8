// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Finds the forms of the dictionaries that are near a word: by edits of the folded form, as
// fuzzy words of queries do, and by sound.

internal import TextAnalysis

/// A word as suggestions look for it.
struct TypedWord {
  /// Key on the rung `exact`; UTF-8.
  var exact: [UInt8] = []
  /// Key on the rung `fold`; UTF-8.
  var fold: [UInt8] = []
  /// Keys on the rung `sound`.
  var sounds: [[UInt8]] = []

  /// Reads a text; nil where it is not one word.
  ///
  /// What stands without spaces is one word: where a script has none, a misspelled word is cut into
  /// several.
  init?(_ text: String, _ analyzer: TextAnalyzer) {
    let words = analyzer.analyzeQuery(text).filter { $0.kind == .word }
    guard let first = words.first,
      zip(words, words.dropFirst()).allSatisfy({ $0.range.upperBound == $1.range.lowerBound })
    else { return nil }
    for word in words {
      exact += word.exact
      fold += word.fold
    }
    if words.count == 1 { sounds = first.sounds }
  }

  /// The most edits that leave something of a word of this length.
  var editLimit: Int {
    switch String(decoding: fold, as: UTF8.self).unicodeScalars.count {
    case ...1: 0
    case 2...4: 1
    default: 2
    }
  }
}

/// Collects forms near a word over the segments of a snapshot.
struct WordSuggester {
  private let word: TypedWord
  private let segments: [Segment]
  private var forms: [[UInt8]: NearForm] = [:]

  /// A form under collection, with all ways of writing it.
  private struct NearForm {
    var edits: Int?
    var isSameSound = false
    var terms: [(segment: Int, term: DictionaryTerm)] = []
  }

  /// Looks the forms near a word up.
  ///
  /// - Throws: `corrupt`.
  init(_ word: TypedWord, in segments: [Segment]) throws(SearchIndexError) {
    self.word = word
    self.segments = segments
    for index in segments.indices where word.editLimit > 0 { try addNear(index) }
    for index in segments.indices where !word.sounds.isEmpty { try addSameSound(index) }
  }

  private mutating func addNear(_ index: Int) throws(SearchIndexError) {
    var found: [(term: DictionaryTerm, edits: Int)] = []
    let walk = PatternWalk(dictionary: segments[index].dictionary, field: .text)
    let text = String(decoding: word.fold, as: UTF8.self)
    try walk.forEach(.edits(text, distance: word.editLimit, unchanged: 0)) {
      cursor, edits throws(SearchIndexError) in
      if edits > 0 { found.append((try cursor.term(), edits)) }
      return true
    }
    for (term, edits) in found {
      forms[term.fold, default: NearForm()].edits = edits
      forms[term.fold, default: NearForm()].terms.append((index, term))
    }
  }

  private mutating func addSameSound(_ index: Int) throws(SearchIndexError) {
    let resolver = TermResolver(
      segments[index], match: .sound, prefixLimit: 0, languages: nil)
    let planned = PlannedTerm(
      fields: [.text, .part], exact: word.exact, fold: word.fold, sounds: word.sounds)
    for matched in try resolver.resolve(planned).word.terms where matched.term.fold != word.fold {
      let term = matched.term
      var form = forms[term.fold, default: NearForm()]
      form.isSameSound = true
      let isKnown = form.terms.contains { $0.segment == index && $0.term.ordinal == term.ordinal }
      if !isKnown { form.terms.append((index, term)) }
      forms[term.fold] = form
    }
  }

  /// The likeliest forms, with exact counts.
  ///
  /// - Throws: `corrupt`.
  func suggestions(_ limit: Int) throws(SearchIndexError) -> [Suggestion] {
    guard limit > 0 else { return [] }
    let hasDeletions = segments.contains { $0.deletedCount > 0 }
    var candidates: [SuggestionCandidate] = []
    for form in forms.values {
      var documents = 0
      for (segment, term) in form.terms {
        documents +=
          hasDeletions
          ? try liveDocuments(of: term, in: segments[segment]) : term.documentCount
      }
      guard documents > 0 else { continue }
      candidates.append(
        SuggestionCandidate(
          form: Self.commonest(form.terms.map(\.term)), distance: form.edits,
          documents: documents, isSameSound: form.isSameSound))
    }
    let typed = String(decoding: word.exact, as: UTF8.self)
    return SuggestionRanking.first(limit, of: candidates, typed: typed).map {
      Suggestion(
        form: $0.form, documents: $0.documents, edits: $0.distance, isSameSound: $0.isSameSound)
    }
  }

  private func liveDocuments(
    of term: DictionaryTerm, in segment: Segment
  ) throws(SearchIndexError) -> Int {
    guard segment.deletedCount > 0 else { return term.documentCount }
    var cursor = try segment.cursor(over: term)
    var last: UInt32?
    var count = 0
    while try cursor.advance() {
      // A document comes once for each way of writing that it holds.
      if cursor.document == last { continue }
      last = cursor.document
      if !segment.isDeleted(cursor.document) { count += 1 }
    }
    return count
  }

  /// The way of writing that stands in most documents; among equals the lesser in UTF-8.
  private static func commonest(_ terms: [DictionaryTerm]) -> String {
    var counts: [[UInt8]: Int] = [:]
    for term in terms {
      for variant in term.variants {
        counts[term.exact(variant), default: 0] += Int(variant.documentFrequency)
      }
    }
    let best = counts.max { one, other in
      one.value != other.value
        ? one.value < other.value : other.key.lexicographicallyPrecedes(one.key)
    }
    return String(decoding: best?.key ?? [], as: UTF8.self)
  }
}
