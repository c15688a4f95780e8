// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing
import TextAnalysis

@testable import Extraction

@Suite struct TextPlausibilityTests {
  @Test func `No sample in any language is doubted`() throws {
    let samples = "Samples"
    let folders = try FileManager.default.subpathsOfDirectory(atPath: samples)
    var count = 0
    for name in folders where name.hasSuffix(".txt") && !name.hasPrefix("bad") {
      let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: samples + "/" + name)))
      guard let decoded = CharsetDecoder.decode(bytes, using: nil) else { continue }
      let text = ExtractedPage(text: String(decoding: decoded.utf8, as: UTF8.self)).repaired().page
      #expect(TextPlausibility.doubt(of: text.text) == nil, "\(name)")
      count += 1
    }
    #expect(count > 90)
  }

  @Test func `Codes, addresses and lists are not doubted`() {
    for text in [
      "PVC DN50 ISO9001 A4 B2 3x5cm 12:00-14:00 info@example.org www.example.org/a?b=c x1 y2 z3",
      "01 99 00 55 01 · 01 99 00 55 02", "", "x", "kg cm mm", "Hamdi, A., Nguyen, V., Krk, P.",
    ] {
      #expect(TextPlausibility.doubt(of: text) == nil, "\(text)")
    }
  }

  @Test func `Letters that were moved, glyph numbers and private characters are doubted`() {
    let text =
      "Free meals every Tuesday and Thursday evening in the harbour hall, behind the old market. "
      + "Bring your friends, and tell us before Monday if you cannot climb the stairs."
    #expect(TextPlausibility.doubt(of: text) == nil)
    let shifted = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value > 0x3D ? Unicode.Scalar($0.value - 29) ?? $0 : $0 }))
    #expect(TextPlausibility.doubt(of: shifted) == .noLanguage)
    let caesar = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard (0x61...0x7A).contains(scalar.value) else { return scalar }
          return Unicode.Scalar((scalar.value - 0x61 + 7) % 26 + 0x61) ?? scalar
        }))
    #expect(TextPlausibility.doubt(of: caesar) == .noLanguage)
    // Russian and French by the numbers of their glyphs, as poppler gives them without tables.
    let glyphs = Array(repeating: "ƪƮƺƸƴƩƻƶƷƮ ǍǔǨǋǚǎǞ ƳǜǞǖǨƴǨƵ ǓǗǕ", count: 4).joined(
      separator: " ")
    #expect(TextPlausibility.doubt(of: glyphs) == .noLanguage)
    let signs = Array(repeating: "/D%0DUPLWH%GX%4XDL 67%UXH%GX", count: 8).joined(separator: " ")
    #expect(TextPlausibility.doubt(of: signs) == .noLanguage)
    let privateUse = text.unicodeScalars.map { scalar in
      scalar == " " ? " " : String(Character(Unicode.Scalar(0xF000 + scalar.value) ?? scalar))
    }
    #expect(TextPlausibility.doubt(of: privateUse.joined()) == .unmapped)
    let names = text.unicodeScalars.map { $0 == " " ? " " : "(cid:\($0.value))" }.joined()
    #expect(TextPlausibility.doubt(of: names) == .unmapped)
    #expect(TextPlausibility.doubt(of: "\u{FFFD}\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD}a") == .unmapped)
  }
}
