// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sets of small numbers that many documents share: dates, tags, places, sources, scripts. Each
// distinct set is written once, and a column holds for each document the number of its set.
// `ValueSetsWriter` writes what this reads:
//
//   set := varint(values) [zigzag(first) varint(delta)*]             rising, each value once
//
// Sets are in lexicographic order, the empty one first. Documentation/Formats/documents.md.

/// What documents have sets of; the raw value is the place in the file.
enum ValueKind: Int, CaseIterable, Sendable {
  /// Days since 1970-01-01 on which it was found.
  case dates = 0
  /// Ordinals of tags.
  case tags = 1
  /// Ordinals of places.
  case places = 2
  /// Ordinals of sources.
  case sources = 3
  /// Numbers of the scripts of its passages.
  case scripts = 4

  /// The sets of a facet's ordinals.
  init(_ facet: Facet) {
    switch facet {
    case .tag: self = .tags
    case .place: self = .places
    case .source: self = .sources
    }
  }
}

/// The sets of one kind in a segment, and which of them each document has.
struct ValueSets: Sendable {
  /// The section of the file that holds the sets.
  static let section = 8

  private let file: ComponentFile
  private let column: LevelColumn
  private let starts: LevelColumn

  /// Reads the heads of both columns and moves the reader past them.
  ///
  /// - Throws: `corrupt` where there is not one set for each of `documents`.
  init(
    _ file: ComponentFile, from reader: inout ByteReader, documents: Int
  ) throws(SearchIndexError) {
    self.file = file
    column = try LevelColumn(from: &reader)
    starts = try LevelColumn(from: &reader)
    guard column.count == documents else { throw reader.corrupt(.inconsistent) }
    // A set takes at least one byte: a wild count must not fill the memory.
    guard starts.count <= file.section(Self.section).count else {
      throw reader.corrupt(.outOfRange)
    }
  }

  /// The number of distinct sets.
  var count: Int { starts.count }

  /// The number of a document's set, from 0; not yet known to be below `count`.
  ///
  /// - Throws: `corrupt`.
  func set(of document: UInt32) throws(SearchIndexError) -> Int {
    Int(try column.value(Int(document), in: file))
  }

  /// The values of a set, rising; O(values).
  ///
  /// - Throws: `corrupt`.
  func values(ofSet set: Int) throws(SearchIndexError) -> [Int32] {
    var reader = try reader(ofSet: set)
    return try Self.read(from: &reader)
  }

  /// The least value of a set, nil where it is empty.
  ///
  /// - Throws: `corrupt`.
  func first(ofSet set: Int) throws(SearchIndexError) -> Int32? {
    var reader = try reader(ofSet: set)
    if try reader.count(limit: reader.end) == 0 { return nil }
    return try Self.checked(try reader.signedVarint(), reader)
  }

  @_lifetime(borrow self)
  private func reader(ofSet set: Int) throws(SearchIndexError) -> ByteReader {
    guard set < starts.count else {
      throw .corrupt(
        file: file.path, byte: file.section(Self.section).lowerBound, reason: .outOfRange)
    }
    let start = Int(try starts.value(set, in: file))
    return try file.reader(section: Self.section, from: start)
  }

  private static func read(
    from reader: inout ByteReader
  ) throws(SearchIndexError) -> [Int32] {
    let count = try reader.count(limit: reader.end - reader.position)
    var values: [Int32] = []
    values.reserveCapacity(count)
    while values.count < count {
      guard let last = values.last else {
        values.append(try checked(try reader.signedVarint(), reader))
        continue
      }
      let delta = Int64(try reader.varint32())
      guard delta > 0 else { throw reader.corrupt(.outOfOrder) }
      values.append(try checked(Int64(last) + delta, reader))
    }
    return values
  }

  private static func checked(
    _ value: Int64, _ reader: borrowing ByteReader
  ) throws(SearchIndexError) -> Int32 {
    guard let value = Int32(exactly: value) else { throw reader.corrupt(.outOfRange) }
    return value
  }

  /// For each set the number of `documents` that have it; O(documents + sets).
  ///
  /// - Throws: `corrupt` where a document's set does not exist.
  func counts(over documents: [UInt32]) throws(SearchIndexError) -> [Int] {
    guard starts.count != 1 else { return [documents.count] }
    var counts = [Int](repeating: 0, count: starts.count)
    let bytes = file.bytes
    var block: LevelColumn.Block?
    for document in documents {
      let index = Int(document)
      if block?.holds(index) != true { block = try column.block(of: index, in: file) }
      guard let set = block?.value(index, in: bytes), set < UInt64(counts.count) else {
        throw .corrupt(
          file: file.path, byte: file.section(Self.section).lowerBound, reason: .outOfRange)
      }
      counts[Int(set)] &+= 1
    }
    return counts
  }
}
