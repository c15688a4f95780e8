// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Automata over the forms of a dictionary: UTF-8 in bytes, but compared scalar by scalar. The table
// of an automaton is filled while it is used; what the states mean is the rules' affair.

/// What an automaton compares forms with: `EditRules` for fuzzy words, `ExpressionRules` for wildcards
/// and regular expressions.
protocol AutomatonRules: Sendable {
  /// All that the scalars read so far say about those to come; equal ones are the same state.
  associatedtype Configuration: Hashable, Sendable

  /// The configuration before the first scalar.
  var start: Configuration { get }
  /// The UTF-8 with which every match begins; may be empty.
  var literalPrefix: [UInt8] { get }
  /// The UTF-8 with which every match ends; may be empty.
  var literalSuffix: [UInt8] { get }

  /// How all forms that match begin, where not every scalar may; nil where any may.
  var beginnings: LikelyBeginnings? { get }

  /// The class of a scalar: from 0, without gaps, in the order in which scalars of new classes come.
  mutating func classOf(_ scalar: UInt32) -> Int
  /// Forgets the classes given so far.
  mutating func forgetClasses()
  /// The configuration after a scalar of a class; nil where nothing can match any more.
  func step(_ configuration: Configuration, _ scalarClass: Int) -> Configuration?
  /// The number of edits of a match that ends here, 0 for rules without edits; nil for no match.
  func distance(of configuration: Configuration) -> Int?
  /// A bound that is not above any scalar from `least` on after which something can match; nil where
  /// there is no such scalar.
  func leastScalar(after configuration: Configuration, from least: UInt32) -> UInt32?
}

/// What holds of every form that matches: it begins with one of some scalars, or it has one of some
/// others second.
struct LikelyBeginnings: Equatable {
  /// The scalars of which one may be the first.
  var firsts: [UInt32]
  /// The scalars of which one is the second where the first is another.
  var seconds: [UInt32]
}

/// A deterministic automaton over whole forms, built as far as it is used.
///
/// States are small numbers. They hold until `begin()`, which forgets all of them where the table
/// has outgrown its limit, so memory is bounded by the limit and the longest form. One per thread.
struct FormAutomaton<Rules: AutomatonRules>: Sendable {
  /// A state, by its row in the table.
  struct State: Hashable, Sendable {
    /// The row; 0 for the dead state.
    fileprivate var number: UInt32
  }

  private struct Step {
    var state: State
    var scalar: UInt32
  }

  /// The state from which nothing matches.
  static var dead: State { State(number: 0) }

  private var rules: Rules
  private let cellLimit: Int
  /// For each row but the dead state's, what it stands for.
  private var configurations: [Rules.Configuration] = []
  /// For each row the edits of a match that ends there, or -1.
  private var distances: [Int8] = [-1]
  private var numbers: [Rules.Configuration: UInt32] = [:]
  /// Rows of `stride` cells: the next row for each class of scalars.
  private var table: [UInt32]
  private var stride = 8
  private static var unknown: UInt32 { .max }
  /// The states of the form that is visited, each with the scalar read there.
  private var path: [Step] = []
  /// The scalars with which the forms begin that are visited, rising; nil where that is not known.
  ///
  /// Others are then passed over.
  var firstScalars: [UInt32]?
  /// How often all states were forgotten; those of another generation must not be used.
  private(set) var generation = 0

  /// Makes an automaton without any state but the first, and with a table of about so many cells of
  /// four bytes.
  init(_ rules: Rules, cellLimit: Int = 1 << 20) {
    self.rules = rules
    self.cellLimit = cellLimit
    table = [UInt32](repeating: 0, count: stride)
    _ = number(of: rules.start)
  }

  /// The UTF-8 with which every match begins; may be empty.
  var literalPrefix: [UInt8] { rules.literalPrefix }

  /// The UTF-8 with which every match ends; may be empty.
  var literalSuffix: [UInt8] { rules.literalSuffix }

  /// How all forms that match begin, where not every scalar may; nil where any may.
  var beginnings: LikelyBeginnings? { rules.beginnings }

  /// The state before the first scalar; makes room first, where the table is full.
  mutating func begin() -> State {
    if table.count > cellLimit { forget() }
    return State(number: 1)
  }

  /// The state after a scalar; O(1), and once for each state and class of scalars a step of the rules.
  mutating func step(_ state: State, _ scalar: UInt32) -> State {
    let scalarClass = rules.classOf(scalar)
    if scalarClass >= stride { widen(to: scalarClass) }
    let cell = Int(state.number) &* stride &+ scalarClass
    let next = table[cell]
    if next != Self.unknown { return State(number: next) }
    let configuration = rules.step(configurations[Int(state.number) - 1], scalarClass)
    let found = configuration.map { number(of: $0) } ?? 0
    table[cell] = found
    return State(number: found)
  }

  /// Whether the form read so far matches.
  func isMatch(_ state: State) -> Bool { distances[Int(state.number)] >= 0 }

  /// The edits of the form read so far; nil where it does not match.
  func distance(_ state: State) -> Int? {
    let distance = distances[Int(state.number)]
    return distance < 0 ? nil : Int(distance)
  }

