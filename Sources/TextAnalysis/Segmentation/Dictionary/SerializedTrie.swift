// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A dictionary as ICU writes it. A node is a value that nothing follows, or, maybe behind a value,
//
//   a branch  the number of symbols less one, 0 where that follows by itself; while they are more
//             than five a symbol and the delta to the lower half of them, the upper half behind it;
//             then each symbol with a final value or the delta to its node, and last one symbol with
//             its node behind it
//   a run     a number that counts symbols, the symbols, and the next node behind them

/// A dictionary as ICU writes it, which is read node by node.
struct SerializedTrie: Sendable {
  /// A place that symbols follow from.
  struct Place: Equatable, Sendable {
    /// The next number of the trie to read.
    var index: Int
    /// How many symbols of a run are still to come, up to 16.
    var pending: Int
    /// The first place.
    static let root = Place(index: 0, pending: 0)
  }

  /// A symbol and where it leads to.
  struct Branch {
    /// The symbol.
    var symbol: UInt16
    /// The place behind it.
    var place: Place
  }

  /// What ends at a place.
  struct Ending {
    /// The value of the word that ends there; nil where none does.
    var value: Int?
    /// Whether nothing follows.
    var isFinal: Bool
  }

  /// The most numbers of a trie: ICU's dictionaries have a million at most.
  private static let mostNodes = 1 << 24

  /// The dictionary, and where in it the trie lies.
  private let bytes: DictionaryBytes
  private let trie: Range<Int>
  /// How the trie is written.
  private let encoding: DictionaryHeader.Encoding
  /// The code point that symbol 0 stands for.
  let firstCodePoint: UInt32

  /// Takes the bytes of one of ICU's dictionaries; nil where they start otherwise.
  ///
  /// O(1): reads no node.
  init?(_ dictionary: ICUDictionary, bytes: DictionaryBytes) {
    guard let header = DictionaryHeader(bytes.span),
      header.encoding == (dictionary == .hanAndKana ? .units : .bytes),
      header.trie.count <= Self.mostNodes
    else { return nil }
    self.bytes = bytes
    trie = header.trie
    encoding = header.encoding
    firstCodePoint = header.firstCodePoint
  }

  /// Reads from a place.
  @_lifetime(borrow self)
  private func cursor(at place: Place) -> TrieCursor {
    TrieCursor(bytes.span.extracting(trie), encoding, at: place.index)
  }

  /// Appends the symbols that follow from a place, and where they lead to; O(symbols).
  ///
  /// - Throws: `DamagedTrie` where the trie is not what ICU writes.
  func addBranches(of place: Place, to branches: inout [Branch]) throws(DamagedTrie) {
    switch encoding {
    case .bytes: try addBranches(of: place, to: &branches, ByteGrammar.self)
    case .units: try addBranches(of: place, to: &branches, UnitGrammar.self)
    }
  }

  /// What ends at a place.
  ///
  /// - Throws: `DamagedTrie` where the trie is not what ICU writes.
  func ending(at place: Place) throws(DamagedTrie) -> Ending {
    switch encoding {
    case .bytes: try ending(at: place, ByteGrammar.self)
    case .units: try ending(at: place, UnitGrammar.self)
    }
  }

  /// How many symbols follow from the first place, where they are a branch of many; else nil.
  ///
  /// O(1).
  func manyFirst() -> Int? {
    var cursor = cursor(at: .root)
    guard (try? cursor.next()) == 0, let count = try? cursor.next() else { return nil }
    return count + 1
  }

  /// Where a symbol leads to from the first place, which is a branch; nil where no word begins with it.
  ///
  /// O(log symbols).
  /// - Throws: `DamagedTrie` where the trie is not what ICU writes.
  func first(_ symbol: UInt16) throws(DamagedTrie) -> Branch? {
    switch encoding {
    case .bytes: return try first(symbol, ByteGrammar.self)
    case .units: return try first(symbol, UnitGrammar.self)
    }
  }

