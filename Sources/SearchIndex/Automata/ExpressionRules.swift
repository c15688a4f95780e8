// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax

/// The rules of an automaton that accepts the forms of a wildcard or regular expression.
///
/// Every scalar and set of the expression is a place; a configuration holds the places that the next
/// scalar may take, one bit each. Nothing is tried twice, so the time is linear in the form.
/// - SeeAlso: Glushkov, "The abstract theory of automata", Russian Mathematical Surveys 16, 1961.
struct ExpressionRules: AutomatonRules {
  /// The most places: twice what the parser lets through, since folding may lengthen literals.
  static let placeLimit = 2 * FormExpression.sizeLimit

  /// The places that come next, and whether the form may end.
  struct Configuration: Hashable, Sendable {
    fileprivate var places: PlaceSet
    fileprivate var isMatch: Bool
  }

  private let graph: PlaceGraph
  /// The places that a scalar of each class may take.
  private var classes: [PlaceSet] = []
  private var classNumbers: [PlaceSet: Int] = [:]
  /// Classes found before: of ASCII by scalar, of all others by the low bits of the scalar.
  private var known = [Known](repeating: Known(), count: 128 + Self.knownOthers)
  private static let knownOthers = 1024
  let literalPrefix: [UInt8]
  let literalSuffix: [UInt8]

  /// A scalar and its class; of no scalar at first.
  private struct Known {
    var scalar = UInt32.max
    var scalarClass = 0
  }

  /// Makes rules; nil where the expression has more places than the limit.
  init?(_ expression: FormExpression) {
    guard expression.size <= Self.placeLimit else { return nil }
    graph = PlaceGraph(expression)
    literalPrefix = graph.literalScalars.flatMap(FormScalar.utf8)
    literalSuffix = PlaceGraph(expression.reversed).literalScalars.reversed()
      .flatMap(FormScalar.utf8)
  }

  var start: Configuration {
    Configuration(places: graph.first, isMatch: graph.matchesEmpty)
  }

  var beginnings: LikelyBeginnings? { nil }

  mutating func classOf(_ scalar: UInt32) -> Int {
    let slot = scalar < 128 ? Int(scalar) : 128 + Int(scalar) & (Self.knownOthers - 1)
    if known[slot].scalar == scalar { return known[slot].scalarClass }
    let places = graph.places(of: scalar)
    let scalarClass = classNumbers[places] ?? classes.count
    if scalarClass == classes.count {
      classes.append(places)
      classNumbers[places] = scalarClass
    }
    known[slot] = Known(scalar: scalar, scalarClass: scalarClass)
    return scalarClass
  }

  mutating func forgetClasses() {
    classes.removeAll()
    classNumbers.removeAll()
    known = [Known](repeating: Known(), count: 128 + Self.knownOthers)
  }

  func step(_ configuration: Configuration, _ scalarClass: Int) -> Configuration? {
    let taken = configuration.places.intersection(classes[scalarClass])
    return graph.after(taken).map { Configuration(places: $0.places, isMatch: $0.isMatch) }
  }

  func distance(of configuration: Configuration) -> Int? { configuration.isMatch ? 0 : nil }

  func leastScalar(after configuration: Configuration, from least: UInt32) -> UInt32? {
    graph.leastScalar(of: configuration.places, from: least)
  }
}
