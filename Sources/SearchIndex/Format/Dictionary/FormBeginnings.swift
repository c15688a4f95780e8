// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The scalars with which forms begin, by the scalars that follow them: where a fuzzy word's first
// letter is wrong, a walk over the dictionary need not try every letter of every script.
//
//   section := column of groups, column of starts, column of firsts
//   group   := field << 21 | second scalar, strictly rising
//
// The starts are one more than the groups; those of a group and the next bound its first scalars,
// which strictly rise. Grams, dates and numbers are left out, as are forms of one scalar and those
// that are not UTF-8.

/// Finds the scalars that forms of a field have before others.
struct FormBeginnings: Sendable {
  private let groups: PackedColumn
  private let starts: PackedColumn
  private let firsts: PackedColumn

  /// Reads the heads of the columns; O(1).
  ///
  /// - Throws: `corrupt`.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    let byteCount = reader.end - reader.position
    groups = try PackedColumn(from: &reader)
    starts = try PackedColumn(from: &reader)
    firsts = try PackedColumn(from: &reader)
    guard starts.count == groups.count + 1, reader.isAtEnd else {
      throw reader.corrupt(.inconsistent)
    }
    // A column of width 0 takes no bytes: a wild count must not fill the memory.
    guard firsts.count <= 8 * byteCount else { throw reader.corrupt(.outOfRange) }
  }

  /// The first scalars of the forms of a field that have one of some scalars second, rising.
  ///
  /// O(log of the scalars) for each of `seconds`.
  /// - Throws: `corrupt` where a group lies outside.
  func firsts(
    before seconds: [UInt32], _ field: Field, in file: ComponentFile
  ) throws(SearchIndexError) -> [UInt32] {
    var result: [UInt32] = []
    for second in seconds {
      let group = UInt64(field.rawValue) << 21 | UInt64(second)
      let index = lowerBound(of: group, in: file.bytes)
      guard index < groups.count, groups.value(index, in: file.bytes) == group else { continue }
      let start = starts.value(index, in: file.bytes)
      let end = starts.value(index + 1, in: file.bytes)
      guard start <= end, end <= UInt64(firsts.count) else {
        throw .corrupt(file: file.path, byte: file.section(4).lowerBound, reason: .inconsistent)
      }
      for place in Int(start)..<Int(end) {
        result.append(UInt32(truncatingIfNeeded: firsts.value(place, in: file.bytes)))
      }
    }
    return result.sorted()
  }

  private func lowerBound(of group: UInt64, in bytes: RawSpan) -> Int {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low &+ high) / 2
      if groups.value(middle, in: bytes) < group { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

/// Collects the beginnings of forms that come in order.
struct FormBeginningsWriter: Sendable {
  /// Field, second scalar and first scalar, 21 bits each of the latter two.
  private var pairs: [UInt64] = []

  /// Takes up the form of a key.
  mutating func append(_ key: ArraySlice<UInt8>) {
    guard let number = key.first, let field = Field(rawValue: number), field.hasWords else {
      return
    }
    let form = key.dropFirst()
    let span = form.span
    guard !span.isEmpty, let first = FormScalar(in: span, at: 0), first.length < span.count,
      let second = FormScalar(in: span, at: first.length)
    else { return }
    let pair = (UInt64(number) << 21 | UInt64(second.value)) << 21 | UInt64(first.value)
    if pair != pairs.last { pairs.append(pair) }
  }

  /// Takes up the forms of another writer, which come after those so far.
  mutating func append(contentsOf others: FormBeginningsWriter) {
    for pair in others.pairs where pair != pairs.last { pairs.append(pair) }
  }

  /// The bytes of the section.
  mutating func section() -> [UInt8] {
    pairs.sort()
    var groups: [UInt64] = []
    var starts: [UInt64] = []
    for (index, pair) in pairs.enumerated() where groups.last != pair >> 21 {
      groups.append(pair >> 21)
      starts.append(UInt64(index))
    }
    starts.append(UInt64(pairs.count))
    var writer = ByteWriter()
    PackedColumn.write(groups, to: &writer)
    PackedColumn.write(starts, to: &writer)
    PackedColumn.write(pairs.lazy.map { $0 & 0x1F_FFFF }, to: &writer)
    return writer.bytes
  }
}

extension Field {
  /// Whether its forms are words that may be misspelled.
  fileprivate var hasWords: Bool { self != .gram && self != .date && self != .number }
}
