// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Finds what two texts have in common word for word.
enum SharedPassage {
  /// The longest passage that is shown, in characters.
  static let longest = 120
  /// Shingles of either text that are looked at, from its beginning.
  private static let mostShingles = 1 << 16
  /// Places of one shingle that are tried.
  private static let places = 8

  /// The longest run of letters of the last text of one reader that stands in that of another, as whole words
  /// of the first; nil where no word is shared whole.
  ///
  /// O(letters).
  static func find(_ left: ShingleReader, _ right: ShingleReader, in text: [UInt8]) -> String? {
    guard let run = longestRun(left, right) else { return nil }
    let whole = left.words.filter { word in
      word.letters.lowerBound >= run.lowerBound && word.letters.upperBound <= run.upperBound
        && !word.letters.isEmpty
    }
    guard let first = whole.first, let last = whole.last else { return nil }
    let passage = text[first.range.lowerBound..<last.range.upperBound]
    return shortened(String(decoding: passage, as: UTF8.self))
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= longest ? line : line.prefix(longest) + "…"
  }

  /// The letters of the left text that make the longest run.
  private static func longestRun(_ left: ShingleReader, _ right: ShingleReader) -> Range<Int>? {
    var shingles: [UInt64] = []
    right.putShingles(in: &shingles)
    var known: [UInt64: [Int]] = [:]
    for (place, shingle) in shingles.prefix(mostShingles).enumerated()
    where known[shingle, default: []].count < places {
      known[shingle, default: []].append(place)
    }
    left.putShingles(in: &shingles)
    var before: [Int: Int] = [:]
    var best = 0..<0
    for (place, shingle) in shingles.prefix(mostShingles).enumerated() {
      var runs: [Int: Int] = [:]
      for other in known[shingle] ?? [] {
        let length = (before[other - 1] ?? 0) + 1
        runs[other] = length
        if length > best.count { best = (place + 1 - length)..<(place + 1) }
      }
      before = runs
    }
    if best.isEmpty { return nil }
    let end = min(best.upperBound - 1 + ShingleReader.length, left.letters.count)
    return best.lowerBound..<end
  }
}
