// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import TextAnalysis

/// Cuts pieces of a query into clauses, by script.
///
/// A word of a spaced script is one term; where it has parts, its whole form or the phrase of its
/// parts. A script without spaces is looked up by grams: a word of one cluster as the beginning of
/// a gram, a longer one as the phrase of its overlapping pairs. A word of such a script that
/// inflects, as Japanese verbs do, is looked up by its stem as well.
struct ClauseCutter {
  /// The longest run without spaces that is searched as it stands, in clusters; the words of a
  /// longer run are searched one by one as well.
  static let shortRun = 3

  let analyzer: TextAnalyzer
  let ranking: Ranking
  /// The clauses of texts met before.
  var memo: ClauseMemo?
  /// The coarsest rung that a clause may be asked for on.
  var rung = Rung.sound

  /// The clauses of a text between spaces: any of them finds a document.
  func word(_ text: String) -> [Clause] {
    guard let memo else { return newWord(text) }
    return memo.clauses(of: text, .word, upTo: rung) { newWord(text) }
  }

  private func newWord(_ text: String) -> [Clause] {
    if let number = phoneNumber(text) { return [number] }
    let words = QueryWord.words(of: analyzer.analyzeQuery(text, upTo: rung), text, in: nil)
    guard let first = words.first, let last = words.last else { return [] }
    let clusters = last.position - first.position + last.clusters
    let whole = Clause(
      text: text, elements: ClauseCutter.elements(of: words), extent: UInt32(max(clusters, 1)))
    if words.count == 1 || !words.contains(where: \.isUnspaced) || clusters <= Self.shortRun {
      return [whole]
    }
    var clauses = words.map { word in
      Clause(
        text: slice(text, word), elements: [word.element(from: word.position)],
        extent: UInt32(word.clusters))
    }
    clauses += pairs(of: words, text)
    var bonus = whole
    bonus.boost = ranking.runBonus
    clauses.append(bonus)
    return clauses
  }

  /// Each two words of a run side by side: they find nothing that the words do not find, but lift
  /// the documents that hold them together.
  private func pairs(of words: [QueryWord], _ text: String) -> [Clause] {
    zip(words, words.dropFirst()).filter { left, right in
      left.isUnspaced && right.isUnspaced && left.range.upperBound == right.range.lowerBound
    }.map { left, right in
      var pair = Clause(
        text: slice(text, left) + slice(text, right),
        elements: ClauseCutter.elements(of: [left, right]),
        extent: UInt32(left.clusters + right.clusters))
      pair.boost = ranking.pairBonus
      return pair
    }
  }

  /// The clause of a phrase; nil where it holds nothing to search.
  func phrase(_ text: String, slop: Int, in field: Field? = nil) -> Clause? {
    guard let memo, slop == 0, field == nil else { return newPhrase(text, slop: slop, in: field) }
    return memo.clauses(of: text, .phrase, upTo: rung) {
      newPhrase(text, slop: 0, in: nil).map { [$0] } ?? []
    }.first
  }

  private func newPhrase(_ text: String, slop: Int, in field: Field?) -> Clause? {
    let words = QueryWord.words(of: analyzer.analyzeQuery(text, upTo: rung), text, in: field)
    guard let first = words.first else { return nil }
    if field == nil, slop == 0, let number = phoneNumber(text) { return number }
    guard slop > 0 else {
      let extent = UInt32((words.last ?? first).end - first.position)
      return Clause(text: text, elements: ClauseCutter.elements(of: words), extent: extent)
    }
    let elements = words.map { $0.element(from: first.position) }
    return Clause(text: text, elements: elements, slop: UInt32(min(slop, 1_000_000)))
  }

  /// The clause of a prefix; nil where it holds nothing to search.
  func prefix(_ text: String) -> Clause? {
    guard let memo else { return newPrefix(text) }
    return memo.clauses(of: text, .prefix, upTo: rung) { newPrefix(text).map { [$0] } ?? [] }.first
  }

