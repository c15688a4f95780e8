// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import OCFL
internal import SearchIndex
internal import TextAnalysis

/// Turns groups of numbers into groups of documents with evidence; for one thread.
struct GroupDescriber {
  private let snapshot: IndexSnapshot
  private let languages: Set<String>
  private let limit: Int
  private var summaries: SummaryReader

  /// Makes a describer of at most so many groups of a kind, with a passage in one of some languages.
  init(_ snapshot: IndexSnapshot, languages: [Language], limit: Int) {
    self.snapshot = snapshot
    self.languages = Set(languages.map(\.code))
    self.limit = limit
    summaries = SummaryReader(snapshot)
  }

  /// Describes files that were found more than once, in the order given; also how many there are.
  ///
  /// - Throws: `CatalogError.index`, `.malformedObject`.
  mutating func files(
    _ documents: [DocumentMetadata]
  ) throws(CatalogError) -> (groups: [DuplicateGroup], found: Int) {
    var groups: [DuplicateGroup] = []
    var found = 0
    for metadata in documents {
      if groups.count >= limit, languages.isEmpty {
        found += 1
        continue
      }
      guard let stored = try summaries.stored(id: metadata.document) else { continue }
      let member = DuplicateMember(try summaries.summary(of: stored))
      if !isWanted([member]) { continue }
      found += 1
      if groups.count < limit {
        groups.append(
          DuplicateGroup(kind: .file, members: [member], sightings: metadata.sightings))
      }
    }
    return (groups, found)
  }

  /// Describes groups, the largest first, groups of one size by their first id; also how many there are.
  ///
  /// `signals` are told for families.
  /// - Throws: `CatalogError.index`, `.malformedObject`.
  mutating func describe(
    _ kind: DuplicateKind, _ groups: [NumberedGroup], _ columns: LikenessColumns,
    _ signals: FamilySignals?
  ) throws(CatalogError) -> (groups: [DuplicateGroup], found: Int) {
    let named = try named(groups, columns, hasRecord: kind == .text)
    let reader = EvidenceReader(signals)
    var described: [DuplicateGroup] = []
    var found = 0
    for group in named {
      if described.count >= limit, languages.isEmpty {
        found += 1
        continue
      }
      let members = try members(of: group.group, columns)
      if !isWanted(members) { continue }
      found += 1
      if described.count >= limit { continue }
      var result = DuplicateGroup(kind: kind, members: members.sorted { $0.id < $1.id })
      result.pairsFound = group.group.pairsFound
      if kind == .text {
        let text = try stored(group.group.members[0], columns).text
        result.textSHA256 = DigestAlgorithm.sha256.digest(of: text)
      }
      for pair in group.group.pairs {
        result.pairs.append(try evidence(for: pair, columns, reader))
      }
      described.append(result)
    }
    return (described, found)
  }

  /// The groups in the order in which they are described.
  private func named(
    _ groups: [NumberedGroup], _ columns: LikenessColumns, hasRecord: Bool
  ) throws(CatalogError) -> [(group: NumberedGroup, first: String)] {
    var named: [(group: NumberedGroup, first: String)] = []
    for group in groups {
      var ids: [String] = []
      for member in group.members { ids.append(try id(of: member, columns)) }
      if hasRecord, !ids.contains(where: { DocumentSummary.parts(of: $0).record != nil }) {
        continue
      }
      named.append((group, ids.min() ?? ""))
    }
    return named.sorted {
      ($1.group.members.count, $0.first) < ($0.group.members.count, $1.first)
    }
  }

  private mutating func members(
    of group: NumberedGroup, _ columns: LikenessColumns
  ) throws(CatalogError) -> [DuplicateMember] {
    var members: [DuplicateMember] = []
    for member in group.members {
      members.append(DuplicateMember(try summaries.summary(of: try stored(member, columns))))
    }
    return members
  }

  /// Whether one of the documents has a passage in a wanted language.
  private func isWanted(_ members: [DuplicateMember]) -> Bool {
    languages.isEmpty || members.contains { !languages.isDisjoint(with: $0.languages) }
  }

  private func evidence(
    for pair: DocumentPair, _ columns: LikenessColumns, _ reader: EvidenceReader
  ) throws(CatalogError) -> PairEvidence {
    let first = try stored(pair.first, columns)
    let second = try stored(pair.second, columns)
    let isInOrder = first.id <= second.id
    var evidence = reader.evidence(isInOrder ? first : second, isInOrder ? second : first)
    evidence.estimate = LikenessSketch.estimate(
      columns.sketches, Int(pair.first), Int(pair.second))
    return evidence
  }

  private func stored(
    _ number: UInt32, _ columns: LikenessColumns
  ) throws(CatalogError) -> StoredDocument {
    let place = columns.places[Int(number)]
    do throws(SearchIndexError) {
      return try snapshot.segments[Int(place.segment)].stored(place.document)
    } catch {
      throw .index(error)
    }
  }

  private func id(of number: UInt32, _ columns: LikenessColumns) throws(CatalogError) -> String {
    let place = columns.places[Int(number)]
    do throws(SearchIndexError) {
      return try snapshot.segments[Int(place.segment)].id(of: place.document)
    } catch {
      throw .index(error)
    }
  }
}
