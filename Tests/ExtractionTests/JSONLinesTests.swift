// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import SystemPackage
import Testing

@testable import Extraction
@testable import Readers

@Suite struct JSONLinesTests {
  private func parse(_ text: String) -> (documents: [ExtractedDocument], broken: [BrokenRecord]) {
    JSONLinesChunk(firstLine: 1, bytes: Array(text.utf8), refused: []).parse()
  }

  @Test func `The fields of a record become those of a document`() throws {
    let (documents, broken) = parse(
      """
      {"id":"a1","lang":"fa-IR","title":"عنوان","text":"متن","date":"2026-03-01",\
      "url":"http://x","tags":["p","q"],"score":1.5}
      """)
    #expect(broken.isEmpty)
    let document = try #require(documents.first)
    #expect(document.record == "a1")
    #expect(document.language?.code == "fa")
    #expect(document.title == "عنوان")
    #expect(document.date == "2026-03-01")
    #expect(document.pages.map(\.text) == ["متن"])
    let expected = ["url": "http://x", "source": "http://x", "tags": "p\nq"]
    #expect(document.metadata == expected)
  }

  @Test func `Text stands in text, content or body, and numbers are ids`() {
    let (documents, _) = parse("{\"id\":7,\"content\":\"c\",\"body\":\"b\"}\n{\"body\":\"b\"}")
    #expect(documents.map(\.record) == ["7", "2"])
    #expect(documents.map(\.pages[0].text) == ["c", "b"])
  }

  @Test func `Broken records are reported by line and the others go on`() {
    let (documents, broken) = JSONLinesChunk(
      firstLine: 1,
      bytes: Array("\u{FEFF}{\"text\":\"a\"}\r\n\r\n{\"text\":\n[1]\n{\"id\":1}\n{\"text\":\"".utf8)
        + [0xFF] + Array("\"}\n{\"text\":\"b\"}".utf8), refused: []
    ).parse()
    #expect(documents.map(\.pages[0].text) == ["a", "b"])
    #expect(broken.map(\.line) == [3, 4, 5, 6])
    #expect(
      broken.map(\.reason) == [.invalidJSON, .invalidJSON, .recordWithoutText, .invalidUTF8])
    #expect(broken[0].sentence.contains("byte"))
  }

  @Test func `Chunks of any size hold whole lines and lose none`() throws {
    let fixture = try ExtractionFixture()
    let lines = (1...300).map { "{\"text\":\"\(String(repeating: "x", count: $0))\"}" }
    let text = lines.joined(separator: "\n")
    let path = try fixture.input(Array(text.utf8)).path
    for size in [1, 7, 64, 100, 1000, 100_000] {
      var reader = try JSONLinesReader(path)
      var lengths: [Int] = []
      var next = 1
      while let chunk = try reader.nextChunk(maximumBytes: size) {
        #expect(chunk.firstLine == next)
        next += chunk.bytes.count { $0 == 0x0A }
        let documents = chunk.parse().documents
        #expect(chunk.bytes.count <= size || documents.count <= 1)
        lengths += documents.map { $0.pages[0].text.utf8.count }
      }
      #expect(lengths == Array(1...300), "chunks of \(size)")
    }
  }

  @Test func `A line over the limit is refused alone`() throws {
    let fixture = try ExtractionFixture()
    let long = String(repeating: "x", count: 3 << 20)
    let text = "{\"text\":\"a\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n"
    var limits = ExtractionLimits()
    limits.recordBytes = 1 << 20
    var reader = try JSONLinesReader(fixture.input(Array(text.utf8)).path, limits: limits)
    var texts: [String] = []
    var broken: [BrokenRecord] = []
    while let chunk = try reader.nextChunk(maximumBytes: 1 << 16) {
      let parsed = chunk.parse()
      texts += parsed.documents.map(\.pages[0].text)
      broken += parsed.broken
    }
    #expect(texts == ["a", "b"])
    #expect(broken.map(\.line) == [2])
    #expect(broken.map(\.reason) == [.sizeLimit])
  }

  @Test func `A file without a good record is a failure`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract("{\"a\":1}\n{\"b\":2}\n")
    #expect(result.report.failure?.reason == .noValidRecord)
    #expect(result.report.brokenRecords.map(\.line) == [1, 2])
  }
}

/// The scanner against JSONDecoder: the same texts are accepted, with the same strings.
@Suite struct JSONScannerOracleTests {
  private struct Record: Decodable { var text: String? }

