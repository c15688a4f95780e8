// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax

/// A set of places of an expression, one bit each.
struct PlaceSet: Hashable, Sendable {
  private var words: [UInt64]

  /// An empty set that has room for so many places.
  init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }

  /// Whether no place is in it.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Adds a place.
  mutating func insert(_ place: Int) { words[place / 64] |= 1 << UInt64(place % 64) }

  /// Adds all of a set of the same capacity.
  mutating func formUnion(_ other: PlaceSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// What is in both.
  func intersection(_ other: PlaceSet) -> PlaceSet {
    var common = self
    for index in words.indices { common.words[index] &= other.words[index] }
    return common
  }

  /// Calls the body for each place, rising.
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}

/// The places of an expression, and which may follow which.
struct PlaceGraph: Sendable {
  /// The places with which a form may begin.
  let first: PlaceSet
  /// Whether the empty form matches.
  let matchesEmpty: Bool
  private let last: PlaceSet
  /// For each place those that may come next.
  private var follow: [PlaceSet] = []
  /// For each place what it takes.
  private var symbols: [PlaceSymbol] = []
  private var literals: [UInt32: PlaceSet] = [:]
  private var sets: [(symbol: PlaceSymbol, places: PlaceSet)] = []
  private let capacity: Int

  /// Makes the graph; O(places² / 64) for each repeat.
  ///
  /// - Precondition: the expression's size has been checked against a limit.
  init(_ expression: FormExpression) {
    capacity = expression.size
    var builder = PlaceBuilder(capacity: capacity)
    let part = builder.part(expression)
    first = part.first
    last = part.last
    matchesEmpty = part.isNullable
    follow = builder.follow
    symbols = builder.symbols
    for (place, symbol) in symbols.enumerated() {
      if case .scalar(let scalar) = symbol {
        literals[scalar, default: PlaceSet(capacity: capacity)].insert(place)
      } else if let known = sets.firstIndex(where: { $0.symbol == symbol }) {
        sets[known].places.insert(place)
      } else {
        var places = PlaceSet(capacity: capacity)
        places.insert(place)
        sets.append((symbol, places))
      }
    }
  }

  /// The places that may take a scalar; O(distinct sets).
  func places(of scalar: UInt32) -> PlaceSet {
    var places = literals[scalar] ?? PlaceSet(capacity: capacity)
    for (symbol, members) in sets where symbol.contains(scalar) { places.formUnion(members) }
    return places
  }

  /// What may come after any of these places; nil where there are none.
  func after(_ places: PlaceSet) -> (places: PlaceSet, isMatch: Bool)? {
    if places.isEmpty { return nil }
    var next = PlaceSet(capacity: capacity)
    places.forEach { next.formUnion(follow[$0]) }
    return (next, !places.intersection(last).isEmpty)
  }

  /// A bound not above any scalar from `least` on that one of the places takes; nil where none does.
  func leastScalar(of places: PlaceSet, from least: UInt32) -> UInt32? {
    var found: UInt32?
    places.forEach { place in
      if let scalar = symbols[place].least(from: least) { found = min(found ?? scalar, scalar) }
    }
    return found
  }

  /// The scalars with which every match begins, at most 100.
  var literalScalars: [UInt32] {
    var scalars: [UInt32] = []
    var state = (places: first, isMatch: matchesEmpty)
    while !state.isMatch, scalars.count < 100 {
      var taken: Set<PlaceSymbol> = []
      state.places.forEach { taken.insert(symbols[$0]) }
      guard taken.count == 1, case .scalar(let scalar)? = taken.first,
        let next = after(state.places)
      else { break }
      scalars.append(scalar)
      state = next
    }
    return scalars
  }
}