  private func first<Grammar: TrieGrammar>(
    _ symbol: UInt16, _: Grammar.Type
  ) throws(DamagedTrie) -> Branch? {
    var cursor = cursor(at: .root)
    let lead = try cursor.next()
    guard lead < Grammar.firstRun else { throw DamagedTrie() }
    let count = lead == 0 ? try cursor.next() : lead
    return try cursor.find(symbol, among: count + 1, Grammar.self)
  }

  private func ending<Grammar: TrieGrammar>(
    at place: Place, _: Grammar.Type
  ) throws(DamagedTrie) -> Ending {
    guard place.pending == 0 else { return Ending(value: nil, isFinal: false) }
    var cursor = cursor(at: place)
    let lead = try cursor.next()
    guard lead >= Grammar.firstValue else { return Ending(value: nil, isFinal: false) }
    guard !Grammar.isFinal(lead) else {
      return Ending(value: try Grammar.value(lead, &cursor), isFinal: true)
    }
    return Ending(value: try Grammar.inner(lead, &cursor).value, isFinal: false)
  }

  private func addBranches<Grammar: TrieGrammar>(
    of place: Place, to branches: inout [Branch], _: Grammar.Type
  ) throws(DamagedTrie) {
    var cursor = cursor(at: place)
    guard place.pending == 0 else { return try cursor.addRun(place.pending, to: &branches) }
    var lead = try cursor.next()
    if lead >= Grammar.firstValue {
      if Grammar.isFinal(lead) { return }
      lead = try Grammar.inner(lead, &cursor).lead
    }
    guard lead < Grammar.firstValue else { throw DamagedTrie() }
    if lead >= Grammar.firstRun {
      try cursor.addRun(lead - Grammar.firstRun + 1, to: &branches)
    } else {
      let count = lead == 0 ? try cursor.next() : lead
      try cursor.addBranch(count + 1, to: &branches, Grammar.self)
    }
  }
}

extension TrieCursor {
  /// Reads the first of the symbols of a run.
  fileprivate mutating func addRun(
    _ count: Int, to branches: inout [SerializedTrie.Branch]
  ) throws(DamagedTrie) {
    let symbol = UInt16(truncatingIfNeeded: try next())
    branches.append(.init(symbol: symbol, place: .init(index: index, pending: count - 1)))
  }

  /// Finds a symbol of a branch, half by half.
  fileprivate mutating func find<Grammar: TrieGrammar>(
    _ symbol: UInt16, among count: Int, _ grammar: Grammar.Type
  ) throws(DamagedTrie) -> SerializedTrie.Branch? {
    var count = count
    while count > 5 {
      let middle = try next()
      let delta = try Grammar.delta(&self)
      if symbol < middle { index += delta }
      count = symbol < middle ? count >> 1 : count - count >> 1
    }
    var rest: [SerializedTrie.Branch] = []
    try addBranch(count, to: &rest, grammar)
    return rest.first { $0.symbol == symbol }
  }

  /// Reads the symbols of a branch, or of a half of one.
  fileprivate mutating func addBranch<Grammar: TrieGrammar>(
    _ count: Int, to branches: inout [SerializedTrie.Branch], _ grammar: Grammar.Type
  ) throws(DamagedTrie) {
    var count = count
    while count > 5 {
      _ = try next()
      let delta = try Grammar.delta(&self)
      let upper = index
      index += delta
      try addBranch(count >> 1, to: &branches, grammar)
      index = upper
      count -= count >> 1
    }
    while count > 1 {
      let symbol = UInt16(truncatingIfNeeded: try next())
      var target = index
      let lead = try next()
      let value = try Grammar.value(lead, &self)
      if !Grammar.isFinal(lead) { target = index + value }
      branches.append(.init(symbol: symbol, place: .init(index: target, pending: 0)))
      count -= 1
    }
    try addRun(1, to: &branches)
  }
}
