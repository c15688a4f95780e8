// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

/// The documents of a block as bits.
@Suite struct DocumentBitsTests {
  /// Reads bits that a footer follows.
  private func read<Result>(
    _ bytes: [UInt8], _ body: (DocumentBits?, RawSpan) throws -> Result
  ) throws -> Result {
    try (bytes + [UInt8](repeating: 0, count: 16)).withRawSpan { span in
      let name = testName
      var reader = try ByteReader(span, 0..<bytes.count, file: FileName(name.span))
      return try body(try DocumentBits(from: &reader), span)
    }
  }

  private func bits(_ documents: [UInt32], from lowest: UInt32, rowBytes: Int) -> [UInt8]? {
    DocumentBits.bytes(of: documents.span, from: lowest, rowBytes: rowBytes)
  }

  @Test func `Three documents are these bytes`() throws {
    #expect(bits([100, 103, 117], from: 100, rowBytes: 0) == [131, 9, 0, 2])
  }

  @Test func `Documents of every reach come back from their bits`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for reach in 1...(DocumentBits.mostBytes * 8) {
      let lowest = UInt32.random(in: 0...1_000_000, using: &random)
      let drawn = (0..<127).map { _ in UInt32.random(in: 0..<UInt32(reach), using: &random) }
      let documents = (Set(drawn).union([UInt32(reach - 1)])).sorted().map { lowest + $0 }
      let bytes = try #require(
        bits(documents, from: lowest, rowBytes: 1000))
      try read(bytes) { bits, span in
        let bits = try #require(bits)
        #expect(bits.count(in: span) == documents.count && bits.end == bytes.count, "seed \(seed)")
        #expect(Int(lowest) + bits.last(in: span) == Int(documents[documents.count - 1]))
        #expect(bits.hasFirst(in: span) == (documents[0] == lowest))
        var output = [UInt32](repeating: 0, count: documents.count)
        #expect(bits.unpack(documents.count, from: lowest, of: span, into: &output))
        #expect(output == documents, "seed \(seed)")
        #expect(!bits.unpack(documents.count + 1, from: lowest, of: span, into: &output))
      }
    }
  }

  @Test func `Documents that are far apart, or not strictly rising, have no bits`() {
    let most = UInt32(DocumentBits.mostBytes * 8)
    #expect(bits([5, 5 + most - 1], from: 5, rowBytes: 1000) != nil)
    #expect(bits([5, 5 + most], from: 5, rowBytes: 1000) == nil)
    #expect(bits([5, 6, 6], from: 5, rowBytes: 1000) == nil)
    #expect(bits([5, 500], from: 5, rowBytes: 4) == nil)
  }

  @Test func `A row is told from bits, and bits that are cut or end in nothing are corrupt`() throws
  {
    #expect(try read([127, 1]) { bits, _ in bits == nil })
    for bytes: [UInt8] in [[], [128], [129], [129, 0], [130, 1, 0], [255, 1, 1]] {
      #expect(throws: SearchIndexError.self, "\(bytes)") {
        try read(bytes) { bits, _ in bits == nil }
      }
    }
  }

  @Test func `Bits at any place of a word are the same set as documents one by one`() {
    for first in 0..<200 {
      var random = SeededGenerator(seed: UInt64(first))
      let bits = random.next() & random.next()
      var one = DocumentSet(documents: 64 + first)
      var other = one
      one.insert(bits, from: first)
      for place in 0..<64 where bits >> UInt64(place) & 1 == 1 {
        other.insert(UInt32(first + place))
      }
      #expect(one.documents == other.documents)
    }
  }
}
