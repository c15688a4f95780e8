// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What the sets of values of one segment become in a merged one.
///
/// Each set is read once, when the first live document that has it comes by.
struct SetTranslation {
  private let values: DocumentValues
  /// The sets of each kind.
  private let sets: [ValueSets]
  /// For each kind and set the number in the merged segment, `unknown` where no document had it yet.
  private var numbers: [[Int32]]
  /// For each facet its values; read when the first set of it comes by.
  private var tables: [[String]?]

  private static let unknown: Int32 = -1

  /// Begins with no set.
  init(_ values: DocumentValues) {
    self.values = values
    sets = ValueKind.allCases.map { values.sets($0) }
    numbers = sets.map { [Int32](repeating: Self.unknown, count: $0.count) }
    tables = Facet.allCases.map { _ in nil }
  }

  /// Puts the sets of some documents into the merged ones, but for those of deleted documents.
  ///
  /// - Throws: `corrupt`.
  mutating func takeUp(
    _ documents: Range<UInt32>, without deletions: DeletedDocuments?,
    in merged: inout ValueTables
  ) throws(SearchIndexError) {
    for kind in ValueKind.allCases {
      let sets = sets[kind.rawValue]
      for document in documents where !(deletions?.contains(document) ?? false) {
        let set = try sets.set(of: document)
        if set < numbers[kind.rawValue].count, numbers[kind.rawValue][set] != Self.unknown {
          continue
        }
        // A set that does not exist throws here.
        let number = try translate(try sets.values(ofSet: set), kind, in: &merged)
        numbers[kind.rawValue][set] = number
      }
    }
  }

  /// The numbers of the merged sets of a kind, by the set of the segment; all that documents taken up had
  /// are there.
  func numbers(of kind: ValueKind) -> [Int32] { numbers[kind.rawValue] }

  private mutating func translate(
    _ set: [Int32], _ kind: ValueKind, in merged: inout ValueTables
  ) throws(SearchIndexError) -> Int32 {
    guard let facet = Facet.allCases.first(where: { ValueKind($0) == kind }) else {
      return merged.number(of: set, kind: kind)
    }
    let table = try values(of: facet)
    guard set.allSatisfy({ table.indices.contains(Int($0)) }) else {
      throw .corrupt(
        file: values.file.path, byte: values.file.section(ValueSets.section).lowerBound,
        reason: .inconsistent)
    }
    return merged.number(of: set.map { table[Int($0)] }, facet: facet)
  }

  private mutating func values(of facet: Facet) throws(SearchIndexError) -> [String] {
    if let known = tables[Int(facet.rawValue)] { return known }
    let read = try values.facetValues(facet)
    tables[Int(facet.rawValue)] = read
    return read
  }
}
