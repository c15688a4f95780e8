// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing

@testable import Extraction
@testable import Readers
@testable import TextAnalysis

@Suite struct MemberNameTests {
  @Test(arguments: [
    ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("C:\\a\\b.txt", "a/b.txt"),
    ("a/../b", "a/b"), ("..\\..\\b", "b"), ("a//./b", "a/b"), ("a\nb", "a\u{FFFD}b"),
    ("", "unnamed"), ("..", "unnamed"), ("/", "unnamed"), ("\u{1B}[2J", "\u{FFFD}[2J"),
  ])
  func `Names that lead elsewhere become safe`(_ name: String, _ safe: String) {
    #expect(MemberName(name).path == safe)
  }

  @Test func `Usual names stay as they are, and say nothing`() {
    for name in ["a.txt", "folder/a b.txt", "..a/b..", "CC:/x", "图/书.txt"] {
      #expect(MemberName(name).path == name)
      #expect(MemberName(name).fault == nil)
    }
    #expect(MemberName("a/./b").fault == nil)
  }

  @Test func `A name without end is cut, and keeps its ending`() {
    let name = MemberName(String(repeating: "é", count: 40_000) + ".txt")
    #expect(name.path.utf8.count <= 1024 && name.path.hasSuffix(".txt"))
    #expect(name.fault != nil)
  }

  @Test func `Hostile names are told, and their files are read`() async throws {
    let fixture = try ExtractionFixture()
    let names = ["../../etc/passwd", "/etc/shadow", "C:\\x.txt", "two\nlines.txt"]
    for bytes in [
      CraftedZip.archive(names.map { ArchiveMember($0) }),
      CraftedTar.archive(names.map { ArchiveMember($0) }),
    ] {
      let result = try await fixture.extract(bytes)
      let parts = try result.allParts()
      #expect(
        parts.map(\.chain) == [["etc/passwd"], ["etc/shadow"], ["x.txt"], ["two\u{FFFD}lines.txt"]])
      #expect(result.report.gaps.map(\.reason) == Array(repeating: .unsafeName, count: 4))
      #expect(parts.allSatisfy { $0.document != nil && $0.header?.rawName != nil })
      #expect(parts.first?.header?.rawName == Array(names[0].utf8).hexadecimal)
    }
  }

  /// Names of files of the sample collection, in the charset of each.
  static let legacy: [(charset: String, names: [String])] = [
    ("Shift_JIS", ["無料食事.txt", "防災訓練.txt", "迷い猫.txt", "餅つき大会.html"]),
    ("GB18030", ["免费热餐.txt", "停水通知.txt", "图书馆.txt", "春节联欢.pdf"]),
    ("windows-949", ["김장 나눔.txt", "파업 안내.txt", "수영금지.txt"]),
    ("IBM866", ["бесплатное питание.txt", "субботник.txt", "паром.html"]),
    ("windows-1256", ["وجبات مجانية.txt", "استشارة قانونية.txt", "ورشة نجارة.pdf"]),
    ("IBM850", ["atelier vélo.txt", "fête des voisins.html", "tunnel fermé.txt"]),
  ]

  @Test(arguments: legacy)
  func `Names in old charsets are read over all names together, and kept as they were`(
    _ charset: String, _ names: [String]
  ) async throws {
    let fixture = try ExtractionFixture()
    let converter = try #require(CharsetConverter(charset: charset))
    let raw = try names.map { try #require(converter.encode($0)) }
    let members = raw.map { ArchiveMember(bytes: $0) } + [ArchiveMember("plain.txt")]
    for bytes in [CraftedZip.archive(members), gzipped(CraftedTar.archive(members))] {
      let result = try await fixture.extract(bytes)
      let parts = try result.allParts()
      #expect(parts.map(\.name) == names + ["plain.txt"])
      #expect(parts.compactMap(\.header?.rawName) == raw.map(\.hexadecimal))
      #expect(result.report.notes.contains { $0.hasPrefix("names inside were read as") })
    }
  }

  @Test func `A zip that says it is Unicode is believed`() async throws {
    let fixture = try ExtractionFixture()
    var flagged = ArchiveMember("déjeuner.txt")
    flagged.flags = 0x800
    var field = ArchiveMember(bytes: [0x64, 0x82, 0x6A, 0x2E, 0x74, 0x78, 0x74])
    let unicode = [1] + littleEndian(checksum(field.name)) + Array("déj.txt".utf8)
    field.extra = [0x75, 0x70] + littleEndian(UInt16(unicode.count)) + unicode
    let result = try await fixture.extract(CraftedZip.archive([flagged, field]))
    #expect(try result.allParts().map(\.name) == ["déjeuner.txt", "déj.txt"])
    #expect(result.report.notes.isEmpty)
  }
}