  private func newPrefix(_ text: String) -> Clause? {
    var words = QueryWord.words(of: analyzer.analyzeQuery(text, upTo: rung), text, in: nil)
    guard let last = words.popLast() else { return nil }
    var elements = ClauseCutter.elements(of: words + [last])
    if !last.isUnspaced {
      let origin = words.first?.position ?? last.position
      elements = ClauseCutter.elements(of: words) + [last.prefixElement(from: origin)]
    }
    let extent = UInt32(last.end - (words.first ?? last).position)
    return Clause(
      text: text + "*", elements: elements, extent: extent, isConstant: elements.count == 1)
  }

  /// The clauses of a pattern of whole forms, which was typed so.
  func pattern(
    _ query: QueryNode, typed text: @autoclosure () -> String, _ fields: [Field]
  ) throws(PatternCutter.Failure) -> [Clause] {
    let patterns = PatternCutter(analyzer: analyzer, fields: fields)
    guard let memo, fields == [.text, .part] else {
      return [try patterns.clause(query, typed: text())]
    }
    var (key, kind) = ("", ClauseMemo.Kind.pattern)
    if case .fuzzy(let word, let distance, let unchanged) = query {
      // To spell it takes longer than to look it up.
      (key, kind) = ("\(distance) \(unchanged) \(word)", .fuzzy)
    } else {
      key = text()
    }
    return try memo.clauses(of: key, kind, upTo: rung) { () throws(PatternCutter.Failure) in
      [try patterns.clause(query, typed: text())]
    }
  }

  /// The clause of a text that is one phone number and nothing else: its digits in any grouping,
  /// with or without the country, or the groups as typed.
  private func phoneNumber(_ text: String) -> Clause? {
    let utf8 = Array(text.utf8)
    let found = PhoneNumbers.find(in: utf8)
    var keys = found.count == 1 && found[0].range == 0..<utf8.count ? found[0].keys : []
    // Digits in one group tell nothing of themselves; in a text they may stand in several.
    if keys.isEmpty, (7...15).contains(utf8.count), utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      keys = [utf8]
    }
    guard !keys.isEmpty else { return nil }
    var options = keys.map { Chain(PlannedTerm(fields: [.number, .text], exact: $0, fold: $0)) }
    let words = QueryWord.words(of: analyzer.analyzeQuery(text, upTo: rung), text, in: nil)
    let typed = ClauseCutter.elements(of: words)
    let links = typed.compactMap { element in
      element.options.first?.links.first.map {
        Chain.Link(distance: element.distance, term: $0.term)
      }
    }
    if !links.isEmpty { options.append(Chain(links)) }
    return Clause(text: text, elements: [PhraseElement(distance: 0, options: options)])
  }

  /// The clause of a tag.
  func tag(_ value: String) -> Clause {
    let key = WholeTerm(value, analyzer: analyzer)
    let term = PlannedTerm(fields: [.tag], exact: key.exact, fold: key.fold)
    return Clause(text: value, elements: [PhraseElement(distance: 0, options: [Chain(term)])])
  }

  private func slice(_ text: String, _ word: QueryWord) -> String {
    String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
  }

  /// The elements of words side by side; neighbours without spaces become one chain of pairs, so
  /// that no single cluster has to be looked up where a pair can be.
  private static func elements(of words: [QueryWord]) -> [PhraseElement] {
    guard let origin = words.first?.position else { return [] }
    var elements: [PhraseElement] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.isUnspaced else {
        elements.append(word.element(from: origin))
        continue
      }
      var run = word
      while let next = rest.first, next.isUnspaced, next.range.lowerBound == run.range.upperBound,
        next.position == run.position + run.clusters
      {
        run.take(next)
        rest.removeFirst()
      }
      elements.append(run.element(from: origin))
    }
    return elements
  }
}

/// A word of a query with what it can be found by.
private struct QueryWord {
  /// UTF-8 offsets into the text.
  var range: Range<Int>
  /// Its position.
  var position: Int
  /// Positions that it takes.
  var clusters: Int
  /// The position after it.
  var end: Int { max(position + clusters, position + 1) }
  /// Whether its script has no spaces.
  var isUnspaced: Bool
  /// The whole form.
  private var whole: PlannedTerm
  /// Its parts, if it has any.
  private var parts: [(position: Int, term: PlannedTerm)]
  /// The grams that begin in it, if its script has no spaces; the last may reach into the next word.
  private var grams: [(position: Int, end: Int, term: PlannedTerm)]
  /// The whole form as words have it, if its script has no spaces and a stem of it is another text.
  private var inflected: PlannedTerm?

