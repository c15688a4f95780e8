// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where the clauses of a plan stand in a document, by looking at every token.

import TextAnalysis

@testable import SearchIndex

extension QueryOracle {
  private func fits(_ shape: FormShape, _ form: [UInt8]) -> Int? {
    let text = String(decoding: form, as: UTF8.self)
    switch shape {
    case .expression(let expression):
      return AutomatonOracle.matches(expression, text) ? 0 : nil
    case .edits(let word, let limit, let unchanged):
      let distance = AutomatonOracle.distance(word, text, prefix: unchanged)
      return distance.flatMap { $0 <= limit ? $0 : nil }
    case .range(let range):
      // Scalars are in the order of their bytes.
      func scalars(_ key: [UInt8]) -> [UInt32] {
        String(decoding: key, as: UTF8.self).unicodeScalars.map(\.value)
      }
      let own = scalars(form)
      if let lower = range.lower.map(scalars) {
        if own.lexicographicallyPrecedes(lower) { return nil }
        if own == lower, !range.includesLower { return nil }
      }
      if let upper = range.upper.map(scalars) {
        if upper.lexicographicallyPrecedes(own) { return nil }
        if own == upper, !range.includesUpper { return nil }
      }
      return 0
    }
  }

  private func standing(
    _ term: PlannedTerm, _ token: OracleToken, _ segment: Int
  ) -> (rung: Rung, distance: Int)? {
    guard term.fields.contains(token.field) else { return nil }
    if case .pattern(let pattern) = term.comparison {
      guard let distance = fits(pattern.fold, token.fold) else { return nil }
      return (fits(pattern.exact, token.exact) == nil ? .fold : .exact, distance)
    }
    return rung(term, token, segment).map { ($0, 0) }
  }

  private func rung(_ term: PlannedTerm, _ token: OracleToken, _ segment: Int) -> Rung? {
    if term.comparison == .prefix {
      guard token.fold.starts(with: term.fold) else { return nil }
      return token.exact.starts(with: term.exact) ? .exact : .fold
    }
    if token.exact == term.exact { return .exact }
    if token.fold == term.fold { return .fold }
    let applied = rules[segment]?[token.language] ?? []
    let isStem = term.stems.contains { stem in
      token.stems.contains(stem) || stem.key == token.fold && applied.contains(stem.stemmer)
    }
    if isStem { return .stem }
    guard !Set(token.sounds).isDisjoint(with: term.sounds) else { return nil }
    return Sound(fold: token.fold).meets(Sound(fold: term.fold)) ? .sound : nil
  }

  /// The places of a clause, each with the finest rung on which it is there.
  func places(of clause: Clause, in document: OracleDocument) -> [OraclePlace] {
    let tokens = document.tokens.filter { token in
      clause.role == .filter || clause.languages?.contains(token.language) ?? true
    }
    if let near = clause.near { return places(of: near, in: document, tokens) }
    return places(of: clause, in: document, tokens)
  }

  private func standing(
    _ term: PlannedTerm, _ document: OracleDocument, _ tokens: [OracleToken]
  ) -> [OraclePlace] {
    tokens.compactMap { token in
      guard let (rung, distance) = standing(term, token, document.segment),
        rung <= term.match ?? .sound
      else { return nil }
      return OraclePlace(
        position: token.position, rung: term.match == nil ? rung : .exact,
        language: token.language, form: [token.field.rawValue] + token.exact, distance: distance)
    }
  }

  private func places(
    of clause: Clause, in document: OracleDocument, _ tokens: [OracleToken]
  ) -> [OraclePlace] {
    func standing(_ term: PlannedTerm) -> [OraclePlace] { self.standing(term, document, tokens) }
    if let term = clause.singleTerm { return standing(term) }
    let elements = elements(of: clause, in: document, tokens)
    if clause.slop == 0 { return inRow(Array(zip(clause.elements.map(\.distance), elements))) }
    return near(elements, width: clause.span + clause.slop)
  }

  private func elements(
    of clause: Clause, in document: OracleDocument, _ tokens: [OracleToken]
  ) -> [[OraclePlace]] {
    func standing(_ term: PlannedTerm) -> [OraclePlace] { self.standing(term, document, tokens) }
    var elements: [[OraclePlace]] = []
    for element in clause.elements {
      let chains = element.options.map { chain in
        inRow(chain.links.map { ($0.distance, finest(standing($0.term))) })
      }
      elements.append(finest(Array(chains.joined())))
    }
    return elements
  }

