// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Walks a trie of bytes as ICU writes it (ICU 72, unicode/bytestrie.h describes the nodes):
//
//   0x00..0x0F  branch: number of symbols - 1, where 0 says that the number follows; more than five
//               symbols are halved by (symbol, delta of the lower half) until five are left, which
//               are (symbol, value or delta) pairs and one last symbol
//   0x10..0x1F  a run of 1 to 16 symbols
//   0x20..0xFF  a value: bit 0 says that no symbol follows, the rest and 0 to 4 more bytes hold it
//
// A damaged trie gives other words, but never a trap: bytes behind its end read as the end of a word.

/// The words of one script as a trie over symbols of one byte.
struct ByteTrie: Sendable {
  /// Where a walk stands.
  struct Place {
    /// The next byte of the trie to read.
    var index: Int
    /// How many symbols of a run are still to come.
    var pending: Int
  }

  /// The nodes; the first is the root.
  let nodes: [UInt8]
  /// The code point that symbol 0 stands for.
  let firstCodePoint: UInt32

  /// Reads a dictionary; nil where it is damaged or of another encoding.
  init?(dictionary: [UInt8]) {
    guard let header = DictionaryHeader(dictionary.span), header.encoding == .bytes else {
      return nil
    }
    nodes = Array(dictionary[header.trie])
    firstCodePoint = header.firstCodePoint
  }

  /// The symbol of a code point.
  ///
  /// Those that have none share 0xFF, as in ICU, whose symbol -1 is taken for 0xFF.
  func symbol(of codePoint: UInt32) -> UInt8 {
    let delta = codePoint &- firstCodePoint
    return delta <= 0xFD ? UInt8(truncatingIfNeeded: delta) : 0xFF
  }
}

extension ByteTrie.Place {
  /// The root.
  static var root: Self { Self(index: 0, pending: 0) }

  /// Follows a symbol; false where no word goes on with it, and then the place is void.
  ///
  /// O(log branches).
  @inline(__always)
  mutating func follow(_ symbol: Int, in nodes: Span<UInt8>) -> Bool {
    if pending > 0 {
      pending -= 1
      return take(symbol, in: nodes)
    }
    var lead = nodes.node(index)
    index += 1
    if lead >= 0x20 {
      guard lead & 1 == 0 else { return false }
      index += nodes.valueLength(lead)
      lead = nodes.node(index)
      index += 1
    }
    guard lead >= 0x10 else { return branch(lead, symbol, in: nodes) }
    pending = lead - 0x10
    return lead < 0x20 && take(symbol, in: nodes)
  }

  /// What ends at the place.
  @inline(__always)
  func ending(in nodes: Span<UInt8>) -> WordEnding {
    guard pending == 0 else { return .none }
    let lead = nodes.node(index)
    return lead < 0x20 ? .none : lead & 1 == 0 ? .word : .lastWord
  }

  @inline(__always)
  private mutating func take(_ symbol: Int, in nodes: Span<UInt8>) -> Bool {
    guard index < nodes.count, Int(nodes[index]) == symbol else { return false }
    index += 1
    return true
  }

  private mutating func branch(_ lead: Int, _ symbol: Int, in nodes: Span<UInt8>) -> Bool {
    var count = lead + 1
    if lead == 0 {
      count = nodes.node(index) + 1
      index += 1
    }
    while count > 5 {
      let isLower = symbol < nodes.node(index)
      let delta = nodes.delta(at: index + 1)
      index = delta.end + (isLower ? delta.value : 0)
      count = isLower ? count >> 1 : count - count >> 1
    }
    while count > 1 {
      let lead = nodes.node(index + 1)
      if nodes.node(index) == symbol {
        index += 1
        if lead & 1 == 0 { index = nodes.target(at: index) }
        return true
      }
      index += 2 + nodes.valueLength(lead)
      count -= 1
    }
    return take(symbol, in: nodes)
  }
}

/// What ends at a place of a trie.
enum WordEnding {
  /// No word.
  case none
  /// A word that others go on from.
  case word
  /// A word that none goes on from.
  case lastWord
}

extension Span<UInt8> {
  /// A byte of a trie; behind its end the lead byte of a value that ends a walk.
  @inline(__always)
  fileprivate func node(_ index: Int) -> Int { index < count ? Int(self[index]) : 0xFF }

  /// How many bytes follow the lead byte of a value.
  @inline(__always)
  fileprivate func valueLength(_ lead: Int) -> Int {
    switch lead >> 1 {
    case ..<0x51: 0
    case ..<0x6C: 1
    case ..<0x7E: 2
    case 0x7E: 3
    default: 4
    }
  }

  /// Reads the delta of a half of a branch, and where it ends.
  fileprivate func delta(at index: Int) -> (value: Int, end: Int) {
    let lead = node(index)
    switch lead {
    case ..<0xC0: return (lead, index + 1)
    case ..<0xF0: return ((lead - 0xC0) << 8 | node(index + 1), index + 2)
    case ..<0xFE: return ((lead - 0xF0) << 16 | number(at: index + 1, bytes: 2), index + 3)
    case 0xFE: return (number(at: index + 1, bytes: 3), index + 4)
    default: return (number(at: index + 1, bytes: 4), index + 5)
    }
  }

  /// The place that a value inside a branch points to: as far behind its end as it says.
  fileprivate func target(at index: Int) -> Int {
    let lead = node(index)
    let end = index + 1 + valueLength(lead)
    switch lead >> 1 {
    case ..<0x51: return end + lead >> 1 - 0x10
    case ..<0x6C: return end + (lead >> 1 - 0x51) << 8 + node(index + 1)
    case ..<0x7E: return end + (lead >> 1 - 0x6C) << 16 + number(at: index + 1, bytes: 2)
    case 0x7E: return end + number(at: index + 1, bytes: 3)
    default: return end + number(at: index + 1, bytes: 4)
    }
  }

  private func number(at index: Int, bytes: Int) -> Int {
    (0..<bytes).reduce(0) { $0 << 8 | node(index + $1) }
  }
}
