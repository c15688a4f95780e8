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
}

extension PlaceSet: Sequence {
  /// Gives the places of a set, rising.
  struct Iterator: IteratorProtocol {
    fileprivate let words: [UInt64]
    fileprivate var index = 0
    fileprivate var rest: UInt64

    mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let place = index * 64 + rest.trailingZeroBitCount
      rest &= rest - 1
      return place
    }
  }

  func makeIterator() -> Iterator { Iterator(words: words, rest: words.first ?? 0) }
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
    for place in places { next.formUnion(follow[place]) }
    return (next, !places.intersection(last).isEmpty)
  }

  /// A bound not above any scalar from `least` on that one of the places takes; nil where none does.
  func leastScalar(of places: PlaceSet, from least: UInt32) -> UInt32? {
    var found: UInt32?
    for place in places {
      if let scalar = symbols[place].least(from: least) { found = min(found ?? scalar, scalar) }
    }
    return found
  }

  /// The scalars with which every match begins, at most 100.
  var literalScalars: [UInt32] {
    var scalars: [UInt32] = []
    var state = (places: first, isMatch: matchesEmpty)
    while !state.isMatch, scalars.count < 100 {
      let taken = Set(state.places.map { symbols[$0] })
      guard taken.count == 1, case .scalar(let scalar)? = taken.first,
        let next = after(state.places)
      else { break }
      scalars.append(scalar)
      state = next
    }
    return scalars
  }
}
