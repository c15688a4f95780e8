// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import Testing

@testable import Extraction

/// Archives made to do harm: each ends as gaps, and leaves nothing behind.
@Suite struct HostileContainerTests {
  /// An extraction whose processes can be told from those of other tests, and whose files too.
  private final class Place {
    let fixture: ExtractionFixture
    let folder: FilePath
    var limits = ExtractionLimits()

    init() throws {
      fixture = try ExtractionFixture()
      folder = fixture.folder.appending("spool")
      limits.wallSeconds = Int.random(in: 1_000_000..<9_000_000)
    }

    func extract(_ bytes: [UInt8], name: String = "file") async throws -> ExtractionResult {
      await Extractor(limits: limits, parent: folder).extract(
        try fixture.input(bytes, name: name))
    }

    /// Extracts, looks at the result, and expects that nothing is left behind.
    func extract(
      _ bytes: [UInt8], name: String = "file", _ look: (ExtractionResult) throws -> Void
    ) async throws {
      try look(await extract(bytes, name: name))
      try await expectNothingLeft()
    }

    /// Expects that neither a file nor a process is left; processes may need a moment to go.
    func expectNothingLeft() async throws {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
      #expect(files.isEmpty, "files are left: \(files)")
      for _ in 0..<100 {
        if try processes().isEmpty { return }
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(try processes().isEmpty, "processes are left")
    }

    private func processes() throws -> [String] {
      let mark = "\"wallSeconds\":\(limits.wallSeconds)"
      return try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
        let line = Int(name).flatMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
        return line.map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
      }
    }
  }

  /// What every result must be, whatever the bytes were.
  private func check(_ result: ExtractionResult, _ note: String) throws {
    let isNothing = result.documents.isEmpty && result.parts == nil
    #expect(isNothing == (result.report.failure != nil), "\(note)")
    for gap in result.report.gaps { #expect(!gap.sentence.contains("\n"), "\(note)") }
    for part in try result.allParts() {
      #expect(
        (part.document != nil) || part.report.failure != nil || part.report.extractor != "none")
      #expect(!part.name.hasPrefix("/") && !part.chain.contains { $0.hasPrefix("../") }, "\(note)")
    }
  }

  private func zeros(megabytes: Int) -> ArchiveMember {
    var member = ArchiveMember(
      bytes: Array("zeros.bin".utf8), [UInt8](repeating: 0, count: megabytes << 20))
    member.method = 8
    return member
  }

  @Test func `A zip that unpacks to far more than it is stops at the limit`() async throws {
    let place = try Place()
    place.limits.unpackedBytes = 4 << 20
    for bytes in [
      CraftedZip.archive([zeros(megabytes: 16)]), gzipped([UInt8](repeating: 7, count: 16 << 20)),
    ] {
      try await place.extract(bytes) { #expect($0.report.failure?.reason == .sizeLimit) }
    }
  }

  @Test func `Overlapping files, each of which is the same megabytes, stop at the limit`()
    async throws
  {
    let place = try Place()
    place.limits.unpackedBytes = 8 << 20
    let bomb = zeros(megabytes: 3)
    let whole = CraftedZip.archive([bomb])
    let packed = deflated(bomb.contents)
    let start = 30 + bomb.name.count + packed.count
    var directory: [UInt8] = []
    for _ in 0..<200 { directory += CraftedZip.entry(bomb, packed, at: 0) }
    let bytes =
      Array(whole[..<start]) + directory + CraftedZip.end(200, directory.count, at: start)
    try await place.extract(bytes) { result in
      try check(result, "overlapping")
      #expect(try result.allParts().count <= 3)
    }
  }

  @Test func `Zips in zips share one limit of bytes, however they nest`() async throws {
    let place = try Place()
    place.limits.unpackedBytes = 16 << 20
    var inner = CraftedZip.archive([zeros(megabytes: 5)])
    for level in 0..<3 {
      inner = CraftedZip.archive(
        (0..<8).map { number in
          var member = ArchiveMember(bytes: Array("\(level)-\(number).zip".utf8), inner)
          member.method = 8
          return member
        })
    }
    try await place.extract(inner) { result in
      try check(result, "nested")
      let parts = try result.allParts()
      #expect(
        (parts.map(\.report) + [result.report]).contains { report in
          report.failure?.reason == .sizeLimit || report.gaps.contains { $0.reason == .sizeLimit }
        })
      #expect(parts.compactMap(\.bytes).reduce(0, +) <= 16 << 20)
    }
  }

