// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// Numbers, packing, checksums, and the exact bytes of every kind of file.
@Suite struct FormatTests {
  @Test func `CRC-32C gives the values published in RFC 3720`() {
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(CRC32C.checksum(Array((0..<32).reversed())) == 0x113F_DB5C)
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test func `A checksum of many bytes is that of the same bytes in small pieces`() {
    var random = SeededGenerator(seed: 32)
    for count in [255, 256, 257, 263, 1000, 4096] {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      var pieces = CRC32C()
      for start in stride(from: 0, to: count, by: 100) {
        Array(bytes[start..<min(start + 100, count)]).withRawSpan { pieces.update($0) }
      }
      #expect(CRC32C.checksum(bytes) == pieces.value, "\(count) bytes")
    }
  }

  @Test func `Varints of every length come back`() throws {
    var random = SeededGenerator(seed: 1)
    var writer = ByteWriter()
    var values: [UInt64] = [0, 127, 128, UInt64.max]
    for bits in 0..<64 { values.append(random.next() >> UInt64(bits)) }
    for value in values {
      writer.varint(value)
      writer.signedVarint(Int64(bitPattern: value))
    }
    try writer.bytes.withRawSpan { span throws(SearchIndexError) in
      let name = testName
      var reader = try ByteReader(span, 0..<span.byteCount, file: FileName(name.span))
      for value in values {
        let read = (try reader.varint(), try reader.signedVarint())
        #expect(read.0 == value && read.1 == Int64(bitPattern: value))
      }
      let isAtEnd = reader.isAtEnd
      #expect(isAtEnd)
    }
  }

  @Test(arguments: 0...32 as ClosedRange<UInt8>)
  func `Packed numbers of each width come back`(width: UInt8) throws {
    var random = SeededGenerator(seed: UInt64(width))
    let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    for count in [0, 1, 7, 8, 127, 128] {
      let values = (0..<count).map { _ in UInt32(truncatingIfNeeded: random.next()) & mask }
      var bytes: [UInt8] = []
      BitPacking.pack(values.span, width: width, to: &bytes)
      #expect(bytes.count == BitPacking.byteCount(count, width: width))
      let padded = [0xA5, 0x5A, 0xC3] + bytes + [UInt8](repeating: 0xFF, count: 8)
      var output = [UInt32](repeating: 0, count: 128)
      try padded.withRawSpan { span throws(SearchIndexError) in
        BitPacking.unpack(count, width: width, from: 3, of: span, into: &output)
        for index in 0..<count {
          let single = BitPacking.value(index, width: width, from: 3, of: span)
          #expect(single == values[index])
        }
      }
      #expect(Array(output.prefix(count)) == values)
    }
  }

  @Test(arguments: [0, 1, 7, 8, 127, 128])
  func `Numbers of a block are raised, and the greatest of all is told`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let values = (0..<count).map { _ in UInt32.random(in: 0 ..< .max, using: &random) }
    let behind: [UInt32] = [.max, 5]
    var numbers = values + behind
    #expect(BitPacking.increase(count, in: &numbers))
    #expect(numbers == values.map { $0 + 1 } + behind)
    for place in 0..<count {
      numbers = values
      numbers[place] = .max
      #expect(!BitPacking.increase(count, in: &numbers), "place \(place)")
    }
  }

  @Test(arguments: [0, 1, 7, 128])
  func `Signed distances add up, and a sum below zero is a great one`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    var sum = 1000
    let sums = (0..<count).map { _ in
      sum += Int.random(in: -7...9, using: &random)
      return sum
    }
    let zigzags = zip([1000] + sums, sums).map {
      UInt32(bitPattern: Int32(($1 - $0) << 1 ^ ($1 - $0) >> 63))
    }
    var numbers = zigzags
    let greatest = BitPacking.accumulateSigned(count, from: 1000, in: &numbers)
    #expect(numbers == sums.map { UInt32($0) })
    #expect(Int(greatest) == max(1000, sums.max() ?? 0))
    guard count > 0 else { return }
    numbers = zigzags
    numbers[count - 1] = 2 * 5000 - 1
    #expect(BitPacking.accumulateSigned(count, from: 1000, in: &numbers) > 1 << 31)
  }

  @Test func `Byte strings sort by unsigned bytes, a prefix before what it begins`() {
    var random = SeededGenerator(seed: 2)
    var strings = ByteStrings()
    var plain: [[UInt8]] = []
    for _ in 0..<500 {
      let string = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        [0, 1, 0x61, 0xFF].randomElement(using: &random) ?? 0 as UInt8
      }
      strings.append(string)
      plain.append(string)
    }
    let sorted = strings.sortedOrder().map { Array(strings[$0]) }
    #expect(sorted == plain.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Two documents that show every part of the format; the example of all format pages.
  private func example(_ folder: FilePath) throws {
    let english = LanguageHints(declared: Language(tag: "en"))
    let french = LanguageHints(declared: Language(tag: "fr"))
    _ = try writeIndex(
      [
        IndexedDocument(
          id: "a", text: Array("Resumes resume".utf8), hints: english, tags: ["jobs"],
          dates: [1]),
        IndexedDocument(id: "b", text: Array("résumé".utf8), hints: french),
      ], cut: 2, to: folder,
      analysis: AnalysisIdentity(icu: "72.1", unicode: "15.0", rules: 1))
    try IndexWriter(folder: folder).publish(segments: [], deleting: ["b"])
  }

  /// The bytes of the example of a page: pairs of hexadecimal digits in its last ```hex block, up to
  /// the semicolon of each line.
  private func golden(_ page: String) throws -> [UInt8] {
    var root = FilePath(#filePath)
    for _ in 0..<4 { root.removeLastComponent() }
    let path = root.appending("Documentation/Formats/\(page).md")
    let text = String(decoding: try bytes(of: path), as: UTF8.self)
    let block = text.split(separator: "```hex\n").last?.split(separator: "```").first ?? ""
    return block.split(separator: "\n").flatMap { line in
      line.prefix { $0 != ";" }.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }
  }

  @Test(
    arguments: zip(
      [
        "terms", "postings", "positions", "classes", "documents", "stored", "deletions", "manifest",
      ],
      [
        "1.terms", "1.postings", "1.positions", "1.classes", "1.documents", "1.stored",
        "1-2.deleted", "manifest",
      ]))
  func `The example on the format page is what is written`(page: String, file: String) throws {
    let folder = try TemporaryFolder()
    try example(folder.path)
    #expect(try bytes(of: folder.path.appending(file)) == golden(page), "\(page).md")
  }
}
