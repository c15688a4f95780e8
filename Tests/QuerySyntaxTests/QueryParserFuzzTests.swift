// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing

/// Expects that a tree written as a query is read as the same tree.
func expectRoundTrip(of node: QueryNode, _ comment: Comment) {
  let text = node.text
  do {
    let again = try QueryParser.parse(text)
    #expect(again == node, "\(comment), written \(text.debugDescription)")
  } catch {
    guard case .nestedTooDeeply = error else {
      Issue.record(error, "\(comment), written \(text.debugDescription)")
      return
    }
  }
}

@Suite struct QueryParserFuzzTests {
  private static let pieces = [
    "a", "tunnel", "AND", "OR", "NOT", "+", "-", "(", ")", "\"", "“", "”", "„", "«", "»", "「", "」",
    "*", "^", "^2", "~", "~3", "\\", ":", "lang:", "fa", "tag:", "since:", "2026-11", "name:", ",",
    " ", " ", " ", "\t", "\n", "\r\n", "\u{0}", "\u{301}", "\u{200F}", "\u{202E}", "\u{FEFF}",
    "?", "?", "/", "[", "]", "{", "}", "TO", "NEAR/3", "ONEAR/2", "exact:", "fold:", "~1:2", "^=3",
    "|", "\\p{L}", "\u{600}", "النفق", "به‌نام", "ארה", "東京", "ภาษาไทย", "한국어", "ትግርኛ", "हिन्दी", "👩‍👩‍👧",
    "\u{E000}", "\u{10FFFF}", "0750", "123", "4567", "+964", "(0750)", "٠٧٥٠", "١٢٣",
  ]

  @Test func `Random text is read or refused within itself, and never traps`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
      }
      do {
        let node = try QueryParser.parse(text)
        #expect(Self.isSound(node), "seed \(seed): \(text.debugDescription)")
        expectRoundTrip(of: node, "seed \(seed): \(text.debugDescription)")
      } catch {
        #expect(
          (1...text.count + 1).contains(error.column), "seed \(seed): \(text.debugDescription)")
        _ = error.caret(under: text)
      }
    }
  }

  @Test func `Random scalars never trap`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for _ in 0..<5_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let bound: UInt32 = Bool.random(using: &random) ? 0x80 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &random)) {
          text.unicodeScalars.append(scalar)
        }
      }
      do {
        let node = try QueryParser.parse(text)
        expectRoundTrip(of: node, "seed \(seed): \(text.debugDescription)")
      } catch {
        #expect(
          (1...text.count + 1).contains(error.column), "seed \(seed): \(text.debugDescription)")
        _ = error.caret(under: text)
      }
    }
  }

  @Test(arguments: ["\u{604}\u{0}a\\?*", "\u{1}\u{604}\u{0}][\\?* m", "\u{6DD}\u{0}b\\~1"])
  func `No backslash is written behind a sign that would become one character with it`(
    text: String
  ) throws {
    expectRoundTrip(of: try QueryParser.parse(text), "\(text.debugDescription)")
  }

  /// What every tree promises: no empty text, no group of exclusions alone, positive boosts.
  private static func isSound(_ node: QueryNode) -> Bool {
    switch node {
    case .word(let text), .prefix(let text), .phrase(let text, _), .filter(_, let text):
      return !text.isEmpty
    case .wildcard(let pieces): return pieces.count > 1
    case .regex(let text): return (try? FormExpressionParser.parse(text)) != nil
    case .fuzzy(let text, let distance, _): return !text.isEmpty && (1...2).contains(distance)
    case .range(let range): return range.lower != nil || range.upper != nil
    case .near(let operands, _, _): return operands.count > 1 && operands.allSatisfy(isSound)
    case .pattern(_, .range): return true
    case .pattern(_, let inner): return isSound(inner)
    case .rung(_, let inner): return isSound(inner)
    case .boosted(let inner, let weight), .constant(let inner, let weight):
      return weight > 0 && isSound(inner)
    case .boolean(let must, let should, let mustNot):
      return !(must.isEmpty && should.isEmpty) && (must + should + mustNot).allSatisfy(isSound)
    }
  }
}

/// A small random generator with a seed.
///
/// - SeeAlso: Steele, Lea & Flood, OOPSLA 2014 (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
