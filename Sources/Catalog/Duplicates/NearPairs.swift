// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What candidates are worth: their texts are read again and their shingle sets compared whole, so that
// no pair is reported that is less alike than it says.

internal import SearchIndex

/// Two documents with the Jaccard index of their shingle sets.
struct NearPair: Hashable, Sendable {
  /// The documents.
  var pair: DocumentPair
  /// Shared shingles.
  var shared: Int
  /// Shingles of either.
  var all: Int

  /// The Jaccard index; 1 for the same set.
  var likeness: Double { all == 0 ? 1 : Double(shared) / Double(all) }
}

/// Compares candidate pairs.
struct NearPairs: Sendable {
  /// The documents.
  let snapshot: IndexSnapshot
  /// Where they are.
  let columns: LikenessColumns
  /// The least Jaccard index of a pair that is kept.
  let threshold: Double
  /// Threads, at least 1.
  let jobs: Int

  /// Pairs that one thread takes at a time, at least.
  private static let lotSize = 256

  /// The pairs that are as alike as the threshold says, in the order of the candidates.
  ///
  /// Pairs of the same letters are not compared: they hold the same shingles.
  /// - Throws: `CatalogError.index`.
  func verified(_ candidates: [DocumentPair]) async throws(CatalogError) -> [NearPair] {
    let lots = Self.lots(of: candidates, count: columns.count)
    let turn = Turn()
    let shares = await mapConcurrently(Array(0..<jobs), jobs: jobs) { _ in
      var sets = ShingleSets(snapshot, columns)
      var results: [Result<[NearPair], SearchIndexError>] = []
      while let number = turn.next(below: lots.count) {
        results.append(verify(lots[number], &sets))
      }
      return results
    }
    var pairs: [NearPair] = []
    for result in shares.joined() {
      switch result {
      case .success(let more): pairs += more
      case .failure(let error): throw .index(error)
      }
    }
    return pairs.sorted { $0.pair < $1.pair }
  }

  /// Cuts candidates into lots that have no document in common.
  private static func lots(of candidates: [DocumentPair], count: Int) -> [[DocumentPair]] {
    var groups = UnionFind(count: count)
    for pair in candidates { groups.join(Int(pair.first), Int(pair.second)) }
    let byGroup = candidates.map { (group: groups.find(Int($0.first)), pair: $0) }
      .sorted { ($0.group, $0.pair) < ($1.group, $1.pair) }
    var lots: [[DocumentPair]] = []
    var lot: [DocumentPair] = []
    for (index, entry) in byGroup.enumerated() {
      if lot.count >= lotSize, byGroup[index - 1].group != entry.group {
        lots.append(lot)
        lot.removeAll()
      }
      lot.append(entry.pair)
    }
    return lot.isEmpty ? lots : lots + [lot]
  }

  private func verify(
    _ lot: [DocumentPair], _ sets: inout ShingleSets
  ) -> Result<[NearPair], SearchIndexError> {
    var kept: [NearPair] = []
    do throws(SearchIndexError) {
      for pair in lot {
        let compared = try compare(pair, &sets)
        if compared.likeness >= threshold { kept.append(compared) }
      }
    } catch {
      return .failure(error)
    }
    sets.forget()
    return .success(kept)
  }

  private func compare(
    _ pair: DocumentPair, _ sets: inout ShingleSets
  ) throws(SearchIndexError) -> NearPair {
    let (first, second) = (Int(pair.first), Int(pair.second))
    if !columns.digests.isEmpty, columns.digests[first] == columns.digests[second] {
      return NearPair(pair: pair, shared: 0, all: 0)
    }
    let left = try sets.set(of: first)
    let right = try sets.set(of: second)
    let shared = ShingleSets.sharedCount(left, right)
    return NearPair(pair: pair, shared: shared, all: left.count + right.count - shared)
  }
}

/// The shingle sets of documents, read when they are asked for; for one thread.
struct ShingleSets {
  private let snapshot: IndexSnapshot
  private let columns: LikenessColumns
  private let reader = ShingleReader()
  private var known: [Int: [UInt64]] = [:]
  private var knownCount = 0

  /// The most shingles that are kept: 64 MB.
  private static let mostKnown = 1 << 23

  /// Knows nothing yet.
  init(_ snapshot: IndexSnapshot, _ columns: LikenessColumns) {
    self.snapshot = snapshot
    self.columns = columns
  }

  /// The shingles of a document, rising, each once.
  ///
  /// - Throws: `SearchIndexError.corrupt`.
  mutating func set(of document: Int) throws(SearchIndexError) -> [UInt64] {
    if let set = known[document] { return set }
    let place = columns.places[document]
    reader.read(try snapshot.segments[Int(place.segment)].stored(place.document))
    let set = reader.shingleSet()
    if knownCount + set.count > Self.mostKnown { forget() }
    known[document] = set
    knownCount += set.count
    return set
  }

  /// Gives the memory of all sets back.
  mutating func forget() {
    known.removeAll(keepingCapacity: true)
    knownCount = 0
  }

  /// The number of shingles that two sets share; both rise.
  ///
  /// O(shingles).
  static func sharedCount(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (first, second, shared) = (0, 0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] { shared += 1 }
      let (one, other) = (left[first], right[second])
      if one <= other { first += 1 }
      if other <= one { second += 1 }
    }
    return shared
  }
}