  /// A place of an operand of NEAR, with the position after it.
  private typealias Stretch = (place: OraclePlace, end: UInt32)

  private func stretches(
    of clause: Clause, in document: OracleDocument, _ tokens: [OracleToken]
  ) -> [Stretch] {
    guard clause.slop > 0 else {
      return finest(places(of: clause, in: document, tokens)).map {
        ($0, $0.position + clause.extent)
      }
    }
    // The shortest from each position on, for each rung.
    var found: [[UInt32: Stretch]] = Rung.allCases.map { _ in [:] }
    let lists = elements(of: clause, in: document, tokens)
    let starts = finest(Array(lists.joined()))
    func choose(_ index: Int, _ taken: [OraclePlace]) {
      guard index < lists.count else {
        let positions = taken.map(\.position)
        guard let first = positions.min(), let last = positions.max(),
          last - first <= clause.span + clause.slop,
          var start = starts.first(where: { $0.position == first })
        else { return }
        let coarsest = taken.map(\.rung).max() ?? .exact
        for rung in Rung.allCases where rung >= coarsest {
          start.rung = rung
          let known = found[Int(rung.rawValue)][first]
          if last + 1 < known?.end ?? .max { found[Int(rung.rawValue)][first] = (start, last + 1) }
        }
        return
      }
      for place in lists[index] where !taken.contains(where: { $0.position == place.position }) {
        choose(index + 1, taken + [place])
      }
    }
    choose(0, [])
    return found.flatMap(\.values)
  }

  /// Tries every choice of one place an operand.
  private func places(
    of near: NearClause, in document: OracleDocument, _ tokens: [OracleToken]
  ) -> [OraclePlace] {
    let lists = near.operands.map { clauses in
      clauses.flatMap { stretches(of: $0, in: document, tokens) }
    }
    let starts = finest((near.isOrdered ? lists[0] : Array(lists.joined())).map(\.place))
    var best: [UInt32: Rung] = [:]
    func choose(_ index: Int, _ taken: [Stretch]) {
      guard index < lists.count else {
        let first = taken.map(\.place.position).min() ?? 0
        let length = taken.reduce(0) { $0 + $1.end - $1.place.position }
        guard (taken.map(\.end).max() ?? 0) - first <= length + near.within else { return }
        let rung = taken.map(\.place.rung).max() ?? .exact
        best[first] = min(best[first] ?? rung, rung)
        return
      }
      for own in lists[index] {
        let isFree = taken.allSatisfy { other in
          other.end <= own.place.position || !near.isOrdered && own.end <= other.place.position
        }
        if isFree { choose(index + 1, taken + [own]) }
      }
    }
    choose(0, [])
    return starts.compactMap { start in
      best[start.position].map { rung in
        var place = start
        place.rung = rung
        return place
      }
    }
  }

  private func finest(_ places: [OraclePlace]) -> [OraclePlace] {
    Dictionary(grouping: places, by: \.position).values.compactMap { same in
      same.min { $0.isFiner(than: $1) }
    }
  }

  private func inRow(_ lists: [(UInt32, [OraclePlace])]) -> [OraclePlace] {
    lists[0].1.compactMap { first in
      var place = first
      for (distance, list) in lists.dropFirst() {
        guard let next = list.first(where: { $0.position == first.position + distance })
        else { return nil }
        place.rung = max(place.rung, next.rung)
      }
      return place
    }
  }

  /// Tries every choice of one place a list.
  private func near(_ lists: [[OraclePlace]], width: UInt32) -> [OraclePlace] {
    finest(Array(lists.joined())).compactMap { start in
      var best: Rung?
      func choose(_ index: Int, _ taken: Set<UInt32>, _ rung: Rung) {
        if index == lists.count {
          if taken.contains(start.position) { best = min(best ?? .sound, rung) }
          return
        }
        for place in lists[index]
        where place.position >= start.position && place.position - start.position <= width
          && !taken.contains(place.position)
        {
          choose(index + 1, taken.union([place.position]), max(rung, place.rung))
        }
      }
      choose(0, [], .exact)
      return best.map { OraclePlace(position: start.position, rung: $0, language: start.language) }
    }
  }
}
