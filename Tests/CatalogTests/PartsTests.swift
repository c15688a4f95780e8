// Licensed under the Apache License, Version 2.0; see LICENSE.

import Extraction
import FileStorage
import Foundation
import OCFL
import SearchIndex
import SystemPackage
import Testing

@testable import Catalog

/// Small tar archives, made by hand.
enum HandMadeTar {
  /// An archive of files by name.
  static func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    files.flatMap { member($0.name, $0.bytes) } + [UInt8](repeating: 0, count: 1024)
  }

  private static func member(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { head[offset + index] = byte }
    }
    put(name, at: 0)
    put("0000644\0" + "0000000\0" + "0000000\0", at: 100)
    put(octal(bytes.count, 11) + " ", at: 124)
    put(octal(1_700_000_000, 11) + " ", at: 136)
    put("        0", at: 148)
    put("ustar\u{0}00", at: 257)
    put(octal(head.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    return head + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  private static func octal(_ value: Int, _ digits: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: digits - text.count) + text
  }
}

@Suite struct PartsTests {
  /// A tar with a leaflet, a page, an inner tar with two leaflets, and a file that is no text.
  private func packed(_ place: Workplace) throws -> FilePath {
    let inner = HandMadeTar.archive([
      ("kitchen.txt", Array("Soup and bread in the kitchen of the harbour".utf8)),
      ("وجبات.txt", Array("وجبات مجانية كل يوم في الميناء".utf8)),
    ])
    return try place.file(
      "evidence.tar",
      bytes: HandMadeTar.archive([
        ("street/tunnel.txt", Array("The tunnel is closed on Sunday".utf8)),
        ("page.html", Array("<html><title>Notice</title><body>Closed harbour</body></html>".utf8)),
        ("inner.tar", inner), ("noise.bin", [0, 159, 146, 150, 0, 1, 2, 3, 0]),
      ]))
  }

