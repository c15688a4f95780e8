// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing

@testable import Extraction

@Suite struct ContainerTests {
  @Test func `A reading that is interrupted gives nothing; else it gives everything`() async throws
  {
    let names = (0..<60).map { "page \($0).html" }
    let archive = CraftedZip.archive(names.map { ArchiveMember($0, "<p>Free meals</p>") })
    for milliseconds in [0, 5, 20, 60, 150] {
      let fixture = try ExtractionFixture()
      let input = try fixture.input(archive, name: "pages.zip")
      let task = Task { await Extractor().extract(input) }
      try await Task.sleep(for: .milliseconds(milliseconds))
      task.cancel()
      let result = await task.value
      if result.report.failure?.reason == .interrupted {
        #expect(result.parts == nil && result.documents.isEmpty)
      } else {
        #expect(result.report.failure == nil && result.parts?.count == names.count)
      }
    }
  }

  static let text = "Free meals at noon\n"

  /// One file `meals.txt` with `text`, by 7z, xz, zstd, bzip2, and by hand for rar 4 and 5.
  static let fixtures = [
    "7z": "N3q8ryccAARhe/5IEwAAAAAAAABKAAAAAAAAABwfuBJGcmVlIG1lYWxzIGF0IG5vb24KAQQGAAEJEwAHCwEAAQEA"
      + "DBMACAoB9VYWygAABQERFQBtAGUAYQBsAHMALgB0AHgAdAAAABQKAQAAIBXucqncARUGAQAggKSBAAA=",
    "rar":
      "UmFyIRoHAM+QcwAADQAAAAAAAACYJnQAgCkAEwAAABMAAAAD9VYWygAAIVoUMAkApIEAAG1lYWxzLnR4dEZyZWUg"
      + "bWVhbHMgYXQgbm9vbgrEPXsAQAcA",
    "rar5":
      "UmFyIRoHAQDFGjMyAwEAAPxXfcoiAgITBBOkgwL1VhbKAAETcmVwYXMvZMOpamV1bmVyLnR4dEZyZWUgbWVhbHMg"
      + "YXQgbm9vbgoZsjo1AwUAAA==",
    "xz": "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQASRnJlZSBtZWFscyBhdCBub29uCgAAGgT/fQe2owkAASsTnAlI0h+2"
      + "830BAAAAAARZWg==",
    "zst": "KLUv/SQTmQAARnJlZSBtZWFscyBhdCBub29uCiouT8I=",
    "bz2": "QlpoOTFBWSZTWZ1jSOwAAAJVgAAQQAABACIHnAAgACIaj0jaaEDQND+eZ5QTRYCx1ou5IpwoSE6xpHYA",
    // Asks for the password `secret`, for the names too.
    "hidden.7z":
      "N3q8ryccAAR2WrOHkAAAAAAAAAAuAAAAAAAAABJ8qfvgDtnTTc8H4wY4qEcKVRkUKnf/reD+T/vseWSoCqYL"
      + "FCiCXr9bcbF8qdwlXT+LRq9ekfPPrSATa4X875qYghS+gt5lWD8U05SgqifzKhoCSWHPR8/E+4Rkpk8ErWsSj57wZeWa"
      + "1SO/aIQpw0K9NzIpsHQBv7eV1uKrtXIj8pgwYN4BwG5HFZy3Rcqk1e/agFIXBiABCXAABwsBAAEkBvEHARJTD7ujXP8r"
      + "HvSIDzdTYoNku1AMagoBS7xStQAA",
  ]