  @Test func `Files packed too deep are told, and not unpacked further`() async throws {
    let place = try Place()
    place.limits.packedDepth = 3
    var bytes = CraftedZip.archive([ArchiveMember("meals.txt")])
    for level in 0..<6 {
      bytes = CraftedZip.archive([ArchiveMember(bytes: Array("\(level).zip".utf8), bytes)])
    }
    try await place.extract(bytes) { result in
      let parts = try result.allParts()
      #expect(parts.count == 4)
      #expect(parts.last?.report.failure?.reason == .packedTooDeep)
    }
  }

  @Test func `More files than allowed end in a gap, and those before are read`() async throws {
    let place = try Place()
    place.limits.parts = 40
    let bytes = CraftedZip.archive((0..<41).map { ArchiveMember("\($0).txt") })
    try await place.extract(bytes) { result in
      let count = try result.allParts().count
      #expect(count == 40)
      #expect(result.report.gaps.map(\.reason) == [.sizeLimit])
    }
  }

  @Test func `A hundred thousand and one links are counted, not listed`() async throws {
    let place = try Place()
    var link = ArchiveMember("l", "x")
    link.mode = 0o120777
    let bytes = CraftedZip.archive(Array(repeating: link, count: 100_001))
    try await place.extract(bytes) { result in
      #expect(result.report.failure?.reason == .link)
      #expect((1000...1003).contains(result.report.gaps.count), "\(result.report.gaps.count)")
    }
  }

  @Test func `Readings that are stopped while their sandbox is made leave no process`() async throws
  {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let place = try Place()
    let input = try place.fixture.input(CraftedZip.archive([ArchiveMember("a.txt")]), name: "a.zip")
    let extractor = Extractor(limits: place.limits, parent: place.folder)
    for _ in 0..<40 {
      let reading = Task { await extractor.extract(input) }
      try await Task.sleep(for: .microseconds(Int.random(in: 0..<40_000, using: &random)))
      reading.cancel()
      _ = await reading.value
    }
    try await place.expectNothingLeft()
  }

  /// Small archives of all kinds.
  private func samples() throws -> [[UInt8]] {
    var packed = ArchiveMember("packed.txt", String(repeating: "Soup and bread. ", count: 20))
    packed.method = 8
    let members = [packed, ArchiveMember("folder/meals.txt"), ArchiveMember("a.txt")]
    let tar = CraftedTar.archive(members)
    return [CraftedZip.archive(members), tar, gzipped(tar)]
      + (try ["7z", "rar", "rar5", "xz", "zst", "bz2"].map { try ContainerTests.fixture($0) })
  }

  @Test func `Every sample cut at every 64th byte ends as gaps, and what came before is kept`()
    async throws
  {
    let place = try Place()
    for (kind, bytes) in try samples().enumerated() {
      for count in stride(from: 64, to: min(bytes.count, 1024), by: 64) {
        let result = try await place.extract(Array(bytes[..<count]))
        try check(result, "sample \(kind) cut at \(count)")
      }
    }
    let zip = try samples()[0]
    try await place.extract(Array(zip[..<(zip.count - 100)])) { result in
      let first = try result.allParts().first?.document?.pages[0].text
      #expect(first?.hasPrefix("Soup and bread.") == true)
    }
  }

  @Test func `Two hundred hostile files one after the other stop nothing`() async throws {
    let place = try Place()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let samples = try samples()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        var bytes = samples[number % samples.count]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let spot = Int.random(in: 0..<bytes.count, using: &random)
          bytes[spot] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        let path = place.fixture.folder.appending("\(number)")
        try? Data(bytes).write(to: URL(fileURLWithPath: path.string))
        let extractor = Extractor(limits: place.limits, parent: place.folder)
        if number >= 4 { await group.next() }
        group.addTask {
          let result = await extractor.extract(ExtractionInput(path: path, name: "\(number)"))
          let isNothing = result.documents.isEmpty && result.parts == nil
          #expect(isNothing == (result.report.failure != nil), "seed \(seed), file \(number)")
        }
      }
    }
    try await place.expectNothingLeft()
  }
}
