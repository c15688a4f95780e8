// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct TextExtractionTests {
  @Test func `Line ends are evened out and form feeds cut pages`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract("one\r\ntwo\rthree\u{85}four\u{0C}five\u{0C}")
    #expect(result.documents[0].pages.map(\.text) == ["one\ntwo\nthree\nfour", "five"])
    #expect(result.report.extractor == "text")
    #expect(result.report.charset?.uppercased() == "UTF-8")
  }

  @Test func `Control characters and byte order marks go`() {
    #expect(TextCleaner.pages(of: Array("\u{FEFF}a\u{1B}[0mb\u{9F}c\u{7F}".utf8)) == ["a [0mb c "])
    #expect(TextCleaner.pages(of: Array("tab\tstays".utf8)) == ["tab\tstays"])
    #expect(TextCleaner.pages(of: "\u{0C}\u{0C}x") == ["", "", "x"])
    #expect(TextCleaner.pages(of: "") == [""])
  }

  @Test func `White space alone is no text`() async throws {
    let fixture = try ExtractionFixture()
    #expect(try await fixture.extract(" \n\t\u{200B}\n").report.failure?.reason == .noText)
  }

  @Test func `Noise is binary`() async throws {
    let fixture = try ExtractionFixture()
    var random = SeededGenerator(seed: 11)
    let noise = (0..<4096).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    let report = try await fixture.extract(noise, name: "noise.txt").report
    #expect(report.failure?.reason == .binary)
    #expect(report.mediaType == .unknown)
  }

  @Test func `The adder's language stands on the document`() async throws {
    let fixture = try ExtractionFixture()
    let input = try fixture.input(Array("متن".utf8), language: "fa-IR")
    let document = await Extractor().extract(input).documents[0]
    #expect(document.language?.code == "fa")
    #expect(document.pages[0].spans.isEmpty)
  }

  @Test func `A file over the limit is refused with its size`() async throws {
    let fixture = try ExtractionFixture()
    var limits = ExtractionLimits()
    limits.fileBytes = 10
    let input = try fixture.input(Array("more than ten bytes".utf8))
    let result = await Extractor(limits: limits).extract(input)
    #expect(result.report.failure?.reason == .sizeLimit)
  }

  @Test func `Pages are joined for the index with their starts and spans`() {
    let pages = [
      ExtractedPage(text: "ab"),
      ExtractedPage(text: "cd", spans: [.init(range: 1..<2, language: .unknown)]),
    ]
    let joined = ExtractedDocument(pages: pages).joined()
    #expect(joined.text == Array("ab\u{0C}cd".utf8))
    #expect(joined.pageStarts == [0, 3])
    #expect(joined.hints.spans.map(\.range) == [4..<5])
  }
}
