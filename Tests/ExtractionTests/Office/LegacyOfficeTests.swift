// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import Testing

@testable import Extraction
@testable import Readers

/// Compound files of a few streams, all in sectors of 512 bytes, written by hand.
private enum HandMadeCompound {
  private static let two = HandMadeZip.two
  private static let four = HandMadeZip.four

  static func file(_ streams: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    var chains: [Int] = []
    var sectors: [UInt8] = []
    var entries = entry("Root Entry", kind: 5, child: 1, start: 0xFFFF_FFFE, size: 0)
    for (name, bytes) in streams {
      let count = max(1, (bytes.count + 511) / 512)
      let start = chains.count
      chains += (1...count).map { $0 == count ? 0xFFFF_FFFE : start + $0 }
      sectors += bytes + [UInt8](repeating: 0, count: count * 512 - bytes.count)
      let place = entries.count / 128
      let next = place == streams.count ? 0xFFFF_FFFF : place + 1
      entries += entry(name, kind: 2, next: next, start: start, size: bytes.count)
    }
    let directory = chains.count
    let directorySectors = (entries.count + 511) / 512
    chains += (1...directorySectors).map { $0 == directorySectors ? 0xFFFF_FFFE : directory + $0 }
    entries += [UInt8](repeating: 0, count: directorySectors * 512 - entries.count)
    let table = chains.count
    chains.append(0xFFFF_FFFD)
    precondition(chains.count <= 128)
    let tableBytes = chains.flatMap(four) + [UInt8](repeating: 0xFF, count: 512 - 4 * chains.count)
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16) + two(0x3E) + two(3) + two(0xFFFE) + two(9) + two(6)
    header += [UInt8](repeating: 0, count: 10) + four(1) + four(directory) + four(0) + four(0)
    header += four(0xFFFF_FFFE) + four(0) + four(0xFFFF_FFFE) + four(0) + four(table)
    header += [UInt8](repeating: 0xFF, count: 512 - header.count)
    return header + sectors + entries + tableBytes
  }

  private static func entry(
    _ name: String, kind: UInt8, next: Int = 0xFFFF_FFFF, child: Int = 0xFFFF_FFFF, start: Int,
    size: Int
  ) -> [UInt8] {
    let units = name.utf16.flatMap { two(Int($0)) }
    var bytes = units + [UInt8](repeating: 0, count: 64 - units.count) + two(units.count + 2)
    bytes += [kind, 1] + four(0xFFFF_FFFF) + four(next) + four(child)
    bytes += [UInt8](repeating: 0, count: 36) + four(start) + four(size) + four(0)
    return bytes
  }
}

@Suite struct LegacyOfficeTests {
  private static let text =
    "Hello سلام\u{2}\rA\u{7}B\u{7}\u{7}C\u{7}D\u{7}\u{7}"
    + "\u{13}HYPERLINK \"https://example.org\"\u{14}link\u{15}\r\u{2}a note\r"

  private static func word() -> [UInt8] {
    let units = Array(text.utf16)
    let note = 8
    var main = [UInt8](repeating: 0, count: 1024)
    func set(_ place: Int, _ bytes: [UInt8]) {
      main.replaceSubrange(place..<place + bytes.count, with: bytes)
    }
    set(0, [0xEC, 0xA5, 0xC1, 0])
    set(10, HandMadeZip.two(0x0200))
    set(76, HandMadeZip.four(units.count - note) + HandMadeZip.four(note))
    set(422, HandMadeZip.four(21))
    main += units.flatMap { HandMadeZip.two(Int($0)) }
    let pieces =
      [2] + HandMadeZip.four(16) + HandMadeZip.four(0) + HandMadeZip.four(units.count)
      + [0, 0] + HandMadeZip.four(1024) + [0, 0]
    return HandMadeCompound.file(["WordDocument": main, "1Table": pieces])
  }

  private static func record(_ type: Int, _ bytes: [UInt8]) -> [UInt8] {
    HandMadeZip.two(type) + HandMadeZip.two(bytes.count) + bytes
  }

  private static func excel() -> [UInt8] {
    let (two, four) = (HandMadeZip.two, HandMadeZip.four)
    // The second text is cut by the end of a record, and goes on in wide characters.
    let first =
      four(2) + four(2) + two(3) + [0] + Array("Ali".utf8) + two(4) + [0] + Array("Bi".utf8)
    let wide: [UInt8] = "بی".utf16.flatMap { two(Int($0)) }
    let rest: [UInt8] = [1] + wide
    let cells =
      record(0x0809, two(0x0600) + two(0x10)) + record(0xFD, two(0) + two(0) + two(0) + four(0))
      + record(0xFD, two(0) + two(2) + two(0) + four(1))
      + record(0x27E, two(1) + two(0) + two(0) + four(46_082 << 2 | 2))
      + record(0x205, two(1) + two(1) + two(0) + [1, 0]) + record(0x0A, [])
    var globals = record(0x0809, two(0x0600) + two(5)) + record(0xE0, two(0) + two(14))
    globals += record(0xFC, first) + record(0x3C, rest)
    let place = globals.count + 4 + 6 + 2 + 4 + 4
    globals += record(0x85, four(place) + [0, 0] + [4, 0] + Array("Name".utf8)) + record(0x0A, [])
    return HandMadeCompound.file(["Workbook": globals + cells])
  }

