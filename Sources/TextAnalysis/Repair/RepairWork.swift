// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A text under repair, with the log of what was done.
struct RepairWork {
  /// The text as it stands.
  private(set) var text: [UInt8]
  private var repairs: [Repair] = []
  private var cuts: [Int]
  private var edits: [[RepairedText.Edit]] = []

  /// Starts with a text and the places that no repair may reach across.
  init(_ text: [UInt8], cuts: [Int]) {
    self.text = text
    self.cuts = cuts
  }

  /// The text and its log.
  var result: RepairedText {
    RepairedText(utf8: text, repairs: repairs, cuts: cuts, edits: edits)
  }

  /// Whether anything was repaired.
  var isChanged: Bool { !repairs.isEmpty }

  /// A run of text that is to be replaced.
  struct Replacement {
    /// Bytes of the text as it stands.
    var range: Range<Int>
    /// What takes their place.
    var new: [UInt8]
    /// How sure it is, from 0 to 1.
    var confidence: Float
  }

  /// The lines without their ends, cut further where repairs must not reach across.
  var lines: [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var nextCut = 0
    for index in text.indices {
      if nextCut < cuts.count, cuts[nextCut] == index {
        if index > start { found.append(start..<index) }
        start = max(start, index)
        while nextCut < cuts.count, cuts[nextCut] <= index { nextCut += 1 }
      }
      if text[index] == 0x0A || text[index] == 0x0D {
        if index > start { found.append(start..<index) }
        start = index + 1
      }
    }
    if start < text.count { found.append(start..<text.count) }
    return found
  }

  /// Makes replacements, in order and disjoint, and logs them as one repair; without any, nothing.
  mutating func apply(
    _ kind: Repair.Kind, readAs: String? = nil, charset: String? = nil,
    _ replacements: [Replacement]
  ) {
    let merged = joined(replacements)
    guard !merged.isEmpty else { return }
    edits.append(
      replacements.map { change in
        RepairedText.Edit(
          range: change.range, before: Array(text[change.range]), after: change.new)
      })
    var repair = Repair(
      kind: kind, readAs: readAs, charset: charset, characters: 0, confidence: 1, stretches: [])
    var new: [UInt8] = []
    new.reserveCapacity(text.count)
    var place = 0
    var moves: [(old: Range<Int>, new: Range<Int>)] = []
    for change in merged {
      new += text[place..<change.range.lowerBound]
      let start = new.count
      new += change.new
      place = change.range.upperBound
      let old = Array(text[change.range])
      let isInvertible = repair.inverse(of: change.new) == old
      repair.stretches.append(
        Repair.Stretch(
          start: start, end: new.count,
          original: isInvertible ? nil : String(decoding: old, as: UTF8.self)))
      repair.characters += old.count { $0 & 0xC0 != 0x80 }
      moves.append((change.range, start..<new.count))
    }
    // A log is as sure as its least sure stretch.
    repair.confidence = merged.reduce(1) { min($0, $1.confidence) }
    cuts = cuts.map { Self.moved($0, by: moves) }
    text = new + text[place...]
    repairs.append(repair)
  }

  /// Replacements with those of neighbouring lines in one, unless a cut lies between them.
  private func joined(_ replacements: [Replacement]) -> [Replacement] {
    var merged: [Replacement] = []
    for change in replacements {
      guard let last = merged.last else {
        merged.append(change)
        continue
      }
      let gap = last.range.upperBound..<change.range.lowerBound
      let isLineEnd = !gap.isEmpty && gap.allSatisfy { text[$0] == 0x0A || text[$0] == 0x0D }
      let isCut = cuts.contains { gap.lowerBound <= $0 && $0 <= gap.upperBound }
      guard isLineEnd, !isCut else {
        merged.append(change)
        continue
      }
      merged[merged.count - 1] = Replacement(
        range: last.range.lowerBound..<change.range.upperBound,
        new: last.new + text[gap] + change.new,
        confidence: min(last.confidence, change.confidence))
    }
    return merged
  }

  /// Where a cut lies after edits; cuts never lie inside of one.
  private static func moved(_ cut: Int, by moves: [(old: Range<Int>, new: Range<Int>)]) -> Int {
    guard let edit = moves.last(where: { $0.old.upperBound <= cut }) else { return cut }
    return cut - edit.old.upperBound + edit.new.upperBound
  }
}