  static func fixture(_ name: String) throws -> [UInt8] {
    let text = try #require(fixtures[name])
    return Array(try #require(Data(base64Encoded: text)))
  }

  private func texts(_ result: ExtractionResult) throws -> [String: String] {
    var texts: [String: String] = [:]
    for part in try result.allParts() { texts[part.name] = part.document?.pages[0].text }
    return texts
  }

  @Test func `Archives of every kind give the files inside`() async throws {
    let fixture = try ExtractionFixture()
    var deflated = ArchiveMember("meals.txt", Self.text)
    deflated.method = 8
    let tar = CraftedTar.archive([ArchiveMember("meals.txt")])
    let archives: [(String, [UInt8])] = [
      ("stored zip", CraftedZip.archive([ArchiveMember("meals.txt")])),
      ("zip", CraftedZip.archive([deflated])), ("tar", tar), ("tar.gz", gzipped(tar)),
      ("old tar", CraftedTar.archive([ArchiveMember("meals.txt")], isOld: true)),
      ("7z", try Self.fixture("7z")), ("rar", try Self.fixture("rar")),
    ]
    for (kind, bytes) in archives {
      let result = try await fixture.extract(bytes, name: "lie.txt")
      #expect(try texts(result) == ["meals.txt": Self.text], "\(kind)")
      #expect(result.report.failure == nil && result.report.gaps.isEmpty, "\(kind)")
      #expect(result.report.extractor == "container")
    }
    let rar = try await fixture.extract(try Self.fixture("rar5"))
    #expect(try texts(rar) == ["repas/déjeuner.txt": Self.text])
  }

  @Test func `A compressed file is one file, with the name without the ending`() async throws {
    let fixture = try ExtractionFixture()
    let files: [(String, [UInt8])] = [
      ("gz", gzipped(Array(Self.text.utf8))), ("xz", try Self.fixture("xz")),
      ("zst", try Self.fixture("zst")), ("bz2", try Self.fixture("bz2")),
    ]
    for (ending, bytes) in files {
      let result = try await fixture.extract(bytes, name: "meals.txt.\(ending)")
      #expect(try texts(result) == ["meals.txt": Self.text], "\(ending)")
      let unnamed = try await fixture.extract(bytes, name: "meals")
      #expect(try texts(unnamed) == ["meals": Self.text], "\(ending)")
    }
  }

  @Test func `A sheet in a zip in a tar has the chain of names, and its time`() async throws {
    let fixture = try ExtractionFixture()
    let zip = CraftedZip.archive([ArchiveMember("sheets/meals.txt")])
    let tar = CraftedTar.archive([ArchiveMember(bytes: Array("march.zip".utf8), zip)])
    let parts = try await fixture.extract(gzipped(tar), name: "all.tar.gz").allParts()
    #expect(parts.map(\.name) == ["march.zip", "march.zip/sheets/meals.txt"])
    #expect(parts.last?.chain == ["march.zip", "sheets/meals.txt"])
    #expect(parts.first?.header?.modified == "2026-03-01T12:00:00Z")
    #expect(parts.first?.document == nil && parts.first?.report.failure == nil)
  }

  @Test func `Links and devices are gaps, and folders nothing`() async throws {
    let fixture = try ExtractionFixture()
    let tar = CraftedTar.archive([
      (ArchiveMember("passwords"), "2", "/etc/passwd"), (ArchiveMember("again"), "1", "meals.txt"),
      (ArchiveMember("terminal"), "3", ""), (ArchiveMember("folder/"), "5", ""),
      (ArchiveMember("meals.txt"), "0", ""),
    ])
    let result = try await fixture.extract(tar)
    #expect(result.report.gaps.map(\.reason) == [.link, .link, .link])
    #expect(try texts(result) == ["meals.txt": Self.text])
    var link = ArchiveMember("link", "/etc/passwd")
    link.mode = 0o120777
    let zip = try await fixture.extract(CraftedZip.archive([link]))
    #expect(zip.report.failure?.reason == .link)
    #expect(zip.parts == nil)
  }

  @Test func `What asks for a password is a gap, and the rest is read`() async throws {
    let fixture = try ExtractionFixture()
    var secret = ArchiveMember("secret.txt", String(repeating: "x", count: 31))
    secret.flags = 1
    let result = try await fixture.extract(
      CraftedZip.archive([secret, ArchiveMember("meals.txt")]))
    #expect(result.report.gaps.map(\.reason) == [.encrypted])
    #expect(try texts(result) == ["meals.txt": Self.text])
    let hidden = try await fixture.extract(try Self.fixture("hidden.7z"))
    #expect(hidden.report.failure?.reason == .encrypted)
  }

  @Test func `Litter of systems is passed over and counted`() async throws {
    let fixture = try ExtractionFixture()
    let fork = ArchiveMember(bytes: Array("._meals.txt".utf8), [0, 5, 0x16, 7, 0, 2, 0, 0])
    let result = try await fixture.extract(
      CraftedZip.archive([
        ArchiveMember("__MACOSX/._meals.txt"), ArchiveMember("a/.DS_Store"), fork,
        ArchiveMember("Thumbs.db"), ArchiveMember("meals.txt"), ArchiveMember("._note.txt"),
      ]))
    #expect(try texts(result) == ["meals.txt": Self.text, "._note.txt": Self.text])
    #expect(result.report.notes.contains { $0.contains("4 files that macOS or Windows") })
  }

  @Test func `A damaged file is kept as far as it goes, and those behind it are read`() async throws
  {
    let fixture = try ExtractionFixture()
    var wrong = ArchiveMember("wrong.txt", "Bread\n")
    wrong.hasWrongSum = true
    var broken = ArchiveMember("broken.txt", String(repeating: "Soup and bread. ", count: 4000))
    broken.method = 8
    var bytes = CraftedZip.archive([wrong, broken, ArchiveMember("meals.txt")])
    let packed = try #require(bytes.firstRange(of: Array("broken.txt".utf8)))
    for place in packed.upperBound + 60..<packed.upperBound + 80 { bytes[place] = 0xFF }
    let result = try await fixture.extract(bytes)
    #expect(result.report.gaps.map(\.reason) == [.damaged, .damaged])
    let read = try texts(result)
    #expect(read["meals.txt"] == Self.text && read["wrong.txt"] == "Bread\n")
  }

  @Test func `An empty archive says so`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(CraftedZip.archive([]))
    #expect(result.report.failure?.reason == .emptyContainer)
  }
}
