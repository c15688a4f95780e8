// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing

@testable import Extraction
@testable import Readers

@Suite struct WebArchiveTests {
  static let page = "<!doctype html><html><title>Meals</title><p>Free meals at noon</p></html>"

  /// One record.
  static func record(
    _ type: String, _ address: String, _ contents: [UInt8],
    contentType: String = "application/http; msgtype=response"
  ) -> [UInt8] {
    let head = """
      WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(address)\r\n\
      WARC-Date: 2026-03-01T12:00:00Z\r\nContent-Type: \(contentType)\r\n\
      Content-Length: \(contents.count)\r\n\r\n
      """
    return Array(head.utf8) + contents + Array("\r\n\r\n".utf8)
  }

  /// An answer of HTTP with a body.
  static func answer(
    _ body: [UInt8], status: String = "200 OK", type: String = "text/html; charset=utf-8",
    fields: String = ""
  ) -> [UInt8] {
    Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(fields)\r\n".utf8) + body
  }

  private func chunked(_ bytes: [UInt8], every size: Int) -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = bytes[start..<min(start + size, bytes.count)]
      result += Array("\(String(piece.count, radix: 16));x=y\r\n".utf8) + piece + [13, 10]
    }
    return result + Array("0\r\n\r\n".utf8)
  }

  private var archive: [UInt8] {
    let page = Array(Self.page.utf8)
    let start = "http://example.org/"
    return Self.record("warcinfo", "", Array("software: x\r\n".utf8), contentType: "text/plain")
      + Self.record("response", start + "plain", Self.answer(page))
      + Self.record(
        "response", start + "chunks",
        Self.answer(chunked(page, every: 7), fields: "Transfer-Encoding: chunked\r\n"))
      + Self.record(
        "response", "<" + start + "gzip>",
        Self.answer(gzipped(page), fields: "Content-Encoding: gzip\r\n"))
      + Self.record(
        "response", start + "both",
        Self.answer(
          chunked(gzipped(page), every: 11),
          fields: "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"))
      + Self.record(
        "response", start + "raw-deflate",
        Self.answer(deflated(page), fields: "Content-Encoding: deflate\r\n"))
      + Self.record(
        "response", start + "lie",
        Self.answer(page, fields: "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"))
      + Self.record("response", start + "gone", Self.answer(page, status: "404 Not Found"))
      + Self.record("response", start + "empty", Self.answer([]))
      + Self.record("response", start + "style", Self.answer(page, type: "text/css"))
      + Self.record("request", start, Array("GET / HTTP/1.1\r\n\r\n".utf8))
      + Self.record("revisit", start + "same", Self.answer([]))
      + Self.record(
        "resource", start + "note.txt", Array("Soup".utf8), contentType: "text/plain; charset=utf-8"
      )
      + Self.record("conversion", start + "text", Array("Bread".utf8), contentType: "text/plain")
  }

  private func expectPages(_ parts: [ExtractedPart], under chain: [String] = []) {
    let names = ["plain", "chunks", "gzip", "both", "raw-deflate", "lie", "note.txt", "text"]
    #expect(parts.map(\.chain) == names.map { chain + ["http://example.org/\($0)"] })
    for part in parts.prefix(6) {
      #expect(part.document?.title == "Meals", "\(part.name)")
      #expect(part.document?.pages[0].text.contains("Free meals at noon") == true)
      #expect(part.header?.source == part.chain.last)
      #expect(part.header?.date == "2026-03-01T12:00:00Z")
      #expect(part.header?.declaredType == "text/html")
      #expect(part.header?.declaredCharset == "utf-8")
    }
    #expect(parts.suffix(2).map { $0.document?.pages[0].text } == ["Soup", "Bread"])
  }

  @Test func `Each answer is a file, unpacked, with its address and date`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(archive, name: "site.warc")
    #expect(result.report.mediaType == .warc && result.report.extractor == "warc")
    expectPages(try result.allParts())
    #expect(
      result.report.notes == [
        "passed over: 1 answers with another status than 200", "passed over: 1 empty answers",
        "passed over: 1 style sheets, scripts and fonts",
        "passed over: 1 records of pages that had not changed (revisit)",
      ])
    #expect(result.report.gaps.isEmpty)
  }

  @Test func `Records that are packed one by one, and in a package, are the same`() async throws {
    let fixture = try ExtractionFixture()
    let marks = archive.indices.filter { archive[$0...].starts(with: Array("WARC/1.0\r".utf8)) }
    var packed: [UInt8] = []
    for (start, end) in zip(marks, marks.dropFirst() + [archive.count]) {
      packed += gzipped(Array(archive[start..<end]))
    }
    expectPages(try await fixture.extract(packed, name: "site.warc.gz").allParts())
    let package = CraftedZip.archive([
      ArchiveMember(bytes: Array("archive/data.warc.gz".utf8), packed),
      ArchiveMember("indexes/index.cdx", "org,example)/ 2026"), ArchiveMember("pages/pages.jsonl"),
      ArchiveMember("datapackage.json", "{}"),
    ])
    let result = try await fixture.extract(package, name: "site.wacz")
    let parts = try result.allParts()
    #expect(parts.first?.chain == ["archive/data.warc.gz"])
    expectPages(Array(parts.dropFirst()), under: ["archive/data.warc.gz"])
    #expect(result.report.notes.contains { $0.contains("3 indexes and lists") })
  }

  @Test func `A page packed with Brotli is unpacked`() async throws {
    let fixture = try ExtractionFixture()
    // "Free meals at noon\n", by the program brotli.
    let packed = try #require(Data(base64Encoded: "DwmARnJlZSBtZWFscyBhdCBub29uCgM="))
    let record = Self.record(
      "response", "http://example.org/",
      Self.answer(Array(packed), type: "text/plain", fields: "Content-Encoding: br\r\n"))
    let parts = try await fixture.extract(record).allParts()
    #expect(parts.first?.document?.pages[0].text == "Free meals at noon\n")
  }

  @Test func `Damage costs a record, and a cut file what is behind the cut`() async throws {
    let fixture = try ExtractionFixture()
    let page = Self.record("response", "http://example.org/1", Self.answer(Array(Self.page.utf8)))
    let second = Self.record("response", "http://example.org/2", Self.answer(Array(Self.page.utf8)))
    let noise = Array("WARC/1.0\r\nContent-Length: -7\r\n\r\nnoise\r\n".utf8)
    let result = try await fixture.extract(page + noise + second)
    #expect(try result.allParts().map(\.name) == ["http://example.org/1", "http://example.org/2"])
    #expect(result.report.gaps.map(\.reason) == [.damaged])
    for count in stride(from: 16, to: page.count, by: 16) {
      let cut = try await fixture.extract(Array(page[..<count]))
      #expect((cut.parts == nil) == (cut.report.failure != nil), "cut at \(count)")
    }
    let packed = gzipped(page + second)
    for count in stride(from: 32, to: packed.count, by: 32) {
      let cut = try await fixture.extract(Array(packed[..<count]))
      #expect((cut.parts == nil) == (cut.report.failure != nil), "cut at \(count)")
    }
  }

  @Test func `Chunks are taken apart wherever the pieces are cut`() {
    let body = (0..<600).map { UInt8(truncatingIfNeeded: $0) }
    let sent = chunked(body, every: 37)
    for size in 1...60 {
      var chunks = ChunkedBody()
      var result: [UInt8] = []
      for start in stride(from: 0, to: sent.count, by: size) {
        result += chunks.push(Array(sent[start..<min(start + size, sent.count)]))
      }
      #expect(result == body)
    }
    var plain = ChunkedBody()
    #expect(plain.push(Array("<p>no chunks\n</p>".utf8)) == Array("<p>no chunks\n</p>".utf8))
  }
}
