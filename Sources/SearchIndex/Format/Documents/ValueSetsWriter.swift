// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `ValueSets` reads; the layout is at the head of that file.

/// The sets of all kinds, and the values of all facets.
struct ValueTables {
  private var facetValues = [FacetValuesWriter](
    repeating: FacetValuesWriter(), count: Facet.allCases.count)
  private var sets = [ValueSetsWriter](
    repeating: ValueSetsWriter(), count: ValueKind.allCases.count)

  /// The number of a set of values of a kind, rising and each once.
  mutating func number(of set: [Int32], kind: ValueKind) -> Int32 {
    sets[kind.rawValue].number(of: set)
  }

  /// The number of the set of one value of a kind.
  mutating func number(ofOne value: Int32, kind: ValueKind) -> Int32 {
    sets[kind.rawValue].number(ofOne: value)
  }

  /// The number of a set of a facet's values, each once in any order.
  mutating func number(of values: [String], facet: Facet) -> Int32 {
    if values.isEmpty { return number(of: [], kind: ValueKind(facet)) }
    let numbers = values.map { facetValues[Int(facet.rawValue)].number(of: Array($0.utf8)) }
    return number(of: numbers.sorted(), kind: ValueKind(facet))
  }

  /// Writes the values of all facets; gives for each facet what `writeSets` writes for each value.
  func writeFacets(to writer: inout ByteWriter) -> [[Int32]] {
    facetValues.map { $0.write(to: &writer) }
  }

  /// Writes the sets of a kind, with the ordinals that `writeFacets` gave.
  func writeSets(
    _ kind: ValueKind, _ ordinals: [[Int32]], to stream: inout ByteWriter
  ) -> ValueSetOrder {
    let facet = Facet.allCases.first { ValueKind($0) == kind }
    return sets[kind.rawValue].write(
      ordinals: facet.map { ordinals[Int($0.rawValue)] }, to: &stream)
  }
}

/// Where the sets of a kind were written.
struct ValueSetOrder {
  /// For each provisional number of a set its place.
  var places: [UInt64]
  /// By place the first byte in the stream.
  var starts: [UInt64]
}

/// Collects the distinct sets of one kind as they come; each gets a provisional number.
struct ValueSetsWriter {
  private var sets: [[Int32]] = []
  private var numbers: [[Int32]: Int32] = [:]
  /// The numbers of sets of one value, which are most.
  private var singles: [Int32: Int32] = [:]
  private var empty: Int32?

  /// The provisional number of a set, rising and each value once.
  mutating func number(of set: [Int32]) -> Int32 {
    if set.count == 1 { return number(ofOne: set[0]) }
    let next = Int32(sets.count)
    let number: Int32
    if set.count > 1 {
      number = numbers[set] ?? next
      if number == next { numbers[set] = next }
    } else {
      number = empty ?? next
      empty = number
    }
    if number == next { sets.append(set) }
    return number
  }

  /// The provisional number of the set of one value.
  mutating func number(ofOne value: Int32) -> Int32 {
    if let number = singles[value] { return number }
    let number = Int32(sets.count)
    singles[value] = number
    sets.append([value])
    return number
  }

  /// Writes the sets at the end of `stream`, in their order.
  ///
  /// `ordinals` holds what to write for each value from 0 on; nil for the values as they are.
  func write(ordinals: [Int32]?, to stream: inout ByteWriter) -> ValueSetOrder {
    var final = sets
    if let ordinals { final = sets.map { $0.map { ordinals[Int($0)] }.sorted() } }
    let order = final.indices.sorted { final[$0].lexicographicallyPrecedes(final[$1]) }
    var result = ValueSetOrder(places: [UInt64](repeating: 0, count: order.count), starts: [])
    for (place, number) in order.enumerated() {
      result.places[number] = UInt64(place)
      result.starts.append(UInt64(stream.count))
      Self.write(final[number], to: &stream)
    }
    return result
  }

  private static func write(_ set: [Int32], to stream: inout ByteWriter) {
    stream.varint(set.count)
    var last: Int32?
    for value in set {
      if let last {
        stream.varint(UInt64(Int64(value) - Int64(last)))
      } else {
        stream.signedVarint(Int64(value))
      }
      last = value
    }
  }
}

/// Collects the distinct values of a facet as they come; each gets a provisional number.
struct FacetValuesWriter {
  private var numbers: [[UInt8]: Int32] = [:]

  /// The number of a value, by its bytes: spellings that Unicode calls equal stay two.
  mutating func number(of value: [UInt8]) -> Int32 {
    let next = Int32(numbers.count)
    if let number = numbers[value] { return number }
    numbers[value] = next
    return next
  }

  /// Appends the values in byte order, after their number and the bytes that they take.
  ///
  /// - Returns: for each provisional number its place in that order.
  func write(to writer: inout ByteWriter) -> [Int32] {
    let sorted = numbers.sorted { compareBytes($0.key, $1.key) < 0 }
    var ordinals = [Int32](repeating: 0, count: sorted.count)
    var strings = ByteWriter()
    for (ordinal, entry) in sorted.enumerated() {
      strings.string(entry.key)
      ordinals[Int(entry.value)] = Int32(ordinal)
    }
    writer.varint(sorted.count)
    writer.string(strings.bytes)
    return ordinals
  }
}
