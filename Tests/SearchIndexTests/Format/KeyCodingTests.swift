// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

/// The keys of a block of the dictionary as bits, and back.
@Suite struct KeyCodingTests {
  /// Keys of one alphabet, with some characters of others and some bytes that are not UTF-8.
  private func keys(
    of alphabet: String, others: String, _ random: inout SeededGenerator
  ) -> [[UInt8]] {
    let (own, strange) = (Array(alphabet), Array(others))
    let drawn = (0..<40).map { _ in
      var key: [UInt8] = [UInt8.random(in: 0...9, using: &random)]
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: key += Array("\(strange.randomElement(using: &random) ?? "x")".utf8)
        case 1 where Bool.random(using: &random):
          key.append(.random(in: 0x80...0xFF, using: &random))
        default: key += Array("\(own.randomElement(using: &random) ?? "x")".utf8)
        }
      }
      return key
    }
    return Set(drawn).sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(arguments: [
    ("abcdefghijklmnopqrstuvwxyz", "0123456789'ʼˈßéłа語𐐷"), ("абвгдежзиклмн", "ab0'語"),
    ("ابتثجح", "پچ9a"),
    ("示威者政治犯", "aα0"),
  ])
  func `Keys of every script come back, whatever stands between their letters`(
    alphabet: String, others: String
  ) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let keys = keys(of: alphabet, others: others, &random)
      var writer = KeyWriter()
      for key in keys { writer.append(key[...]) }
      let bytes = writer.take()
      try (bytes + [UInt8](repeating: 0xFF, count: 8)).withRawSpan { span in
        let name = testName
        var reader = try KeyReader(span, 0..<bytes.count, file: FileName(name.span))
        var found: [UInt8] = []
        for key in keys {
          _ = try reader.next(into: &found)
          #expect(found == key, "seed \(seed)")
        }
        // From any key, the one that is sought is found without those between.
        let target = keys[Int.random(in: keys.indices, using: &random)]
        try expectFound(target, among: keys, span, bytes.count)
        let rising = (0..<6).map { _ in near(keys, &random) }.sorted {
          $0.lexicographicallyPrecedes($1)
        }
        try expectFirst(notBelow: rising, among: keys, span, bytes.count, "seed \(seed)")
      }
    }
  }

  /// A key, or one that is a byte longer, shorter or other.
  private func near(_ keys: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
    var key = keys[Int.random(in: keys.indices, using: &random)]
    switch Int.random(in: 0..<4, using: &random) {
    case 0: key.append(.random(in: 0...255, using: &random))
    case 1 where key.count > 1: key.removeLast(Int.random(in: 1..<key.count, using: &random))
    case 2: key[Int.random(in: key.indices, using: &random)] = .random(in: 0...255, using: &random)
    default: break
    }
    return key
  }

  /// For one target after another the first key that is not below it, and is behind the one before, is made whole.
  private func expectFirst(
    notBelow targets: [[UInt8]], among keys: [[UInt8]], _ bytes: RawSpan, _ count: Int,
    _ comment: Comment
  ) throws {
    let name = testName
    var reader = try KeyReader(bytes, 0..<count, file: FileName(name.span))
    var rest = keys[...]
    var key: [UInt8] = []
    for target in targets where key.lexicographicallyPrecedes(target) {
      var match = FrontCoding.shared(key, target)
      while let next = rest.popFirst() {
        let isBelow = next.lexicographicallyPrecedes(target)
        let isMade = try reader.next(notBelow: target.span, &match, into: &key)
        #expect(isMade == !isBelow, comment)
        if isMade {
          #expect(key == next, comment)
          break
        }
      }
      if rest.isEmpty { return }
      // What follows comes back as ever.
      let following = rest.removeFirst()
      _ = try reader.next(into: &key)
      #expect(key == following, comment)
      if rest.isEmpty { return }
    }
  }

  private func expectFound(
    _ target: [UInt8], among keys: [[UInt8]], _ bytes: RawSpan, _ count: Int
  ) throws {
    let name = testName
    var reader = try KeyReader(bytes, 0..<count, file: FileName(name.span))
    var match = 0
    for key in keys {
      let order = try reader.compareNext(to: target.span, &match)
      #expect(order == (key == target ? .equal : .below))
      if key == target { return }
    }
  }

  @Test func `Keys that end too soon throw`() throws {
    var writer = KeyWriter()
    for key in ["\u{1}water", "\u{1}waterfall's", "\u{1}wàx"] {
      writer.append(Array(key.utf8)[...])
    }
    let bytes = writer.take()
    for length in 0..<(bytes.count - 1) {
      try (bytes + [UInt8](repeating: 0xFF, count: 8)).withRawSpan { span in
        #expect(throws: SearchIndexError.self) {
          let name = testName
          var reader = try KeyReader(span, 0..<length, file: FileName(name.span))
          var key: [UInt8] = []
          for _ in 0..<3 { _ = try reader.next(into: &key) }
        }
      }
    }
  }
}