  /// Groups tokens by word, as they stand in `text`.
  ///
  /// In a field of its own (name, place, source)
  /// all kinds stand together.
  static func words(of tokens: [QueryToken], _ text: String, in field: Field?) -> [QueryWord] {
    let utf8 = Array(text.utf8)
    let parts = tokens.filter { $0.kind == .part }
    let grams = tokens.filter { $0.kind == .gram }
    return tokens.filter { $0.kind == .word }.map { token in
      let inner = parts.filter {
        token.range.lowerBound <= $0.range.lowerBound
          && $0.range.upperBound <= token.range.upperBound
      }
      let touching = grams.filter { $0.range.overlaps(token.range) }
      // Only words without spaces are told apart by it.
      let isSingle =
        !touching.isEmpty && String(decoding: utf8[token.range], as: UTF8.self).count == 1
      return QueryWord(token, parts: inner, grams: touching, isSingle: isSingle, in: field)
    }
  }

  /// Takes a word with the grams that touch it: those that begin before it or end after it are
  /// shared with its neighbours.
  private init(
    _ token: QueryToken, parts: [QueryToken], grams: [QueryToken], isSingle: Bool, in field: Field?
  ) {
    range = token.range
    position = token.position
    isUnspaced = !grams.isEmpty
    clusters = max(1, parts.count)
    if isUnspaced {
      let last = isSingle ? nil : grams.first { $0.range.upperBound == token.range.upperBound }
      clusters = last.map { $0.position + 2 - token.position } ?? 1
    }
    let words = field.map { [$0] } ?? [.text, .part]
    let pairs = field.map { [$0] } ?? [.gram]
    whole = QueryWord.term(token, isUnspaced ? pairs : words)
    if isUnspaced,
      token.stems.contains(where: { $0.key != token.fold || $0.stemmer == .lightKana })
    {
      inflected = QueryWord.term(token, field.map { [$0] } ?? [.text])
    }
    self.parts = parts.map { ($0.position, QueryWord.term($0, words)) }
    self.grams = grams.filter { token.range.contains($0.range.lowerBound) }.map {
      ($0.position, $0.range.upperBound, QueryWord.term($0, pairs))
    }
  }

  private static func term(_ token: QueryToken, _ fields: [Field]) -> PlannedTerm {
    PlannedTerm(
      fields: fields, exact: token.exact, fold: token.fold, stems: token.stems,
      sounds: token.sounds)
  }

  /// Takes up the word right after it, of a script without spaces too.
  mutating func take(_ next: QueryWord) {
    range = range.lowerBound..<next.range.upperBound
    clusters += next.clusters
    grams += next.grams
    inflected = nil
  }

  /// What finds it at its distance from a position.
  func element(from origin: Int) -> PhraseElement {
    let distance = UInt32(max(0, position - origin))
    guard isUnspaced else {
      let options = parts.count > 1 ? [Chain(whole), chain(parts)] : [Chain(whole)]
      return PhraseElement(distance: distance, options: options)
    }
    return PhraseElement(
      distance: distance, options: [gramChain] + (inflected.map { [Chain($0)] } ?? []))
  }

  /// What finds words that begin with it.
  func prefixElement(from origin: Int) -> PhraseElement {
    var element = element(from: origin)
    for option in element.options.indices {
      let last = element.options[option].links.count - 1
      element.options[option].links[last].term.comparison = .prefix
      element.options[option].links[last].term.stems = []
      element.options[option].links[last].term.sounds = []
    }
    return element
  }

  private func chain(_ terms: [(position: Int, term: PlannedTerm)]) -> Chain {
    let first = terms.first?.position ?? 0
    return Chain(
      terms.map { Chain.Link(distance: UInt32(max(0, $0.position - first)), term: $0.term) })
  }

  /// Its pairs of clusters in a row, or, where it is a single cluster, grams that begin with it.
  private var gramChain: Chain {
    let pairs = grams.filter { $0.end <= range.upperBound }
    if clusters > 1, !pairs.isEmpty { return chain(pairs.map { ($0.position, $0.term) }) }
    var single = whole
    single.comparison = .prefix
    single.stems = []
    single.sounds = []
    return Chain(single)
  }
}
