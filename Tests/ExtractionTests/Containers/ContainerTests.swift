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
    // By bsdtar: a disc, cpio of two kinds, xar; by xz: lzma.
    "iso.gz":
      "H4sIAAAAAAACA+3dXWvbVhgA4ONAWUhZL9ZRRknbQ+nuhud8dW135SryImZbRlJKejXSEmghSaHNQmAw6M3G"
      + "7vZrdrl/VPYTNsmO6ZouDYPSFvd5ZPnI0tF7jj/g5RwbOQQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAoJWsdzpLrdDPhptb8XTJepEP3nB8Gu+PV4o3tFvfmjXMz4eFya6Fz18evtTcXQ+Lk0eLYb4p5sPP5xfP"
      + "Xf8mzE3Pj7xX/exut0g2sntpXGnfbC/P+NNd7izfXFpavtVZW1ldW+t0wms7Oie8XsOH9mMn6fDBmDvO/6Ef"
      + "Hof98GM4CvE/lySshyLkYXDK8RP5/8uv0/+d/794efjyJP9fmTy6clr+P6Uvlne17NafmgdhOzwND8Ojevsw"
      + "7NR7V0I73KzX5Q+ij2+vkvyP/M8M+Xua/wGAj0Y27OWx3D6IwyeHcflW7KzdWVm9s7Y2nutc2H38YPvpw0eP"
      + "D3cm87teLwCYBa3xd+zG/wAAADDb4//Q/L7eBAAAAADM9Pj/SvD9PwAAAMz6+D8019cxAQAAAAAz7Pczr7Ff"
      + "jj5p/flXKIpzreejra9ae92mXndvbnLe3MmI03hV73LrwnGwV4skXWxdndS6Oj3rxXGxf1Z/Wm+xI+GXcG1S"
      + "6drFSXnxp/MXLn06/iOCprXzg7TbL9vVVvXtUtPub8PBhVbY29nefdY+ODpoenHjeVP5+Y3jGZTXJlKmDYx7"
      + "cRz9RC8A4F07+xr7Z9ZorZ6RRT8Le2EnbIfd8Cy0w0E4qlcA4P1JixetherXelSdjX5Yun17qVttpLHIk+9j"
      + "ka1/l8ZsWKVFstEd1tujIq/yJO83G/ey9bSM5eZolBdV7OVFHOVlthV7WT+N5f2ySgexTAfdYZUl5aifdss0"
      + "Jvmw6iZVXM/KJI427/azciMtxieXozTJelnSrbJ8GMt8s0jSdqwjpP+qWDdZh+tlzeaw7kQ26Bb34728vzlI"
      + "Y92dpH4SVT4JOG2rucBxMRiHbXu7AWCs93RnJ44ntOP2Qdx/8mR/wYsCAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMAH5x/N9qwNALAFAA==",
    "cpio.gz":
      "H4sIAAAAAAACAzMwNzA3MDQwMDWzABIGQGBhmGhigB0YmpmaGqcZwrnGEDot1QA/SIQxclMTc4r1SipKGNyK"
      + "UlMVwFyFxBKFvPz8PC4GA6hbiALEqkMHSTBGSJCjp49rkKKiIgMQAADB/7sDCAEAAA==",
    "odc.gz":
      "H4sIAAAAAAACAzMwNwBCQ3NzAygwNDQwMDMxMUAHhlDKxNTIBKgaqsDQCK7AyDg3NTGnWK+kooTBrSg1VQHM"
      + "VUgsUcjLz8/jMgBbZEAYGGIXNUbihAQ5evq4BikqKjIAALbQuGbAAAAA",
    "xar":
      "eGFyIQAcAAEAAAAAAAABsAAAAAAAAANoAAAAAXicfVPLcqQgFN3nKyz3hjdqF212+YKezewQ0Kbiq5TuMvn6"
      + "AGq6MjOZFefeezhc7kO8rH2X3M282HE4p+gZpokZ1Kjt0J7TX5fXrEhfqiexyrl6SoQblT8SoWYjnb+ROdub"
      + "CkPMM4QyXFwgOxF6YkyA75R46WrU23Lrk8W9d+acLleJ0hBJxNg0i3EVFGBH0bvYjyAuQARBAhwa0WpsZxKr"
      + "fdq7zCD9U72R3fLsVidAtGPEvU+mCnwBIoxOO4zaVIzzouClAJsZI9rcrTLDWHEGMRXgy47RPvAgpz7Qf125"
      + "WR3yD8dmL2au5nH0aUQYne1Gag9SO4+3aWdtOLrVT2X97Stw1NPncdBIoCF6wfiEyAlDT+sfNPkfNfmgaelk"
      + "RInozNC6a4VzAXa4+ffm4O992huFykejvO+YoqPbcpo6q+JIgDVrP+yUgp0qZ3W1d6Ozf08IpaopKWO64Zpo"
      + "jChCNalzWSNGcqgJIRyX0NT+N38KHbmsbpbK/fiCKYqSSMphUyAiOWc545jhnJRNwTFVpWoUK2v/7b+VtuKB"
      + "o3oChCkLuwLisggQV+cTIMEAjjpzI380hKA5tN2A0nLbDLxWGcV4eJxzK0pNVchNTcwpVkgsUcjLz8/jAgBD"
      + "HAaOeJx9U8typCAU3ecrLPeGN2oXbXY=",
    "lzma":
      "XQAAgAD//////////wAjHIi4IDaZt3HzDHuVZLqYvqOXkN+j///97cAA",
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

  @Test func `Discs, and archives of Unix and macOS, give the files inside`() async throws {
    let fixture = try ExtractionFixture()
    for (kind, name) in [
      ("iso.gz", "disc/meals.txt"), ("cpio.gz", "disc/meals.txt"), ("odc.gz", "disc/meals.txt"),
      ("xar", "meals.txt"), ("lzma", "disc"),
    ] {
      let ending = kind.hasSuffix("gz") ? "gz" : kind
      let result = try await fixture.extract(try Self.fixture(kind), name: "disc.\(ending)")
      let last = try #require(try result.allParts().last, "\(kind)")
      #expect(last.document?.pages[0].text == Self.text, "\(kind)")
      #expect(last.name == name, "\(kind)")
      #expect(result.report.failure == nil && result.report.gaps.isEmpty, "\(kind)")
    }
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
