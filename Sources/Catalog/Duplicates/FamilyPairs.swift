// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which sheets are the same in another print or language. Candidates come from lists of documents for
// each signal that few have; all that the two sheets share and do not share is then weighed.

internal import SearchIndex
internal import TextAnalysis

/// Two documents with what their shared signals weigh.
struct FamilyPair: Hashable, Sendable {
  /// The documents.
  var pair: DocumentPair
  /// Bits of shared signals and small numbers.
  var weight: Double

  /// The heavier first, then by number.
  static func isBefore(_ left: FamilyPair, _ right: FamilyPair) -> Bool {
    left.weight != right.weight ? left.weight > right.weight : left.pair < right.pair
  }
}

/// Finds the pairs of one family.
struct FamilyPairs: Sendable {
  private let columns: LikenessColumns
  /// How much each signal weighs.
  let weights: SignalWeights
  /// Signals with their documents, by signal; those of one document, or of too many, are left out.
  private let lists: [(key: UInt64, documents: [UInt32])]

  /// Lists that one thread takes at a time.
  private static let lotSize = 64

  /// Counts the signals of columns; O(signals · log signals).
  init(_ columns: LikenessColumns) {
    self.columns = columns
    var entries: [(key: UInt64, document: UInt32)] = []
    entries.reserveCapacity(columns.signals.count)
    for document in 0..<columns.count {
      for place in columns.signalRange(of: document) {
        entries.append((columns.signals[place], UInt32(document)))
      }
    }
    entries.sort { ($0.key, $0.document) < ($1.key, $1.document) }
    var counts: [UInt64: UInt32] = [:]
    var lists: [(key: UInt64, documents: [UInt32])] = []
    var start = 0
    for index in 0...entries.count
    where index > start && (index == entries.count || entries[index].key != entries[start].key) {
      let count = index - start
      if count > 1 {
        counts[entries[start].key] = UInt32(count)
        if count <= SignalWeights.longestList {
          lists.append((entries[start].key, entries[start..<index].map(\.document)))
        }
      }
      start = index
    }
    weights = SignalWeights(documents: columns.count + columns.shortDocuments, counts: counts)
    self.lists = lists
  }

  /// Documents that have a signal that weighs anything.
  var telling: Int {
    (0..<columns.count).count { document in
      columns.signalRange(of: document).contains { weights.weight(of: columns.signals[$0]) > 0 }
    }
  }

  /// The pairs that share enough, the heaviest first.
  func pairs(jobs: Int) async -> [FamilyPair] {
    let turn = Turn()
    let lots = (lists.count + Self.lotSize - 1) / Self.lotSize
    let shares = await mapConcurrently(Array(0..<max(1, jobs)), jobs: jobs) { _ in
      var found: [FamilyPair] = []
      while let lot = turn.next(below: lots) {
        let end = min(lists.count, (lot + 1) * Self.lotSize)
        for list in lists[(lot * Self.lotSize)..<end] { addPairs(of: list, to: &found) }
      }
      return found
    }
    return shares.flatMap { $0 }.sorted(by: FamilyPair.isBefore)
  }

  private func addPairs(
    of list: (key: UInt64, documents: [UInt32]), to found: inout [FamilyPair]
  ) {
    for (index, first) in list.documents.enumerated() {
      for second in list.documents[(index + 1)...] {
        let pair = DocumentPair(first: first, second: second)
        if let weight = weight(of: pair, firstShared: list.key) {
          found.append(FamilyPair(pair: pair, weight: weight))
        }
      }
    }
  }

  /// The weight of a pair; nil where it is too little, or where another signal comes first.
  ///
  /// Two documents that share several signals are weighed once: in the list of the least key.
  private func weight(of pair: DocumentPair, firstShared key: UInt64) -> Double? {
    let (first, second) = (Int(pair.first), Int(pair.second))
    let isOneLanguage = columns.languages[first] == columns.languages[second]
    let shared = sharedSignals(first, second).filter { counts($0.key, isOneLanguage) }
    guard
      shared.first(where: { weights.count(of: $0.key) <= SignalWeights.longestList })?.key == key
    else { return nil }
    return weights.familyWeight(
      shared: weights.total(of: shared),
      heavier: max(weight(of: first, isOneLanguage), weight(of: second, isOneLanguage)),
      numbers: NumberAgreement(
        columns.smallNumbers[columns.smallRange(of: first)],
        columns.smallNumbers[columns.smallRange(of: second)]))
  }

  /// Whether a signal counts between two documents: a name does not where both are in one language.
  private func counts(_ key: UInt64, _ isOneLanguage: Bool) -> Bool {
    !isOneLanguage || SheetSignal.kind(of: key) != .name
  }

  /// The weight of all signals of a document that count beside one in its own language, or in another.
  private func weight(of document: Int, _ isOneLanguage: Bool) -> Double {
    weights.total(
      of: columns.signalRange(of: document).lazy
        .filter { counts(columns.signals[$0], isOneLanguage) }
        .map { (columns.signals[$0], Int(columns.readings[$0])) })
  }

  /// The signals of both documents, rising, with the lesser number of readings.
  private func sharedSignals(
    _ first: Int, _ second: Int
  ) -> [(key: UInt64, readings: Int)] {
    let (left, right) = (columns.signalRange(of: first), columns.signalRange(of: second))
    var (one, other) = (left.lowerBound, right.lowerBound)
    var shared: [(key: UInt64, readings: Int)] = []
    while one < left.upperBound, other < right.upperBound {
      let (key, next) = (columns.signals[one], columns.signals[other])
      if key == next {
        shared.append((key, Int(min(columns.readings[one], columns.readings[other]))))
      }
      if key <= next { one += 1 }
      if next <= key { other += 1 }
    }
    return shared
  }
}

/// How far the small numbers of two texts agree: hours, prices, house numbers.
struct NumberAgreement: Equatable {
  /// Numbers of both.
  let shared: Int
  /// Numbers of either.
  let all: Int
  /// Numbers of the text that has fewer.
  let fewer: Int

  /// Compares numbers, which rise.
  init(_ left: some Collection<UInt16>, _ right: some Collection<UInt16>) {
    shared = Set(left).intersection(right).count
    all = left.count + right.count - shared
    fewer = min(left.count, right.count)
  }

  /// From 0 to 1: shared of all, and less where fewer than three are shared.
  var share: Double {
    all == 0 ? 0 : Double(shared) / Double(all) * min(1, Double(shared) / 3)
  }

  /// Whether half of all numbers or more are shared.
  var agrees: Bool { shared > 0 && 2 * shared >= all }

  /// Whether both texts have four numbers or more, and a quarter of the fewer at most is shared.
  var contradict: Bool { fewer >= 4 && 4 * shared <= fewer }

  /// Whether both texts have three numbers or more, and a third of the fewer at most is shared.
  var disagrees: Bool { fewer >= 3 && 3 * shared <= fewer }
}
