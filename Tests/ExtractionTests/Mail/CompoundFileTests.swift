// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct CompoundFileTests {
  private static let long = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
  private static let sample = CompoundFileWriter.file([
    .stream("short", Array("mini".utf8)), .stream("empty", []), .stream("long", long),
    .folder("inner", [.stream("deep", Array(repeating: 7, count: 200)), .folder("none", [])]),
  ])

  @Test func `Streams are found in their folders and come back byte for byte`() throws {
    let file = try CompoundFile(Self.sample)
    #expect(
      file.entries[0].children.map { file.entries[$0].name }.sorted() == [
        "empty", "inner", "long", "short",
      ])
    let contents: (String, Int) -> [UInt8]? = { name, folder in
      file.child(name, of: folder).map { file.contents(of: $0) }
    }
    #expect(contents("SHORT", 0) == Array("mini".utf8))
    #expect(contents("long", 0) == Self.long)
    #expect(contents("empty", 0) == [])
    let inner = try #require(file.child("inner", of: 0))
    #expect(contents("deep", inner) == Array(repeating: 7, count: 200))
    #expect(file.child("nothing", of: 0) == nil)
  }

  @Test func `What does not begin as a compound file is none`() {
    #expect(throws: CompoundFileError.notCompound) { try CompoundFile([]) }
    #expect(throws: CompoundFileError.notCompound) {
      try CompoundFile(Array(repeating: 0, count: 4096))
    }
    #expect(throws: CompoundFileError.noDirectory) {
      try CompoundFile(Array(Self.sample.prefix(512)))
    }
  }

  @Test func `Tables that loop come to an end`() throws {
    var bytes = Self.sample
    let table = bytes.count - 1024
    // Every sector is followed by the first.
    for place in stride(from: table, to: bytes.count, by: 4) {
      bytes.replaceSubrange(place..<place + 4, with: CompoundFileWriter.four(0))
    }
    readAll(bytes)
    // The list of table sectors is its own next part.
    bytes = Self.sample
    bytes.replaceSubrange(68..<72, with: CompoundFileWriter.four(0))
    readAll(bytes)
  }

  @Test func `Every cut and flipped bytes neither trap nor hang`() {
    for count in stride(from: 0, to: Self.sample.count, by: 509) {
      readAll(Array(Self.sample.prefix(count)))
    }
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    // The header, the directory and the table are where faults matter.
    let places = Array(0..<512) + Array((Self.sample.count - 2560)..<Self.sample.count)
    for _ in 0..<400 {
      var flipped = Self.sample
      for _ in 0..<3 {
        let place = places.randomElement(using: &random) ?? 0
        flipped[place] = .random(in: 0 ... .max, using: &random)
      }
      readAll(flipped)
    }
  }

  private func readAll(_ bytes: [UInt8]) {
    guard let file = try? CompoundFile(bytes) else { return }
    var count = 0
    for place in file.entries.indices { count += file.contents(of: place).count }
    #expect(count <= file.entries.count * bytes.count)
  }
}
