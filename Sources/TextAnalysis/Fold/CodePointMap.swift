// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A map from code points to what they fold to, in pages of 256, built once from the tables.

/// Letters that fold to the same text.
struct FoldRule: Sendable {
  /// What they fold to; empty where they are dropped.
  let target: String
  /// The letters, one scalar each, as they stand in exact forms.
  let letters: String

  /// Makes a rule.
  init(_ target: String, from letters: String) {
    self.target = target
    self.letters = letters
  }
}

/// What single code points become; all that is not in the map stays.
///
/// A lookup costs two array reads.
struct CodePointMap: Sendable {
  /// For each page of 256 code points its place in `entries`, or 0, which is a page of no changes.
  private var pages = [UInt16](repeating: 0, count: 0x1100)
  /// 0: unchanged; below `firstExpansion`: the code point it becomes; else an expansion.
  private var entries = [UInt32](repeating: 0, count: 256)
  private var expansions: [[UInt32]] = [[]]
  private static let firstExpansion: UInt32 = 0x20_0000

  /// Makes a map without changes, with room for so many pages.
  init(pages: Int = 0) {
    if pages > 0 { entries.reserveCapacity((1 + pages) << 8) }
  }

  /// What a code point becomes.
  enum Image {
    case same
    case one(UInt32)
    /// Several code points, or none.
    case many([UInt32])
  }

  /// Looks a code point up; numbers past U+10FFFF are unchanged.
  @inline(__always)
  func image(of codePoint: UInt32) -> Image {
    let page = Int(codePoint >> 8)
    guard page < pages.count, pages[page] != 0 else { return .same }
    let entry = entries[Int(pages[page]) << 8 | Int(codePoint & 0xFF)]
    if entry == 0 { return .same }
    if entry < CodePointMap.firstExpansion { return .one(entry) }
    return .many(expansions[Int(entry - CodePointMap.firstExpansion)])
  }

  /// Adds a rule of one of the tables.
  mutating func add(_ rule: FoldRule) {
    let target = rule.target.unicodeScalars.map(\.value)
    for letter in rule.letters.unicodeScalars { set(letter.value, to: target) }
  }

  /// Adds pairs of characters, from and to, with white space anywhere.
  mutating func add(pairs: String) {
    var from: UInt32?
    for scalar in pairs.unicodeScalars where scalar.value > 0x20 {
      if let source = from {
        set(source, to: [scalar.value])
        from = nil
      } else {
        from = scalar.value
      }
    }
  }

  /// Makes a code point become others.
  ///
  /// - Precondition: `codePoint` is at most U+10FFFF.
  mutating func set(_ codePoint: UInt32, to target: [UInt32]) {
    let page = Int(codePoint >> 8)
    if pages[page] == 0 {
      pages[page] = UInt16(entries.count >> 8)
      entries.append(contentsOf: repeatElement(0, count: 256))
    }
    let place = Int(pages[page]) << 8 | Int(codePoint & 0xFF)
    if target.count == 1 {
      entries[place] = target[0]
    } else if target.isEmpty {
      entries[place] = CodePointMap.firstExpansion
    } else {
      entries[place] = CodePointMap.firstExpansion + UInt32(expansions.count)
      expansions.append(target)
    }
  }
}
