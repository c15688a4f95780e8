// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The two ways in which ICU writes a trie (ICU 72, unicode/bytestrie.h and unicode/ucharstrie.h
// describe the nodes). Both have branches, runs of symbols, and values; they differ in the numbers
// that tell these apart and in how values and deltas are written.

/// How a trie is written.
protocol TrieGrammar {
  /// The first number that starts a run of symbols; those below start a branch.
  static var firstRun: Int { get }
  /// The first number that starts a value.
  static var firstValue: Int { get }

  /// Whether a number starts a value that nothing follows.
  static func isFinal(_ lead: Int) -> Bool
  /// Reads the rest of a value that nothing follows, or that is a delta of a branch.
  static func value(_ lead: Int, _ cursor: inout TrieCursor) throws(DamagedTrie) -> Int
  /// Reads the rest of a value before a branch or a run, and the number that starts that.
  static func inner(
    _ lead: Int, _ cursor: inout TrieCursor
  ) throws(DamagedTrie) -> (value: Int, lead: Int)
  /// Reads the delta of a half of a branch.
  static func delta(_ cursor: inout TrieCursor) throws(DamagedTrie) -> Int
}

/// A trie that cannot be what ICU wrote.
struct DamagedTrie: Error {}

/// The place in a trie where the next number is read.
struct TrieCursor: ~Escapable {
  private let trie: Span<UInt8>
  private let encoding: DictionaryHeader.Encoding
  /// The number to read next, counted from the start of the trie.
  var index: Int

  /// A cursor into the bytes of a trie.
  @_lifetime(copy trie)
  init(_ trie: Span<UInt8>, _ encoding: DictionaryHeader.Encoding, at index: Int) {
    self.trie = trie
    self.encoding = encoding
    self.index = index
  }

  /// Reads a number.
  ///
  /// - Throws: `DamagedTrie` outside of the trie.
  @inline(__always)
  mutating func next() throws(DamagedTrie) -> Int {
    let count = encoding == .bytes ? trie.count : trie.count / 2
    guard UInt(bitPattern: index) < UInt(count) else { throw DamagedTrie() }
    defer { index += 1 }
    switch encoding {
    case .bytes: return Int(trie[index])
    case .units: return Int(trie[2 * index]) | Int(trie[2 * index + 1]) << 8
    }
  }

  /// Reads a number of several digits, the greatest first, each of `bits` bits.
  ///
  /// - Throws: `DamagedTrie` outside of the trie.
  mutating func next(_ digits: Int, bits: Int) throws(DamagedTrie) -> Int {
    var number = 0
    for _ in 0..<digits { number = try number << bits | next() }
    return number
  }
}

/// Bytes.
///
/// A value takes its lead byte, whose lowest bit says whether it is final, and 0 to 4 more.
enum ByteGrammar: TrieGrammar {
  static let firstRun = 0x10
  static let firstValue = 0x20

  static func isFinal(_ lead: Int) -> Bool { lead & 1 == 1 }

  static func value(_ lead: Int, _ cursor: inout TrieCursor) throws(DamagedTrie) -> Int {
    let lead = lead >> 1
    switch lead {
    case ..<0x51: return lead - 0x10
    case ..<0x6C: return try (lead - 0x51) << 8 | cursor.next()
    case ..<0x7E: return try (lead - 0x6C) << 16 | cursor.next(2, bits: 8)
    default: return try cursor.next(lead - 0x7B, bits: 8)
    }
  }

  static func inner(
    _ lead: Int, _ cursor: inout TrieCursor
  ) throws(DamagedTrie) -> (value: Int, lead: Int) {
    let value = try value(lead, &cursor)
    return (value, try cursor.next())
  }

  static func delta(_ cursor: inout TrieCursor) throws(DamagedTrie) -> Int {
    let lead = try cursor.next()
    switch lead {
    case ..<0xC0: return lead
    case ..<0xF0: return try (lead - 0xC0) << 8 | cursor.next()
    case ..<0xFE: return try (lead - 0xF0) << 16 | cursor.next(2, bits: 8)
    default: return try cursor.next(lead - 0xFB, bits: 8)
    }
  }
}

/// Units of 16 bits.
///
/// A final value has the highest bit of its lead unit; another shares the unit with what follows it.
enum UnitGrammar: TrieGrammar {
  static let firstRun = 0x30
  static let firstValue = 0x40

  static func isFinal(_ lead: Int) -> Bool { lead & 0x8000 != 0 }

  static func value(_ lead: Int, _ cursor: inout TrieCursor) throws(DamagedTrie) -> Int {
    let lead = lead & 0x7FFF
    switch lead {
    case ..<0x4000: return lead
    case ..<0x7FFF: return try (lead - 0x4000) << 16 | cursor.next()
    default: return try cursor.next(2, bits: 16)
    }
  }

  static func inner(
    _ lead: Int, _ cursor: inout TrieCursor
  ) throws(DamagedTrie) -> (value: Int, lead: Int) {
    switch lead {
    case ..<0x4040: return (lead >> 6 - 1, lead & 0x3F)
    case ..<0x7FC0: return try ((lead & 0x7FC0 - 0x4040) << 10 | cursor.next(), lead & 0x3F)
    default: return try (cursor.next(2, bits: 16), lead & 0x3F)
    }
  }

  static func delta(_ cursor: inout TrieCursor) throws(DamagedTrie) -> Int {
    let lead = try cursor.next()
    switch lead {
    case ..<0xFC00: return lead
    case ..<0xFFFF: return try (lead - 0xFC00) << 16 | cursor.next()
    default: return try cursor.next(2, bits: 16)
    }
  }
}