  @Test func `Each file in an archive of files is found, with the chain that leads to it`()
    async throws
  {
    let place = try Workplace()
    let (summary, outcomes) = try await place.add(packed(place))
    #expect(summary.added == 1)
    #expect(summary.documents == 4)
    #expect(summary.incompleteContainers == 1)
    #expect(outcomes[0].gaps.map(\.code) == [Gap.incompleteParts])
    #expect(try place.found("tunnel") == ["street/tunnel.txt"])
    #expect(try place.found("مجانية") == ["inner.tar/وجبات.txt"])
    let found = try #require(
      try place.catalog.search(SearchRequest(query: "soup")).found.first?.document)
    #expect(found.chain == ["evidence.tar", "inner.tar", "kitchen.txt"])
    #expect(found.container == "inner.tar in evidence.tar")
    #expect(found.name == "kitchen.txt")
    #expect(found.mediaType == "text/plain")
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A part that cannot be read is a gap with its own name and reason`() async throws {
    let place = try Workplace()
    try await place.add(packed(place))
    let gaps = try place.catalog.gaps()
    #expect(gaps.map(\.gap.code) == ["binary"])
    #expect(gaps.map(\.name) == ["noise.bin in evidence.tar"])
  }

  @Test func `A part is shown with its own text, reader and bytes`() async throws {
    let place = try Workplace()
    try await place.add(packed(place))
    let id = try place.catalog.search(SearchRequest(query: "soup")).found[0].document.id
    let detail = try place.catalog.detail(of: id)
    #expect(detail.pages == ["Soup and bread in the kitchen of the harbour"])
    #expect(detail.extraction?.extractor.hasPrefix("text") == true)
    let file = try await place.catalog.file(of: detail)
    #expect(
      try FileReader.contents(of: file.path)
        == Array("Soup and bread in the kitchen of the harbour".utf8))
    withExtendedLifetime(file.member) {}
    let whole = try place.catalog.detail(of: DocumentSummary.parts(of: id).object)
    #expect(whole.pages.joined() == "")
    #expect(whole.summary.parts == 5)
  }

  @Test func `Of two files with one name, each is given its own bytes`() async throws {
    let place = try Workplace()
    let tar = HandMadeTar.archive([
      ("a.txt", Array("the first leaflet".utf8)), ("a.txt", Array("the second leaflet".utf8)),
    ])
    try await place.add(try place.file("twins.tar", bytes: tar))
    for word in ["first", "second"] {
      let id = try place.catalog.search(SearchRequest(query: word)).found[0].document.id
      let detail = try place.catalog.detail(of: id)
      #expect(detail.pages == ["the \(word) leaflet"])
      #expect(
        detail.partSHA512
          == DigestAlgorithm.sha512.digest(of: Array("the \(word) leaflet".utf8)))
      let file = try await place.catalog.file(of: detail)
      #expect(try FileReader.contents(of: file.path) == Array("the \(word) leaflet".utf8))
      withExtendedLifetime(file.member) {}
    }
  }

  @Test func `Files of one name in containers of one name are told apart`() async throws {
    let place = try Workplace()
    let inner = ["north", "south"].map { word in
      ("inner.tar", HandMadeTar.archive([("a.txt", Array("the \(word) gate".utf8))]))
    }
    try await place.add(try place.file("twins.tar", bytes: HandMadeTar.archive(inner)))
    let id = try place.catalog.search(SearchRequest(query: "south")).found[0].document.id
    let file = try await place.catalog.file(of: place.catalog.detail(of: id))
    #expect(try FileReader.contents(of: file.path) == Array("the south gate".utf8))
    withExtendedLifetime(file.member) {}
  }

  @Test func `A part whose bytes are not those that were written down is not given out`()
    async throws
  {
    let place = try Workplace()
    try await place.add(packed(place))
    let id = try place.catalog.search(SearchRequest(query: "soup")).found[0].document.id
    var detail = try place.catalog.detail(of: id)
    detail.partSHA512 = String(repeating: "0", count: 128)
    let changed = detail
    await #expect(throws: CatalogError.self) { try await place.catalog.file(of: changed) }
  }

  @Test func `Lines of parts from before there were digests are read`() throws {
    let line =
      #"{"chain":["a.txt"],"bytes":3,"name":"a.txt","report":{"mediaType":"text/plain","extractor":"#
      + #""text","extractorVersion":"1","charsetAlternatives":[],"repairs":[],"notes":[],"gaps":[],"#
      + #""brokenRecords":[]}}"#
    let part = try #require(PartsFile.part(Array(line.utf8)))
    #expect(part.bytes == 3)
    #expect(part.sha512 == nil)
  }

  @Test func `An index that is built again holds the same parts`() async throws {
    let place = try Workplace()
    try await place.add(packed(place))
    _ = try await place.catalog.rebuildIndex(jobs: 2)
    let first = try place.indexBytes()
    _ = try await place.catalog.rebuildIndex(jobs: 1)
    #expect(try place.indexBytes() == first)
    #expect(try place.found("harbour").sorted() == ["inner.tar/kitchen.txt", "page.html"])
    #expect(try place.catalog.gaps().map(\.gap.code) == ["binary"])
  }

  @Test func `Tags given later are those of all parts, and a removal takes all of them`()
    async throws
  {
    let place = try Workplace()
    try await place.add(packed(place))
    let id = try #require(try place.catalog.store().ids().first)
    _ = try await place.catalog.edit(
      [Amendment(document: id, steps: [.add(.tags, "port")])], options: EditOptions())
    var request = SearchRequest(query: "harbour")
    request.tags = ["port"]
    #expect(try place.catalog.search(request).found.count == 2)
    _ = try await place.catalog.extractAgain([id], options: EditOptions())
    #expect(try place.catalog.search(request).found.count == 2)
    #expect(try place.catalog.detail(of: id).metadata.sightings.count == 1)
  }

  @Test func `Reading again that is interrupted leaves what was read, and says so`() async throws {
    let place = try Workplace()
    try await place.add(packed(place))
    let id = try #require(try place.catalog.store().ids().first)
    let catalog = place.catalog
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await catalog.extractAgain([id], options: EditOptions())
    }
    task.cancel()
    let outcome = try #require(try await task.value.first)
    #expect(!outcome.isChanged && outcome.gaps.contains { $0.code == "interrupted" })
    #expect(try place.found("harbour").sorted() == ["inner.tar/kitchen.txt", "page.html"])
    #expect(try place.catalog.gaps().map(\.gap.code) == ["binary"])
  }

  @Test func `Nothing that was written on the way is left behind`() async throws {
    let place = try Workplace()
    try await place.add(packed(place))
    let left = (try? Folder.list(place.catalog.home.extracting)) ?? []
    #expect(left.isEmpty)
  }
}

@Suite struct CorrectionTests {
  @Test func `What a page says is searched beside what was read, and the answer says which`()
    async throws
  {
    let place = try Workplace()
    try await place.add(try place.file("leaflet.txt", "Meeting at the tunneI on Sunday"))
    let id = try #require(try place.catalog.store().ids().first)
    let correction = PageCorrection(page: 1, text: "Meeting at the tunnel on Sunday")
    #expect(try await place.catalog.correct(id, correction, options: EditOptions()) == id)
    #expect(try await place.catalog.correct(id, correction, options: EditOptions()) == nil)
    let hit = try #require(try place.catalog.search(SearchRequest(query: "tunnel")).found.first)
    #expect(hit.layer == .corrected)
    #expect(hit.hit.page == 1)
    let other = try #require(
      try place.catalog.search(
        SearchRequest(query: "tunneI", options: SearchOptions(match: .exact))
      )
      .found.first)
    #expect(other.layer == .read)
    let detail = try place.catalog.detail(of: id)
    #expect(detail.pages == ["Meeting at the tunneI on Sunday"])
    #expect(detail.corrections == [correction])
    _ = try await place.catalog.rebuildIndex(jobs: 1)
    #expect(try place.catalog.detail(of: id).corrections == [correction])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `An empty text takes a correction away, and the version before keeps it`()
    async throws
  {
    let place = try Workplace()
    try await place.add(try place.file("leaflet.txt", "Soup at nooon"))
    let id = try #require(try place.catalog.store().ids().first)
    let said = PageCorrection(page: 1, text: "Soup at noon")
    _ = try await place.catalog.correct(id, said, options: EditOptions())
    _ = try await place.catalog.correct(
      id, PageCorrection(page: 1, text: ""), options: EditOptions())
    #expect(try place.found("noon", match: .exact).isEmpty)
    #expect(try place.catalog.detail(of: id).corrections.isEmpty)
    #expect(try place.catalog.history(of: id).versions.count == 4)
  }

  @Test func `A page that is not there is refused, and a picture can be given its text`()
    async throws
  {
    let place = try Workplace()
    try await place.add(try place.file("leaflet.txt", "one page"))
    let id = try #require(try place.catalog.store().ids().first)
    await #expect(throws: CatalogError.self) {
      try await place.catalog.correct(
        id, PageCorrection(page: 2, text: "x"), options: EditOptions())
    }
    try await place.add(try place.file("noise.bin", bytes: [0, 159, 146, 150, 0, 1, 2, 0]))
    let other = try #require(try place.catalog.store().ids().first { $0 != id })
    _ = try await place.catalog.correct(
      other, PageCorrection(page: 1, text: "typed by hand"), options: EditOptions())
    #expect(try place.found("typed") == ["noise.bin"])
  }
}

@Suite struct RetryTests {
  @Test func `What could not be read is tried again, and the tries are counted`() async throws {
    let place = try Workplace()
    try await place.add(
      try place.file("noise.bin", bytes: [0, 159, 146, 150, 0, 1, 2, 0]),
      try place.file("empty.txt", ""), try place.file("good.txt", "good text"))
    let ids = try place.catalog.documentsToRetry()
    #expect(try ids.map { try place.catalog.detail(of: $0).summary.name } == ["noise.bin"])
    for tries in 2...3 {
      let outcomes = try await place.catalog.extractAgain(ids, options: EditOptions())
      #expect(outcomes.map(\.tries) == [tries])
    }
    #expect(try place.catalog.gaps().first { $0.name == "noise.bin" }?.tries == 3)
    #expect(try place.archiveFindings().isEmpty)
  }
}

@Suite struct RecordFieldTests {
  @Test func `Rows of a table are documents where somebody names their text, after a rebuild too`()
    async throws
  {
    let place = try Workplace()
    var options = AddOptions()
    var fields = RecordFields()
    fields.text = ["body"]
    fields.id = "nr"
    options.recordFields = fields
    try await place.add(
      try place.file("press.csv", "nr,body\n7,\"The tunnel, closed\"\n8,A harbour\n"),
      options: options)
    #expect(try place.found("tunnel") == ["7"])
    #expect(try place.found("harbour") == ["8"])
    _ = try await place.catalog.rebuildIndex(jobs: 2)
    #expect(try place.found("tunnel") == ["7"])
  }

  @Test func `A table without a choice is one document, and becomes rows when it is chosen`()
    async throws
  {
    let place = try Workplace()
    let file = try place.file("press.csv", "nr,body\n7,The tunnel\n8,A harbour\n9,A quay\n")
    try await place.add(file)
    #expect(try place.found("tunnel") == ["press.csv"])
    var options = AddOptions()
    var fields = RecordFields()
    fields.text = ["body"]
    options.recordFields = fields
    try await place.add(file, options: options)
    #expect(try place.found("tunnel").count == 1)
    #expect(try place.found("harbour") != ["press.csv"])
  }

  @Test func `Fields of JSON lines are those that somebody names`() async throws {
    let place = try Workplace()
    var options = AddOptions()
    var fields = RecordFields()
    fields.text = ["meta.abstract"]
    options.recordFields = fields
    try await place.add(
      try place.file(
        "a.jsonl", "{\"id\":\"x\",\"meta\":{\"abstract\":\"The tunnel\"}}\n{\"id\":\"y\"}\n"),
      options: options)
    #expect(try place.found("tunnel") == ["x"])
  }
}
