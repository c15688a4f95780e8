// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The rules of an automaton that accepts the forms at most so many edits from a word.
///
/// An edit is one scalar more, less, other, or two neighbours exchanged, each scalar edited once
/// (restricted Damerau distance). A configuration holds, for each number of edits, the places of the
/// word that may have been reached, one bit each.
/// - SeeAlso: Schulz & Mihov, "Fast string correction with Levenshtein automata", IJDAR 2002; Wu &
///   Manber, CACM 1992.
struct EditRules: AutomatonRules {
  /// The longest word, in scalars: its places fit 64 bits.
  static let lengthLimit = 63

  /// Places reached and, for exchanges, the places whose next scalar but one was just read.
  struct Configuration: Hashable, Sendable {
    var none: UInt64 = 0
    var one: UInt64 = 0
    var two: UInt64 = 0
    var exchangeOne: UInt64 = 0
    var exchangeTwo: UInt64 = 0
  }

  private let distance: Int
  private let length: Int
  /// The places at which an edit may begin.
  private let editable: UInt64
  /// The places there are.
  private let places: UInt64
  /// The distinct scalars of the word, rising; the class of each is its index plus one.
  private let letters: [UInt32]
  /// For each scalar of ASCII its class.
  private let asciiClasses: [UInt8]
  /// For each class the places where it stands; none for class 0, all other scalars.
  private let masks: [UInt64]
  let literalPrefix: [UInt8]
  let literalSuffix: [UInt8] = []

  /// Makes rules for a word, a distance of 1 or 2, and how many scalars stand unchanged before it.
  ///
  /// Returns nil where the word is longer than the limit.
  init?(_ word: String, distance: Int, prefix: Int = 0) {
    let scalars = word.unicodeScalars.map(\.value)
    guard scalars.count <= Self.lengthLimit, (1...2).contains(distance), prefix >= 0 else {
      return nil
    }
    self.distance = distance
    length = scalars.count
    let fixed = min(prefix, scalars.count)
    places = (2 << UInt64(length)) &- 1
    editable = places & ~((1 << UInt64(fixed)) &- 1)
    letters = Set(scalars).sorted()
    var masks = [UInt64](repeating: 0, count: letters.count + 1)
    for (place, scalar) in scalars.enumerated() {
      if let letter = letters.firstIndex(of: scalar) { masks[letter + 1] |= 1 << UInt64(place) }
    }
    self.masks = masks
    var asciiClasses = [UInt8](repeating: 0, count: 128)
    for (index, letter) in letters.enumerated() where letter < 128 {
      asciiClasses[Int(letter)] = UInt8(index + 1)
    }
    self.asciiClasses = asciiClasses
    literalPrefix = scalars[..<fixed].flatMap(FormScalar.utf8)
  }

  var start: Configuration { closed(Configuration(none: 1)) }

  func classOf(_ scalar: UInt32) -> Int {
    if scalar < 128 { return Int(asciiClasses[Int(scalar)]) }
    var low = 0
    var high = letters.count
    while low < high {
      let middle = (low &+ high) / 2
      if letters[middle] < scalar { low = middle &+ 1 } else { high = middle }
    }
    return low < letters.count && letters[low] == scalar ? low &+ 1 : 0
  }

  func forgetClasses() {}

  /// After a wrong first scalar, a single edit is spent: the rest of the word must follow as it is.
  var beginnings: LikelyBeginnings? {
    guard literalPrefix.isEmpty else { return nil }
    guard let other = step(start, 0) else { return LikelyBeginnings(firsts: letters, seconds: []) }
    if step(other, 0) != nil || self.distance(of: other) != nil { return nil }
    let seconds = letters.enumerated().filter { step(other, $0.offset + 1) != nil }
    return LikelyBeginnings(firsts: letters, seconds: seconds.map(\.element))
  }

  func step(_ configuration: Configuration, _ scalarClass: Int) -> Configuration? {
    let mask = masks[scalarClass]
    var next = Configuration()
    next.none = (configuration.none & mask) << 1
    let free = configuration.none & editable
    next.exchangeOne = free & (mask >> 1)
    // The scalar is one more, or stands for another; or it ends an exchange.
    next.one = (configuration.one & mask) << 1 | free | free << 1
    next.one |= (configuration.exchangeOne & mask) << 2
    if distance == 2 {
      let freeOne = configuration.one & editable
      next.exchangeTwo = freeOne & (mask >> 1)
      next.two = (configuration.two & mask) << 1 | freeOne | freeOne << 1
      next.two |= (configuration.exchangeTwo & mask) << 2
    }
    next = closed(next)
    return next.none | next.one | next.two == 0 ? nil : next
  }

  /// Adds the places reached by passing over a scalar of the word, and drops those beyond its end.
  private func closed(_ configuration: Configuration) -> Configuration {
    var closed = configuration
    closed.none &= places
    closed.one = (closed.one | (closed.none & editable) << 1) & places
    if distance == 2 { closed.two = (closed.two | (closed.one & editable) << 1) & places }
    return closed
  }

  func distance(of configuration: Configuration) -> Int? {
    let end = UInt64(1) << UInt64(length)
    if configuration.none & end != 0 { return 0 }
    if configuration.one & end != 0 { return 1 }
    return configuration.two & end != 0 ? 2 : nil
  }

  func leastScalar(after configuration: Configuration, from least: UInt32) -> UInt32? {
    // What any scalar may follow, every scalar of the word may follow too.
    if step(configuration, 0) != nil { return least }
    for (index, letter) in letters.enumerated()
    where letter >= least && step(configuration, index + 1) != nil { return letter }
    return nil
  }
}
