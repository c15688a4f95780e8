// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rung `fold`: the tables of all scripts in one, the pairs, and the few rules that look at the
// neighbours of a character. What is in no table stays: Thai tones, Khmer coeng, Indic virama,
// Japanese dakuten; hiragana and katakana are not folded into one another.

/// What an exact form folds to.
///
/// Folding twice changes nothing; a fold is never empty.
final class FoldTable: Sendable {
  /// The one table; built when first used, in well under a millisecond.
  static let shared = FoldTable()

  /// Han apart from the rest, since it has more characters than all of it and many texts have none.
  private static let han: CodePointMap = {
    var map = CodePointMap()
    map.add(pairs: HanFold.pairs)
    return map
  }()

  private let map: CodePointMap
  /// The code points that rules about neighbours know, but for those past U+FFFF.
  private let watched: CodePointSet

  /// Whether a code point lies in the blocks of unified Han characters.
  static func isHan(_ codePoint: UInt32) -> Bool {
    (0x3400...0x9FFF).contains(codePoint) || codePoint >= 0x20000
      || (0xFA0E...0xFA29).contains(codePoint)
  }

  /// About as many pages as all rules have.
  private static let pageCount = 64

  private init() {
    var map = CodePointMap(pages: FoldTable.pageCount)
    let tables = [
      LatinFold.rules, GreekFold.rules, CyrillicFold.rules, ArmenianFold.rules, GeorgianFold.rules,
      HebrewFold.rules, ArabicFold.rules, EthiopicFold.rules, IndicFold.rules, ThaiLaoFold.rules,
      KhmerFold.rules, MyanmarFold.rules, TibetanFold.rules, KanaFold.rules, DigitFold.rules,
    ]
    for rules in tables {
      for rule in rules { map.add(rule) }
    }
    for marks in [ArabicFold.marks, HebrewFold.marks, IndicFold.marks, MarkFold.marks] {
      for range in marks {
        for mark in range { map.set(mark, to: []) }
      }
    }
    for zero in DigitFold.zeros {
      for value in 0..<UInt32(10) { map.set(zero + value, to: [0x30 + value]) }
    }
    self.map = map
    var watched = CodePointSet()
    for range in FoldContext.watched { watched.insert(range) }
    self.watched = watched
  }

  /// Folds an exact form; `source` and `result` are code points.
  ///
  /// Passes are made until one changes nothing, since a letter that is dropped makes neighbours of
  /// others; two are the rule. O(letters).
  func fold(_ source: [UInt32], into result: inout [UInt32]) {
    pass(over: source, into: &result)
    if result == source || !result.contains(where: { $0 >= 0x80 }) { return }
    var before: [UInt32] = []
    repeat {
      swap(&before, &result)
      pass(over: before, into: &result)
    } while result != before
  }

  private func pass(over source: [UInt32], into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    var base: UInt32 = 0
    for index in source.indices {
      let codePoint = source[index]
      guard codePoint >= 0x10000 || watched.contains(codePoint) else {
        base = codePoint
        append(codePoint, to: &result)
        continue
      }
      if FoldContext.isGeneralMark(codePoint) {
        if FoldContext.losesGeneralMarks(base) { continue }
      } else {
        base = codePoint
      }
      if FoldContext.isDropped(source, at: index) { continue }
      if let letter = FoldContext.lookalike(source, at: index) {
        push(letter, onto: &result)
      } else if let letter = KanaFold.repeated(by: codePoint, after: result.last) {
        push(letter, onto: &result)
      } else {
        append(codePoint, to: &result)
      }
    }
    if result.isEmpty { result = source }
  }

  private func append(_ codePoint: UInt32, to result: inout [UInt32]) {
    let map = FoldTable.isHan(codePoint) ? FoldTable.han : self.map
    switch map.image(of: codePoint) {
    case .same: push(codePoint, onto: &result)
    case .one(let letter): push(letter, onto: &result)
    case .many(let letters): for letter in letters { push(letter, onto: &result) }
    }
  }

  /// Appends what no rule for single characters changes, and applies the rules for pairs.
  private func push(_ codePoint: UInt32, onto result: inout [UInt32]) {
    guard FoldPairs.mayEnd(with: codePoint), let last = result.last else {
      return result.append(codePoint)
    }
    if let target = FoldPairs.target(of: last, codePoint) {
      result.removeLast()
      for letter in target { push(letter, onto: &result) }
      return
    }
    if let anusvara = IndicFold.anusvara(for: result, before: codePoint) {
      result.removeLast(2)
      result.append(anusvara)
    }
    result.append(codePoint)
  }
}
