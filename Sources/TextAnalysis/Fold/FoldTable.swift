// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rung `fold`: the tables of all scripts in one, and the few rules that look at the neighbours
// of a character. What is not in a table stays: Thai tones, Khmer coeng, Indic virama, Japanese
// dakuten; hiragana and katakana are not folded into one another.

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

/// What every code point folds to.
///
/// Folding twice changes nothing; a fold is never empty.
final class FoldTable: Sendable {
  /// The one table; built when first used, in well under a millisecond.
  static let shared = FoldTable()

  /// For each page of 256 code points its place in `entries`, or 0, which is a page of no changes.
  private let pages: [UInt16]
  /// 0: unchanged; below `firstExpansion`: the code point it folds to; else an expansion.
  private let entries: [UInt32]
  private let expansions: [[UInt32]]
  private static let firstExpansion: UInt32 = 0x20_0000

  private init() {
    var builder = FoldTableBuilder(firstExpansion: FoldTable.firstExpansion)
    let tables = [
      LatinFold.rules, GreekFold.rules, CyrillicFold.rules, ArabicFold.rules, HebrewFold.rules,
      EthiopicFold.rules, IndicFold.rules,
    ]
    for rule in tables.joined() { builder.add(rule) }
    for range in ArabicFold.marks + HebrewFold.marks {
      for mark in range { builder.set(mark, to: []) }
    }
    for zero in DigitFold.zeros {
      for value in 0..<UInt32(10) { builder.set(zero + value, to: [0x30 + value]) }
    }
    builder.add(pairs: HanFold.pairs)
    pages = builder.pages
    entries = builder.entries
    expansions = builder.expansions
  }

  /// Folds an exact form; `source` and `result` are code points.
  func fold(_ source: [UInt32], into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    var base: UInt32 = 0
    for index in source.indices {
      let codePoint = source[index]
      if FoldContext.isGeneralMark(codePoint) {
        if FoldContext.losesGeneralMarks(base) { continue }
      } else {
        base = codePoint
      }
      if FoldContext.isDropped(source, at: index) { continue }
      append(codePoint, to: &result)
    }
    if result.isEmpty { result = source }
  }

  private func append(_ codePoint: UInt32, to result: inout [UInt32]) {
    let page = Int(codePoint >> 8)
    let entry = page < pages.count ? entries[Int(pages[page]) << 8 | Int(codePoint & 0xFF)] : 0
    if entry == 0 {
      result.append(codePoint)
    } else if entry < FoldTable.firstExpansion {
      result.append(entry)
    } else {
      result.append(contentsOf: expansions[Int(entry - FoldTable.firstExpansion)])
    }
  }
}

/// Collects the tables of all scripts.
private struct FoldTableBuilder {
  var pages = [UInt16](repeating: 0, count: 0x1100)
  var entries = [UInt32](repeating: 0, count: 256)
  var expansions: [[UInt32]] = [[]]
  let firstExpansion: UInt32

  init(firstExpansion: UInt32) { self.firstExpansion = firstExpansion }

  mutating func add(_ rule: FoldRule) {
    let target = rule.target.unicodeScalars.map(\.value)
    for letter in rule.letters.unicodeScalars { set(letter.value, to: target) }
  }

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
      entries[place] = firstExpansion
    } else {
      entries[place] = firstExpansion + UInt32(expansions.count)
      expansions.append(target)
    }
  }
}
