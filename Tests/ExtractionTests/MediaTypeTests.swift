// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct MediaTypeTests {
  private func type(_ bytes: [UInt8], name: String = "file") throws -> String {
    let fixture = try ExtractionFixture()
    return try Extractor().mediaType(of: fixture.input(bytes, name: name)).rawValue
  }

  private func type(_ text: String, name: String = "file") throws -> String {
    try type(Array(text.utf8), name: name)
  }

  @Test func `Markup at the beginning makes a page, whatever the name`() throws {
    #expect(try type("<!DOCTYPE html><p>x", name: "a.txt") == "text/html")
    #expect(try type("\u{FEFF}  <!-- note -->\n<HTML lang=fa>") == "text/html")
    #expect(try type("<p>short") == "text/html")
    #expect(try type(Array("<html>".utf16).flatMap { [UInt8($0 & 0xFF), 0] }) == "text/html")
    let declaration = "<?xml version=\"1.0\"?>\n"
    #expect(try type(declaration + "<html xmlns='x'/>") == "application/xhtml+xml")
    #expect(try type(declaration + "<svg/>") == "image/svg+xml")
    #expect(try type(declaration + "<other/>") == "application/xml")
  }

  @Test func `Files of layout are told from other markup`() throws {
    let declaration = "<?xml version=\"1.0\"?>\n<!-- scan 7 -->\n"
    #expect(try type(declaration + "<alto xmlns='x'><Layout/></alto>") == "application/alto+xml")
    #expect(try type("<a:alto xmlns:a='x'/>", name: "x.hocr") == "application/alto+xml")
    #expect(try type(declaration + "<PcGts/>") == "application/vnd.prima.page+xml")
    #expect(try type(declaration + "<altogether/>") == "application/xml")
    let hocr = "<html><head><meta name='ocr-system' content='x'/></head><body>"
    #expect(try type(declaration + hocr) == "text/vnd.hocr+html")
    #expect(
      try type("<!doctype html><body><div class=ocr_page>", name: "a") == "text/vnd.hocr+html")
    #expect(try type("<!doctype html><p>The class ocr_page is for pages.") == "text/html")
  }

  @Test func `Text about markup stays text`() throws {
    #expect(try type("Write <html> first, then <body>.", name: "a.html") == "text/plain")
    #expect(try type("a < b and <price> here") == "text/plain")
  }

  @Test func `Several lines of objects are records, and a single one only by its name`() throws {
    #expect(try type("{\"a\":1}\n{\"b\":2}\n") == "application/x-ndjson")
    #expect(try type("{\"a\":1}\n", name: "x.txt") == "text/plain")
    #expect(try type("{\"a\":1}\n", name: "x.ndjson") == "application/x-ndjson")
    #expect(try type("{\n \"a\": 1\n}\n", name: "x.json") == "text/plain")
    #expect(try type("{not json}\n{\"a\":1}\n{\"b\":2}\n{oops\n") == "application/x-ndjson")
    #expect(try type("plain words\n", name: "x.jsonl") == "text/plain")
    let long = String(repeating: "x", count: 3 << 20)
    #expect(try type("{\"text\":\"\(long)\"}\n{}\n", name: "x.jsonl") == "application/x-ndjson")
  }

  @Test func `Known formats are named and say what would help`() async throws {
    let fixture = try ExtractionFixture()
    let picture: FailureReason =
      ExtractionTool.tesseract.path() == nil ? .programMissing : .damaged
    let cases: [([UInt8], String, FailureReason)] = [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png", picture),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0], "image/jpeg", picture),
      ([0x50, 0x4B, 3, 4, 0, 0], "application/zip", .damaged),
      ([], "application/x-empty", .emptyFile),
    ]
    for (bytes, type, reason) in cases {
      let report = try await fixture.extract(bytes, name: "lie.txt").report
      #expect(report.mediaType.rawValue == type)
      #expect(report.failure?.reason == reason)
    }
  }

  @Test func `A file that is not there is a failure, not a trap`() async {
    let input = ExtractionInput(path: "/nonexistent/file", name: "file")
    let result = await Extractor().extract(input)
    #expect(result.report.failure?.reason == .fileNotReadable)
  }

  @Test func `The codes of failures never change`() {
    let codes = Set(FailureReason.allCases.map(\.rawValue))
    for code in [
      "empty-file", "file-not-readable", "needs-ocr", "format-not-supported", "binary",
      "no-charset", "no-text", "damaged", "encrypted", "no-text-layer", "program-missing",
      "program-failed", "time-limit", "size-limit", "depth-limit", "interrupted", "invalid-json",
      "invalid-utf8", "record-without-text", "no-valid-record", "doubtful-charset",
      "doubtful-repair", "reader-failed", "empty-container", "packed-too-deep",
      "model-missing", "low-confidence", "no-page",
      "doubtful-text-layer",
      "link", "unsafe-name", "invalid-table",
    ] {
      #expect(codes.contains(code), "\(code) stands in archives")
    }
  }
}
