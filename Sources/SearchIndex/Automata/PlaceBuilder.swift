// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax

/// Numbers the places of an expression and finds which may follow which.
struct PlaceBuilder {
  private let capacity: Int
  /// For each place those that may come next.
  private(set) var follow: [PlaceSet] = []
  /// For each place what it takes.
  private(set) var symbols: [PlaceSymbol] = []

  /// A part of an expression.
  struct Part {
    /// Where it may begin.
    var first: PlaceSet
    /// Where it may end.
    var last: PlaceSet
    /// Whether it may be empty.
    var isNullable: Bool
  }

  /// Makes a builder for at most so many places.
  init(capacity: Int) { self.capacity = capacity }

  private var empty: Part {
    Part(
      first: PlaceSet(capacity: capacity), last: PlaceSet(capacity: capacity), isNullable: true)
  }

  /// Numbers the places of an expression and links them.
  mutating func part(_ expression: FormExpression) -> Part {
    switch expression {
    case .literal(let text):
      return joined(text.unicodeScalars.map { .scalar($0.value) }) { $0.place($1) }
    case .set(let set): return place(PlaceSymbol(set))
    case .sequence(let parts): return joined(parts) { $0.part($1) }
    case .choice(let parts):
      var whole = empty
      whole.isNullable = false
      for expression in parts {
        let part = part(expression)
        whole.first.formUnion(part.first)
        whole.last.formUnion(part.last)
        whole.isNullable = whole.isNullable || part.isNullable
      }
      return whole
    case .repeated(let inner, let least, let most): return repeated(inner, least, most)
    }
  }

  private mutating func place(_ symbol: PlaceSymbol) -> Part {
    var place = PlaceSet(capacity: capacity)
    place.insert(symbols.count)
    symbols.append(symbol)
    follow.append(PlaceSet(capacity: capacity))
    return Part(first: place, last: place, isNullable: false)
  }

  private mutating func joined<Element>(
    _ elements: [Element], _ make: (inout PlaceBuilder, Element) -> Part
  ) -> Part {
    var whole = empty
    for element in elements { join(make(&self, element), to: &whole) }
    return whole
  }

  private mutating func join(_ part: Part, to whole: inout Part) {
    link(whole.last, to: part.first)
    if whole.isNullable { whole.first.formUnion(part.first) }
    if part.isNullable { whole.last.formUnion(part.last) } else { whole.last = part.last }
    whole.isNullable = whole.isNullable && part.isNullable
  }

  private mutating func link(_ last: PlaceSet, to first: PlaceSet) {
    for place in last { follow[place].formUnion(first) }
  }

  /// Writes a repeat out: so many copies, then optional ones, or the last of them in a loop.
  private mutating func repeated(_ inner: FormExpression, _ least: Int, _ most: Int?) -> Part {
    var whole = empty
    if most == 0 { return whole }
    for copy in 0..<max(least, most ?? 1, 1) {
      var part = part(inner)
      if copy >= least { part.isNullable = true }
      if most == nil, copy + 1 == max(least, 1) { link(part.last, to: part.first) }
      join(part, to: &whole)
    }
    return whole
  }
}
