// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What the sets of values of one segment become in a merged one.
///
/// Each set is read once, when the first live document that has it comes by.
struct SetTranslation {
  private let values: DocumentValues
  /// For each kind and set the number in the merged segment.
  private var numbers: [[Int32?]]
  /// For each facet its values; read when the first set of it comes by.
  private var tables: [[String]?]

  /// Begins with no set.
  init(_ values: DocumentValues) {
    self.values = values
    numbers = ValueKind.allCases.map { [Int32?](repeating: nil, count: values.sets($0).count) }
    tables = Facet.allCases.map { _ in nil }
  }

  /// The numbers in `writer` of all sets of a document, by `ValueKind`.
  ///
  /// - Throws: `corrupt`.
  mutating func sets(
    of document: UInt32, in writer: inout DocumentValuesWriter
  ) throws(SearchIndexError) -> [Int32] {
    var result: [Int32] = []
    for kind in ValueKind.allCases {
      let set = try values.sets(kind).set(of: document)
      if set < numbers[kind.rawValue].count, let known = numbers[kind.rawValue][set] {
        result.append(known)
        continue
      }
      let number = try translate(try values.sets(kind).values(ofSet: set), kind, in: &writer)
      numbers[kind.rawValue][set] = number
      result.append(number)
    }
    return result
  }

  private mutating func translate(
    _ set: [Int32], _ kind: ValueKind, in writer: inout DocumentValuesWriter
  ) throws(SearchIndexError) -> Int32 {
    guard let facet = Facet.allCases.first(where: { ValueKind($0) == kind }) else {
      return writer.number(of: set, kind: kind)
    }
    let table = try values(of: facet)
    guard set.allSatisfy({ table.indices.contains(Int($0)) }) else {
      throw .corrupt(
        file: values.file.path, byte: values.file.section(ValueSets.section).lowerBound,
        reason: .inconsistent)
    }
    return writer.number(of: set.map { table[Int($0)] }, facet: facet)
  }

  private mutating func values(of facet: Facet) throws(SearchIndexError) -> [String] {
    if let known = tables[Int(facet.rawValue)] { return known }
    let read = try values.facetValues(facet)
    tables[Int(facet.rawValue)] = read
    return read
  }
}
