// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A set of shingles in 128 numbers. Of two sets, each number is the same with the probability of their
// Jaccard index (shared shingles ÷ all shingles), as in MinHash, and short sets cost no more than they have.
//
// Source: Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching", FOCS 2017.

/// Makes sketches of shingle sets, in memory that is reused.
struct LikenessSketch {
  /// Numbers in a sketch.
  static let slots = 128

  /// The sketch that was made last: `slots` numbers.
  private(set) var values = [UInt64](repeating: .max, count: slots)

  /// Replaces the sketch by that of some shingles; their order, and how often each occurs, play no part.
  ///
  /// In the first `slots` rounds every shingle falls into a slot by chance, in the next every shingle into
  /// the slot of the round; of each slot the least number counts, that of an earlier round being less. Ends
  /// with the round in which the last slot is filled: mostly the first, for a thousand shingles or more.
  /// - Precondition: there is a shingle.
  mutating func make(of shingles: [UInt64]) {
    precondition(!shingles.isEmpty, "an empty set has no sketch")
    for slot in values.indices { values[slot] = .max }
    var empty = Self.slots
    for round in 0..<2 * Self.slots where empty > 0 {
      let seed = UInt64(round) &* 0xD6E8_FEB8_6659_FD93
      for shingle in shingles {
        let hash = Mixing.mixed(shingle ^ seed)
        let slot =
          round < Self.slots ? Int(truncatingIfNeeded: hash & 127) : round - Self.slots
        if values[slot] == .max { empty -= 1 }
        values[slot] = min(values[slot], UInt64(round) << 56 | hash >> 8)
      }
    }
  }

  /// The sketch in a byte a slot: enough to estimate a likeness.
  var bytes: [UInt8] { values.map { UInt8(truncatingIfNeeded: Mixing.mixed($0)) } }

  /// Estimates the Jaccard index of two sets from the bytes of their sketches; from 0 to 1.
  ///
  /// Its standard deviation is at most `deviation(at:)`. Two different numbers share a byte once in 256 times.
  static func estimate(_ columns: [UInt8], _ left: Int, _ right: Int) -> Double {
    var equal = 0
    let (first, second) = (left * slots, right * slots)
    for slot in 0..<slots where columns[first + slot] == columns[second + slot] { equal += 1 }
    return max(0, (Double(equal) / Double(slots) - 1.0 / 256) / (255.0 / 256))
  }

  /// The standard deviation of an estimate for sets of a Jaccard index.
  static func deviation(at likeness: Double) -> Double {
    (likeness * (1 - likeness) / Double(slots)).squareRoot()
  }
}

/// How sketches are cut into bands, so that likely pairs meet in one of them.
///
/// Two sets of Jaccard index J meet with the probability 1 − (1 − J^rows)^bands.
/// - SeeAlso: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", § 3.4.
struct Banding: Equatable {
  /// Numbers in a band.
  let rows: Int
  /// Bands.
  let bands: Int

  /// The probability of meeting that is promised for pairs at the threshold.
  static let promise = 0.995

  /// The cut with the fewest bands that keeps the promise at a threshold.
  init(threshold: Double) {
    let longest = (1...16).last { Self.meeting(threshold, rows: $0) >= Self.promise }
    rows = longest ?? 1
    bands = LikenessSketch.slots / rows
  }

  /// The probability with which two sets of a Jaccard index meet.
  func meeting(_ likeness: Double) -> Double { Self.meeting(likeness, rows: rows) }

  /// The keys of the bands of a sketch, band by band.
  func keys(of sketch: LikenessSketch) -> [UInt32] {
    (0..<bands).map { band in
      var hash = UInt64(band)
      for row in 0..<rows { hash = Mixing.mixed(hash ^ sketch.values[band * rows + row]) }
      return UInt32(truncatingIfNeeded: hash)
    }
  }

  private static func meeting(_ likeness: Double, rows: Int) -> Double {
    let band = (0..<rows).reduce(1.0) { product, _ in product * likeness }
    return 1 - (0..<LikenessSketch.slots / rows).reduce(1.0) { rest, _ in rest * (1 - band) }
  }
}
