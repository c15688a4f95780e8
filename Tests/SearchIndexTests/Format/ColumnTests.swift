// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@testable import SearchIndex

/// Rows and columns of numbers of every shape through a file and back.
@Suite struct ColumnTests {
  private static let counts = [0, 1, 2, 7, 8, 127, 128, 129, 255, 256, 1000]

  /// Numbers of a width, a few of them wider: one in `rarity`.
  private static func numbers(
    _ count: Int, width: Int, rarity: Int, _ random: inout SeededGenerator
  ) -> [UInt64] {
    (0..<count).map { _ in
      let isWide = Int.random(in: 0..<rarity, using: &random) == 0
      let most = isWide ? Int.random(in: 0...56, using: &random) : width
      return random.next() & (1 << UInt64(most) - 1)
    }
  }

  /// Writes a file of one section, then reads it.
  private func withFile(
    _ write: (inout ByteWriter) -> Void, _ read: (ComponentFile) throws -> Void
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path.appending("column")
    var writer = ByteWriter()
    write(&writer)
    let whole = ComponentLayout.file(.positions, number: 1, sections: [writer.bytes])
    try WholeFile.write(whole.bytes, to: path, sync: false)
    try read(try ComponentFile(path, kind: .positions, number: 1))
  }

  @Test func `Rows of every length and width come back, one by one and all at once`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for count in [0, 1, 7, 8, 31, 127, 128, 255] {
      for width in stride(from: 0, through: 56, by: 4) {
        let values = Self.numbers(count, width: width, rarity: 12, &random)
        let narrow = values.map { UInt32(truncatingIfNeeded: $0) }
        let comment: Comment = "seed \(seed), \(count) of \(width) bits"
        try withFile {
          PatchedRow.write(values.span, to: &$0)
          #expect(PatchedRow.shape(of: values.span).byteCount == $0.count, comment)
          PatchedRow.write(narrow.span, to: &$0)
        } _: { file in
          var reader = try file.reader(section: 0)
          let row = try PatchedRow(count, from: &reader)
          #expect((0..<count).map { row.value($0, in: file.bytes) } == values, comment)
          let second = try PatchedRow(count, from: &reader)
          var output = [UInt32](repeating: 7, count: 255)
          try second.unpack(count, from: reader, into: &output)
          #expect(Array(output[..<count]) == narrow, comment)
          let isAtEnd = reader.isAtEnd
          #expect(isAtEnd, comment)
        }
      }
    }
  }

  @Test func `Level and escaped columns of every length come back`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for count in Self.counts {
      for (width, rarity) in [(0, Int.max), (1, 50), (6, 20), (12, 3), (56, 2)] {
        let values = Self.numbers(count, width: width, rarity: rarity, &random)
        let comment: Comment = "seed \(seed), \(count) of \(width) bits"
        try withFile {
          LevelColumn.write(values, to: &$0)
          EscapedColumn.write(values, to: &$0)
        } _: { file in
          var reader = try file.reader(section: 0)
          let level = try LevelColumn(from: &reader)
          let escaped = try EscapedColumn(from: &reader)
          let isAtEnd = reader.isAtEnd
          #expect(isAtEnd && level.count == count && escaped.count == count, comment)
          #expect(try (0..<count).map { try level.value($0, in: file) } == values, comment)
          #expect((0..<count).map { escaped.value($0, in: file.bytes) } == values, comment)
        }
      }
    }
  }

  @Test func `Stepped columns of runs and of numbers in any order come back`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for count in Self.counts {
      let rising = (0..<UInt32(count)).map { $0 }
      for values in [rising, rising.reversed(), rising.shuffled(using: &random)] {
        try withFile {
          SteppedColumn.write(values, to: &$0)
        } _: { file in
          var reader = try file.reader(section: 0)
          let column = try SteppedColumn(from: &reader)
          let found = try (0..<column.blockCount).flatMap {
            try column.values(ofBlock: $0, in: file)
          }
          #expect(found == values, "seed \(seed), \(count) numbers")
        }
      }
    }
  }

  /// Ids that count up, with zeros before and without, ids of chance, ids that begin alike.
  private static func ids(_ random: inout SeededGenerator) -> Set<[UInt8]> {
    var ids = Set((0..<150).map { Array("\($0)".utf8) })
    for number in 95..<130 { ids.insert(Array("page 00\(number)".utf8)) }
    for number in 995..<1003 { ids.insert(Array("b/\(number)".utf8)) }
    for _ in 0..<120 {
      let length = Int.random(in: 0...40, using: &random)
      ids.insert(
        (0..<length).map { _ in [0x30, 0x39, 0x61, 0xC3].randomElement(using: &random) ?? 0 })
    }
    return ids
  }

  @Test(arguments: [true, false])
  func `Ids of every kind are found by document, by id and in order`(isCounting: Bool) throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    var ids = Self.ids(&random).sorted { $0.lexicographicallyPrecedes($1) }
    if isCounting { ids.sort { ($0.count, $0[...]) < ($1.count, $1[...]) } }
    if !isCounting { ids.shuffle(using: &random) }
    // Documents are numbered in another order than that in which they came.
    let arrivals = ids.indices.map { isCounting ? $0 : ids.count - 1 - $0 }
    let byID = arrivals.indices.sorted {
      ids[arrivals[$0]].lexicographicallyPrecedes(ids[arrivals[$1]])
    }
    var writer = DocumentIDsWriter()
    for arrival in arrivals { writer.append(ids[arrival][...]) }
    writer.finish()
    var columns = ByteWriter()
    LevelColumn.write(writer.starts, to: &columns)
    SteppedColumn.write(byID.map { UInt32($0) }, to: &columns)
    let sections = [writer.take(), columns.bytes]
    let folder = try TemporaryFolder()
    let path = folder.path.appending("ids")
    let whole = ComponentLayout.file(
      .documents, number: 1,
      sections: [[], []] + sections + [[UInt8]](repeating: [], count: 6))
    try WholeFile.write(whole.bytes, to: path, sync: false)
    let found = try DocumentIDs(
      ComponentFile(path, kind: .documents, number: 1), documents: ids.count)
    for (document, arrival) in arrivals.enumerated() {
      #expect(try found.id(of: UInt32(document)) == ids[arrival], "seed \(seed)")
      #expect(try found.find(ids[arrival]) == UInt32(document), "seed \(seed)")
      #expect(try found.find(ids[arrival] + [0]) == nil, "seed \(seed)")
    }
    let blocks = try (0..<(ids.count + 31) / 32).map { try found.ids(ofBlock: $0) }
    #expect(Array(blocks.joined()) == arrivals.map { ids[$0] }, "seed \(seed)")
    let sorted = ids.sorted { $0.lexicographicallyPrecedes($1) }
    for place in [0, 1, sorted.count / 2, sorted.count - 1] {
      var visited: [[UInt8]] = []
      try found.scan(atLeast: sorted[place]) { id, _ in
        visited.append(id)
        return visited.count < 20
      }
      #expect(visited == Array(sorted[place...].prefix(20)), "seed \(seed)")
    }
  }

  @Test func `Counting on an id carries, keeps zeros before and needs a number`() {
    let cases: [(String, Int, String?)] = [
      ("a9", 1, "a10"), ("a099", 1, "a100"), ("a98", 31, "a129"), ("7", 0, "7"), ("", 1, nil),
      ("a", 1, nil), ("a1b", 1, nil), ("99", 1, "100"), ("x009", 2, "x011"),
    ]
    for (id, steps, expected) in cases {
      let found = CountedID.adding(steps, to: Array(id.utf8))
      #expect(found == expected.map { Array($0.utf8) }, "\(id) + \(steps)")
    }
  }
}

private func < (left: (Int, ArraySlice<UInt8>), right: (Int, ArraySlice<UInt8>)) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
