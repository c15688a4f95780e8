// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex

/// Compares two documents and says what they have in common; for one thread.
struct EvidenceReader {
  private let known: FamilySignals?
  private let left = ShingleReader()
  private let right = ShingleReader()
  private let signals = SignalReader()
  private let names = NameReader()

  /// Makes a reader; where no signals are known it does not look at any.
  init(_ known: FamilySignals?) { self.known = known }

  /// What two documents have in common.
  func evidence(_ first: StoredDocument, _ second: StoredDocument) -> PairEvidence {
    left.read(first)
    right.read(second)
    let (one, other) = (left.shingleSet(), right.shingleSet())
    let shared = ShingleSets.sharedCount(one, other)
    let all = one.count + other.count - shared
    var evidence = PairEvidence(
      first: first.id, second: second.id, likeness: all == 0 ? 0 : Double(shared) / Double(all),
      sharedShingles: shared, allShingles: all,
      passage: SharedPassage.find(left, right, in: first.text))
    if let known { addSignals(of: first, second, known, to: &evidence) }
    return evidence
  }

  private func addSignals(
    of first: StoredDocument, _ second: StoredDocument, _ known: FamilySignals,
    to evidence: inout PairEvidence
  ) {
    var (one, other) = (signals.signals(of: first), signals.signals(of: second))
    if first.mainLanguage != second.mainLanguage {
      one.mentions += known.names.mentions(by: left, of: first.text, names)
      other.mentions += known.names.mentions(by: right, of: second.text, names)
    }
    let comparison = SignalComparison(one, other, known.weights)
    evidence.signals = comparison.shared
    evidence.sharedNumbers = comparison.sharedNumbers
    evidence.weight = comparison.familyWeight
  }
}

/// What is known of the signals of an archive.
struct FamilySignals: Sendable {
  /// What each weighs.
  var weights: SignalWeights
  /// The names that are signals.
  var names: SharedNames
}

/// What the signals of two texts share, with the values.
struct SignalComparison {
  /// The signals of both that weigh anything, the heaviest first.
  let shared: [SharedSignal]
  /// The small numbers of both.
  let sharedNumbers: [Int]
  /// The share of the heavier text's signals that both have, by weight; from 0 to 1.
  let share: Double
  /// What makes them one sheet, in bits; nil where they are two.
  let familyWeight: Double?

  /// Compares two texts.
  init(_ left: SheetSignals, _ right: SheetSignals, _ weights: SignalWeights) {
    let own = right.bySignal
    let common = left.mentions.compactMap { mention in
      own[mention.signal].map {
        SheetSignals.Mention(
          signal: mention.signal, readings: min($0.readings, mention.readings))
      }
    }
    let written = left.bySignal.compactMapValues(\.written)
    let hasLink = common.contains { $0.signal.kind == .link }
    shared = common.filter { !(hasLink && $0.signal.kind == .site) }.map { mention in
      SharedSignal(
        kind: mention.signal.kind, value: mention.signal.value,
        weight: weights.weight(of: mention.signal.key) / Double(mention.readings),
        documents: max(2, weights.count(of: mention.signal.key)),
        written: written[mention.signal].flatMap { left in
          own[mention.signal]?.written.map { [left, $0] }
        })
    }.filter { $0.weight > 0 }.sorted { ($1.weight, $0.value) < ($0.weight, $1.value) }
    sharedNumbers = left.smallNumbers.filter(right.smallNumbers.contains).map(Int.init)
    let both = Self.total(common, weights)
    let heavier = max(Self.total(left.mentions, weights), Self.total(right.mentions, weights))
    share = heavier > 0 ? both / heavier : 0
    familyWeight = weights.familyWeight(
      shared: both, heavier: heavier,
      numbers: NumberAgreement(left.smallNumbers, right.smallNumbers))
  }

  private static func total(_ mentions: [SheetSignals.Mention], _ weights: SignalWeights) -> Double
  {
    weights.total(of: mentions.map { ($0.signal.key, $0.readings) })
  }
}
