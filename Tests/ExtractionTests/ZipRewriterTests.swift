// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@testable import Extraction
@testable import Readers

@Suite struct ZipRewriterTests {
  /// A zip with a packed file, whose packed bytes must stay as they are.
  private let zip = HandMadeZip.archive([
    HandMadeZip.Member("mimetype", "application/epub+zip"),
    HandMadeZip.bomb("large.txt", before: "b", count: 40),
    HandMadeZip.Member("a.jpg", "the old bytes with a place"),
  ])

  private func contents(
    _ zip: [UInt8]
  ) -> [(name: String, bytes: [UInt8], ending: ZipReader.Ending)] {
    guard let reader = ZipReader(zip, limit: 100) else { return [] }
    return reader.members.indices.map { index in
      let (bytes, ending) = reader.contents(at: index, limit: 1 << 20)
      return (String(decoding: reader.members[index].name, as: UTF8.self), bytes, ending)
    }
  }

  @Test func `A file is replaced, and all others stay as they are`() throws {
    let before = contents(zip)
    let rewriter = try #require(ZipRewriter(zip))
    #expect(rewriter.count == 3)
    let new = Array("other bytes, and more of them than there were".utf8)
    let result = try #require(rewriter.replacing([2: new]))
    let after = contents(result)
    #expect(after.map(\.name) == before.map(\.name))
    #expect(after[0].bytes == before[0].bytes && after[1].bytes == before[1].bytes)
    #expect(after[2].bytes == new)
    // The bomb has no checksum of its own, before and after.
    #expect(after.map(\.ending) == before.map(\.ending))
    #expect(after[0].ending == .whole && after[2].ending == .whole)
    #expect(!String(decoding: result, as: UTF8.self).contains("old bytes"))
    // The first file of a book stays where readers look for it.
    #expect(result[30..<38].elementsEqual("mimetype".utf8))
  }

  @Test func `The checksum is that of zip`() {
    #expect(ZipRewriter.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(ZipRewriter.checksum([]) == 0)
  }

  @Test func `Whatever the bytes are, there is a zip or none`() {
    for cut in zip.indices { _ = ZipRewriter(Array(zip[..<cut]))?.replacing([0: [1]]) }
    for place in zip.indices {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var broken = zip
        broken[place] = value
        _ = ZipRewriter(broken)?.replacing([0: [1], 2: []])
      }
    }
  }
}
