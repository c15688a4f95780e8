// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much a signal says: the rarer in the archive, the more. In a small archive everything is rare, so
// each kind begins with what it would be in a thousand documents of no archive in particular.

internal import SearchIndex

/// The weights of the signals of an archive, in bits.
struct SignalWeights: Sendable {
  /// Documents of no archive in particular that are added to those of this one.
  static let background = 1000.0
  /// The most documents with a signal among which it is looked for pairs.
  static let longestList = 256

  /// Documents of the archive.
  let documents: Int
  /// How many documents have each signal, by key.
  private let counts: [UInt64: UInt32]

  /// Takes the number of documents that have each signal; those of one document alone may be left out.
  init(documents: Int, counts: [UInt64: UInt32]) {
    self.documents = documents
    self.counts = counts
  }

  /// The number of documents with a signal, at least 1.
  func count(of key: UInt64) -> Int { Int(counts[key] ?? 1) }

  /// The weight of a signal: −log2 of the share of documents with it, times the tellingness of its kind.
  ///
  /// What an eighth of all documents or more have weighs nothing.
  func weight(of key: UInt64) -> Double {
    let kind = SheetSignal.kind(of: key)
    let share =
      (Double(count(of: key)) + Self.background * kind.prior)
      / (Double(documents) + Self.background)
    return share >= 0.125 ? 0 : -Self.log2(share) * kind.tellingness
  }

  /// The weight that two sheets must share to be one: that of one rare signal that four documents have.
  ///
  /// It rises with the archive, because the pairs do that share something by chance.
  var least: Double { Self.log2(Double(documents) + Self.background) - 2 }

  /// The binary logarithm of a positive number, by repeated squaring: the same on every machine.
  static func log2(_ value: Double) -> Double {
    var fraction = value.significand
    var result = Double(value.exponent)
    var bit = 0.5
    while bit > 1e-12 {
      fraction *= fraction
      if fraction >= 2 {
        fraction /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}
