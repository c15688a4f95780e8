// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `ValueSets` reads; the layout is at the head of that file.

/// Collects the sets of one kind as documents arrive.
struct ValueSetsWriter {
  private var sets: [[Int32]] = []
  private var numbers: [[Int32]: Int32] = [:]
  /// The numbers of sets of one value, which are most.
  private var singles: [Int32: Int32] = [:]
  private var empty: Int32?
  /// For each document, by arrival, the number of its set.
  private var column: [Int32] = []

  /// The provisional number of a set, rising and each value once; good for `append`.
  mutating func number(of set: [Int32]) -> Int32 {
    let next = Int32(sets.count)
    let number: Int32
    if set.count > 1 {
      number = numbers[set] ?? next
      if number == next { numbers[set] = next }
    } else if let value = set.first {
      number = singles[value] ?? next
      if number == next { singles[value] = next }
    } else {
      number = empty ?? next
      empty = number
    }
    if number == next { sets.append(set) }
    return number
  }

  /// Gives the next document to arrive a set by its number.
  mutating func append(_ number: Int32) { column.append(number) }

  /// Writes the columns, and the sets at the end of `stream`.
  ///
  /// `arrivals` holds the arrival of each document by doc id, `ordinals` what to write for each value
  /// from 0 on; nil for the values as they are.
  func write(
    _ arrivals: [Int], ordinals: [Int32]?, columns: inout ByteWriter, sets stream: inout ByteWriter
  ) {
    var final = sets
    if let ordinals { final = sets.map { $0.map { ordinals[Int($0)] }.sorted() } }
    let order = final.indices.sorted { final[$0].lexicographicallyPrecedes(final[$1]) }
    var places = [UInt64](repeating: 0, count: order.count)
    var starts: [UInt64] = []
    for (place, number) in order.enumerated() {
      places[number] = UInt64(place)
      starts.append(UInt64(stream.count))
      Self.write(final[number], to: &stream)
    }
    LevelColumn.write(arrivals.map { places[Int(column[$0])] }, to: &columns)
    LevelColumn.write(starts, to: &columns)
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