  /// Whether a form that begins with what was read so far can match.
  func canMatch(_ state: State) -> Bool { state.number != 0 }

  private mutating func number(of configuration: Rules.Configuration) -> UInt32 {
    if let known = numbers[configuration] { return known }
    configurations.append(configuration)
    let number = UInt32(configurations.count)
    numbers[configuration] = number
    distances.append(Int8(rules.distance(of: configuration) ?? -1))
    table.append(contentsOf: repeatElement(Self.unknown, count: stride))
    return number
  }

  /// Makes the rows wide enough for a class.
  private mutating func widen(to scalarClass: Int) {
    var wider = stride
    while wider <= scalarClass { wider *= 2 }
    var widened: [UInt32] = []
    widened.reserveCapacity(wider * distances.count)
    for row in distances.indices {
      widened += table[(row * stride)..<((row + 1) * stride)]
      widened += repeatElement(row == 0 ? 0 : Self.unknown, count: wider - stride)
    }
    table = widened
    stride = wider
  }

  private mutating func forget() {
    generation += 1
    rules.forgetClasses()
    configurations.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    distances = [-1]
    stride = 8
    table = [UInt32](repeating: 0, count: stride)
    _ = number(of: rules.start)
  }
}

// MARK: - Whole forms

extension FormAutomaton {
  /// The edits of a form, 0 for rules without edits; nil where it does not match or is not UTF-8.
  ///
  /// O(length), and ends at the first scalar after which nothing can match.
  mutating func distance(of form: Span<UInt8>) -> Int? {
    var state = begin()
    var index = 0
    while index < form.count {
      guard let scalar = FormScalar(in: form, at: index) else { return nil }
      state = step(state, scalar.value)
      if !canMatch(state) { return nil }
      index &+= scalar.length
    }
    return distance(state)
  }

  /// The edits of a form as `distance(of:)` gives them, and in `next` a bound above the form that is
  /// not above any greater form that matches and begins with one of `firstScalars`; empty where none can.
  ///
  /// Seeking to the bound in a sorted dictionary passes over no match, and a scan that seeks and
  /// compares comes to an end. For fuzzy words, wildcards and regular expressions without Unicode
  /// classes it is the least text above the form with which a match can begin, and as much of what
  /// must follow as one scalar alone can continue or least. O(length).
  mutating func visit(_ form: Span<UInt8>, next: inout [UInt8]) -> Int? {
    next.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    var state = begin()
    var index = 0
    var least: UInt32? = 0
    var distance: Int?
    while true {
      if !canMatch(state) { break }
      guard index < form.count else {
        distance = self.distance(state)
        break
      }
      guard let scalar = FormScalar(in: form, at: index) else {
        least = FormScalar.least(above: form, from: index)
        break
      }
      path.append(Step(state: state, scalar: scalar.value))
      state = step(state, scalar.value)
      index &+= scalar.length
    }
    findNext(after: state, at: index, of: form, from: least, into: &next)
    return distance
  }

  /// Goes back along the path to the last state that a great enough scalar leads on from.
  private mutating func findNext(
    after last: State, at end: Int, of form: Span<UInt8>, from least: UInt32?,
    into next: inout [UInt8]
  ) {
    var state = last
    var least = least
    var end = end
    var depth = path.count
    while true {
      if let from = least, canMatch(state),
        let scalar = leastScalar(after: state, from: from, isFirst: depth == 0)
      {
        for index in 0..<end { next.append(form[index]) }
        FormScalar.append(scalar, to: &next)
        extend(&next, after: step(state, scalar))
        return
      }
      if depth == 0 { return }
      depth -= 1
      state = path[depth].state
      end -= FormScalar.length(of: path[depth].scalar)
      least = FormScalar.next(after: path[depth].scalar)
    }
  }

  /// The least scalar from one on that may follow in a state, as the rules and `firstScalars` say.
  private func leastScalar(after state: State, from least: UInt32, isFirst: Bool) -> UInt32? {
    if isFirst, let firstScalars { return firstScalars.first { $0 >= least } }
    return rules.leastScalar(after: configurations[Int(state.number) - 1], from: least)
  }

  /// Continues a bound by the least scalars, as long as no match can end before and they say something.
  private mutating func extend(_ next: inout [UInt8], after start: State) {
    var state = start
    for _ in 0..<Self.extensionLimit where canMatch(state) && !isMatch(state) {
      let configuration = configurations[Int(state.number) - 1]
      guard let scalar = rules.leastScalar(after: configuration, from: 0), scalar > 0 else {
        return
      }
      FormScalar.append(scalar, to: &next)
      state = step(state, scalar)
    }
  }

  /// The most scalars by which a bound is continued: some expressions repeat without end.
  private static var extensionLimit: Int { 32 }

  /// The bound that `visit` gives; nil where nothing greater can match.
  mutating func nextPossible(after form: Span<UInt8>) -> [UInt8]? {
    var next: [UInt8] = []
    _ = visit(form, next: &next)
    return next.isEmpty ? nil : next
  }
}
