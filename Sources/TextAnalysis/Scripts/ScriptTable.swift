// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Script lookups fast enough for every character of every text: pages of 128 code points, each
// filled from ICU when its first character is met. Filling all of them would cost milliseconds.

/// The scripts of characters, in the groups that runs are made of.
struct ScriptTable {
  /// A script that runs are made of, as one byte.
  typealias Group = UInt8

  /// Characters that join whatever stands beside them.
  static let neutral: Group = 0
  /// Han, kana, Bopomofo and Hangul, which are written within one sentence.
  static let eastAsian: Group = 255
  /// No group: see `blocks`.
  static let several: Group = 254

  /// For each group 256 entries, one a byte: 1 where a character that begins with it is of the group
  /// or neutral, whatever its other bytes, and where no character begins with it.
  ///
  /// A row is right behind `prepare(_:)` for its group.
  private(set) var harmless = [UInt8](repeating: 0, count: 256 * 256)
  private var isPrepared = [Bool](repeating: false, count: 256)
  private var narrow = [Bool](repeating: false, count: 256)

  /// The groups of what UTF-8 writes in two bytes at most; `several` where their page was never
  /// asked for.
  private(set) var near = [Group](repeating: several, count: 0x800)

  private var pages = [Int32](repeating: -1, count: 0x110000 >> 7)
  private var groups: [Group] = []
  /// For each 64 code points, which share all bytes of UTF-8 but the last, the one group that they
  /// are in as far as they are not neutral; `several` where there is another, or their page was
  /// never asked for.
  private(set) var blocks = [Group](repeating: several, count: 0x110000 >> 6)

  /// The group of a code point; `.neutral` for common, inherited and unassigned ones.
  mutating func group(of codePoint: UInt32) -> Group {
    let page = Int(codePoint >> 7)
    guard page < pages.count else { return Self.neutral }
    if pages[page] < 0 { fill(page) }
    return groups[Int(pages[page]) + Int(codePoint & 127)]
  }

  /// Makes the row of `harmless` for a group.
  @inline(__always)
  mutating func prepare(_ group: Group) { if !isPrepared[Int(group)] { makeRow(group) } }

  /// Whether UTF-8 writes letters of a group in two bytes, whose first tells the group; right behind
  /// `prepare(_:)`.
  func isNarrow(_ group: Group) -> Bool { narrow[Int(group)] }

  private mutating func makeRow(_ group: Group) {
    isPrepared[Int(group)] = true
    narrow[Int(group)] = (2..<32).contains { blocks[$0] == group }
    for byte in 0..<256 {
      harmless[Int(group) << 8 | byte] = isHarmless(UInt8(byte), group) ? 1 : 0
    }
  }

  private func isHarmless(_ byte: UInt8, _ group: Group) -> Bool {
    switch byte {
    case 0x00..<0x80: group == Group(Script.latin.rawValue) || (byte | 0x20) &- 0x61 >= 26
    case 0x80..<0xC2, 0xF5...0xFF: true
    case 0xC2..<0xE0: isOne(Int(byte & 0x1F), group)
    case 0xE0: false
    case 0xE1..<0xF0: (0..<64).allSatisfy { isOne(Int(byte & 0x0F) << 6 | $0, group) }
    default: false
    }
  }

  private func isOne(_ block: Int, _ group: Group) -> Bool {
    blocks[block] == group || blocks[block] == Self.neutral
  }

  private mutating func fill(_ page: Int) {
    isPrepared = [Bool](repeating: false, count: 256)
    pages[page] = Int32(groups.count)
    let first = UInt32(page) << 7
    for codePoint in first..<(first + 128) {
      groups.append(Self.group(of: ICU.script(of: codePoint)))
    }
    if page < near.count >> 7 {
      for low in 0..<128 { near[page << 7 | low] = groups[groups.count - 128 + low] }
    }
    for half in 0..<2 {
      let block = groups[(groups.count - 128 + half * 64)..<(groups.count - 64 + half * 64)]
      let first = block.first { $0 != Self.neutral } ?? Self.neutral
      let isOne = block.allSatisfy { $0 == first || $0 == Self.neutral }
      blocks[page * 2 + half] = isOne ? first : Self.several
    }
  }

  /// The group that a script belongs to.
  static func group(of script: Script) -> Group {
    switch script {
    case .common, .inherited, .unknown: neutral
    case .han, .hiragana, .katakana, .bopomofo, .hangul: eastAsian
    // Numbers above 253 do not exist yet; should ICU grow so far, such text is merely neutral.
    default: script.rawValue < 254 ? Group(script.rawValue) : neutral
    }
  }

  /// The script that a group other than `eastAsian` stands for.
  static func script(of group: Group) -> Script {
    group == neutral ? .common : Script(rawValue: UInt16(group))
  }
}

/// A character read from UTF-8 that may be ill-formed.
struct DecodedCharacter {
  /// The code point; U+FFFD for an ill-formed byte.
  var codePoint: UInt32
  /// Bytes read, at least 1.
  var length: Int

  /// Reads the character at `index`; one ill-formed byte at a time becomes U+FFFD.
  ///
  /// - Precondition: `index` is within `text`.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    let lead = text[index]
    codePoint = 0xFFFD
    length = 1
    if lead < 0x80 {
      codePoint = UInt32(lead)
    } else if lead < 0xE0 {
      guard lead >= 0xC2, let a = Self.continuation(text, index + 1) else { return }
      codePoint = UInt32(lead & 0x1F) << 6 | a
      length = 2
    } else if lead < 0xF0 {
      guard let a = Self.continuation(text, index + 1),
        let b = Self.continuation(text, index + 2)
      else { return }
      let value = UInt32(lead & 0x0F) << 12 | a << 6 | b
      guard value >= 0x800, value & 0xF800 != 0xD800 else { return }
      codePoint = value
      length = 3
    } else {
      guard lead < 0xF5, let a = Self.continuation(text, index + 1),
        let b = Self.continuation(text, index + 2), let c = Self.continuation(text, index + 3)
      else { return }
      let value = UInt32(lead & 0x07) << 18 | a << 12 | b << 6 | c
      guard (0x10000...0x10FFFF).contains(value) else { return }
      codePoint = value
      length = 4
    }
  }

  @inline(__always)
  private static func continuation(_ text: Span<UInt8>, _ index: Int) -> UInt32? {
    guard index < text.count, text[index] & 0xC0 == 0x80 else { return nil }
    return UInt32(text[index] & 0x3F)
  }

  /// Whether this is U+FFFD made from an ill-formed byte, not one that was written.
  var isIllFormed: Bool { codePoint == 0xFFFD && length == 1 }
}
