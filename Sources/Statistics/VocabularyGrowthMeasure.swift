// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Glibc

/// Measures how the vocabulary of one language grows over its documents.
enum VocabularyGrowthMeasure {
  /// The most points of a curve.
  static let pointCount = 40

  /// The curve.
  ///
  /// `lengths` are the documents in order, by ordinal, with their tokens; `firsts` holds for each type
  /// the ordinal of the first document that has it. O(types · log types + documents).
  static func growth(
    lengths: [(document: Int, tokens: Int)], firsts: [Int]
  ) -> VocabularyGrowth {
    let firsts = firsts.sorted()
    let all = lengths.reduce(0) { $0 + $1.tokens }
    var points: [GrowthPoint] = []
    var (tokens, types, next) = (0, 0, 1)
    for (index, length) in lengths.enumerated() where length.tokens > 0 {
      tokens += length.tokens
      while types < firsts.count, firsts[types] <= length.document { types += 1 }
      if tokens * pointCount >= next * all {
        points.append(GrowthPoint(documents: index + 1, tokens: tokens, types: types))
        next = tokens * pointCount / all + 1
      }
    }
    return VocabularyGrowth(points: points, heaps: fit(points))
  }

  /// Least squares over the logarithms; nil for fewer than three points.
  static func fit(_ points: [GrowthPoint]) -> VocabularyGrowth.Heaps? {
    let logs = points.map { (x: log(Double($0.tokens)), y: log(Double(max($0.types, 1)))) }
    guard logs.count >= 3 else { return nil }
    let count = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.x } / count
    let meanY = logs.reduce(0) { $0 + $1.y } / count
    let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    let slope = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    return VocabularyGrowth.Heaps(factor: exp(meanY - slope * meanX), exponent: slope)
  }

  /// The frequencies at ranks evenly spread over their logarithm; `frequencies` fall.
  static func rankFrequency(_ frequencies: [Int], points: Int = 200) -> [RankedFrequency] {
    guard frequencies.count > points else {
      return frequencies.enumerated().map {
        RankedFrequency(rank: $0.offset + 1, frequency: $0.element)
      }
    }
    let top = log(Double(frequencies.count))
    let ranks = Set((0..<points).map { Int(exp(top * Double($0) / Double(points - 1)).rounded()) })
    return ranks.sorted().filter { (1...frequencies.count).contains($0) }.map {
      RankedFrequency(rank: $0, frequency: frequencies[$0 - 1])
    }
  }
}
