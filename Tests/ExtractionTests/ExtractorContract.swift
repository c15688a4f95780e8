// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

/// What every extractor promises of every file, good or bad.
enum ExtractorContract {
  /// Reads the file twice and checks what comes out.
  @discardableResult
  static func check(
    _ bytes: [UInt8], name: String, in fixture: ExtractionFixture, _ note: String = ""
  ) async throws -> ExtractionResult {
    let input = try fixture.input(bytes, name: name)
    let result = await Extractor().extract(input)
    let again = await Extractor().extract(input)
    #expect(result == again, "the same file must give the same result \(note)")
    #expect(
      (result.documents.isEmpty && result.parts == nil) == (result.report.failure != nil),
      "a file gives documents, parts or a failure, never both or neither \(note)")
    if let failure = result.report.failure {
      #expect(!failure.sentence.isEmpty && !failure.sentence.contains("\n"))
    }
    for document in result.documents { check(document, note) }
    return result
  }

  private static func check(_ document: ExtractedDocument, _ note: String) {
    #expect(!document.pages.isEmpty, "a document has a page \(note)")
    for page in document.pages {
      for scalar in page.text.unicodeScalars where isControl(scalar) {
        Issue.record("control character \(scalar.value) in the text \(note)")
      }
      var end = 0
      let boundaries = page.text.utf8
      for span in page.spans {
        #expect(span.range.lowerBound >= end, "spans are in order and disjoint \(note)")
        #expect(!span.range.isEmpty && span.range.upperBound <= boundaries.count)
        end = span.range.upperBound
        let index = boundaries.index(boundaries.startIndex, offsetBy: span.range.lowerBound)
        #expect(String(page.text[index...].utf8) != nil, "spans start at characters \(note)")
      }
    }
    let joined = document.joined()
    #expect(joined.pageStarts.count == document.pages.count)
    #expect(String(validating: joined.text, as: UTF8.self) != nil)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
      || (0x7F...0x9F).contains(scalar.value)
  }
}

/// A generator whose failures can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct ExtractorContractTests {
  static let page = """
    <!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>غذای رایگان</title></head>
    <body><h1>غذا</h1><p>متن <span lang="en">English &amp; more</span> و باز فارسی</p>
    <table><tr><td>یک<td>دو</table><ruby>漢<rt>かん</rt></ruby><script>x<y</script></body></html>
    """
  static let records = """
    {"id": "a", "lang": "fr", "text": "Repas gratuits \\u00e0 midi", "tags": ["x", "y"]}
    {"id": 7, "text": "zweite\\nZeile", "nested": {"a": [1, 2.5e3, {"b": null}]}}

    """
  static let samples: [(name: String, bytes: [UInt8])] = [
    ("page.html", Array(page.utf8)),
    ("records.jsonl", Array(records.utf8)),
    ("text.txt", Array("Eine Seite\r\nnoch eine Zeile\u{0C}zweite Seite \u{1F600} سلام".utf8)),
    ("sheet.pdf", HandMadePDF.pages(["Free meals at noon", "Second page"])),
  ]

  @Test(arguments: samples.indices)
  func `Every kind of file keeps the contract, whole and cut at every 64th byte`(
    _ sample: Int
  ) async throws {
    let fixture = try ExtractionFixture()
    let (name, bytes) = Self.samples[sample]
    let whole = try await ExtractorContract.check(bytes, name: name, in: fixture)
    #expect(whole.report.failure == nil)
    for count in stride(from: 0, to: bytes.count, by: 64) {
      let cut = Array(bytes[..<count])
      try await ExtractorContract.check(cut, name: name, in: fixture, "cut at \(count)")
    }
  }

  @Test func `Random bytes behind every beginning keep the contract`() async throws {
    let fixture = try ExtractionFixture()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for beginning in ["", "<html>", "{\"text\":\"", "<!doctype html><p lang=x", "\u{FEFF}", "PK"] {
      for _ in 0..<12 {
        let noise = (0..<Int.random(in: 1...600, using: &random)).map { _ in
          UInt8.random(in: 0 ... .max, using: &random)
        }
        let bytes = Array(beginning.utf8) + noise
        try await ExtractorContract.check(bytes, name: "noise", in: fixture, "seed \(seed)")
      }
    }
  }

  @Test func `Flipped bits in a page and in records keep the contract`() async throws {
    let fixture = try ExtractionFixture()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for (name, bytes) in Self.samples.prefix(2) {
      for _ in 0..<60 {
        var flipped = bytes
        for _ in 0..<3 {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        try await ExtractorContract.check(flipped, name: name, in: fixture, "seed \(seed)")
      }
    }
  }
}
