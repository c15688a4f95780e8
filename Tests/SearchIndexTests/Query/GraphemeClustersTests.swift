// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct GraphemeClustersTests {
  /// Where the standard library sees clusters, in bytes; bytes that are not UTF-8 are controls.
  private func expected(_ bytes: [UInt8]) -> [Range<Int>] {
    var valid = bytes
    var index = 0
    while index < valid.count {
      if let scalar = FormScalar(in: valid.span, at: index) {
        index += scalar.length
      } else {
        valid[index] = 0x1A
        index += 1
      }
    }
    var clusters: [Range<Int>] = []
    var start = 0
    for character in String(decoding: valid, as: UTF8.self) {
      clusters.append(start..<(start + character.utf8.count))
      start += character.utf8.count
    }
    return clusters
  }

  @Test func `Between scalars that stand alone there is always a border`() {
    let alone = (0...0x10FFFF).filter { GraphemeClusters.standsAlone($0) }
      .compactMap { Unicode.Scalar(UInt32($0)) }
    #expect(alone.count > 30_000)
    var random = SeededGenerator(seed: 11)
    for scalar in alone {
      var others: [Unicode.Scalar] = ["a", "\n", "ب", "の", scalar]
      for _ in 0..<3 { others.append(alone.randomElement(using: &random) ?? "a") }
      for other in others {
        for pair in [[scalar, other], [other, scalar]] {
          var text = ""
          text.unicodeScalars.append(contentsOf: pair)
          #expect(text.count == 2, "\(pair.map { String($0.value, radix: 16) })")
        }
      }
    }
  }

  @Test func `Marks belong to what stands before them, and join nothing behind them`() {
    let marks = (0...0x10FFFF).filter { GraphemeClusters.isMark($0) }
      .compactMap { Unicode.Scalar(UInt32($0)) }
    #expect(marks.count > 600)
    let alone = (0x20...0x10FFFF).filter { GraphemeClusters.standsAlone($0) }
      .compactMap { Unicode.Scalar(UInt32($0)) }
    let blocks = Dictionary(grouping: alone) { $0.value >> 7 }
    var random = SeededGenerator(seed: 12)
    for mark in marks {
      // Letters of its own script are near it.
      let near = (blocks[mark.value >> 7] ?? []) + ["a", " ", "1", "の"]
      for _ in 0..<4 {
        let bases = (0..<2).map { _ in near.randomElement(using: &random) ?? "a" }
        let other = marks.randomElement(using: &random) ?? mark
        var text = ""
        text.unicodeScalars += [bases[0], mark, bases[1], other, mark, bases[0]]
        let bytes = Array(text.utf8)
        #expect(
          GraphemeClusters.clusters(of: bytes, in: bytes.indices) == expected(bytes),
          "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
      }
    }
  }

  @Test func `Clusters are those of the standard library, whatever stands side by side`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let pieces =
      [
        "a", "Z", " ", "\n", "\r", "\r\n", "é", "e\u{301}", "\u{301}", "क्षि", "\u{94D}", "ष", "ก็",
        "ำ",
        "ا", "\u{64B}", "\u{600}", "1", "한", "\u{1112}\u{1161}\u{11AB}", "\u{1100}", "🇫", "🇷", "👩‍👩‍👧",
        "👍🏽",
        "\u{200D}", "©", "か\u{3099}", "漢", "\u{AD}", "\u{FEFF}", "ትግ", "\u{135D}", "မြန်",
        "\u{1F3FB}", "߷", "\u{9}\u{300}", "\u{600}ا", "கி", "க்", "ក្រ", "\u{17D2}", "လော်",
        "\u{1039}", "ি", "\u{200C}", "\u{200E}", "بِ", "한글", "ꦏꦺ", "ල්\u{200D}ල", "\u{D4E}ക",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80]]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes += pieces.randomElement(using: &random) ?? []
      }
      let clusters = GraphemeClusters.clusters(of: bytes, in: bytes.indices)
      #expect(clusters == expected(bytes), "seed \(seed): \(bytes)")
    }
  }

  @Test func `Marks of a line are whole clusters, whatever is left out of it`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", " ", "\n", "\u{200E}", "\u{202E}", "\u{FEFF}", "\u{200D}", "\u{200C}", "\u{301}", "©",
      "👩", "क", "\u{94D}",
      "\u{93F}", "\u{600}", "ب", "\u{64E}", "한", "\u{11AB}", "\u{1F1EB}", "ខ", "\u{17D2}", "\u{0}",
      "\u{3000}",
    ]
    for _ in 0..<6000 {
      let text = (0..<Int.random(in: 1...8, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      var line = SnippetLine()
      for cluster in GraphemeClusters.clusters(of: bytes, in: bytes.indices) {
        line.append(bytes.span, cluster, isMarked: Bool.random(using: &random))
      }
      let snippet = line.finish(hasTextBefore: false, hasTextAfter: false)
      #expect(
        snippetFaults(snippet, limit: 100) == [],
        "seed \(seed): \(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test func `Clusters of a part keep the offsets of the whole`() {
    let bytes = Array("Hébergement – \u{1F1EB}\u{1F1F7} ici".utf8)
    let part = 14..<(bytes.count - 4)
    let clusters = GraphemeClusters.clusters(of: bytes, in: part)
    let alone = expected(Array(bytes[part])).map { $0.lowerBound + 14..<$0.upperBound + 14 }
    #expect(clusters == alone)
  }
}