  private static func powerPoint() -> [UInt8] {
    let (two, four) = (HandMadeZip.two, HandMadeZip.four)
    func record(_ type: Int, _ bytes: [UInt8], _ head: Int = 0) -> [UInt8] {
      two(head) + two(type) + four(bytes.count) + bytes
    }
    let persist = record(0x03F3, four(2) + four(0) + four(0) + four(256) + four(0))
    let outline = record(0x0FA8, Array("Title".utf8))
    let document = record(0x03E8, record(0x0FF0, persist + outline, 0xF), 0xF)
    let words = record(0x0FA0, "متن\rدو".utf16.flatMap { two(Int($0)) })
    let slide = record(0x03EE, record(0x040C, words, 0xF), 0xF)
    let list = record(0x1772, four(2 << 20 | 1) + four(0) + four(document.count))
    let listPlace = document.count + slide.count
    let edit = record(0x0FF5, four(0) + four(0) + four(0) + four(listPlace) + four(1) + four(0))
    let user = [UInt8](repeating: 0, count: 16) + four(listPlace + list.count) + four(0)
    return HandMadeCompound.file([
      "Current User": user, "PowerPoint Document": document + slide + list + edit,
    ])
  }

  @Test func `Old documents, workbooks and presentations give their text`() async throws {
    let fixture = try ExtractionFixture()
    let word = try await fixture.extract(Self.word())
    #expect(word.report.mediaType == .doc)
    #expect(
      word.documents.first?.pages.map(\.text) == [
        "Hello سلام[1]\nA\tB\nC\tD\nlink\n[note 1: a note]"
      ])
    #expect(word.documents.first?.metadata["links"] == "https://example.org")
    let excel = try await fixture.extract(Self.excel())
    #expect(excel.report.mediaType == .xls)
    #expect(excel.documents.first?.pages.map(\.text) == ["Name\nAli\t\tBiبی\n2026-03-01\tTRUE"])
    let powerPoint = try await fixture.extract(Self.powerPoint())
    #expect(powerPoint.report.mediaType == .ppt)
    #expect(powerPoint.documents.first?.pages.map(\.text) == ["Title\nمتن\nدو"])
  }

  @Test func `A file in an OLE file becomes a part with its name`() async throws {
    let fixture = try ExtractionFixture()
    let inner = Array("words of the file inside".utf8)
    var native = HandMadeZip.four(0) + HandMadeZip.two(2) + Array("a.txt\0C:\\a.txt\0".utf8)
    native +=
      [0, 0, 3, 0] + HandMadeZip.four(2) + [0x43, 0] + HandMadeZip.four(inner.count) + inner
    let bytes = HandMadeCompound.file(["\u{1}Ole10Native": native])
    let result = try await fixture.extract(bytes)
    #expect(result.report.failure == nil)
    let parts = try #require(result.parts)
    #expect(parts.count == 1)
    let lines = try Data(contentsOf: URL(fileURLWithPath: parts.path.string))
    let part = try #require(PartsFile.part(Array(lines.dropLast())))
    #expect(part.chain == ["a.txt"])
    #expect(part.document?.pages.map(\.text) == ["words of the file inside"])
  }

  @Test func `An office file with a password says so`() async throws {
    let fixture = try ExtractionFixture()
    let bytes = HandMadeCompound.file([
      "EncryptionInfo": [4, 0, 4, 0], "EncryptedPackage": [1, 2],
    ])
    let report = try await fixture.extract(bytes).report
    #expect(report.failure?.reason == .encrypted)
  }

  @Test func `Chains that loop, and numbers from nowhere, end`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for bytes in [Self.word(), Self.excel(), Self.powerPoint()] {
      for _ in 0..<150 {
        var flipped = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          flipped[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
            in: 0 ... .max, using: &random)
        }
        guard let file = try? CompoundFile(flipped) else { continue }
        let reading = OfficeReading(
          WorkerInput(mediaType: .doc, name: "", limits: ExtractionLimits()), .legacyOffice)
        try? WordBinaryReader.read(file, into: reading)
        try? ExcelBinaryReader.read(file, into: reading)
        try? PowerPointBinaryReader.read(file, into: reading)
      }
    }
  }
}