  private func ours(_ bytes: [UInt8]) -> String?? {
    guard let record = try? JSONRecord(bytes.span, in: 0..<bytes.count) else { return .none }
    return .some(record.rawText)
  }

  private func decoders(_ bytes: [UInt8]) -> String?? {
    // A text of another type is no error here and is one there: decode loosely.
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let object = value as? [String: Any]
    else { return .none }
    return .some(object["text"] as? String)
  }

  /// Whether a number is larger than a Double can be: JSONSerialization refuses it, the grammar
  /// of RFC 8259 (section 6) does not.
  private func hasNumberBeyondDouble(_ text: String) -> Bool {
    text.split { !"0123456789.eE+-".contains($0) }.contains { Double($0)?.isInfinite == true }
  }

  private func compare(_ bytes: [UInt8], _ note: String) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    // JSONDecoder takes a comma before a closing bracket; RFC 8259 does not.
    let packed = text.filter { !$0.isWhitespace }
    if packed.contains(",}") || packed.contains(",]") { return }
    if hasNumberBeyondDouble(packed) { return }
    let (mine, theirs) = (ours(bytes), decoders(bytes))
    #expect(mine == theirs, "\(String(decoding: bytes, as: UTF8.self)) \(note)")
  }

  @Test(arguments: [
    "{}", " { } ", "{\"text\":\"a\"}", "{\"text\":null}", "{\"text\":[\"a\"]}", "[]", "\"a\"", "1",
    "{\"text\":\"\\u0041\\n\\/\\\\\\\"\\b\\f\\r\\t\"}", "{\"text\":\"\\ud83d\\ude00\"}",
    "{\"text\":\"\\x\"}", "{\"text\":\"\\u12g4\"}", "{\"text\":\"a", "{\"text\"}", "{\"text\":}",
    "{\"a\":01}", "{\"a\":-}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":-0.5E+10}",
    "{\"a\":tru}", "{\"a\":true,}", "{,}", "{\"a\":[1,]}", "{\"a\":[,1]}", "{\"a\":[1 2]}",
    "{\"a\":{\"b\":[{},[],{\"c\":[[]]}]}}", "{\"a\":{]}", "{\"a\":[}", "{} {}", "{}x", "{'a':1}",
    "{\"a\":\"\t\"}", "{\"a\":1}\u{00A0}", "{\"text\":\"a\"}\n", "nul", "",
    "{\"a\" :\n1 , \"b\":2}",
    "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":+1}", "{\"a\":0x1}", "{a:1}", "{\"a\":1,\"a\":2}",
  ])
  func `Both say the same of every corner of the grammar`(_ text: String) {
    compare(Array(text.utf8), "")
  }

  @Test func `Both say the same of mutated records`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let sources = [
      "{\"id\":\"a\",\"text\":\"x\\u00e9\\n\",\"n\":[1,-2.5e3,true,null,{\"k\":\"v\"}]}",
      "{\"text\":\"سلام\",\"o\":{\"a\":{\"b\":[[],{}]}},\"f\":false}",
    ].map { Array($0.utf8) }
    let alphabet = Array("{}[]\",:\\0123456789.eE+-truefalsn u\n".utf8)
    for round in 0..<4000 {
      var bytes = sources[round % sources.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      // Lone surrogates differ on purpose.
      if String(decoding: bytes, as: UTF8.self).lowercased().contains("\\ud") { continue }
      compare(bytes, "seed \(seed)")
    }
  }

  @Test func `Nesting is refused at the same depth`() {
    for depth in [2, 100, 505, 510, 511, 512, 513, 514, 600, 100_000] {
      let open = String(repeating: "[", count: depth - 1)
      let close = String(repeating: "]", count: depth - 1)
      compare(Array("{\"a\":\(open)\(close)}".utf8), "depth \(depth)")
    }
  }

  @Test(arguments: ["{\"a\":1,}", "{\"a\":[1,]}", "{,}", "{\"a\":[,]}"])
  func `A comma before a closing bracket is refused`(_ text: String) {
    #expect(ours(Array(text.utf8)) == String??.none)
  }

  @Test(arguments: ["1e309", "-2.5e338", "1E+99999", "1e-99999"])
  func `A number beyond the range of a Double is a number`(_ number: String) {
    #expect(ours(Array("{\"text\":\"a\",\"n\":[\(number),1]}".utf8)) == "a")
  }

  @Test func `A lone surrogate becomes U+FFFD`() {
    #expect(ours(Array("{\"text\":\"a\\ud800b\"}".utf8)) == "a\u{FFFD}b")
  }
}
