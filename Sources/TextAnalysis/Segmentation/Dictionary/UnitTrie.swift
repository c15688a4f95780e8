// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Walks a trie of 16-bit units as ICU writes it (ICU 72, unicode/ucharstrie.h describes the nodes):
//
//   0x0000..0x002F  branch: number of units - 1, where 0 says that the number follows; more than
//                   five are halved by (unit, delta of the lower half) until five are left, which
//                   are (unit, value or delta) pairs and one last unit
//   0x0030..0x003F  a run of 1 to 16 units
//   0x0040..0x7FFF  one of the two after a value, which bits 6 to 14 and 0 to 2 more units hold
//   0x8000..0xFFFF  a value that no unit follows, in 15 bits and 0 to 2 more units
//
// A damaged trie gives other words, but never a trap: units behind its end read as the end of a word.

/// The words of Han and kana with their costs, as a trie over UTF-16.
struct UnitTrie: Sendable {
  /// Where a walk stands.
  struct Place {
    /// The next unit of the trie to read.
    var index: Int
    /// How many units of a run are still to come.
    var pending: Int
  }

  /// The nodes; the first is the root.
  let nodes: [UInt16]

  /// Reads a dictionary; nil where it is damaged or of another encoding.
  init?(dictionary: [UInt8]) {
    guard let header = DictionaryHeader(dictionary.span), header.encoding == .units else {
      return nil
    }
    let bytes = dictionary.span
    nodes = stride(from: header.trie.lowerBound, to: header.trie.upperBound - 1, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
  }
}

extension UnitTrie.Place {
  /// The root.
  static var root: Self { Self(index: 0, pending: 0) }

  /// Follows a unit; false where no word goes on with it, and then the place is void.
  ///
  /// O(log branches).
  @inline(__always)
  mutating func follow(_ unit: Int, in nodes: Span<UInt16>) -> Bool {
    if pending > 0 {
      pending -= 1
      return take(unit, in: nodes)
    }
    var lead = nodes.node(index)
    index += 1
    if lead >= 0x40 {
      guard lead < 0x8000 else { return false }
      index += nodes.innerValueLength(lead)
      lead &= 0x3F
    }
    guard lead >= 0x30 else { return branch(lead, unit, in: nodes) }
    pending = lead - 0x30
    return take(unit, in: nodes)
  }

  /// The cost of the word that ends at the place; nil where none ends.
  @inline(__always)
  func cost(in nodes: Span<UInt16>) -> UInt32? {
    guard pending == 0 else { return nil }
    let lead = nodes.node(index)
    guard lead >= 0x40 else { return nil }
    let value = lead < 0x8000 ? nodes.innerValue(at: index) : nodes.value(at: index)
    return UInt32(truncatingIfNeeded: value)
  }

  @inline(__always)
  private mutating func take(_ unit: Int, in nodes: Span<UInt16>) -> Bool {
    guard index < nodes.count, Int(nodes[index]) == unit else { return false }
    index += 1
    return true
  }

  private mutating func branch(_ lead: Int, _ unit: Int, in nodes: Span<UInt16>) -> Bool {
    var count = lead + 1
    if lead == 0 {
      count = nodes.node(index) + 1
      index += 1
    }
    while count > 5 {
      let isLower = unit < nodes.node(index)
      let delta = nodes.delta(at: index + 1)
      index = delta.end + (isLower ? delta.value : 0)
      count = isLower ? count >> 1 : count - count >> 1
    }
    while count > 1 {
      let lead = nodes.node(index + 1)
      if nodes.node(index) == unit {
        index += 1
        if lead < 0x8000 { index += 1 + nodes.valueLength(lead) + nodes.value(at: index) }
        return true
      }
      index += 2 + nodes.valueLength(lead & 0x7FFF)
      count -= 1
    }
    return take(unit, in: nodes)
  }
}

extension Span<UInt16> {
  /// A unit of a trie; behind its end a value that ends a walk.
  @inline(__always)
  fileprivate func node(_ index: Int) -> Int { index < count ? Int(self[index]) : 0x8000 }

  /// How many units follow the lead unit of a value, bit 15 aside.
  @inline(__always)
  fileprivate func valueLength(_ lead: Int) -> Int { lead < 0x4000 ? 0 : lead < 0x7FFF ? 1 : 2 }

  /// How many units follow the lead unit of a node that starts with a value.
  @inline(__always)
  fileprivate func innerValueLength(_ lead: Int) -> Int {
    lead < 0x4040 ? 0 : lead < 0x7FC0 ? 1 : 2
  }

  /// Reads a value that stands alone.
  @inline(__always)
  fileprivate func value(at index: Int) -> Int {
    let lead = node(index) & 0x7FFF
    switch lead {
    case ..<0x4000: return lead
    case ..<0x7FFF: return (lead - 0x4000) << 16 | node(index + 1)
    default: return node(index + 1) << 16 | node(index + 2)
    }
  }

  /// Reads a value that shares its unit with a branch or a run.
  @inline(__always)
  fileprivate func innerValue(at index: Int) -> Int {
    let lead = node(index)
    switch lead {
    case ..<0x4040: return lead >> 6 - 1
    case ..<0x7FC0: return (lead & 0x7FC0 - 0x4040) << 10 | node(index + 1)
    default: return node(index + 1) << 16 | node(index + 2)
    }
  }

  /// Reads the delta of a half of a branch, and where it ends.
  @inline(__always)
  fileprivate func delta(at index: Int) -> (value: Int, end: Int) {
    let lead = node(index)
    switch lead {
    case ..<0xFC00: return (lead, index + 1)
    case ..<0xFFFF: return ((lead - 0xFC00) << 16 | node(index + 1), index + 2)
    default: return (node(index + 1) << 16 | node(index + 2), index + 3)
    }
  }
}
