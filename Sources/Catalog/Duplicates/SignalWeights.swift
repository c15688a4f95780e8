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

  /// The least share of the heavier sheet's weight that must be shared.
  static let leastShare = 1.0 / 3
  /// What small numbers can add or take away, in bits.
  static let mostForNumbers = 4.0

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

  /// What the signals of a document, or of two, weigh together; a site counts only where there is no link, and
  /// a date that can be read in several ways counts in parts.
  func total(of signals: some Sequence<(key: UInt64, readings: Int)>) -> Double {
    let hasLink = signals.contains { SheetSignal.kind(of: $0.key) == .link }
    return signals.reduce(0) { sum, signal in
      if hasLink, SheetSignal.kind(of: signal.key) == .site { return sum }
      return sum + weight(of: signal.key) / Double(max(1, signal.readings))
    }
  }

  /// What two sheets weigh as one; nil where they are two.
  ///
  /// What is shared counts by the root of its share in the heavier sheet, so that a list of many numbers is not the
  /// sheet of each of their owners; small numbers add to it where they agree, and take away where they disagree.
  /// `shared` is what their shared signals weigh, `heavier` what those of the one with more weigh.
  func familyWeight(shared: Double, heavier: Double, numbers: NumberAgreement) -> Double? {
    guard shared > 0, shared >= heavier * Self.leastShare else { return nil }
    if numbers.contradict { return nil }
    let agreement = numbers.disagrees ? -1 : numbers.share
    let total = shared * (shared / heavier).squareRoot() + agreement * Self.mostForNumbers
    return total >= least ? total : nil
  }

  /// The weight that two sheets must share to be one: that of one telling signal that sixteen documents have.
  ///
  /// It rises with the archive, because the pairs do that share something by chance.
  var least: Double { Self.log2(Double(documents) + Self.background) - 4 }

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
