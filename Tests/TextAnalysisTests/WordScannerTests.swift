// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The oracle of the word scanner is ICU's own break iterator, over the same bytes.

import Glibc
import Testing

@testable import TextAnalysis

/// Compares the scanner with ICU.
struct BoundaryComparison {
  private var scanner = WordScanner()
  private let finder = BoundaryFinder(.word)
  private var found: [Int] = []
  private var expected: [BoundaryFinder.Boundary] = []

  /// The first offset at which the two differ; nil where they agree.
  mutating func firstDifference(in utf8: [UInt8]) -> Int? {
    found.removeAll(keepingCapacity: true)
    expected.removeAll(keepingCapacity: true)
    scanner.appendBoundaries(of: utf8.span, in: 0..<utf8.count, to: &found)
    finder.appendBoundaries(of: utf8.span, to: &expected)
    let pairs = zip(found, expected)
    if let pair = pairs.first(where: { $0 != Int($1.offset) }) {
      return min(pair.0, Int(pair.1.offset))
    }
    return found.count == expected.count ? nil : min(found.count, expected.count)
  }
}

struct WordScannerTests {
  /// The first code points of every class, and those that are in a class against expectation.
  private static let representatives: [UInt32] = {
    var byClass: [WordBreakClass: [UInt32]] = [:]
    for codePoint in UInt32(0)..<0x20000 where Unicode.Scalar(codePoint) != nil {
      let found = WordBreakClass(of: codePoint)
      if byClass[found, default: []].count < 6 { byClass[found, default: []].append(codePoint) }
    }
    #expect(byClass.count == WordBreakClass.allCases.count)
    let special: [UInt32] = [
      0x3A, 0x40, 0x27, 0x2019, 0x5F, 0xAD, 0x200C, 0xFE0F, 0x2764, 0x1F3FD, 0x05F3, 0x05F4,
      0x3005, 0x3007, 0x30FC, 0xFF70, 0xFF9E, 0x309B, 0x3031, 0x303C, 0x302A, 0x16FF0, 0x1100,
      0xE01, 0xE31, 0xE33, 0xE40, 0xEC0, 0x1780, 0x17D2, 0x1000, 0x1039, 0x102B, 0x1950, 0x19DA,
      0x1A20, 0x1A60, 0xAA80, 0x11700, 0xA9E0, 0x1F1E6, 0x2139, 0x1F200, 0x3297, 0xFF10, 0xFF21,
      0xFEFF, 0x180E, 0x2060, 0x10FFFF, 0xE000, 0x378, 0xFFFC, 0xFFFD, 0xE0020, 0x1F468, 0x600,
    ]
    return byClass.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { byClass[$0] ?? [] }
      + special
  }()

  /// All but most of Han, Hangul and what is not assigned, where neighbours are alike.
  private static func isTried(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x3400..<0xA000, 0xAC00..<0xD800, 0x17000..<0x1B000, 0x20000..<0x33000:
      codePoint % 37 == 0
    case ..<0x33000, 0xE0000..<0xE0200: true
    default: codePoint % 4099 == 0
    }
  }

  @Test
  func `Code points are in the classes that ICU's rules give them`() {
    var comparison = BoundaryComparison()
    var differing: [UInt32] = []
    // A letter, a digit and a mark on either side tell the classes apart.
    for codePoint in UInt32(0)...0x10FFFF where Unicode.Scalar(codePoint) != nil {
      guard Self.isTried(codePoint) else { continue }
      var utf8: [UInt8] = []
      for neighbour in [0x61, 0x31, 0x5D0, 0x30AB] as [UInt32] {
        for scalar in [0x20, neighbour, codePoint, neighbour, 0x20, codePoint, 0x301, codePoint] {
          utf8.append(scalar: scalar)
        }
      }
      if comparison.firstDifference(in: utf8) != nil { differing.append(codePoint) }
    }
    #expect(differing.isEmpty, "\(differing.prefix(20).map { String($0, radix: 16) })")
  }

  @Test(arguments: UInt64(1)...40)
  func `Random neighbours of every class are cut as ICU cuts them`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var comparison = BoundaryComparison()
    for round in 0..<250 {
      var scalars: [UInt32] = []
      let variety = Self.representatives.shuffled(using: &random).prefix(2 + round % 12)
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        scalars.append(variety.randomElement(using: &random) ?? 0x61)
      }
      var utf8: [UInt8] = []
      for scalar in scalars { utf8.append(scalar: scalar) }
      if let place = comparison.firstDifference(in: utf8) {
        let shown = scalars.map { String($0, radix: 16) }.joined(separator: " ")
        Issue.record("seed \(seed), round \(round), byte \(place): \(shown)")
        return
      }
    }
  }

  /// ICU 72 implements Unicode 15; what later versions changed, ICU cuts as we do.
  @Test(.enabled(if: PublicData.has("unicode/WordBreakTest.txt"), "needs ../shared/data"))
  func `Lines of the Unicode test file are cut as ICU cuts them`() {
    var comparison = BoundaryComparison()
    let lines = PublicData.lines(of: "cat \"$1\"/unicode/WordBreakTest.txt")
    for line in lines where !line.hasPrefix("#") {
      var utf8: [UInt8] = []
      for mark in line.prefix(while: { $0 != "#" }).split(whereSeparator: { " \t".contains($0) }) {
        if let codePoint = UInt32(mark, radix: 16) { utf8.append(scalar: codePoint) }
      }
      #expect(comparison.firstDifference(in: utf8) == nil, "\(line)")
    }
    #expect(lines.count > 1000)
  }

  @Test
  func `Sentences in forty languages are cut as ICU cuts them`() {
    var comparison = BoundaryComparison()
    for (language, text) in sentences {
      #expect(comparison.firstDifference(in: Array(text.utf8)) == nil, "\(language)")
    }
  }

  /// One document in fifty, or all with `HANDBILL_WHOLE_CORPUS` set: some minutes.
  @Test(.enabled(if: PublicData.has("open.jsonl.zst"), "needs ../shared/data"))
  func `Documents of the public corpora are cut as ICU cuts them`() {
    let isWhole = getenv("HANDBILL_WHOLE_CORPUS") != nil
    let sample = isWhole ? "" : " | awk 'NR % 50 == 1'"
    var comparison = BoundaryComparison()
    let lines = PublicData.lines(
      of: "{ zstd -dc \"$1\"/open.jsonl.zst; cat \"$1\"/udhr/udhr.jsonl; "
        + "zstd -dc \"$1\"/udhr/udhr.jsonl.zst; cat \"$1\"/xquad/*/paragraphs.jsonl; } 2>/dev/null"
        + sample)
    var differing: [String] = []
    for line in lines {
      if let place = comparison.firstDifference(in: Array(line.utf8)) {
        differing.append("byte \(place) of \(line.prefix(60))")
      }
    }
    #expect(lines.count > (isWhole ? 357_000 : 7000))
    #expect(differing.isEmpty, "\(differing.count) of \(lines.count): \(differing.prefix(5))")
  }
}
