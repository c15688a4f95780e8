// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

private let hasReader = ExtractionTool.pdfReader.path() != nil

@Suite(.enabled(if: hasReader, "needs handbill-pdf-reader beside the tests"))
struct PDFExtractionTests {
  @Test func `Pages, title, author and date are read`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(HandMadePDF.pages(["Free meals at noon", "Page two"]))
    let document = try #require(result.documents.first)
    #expect(document.pages.count == 2)
    #expect(document.pages[0].text.hasPrefix("Free meals at noon"))
    #expect(document.pages[1].text.hasPrefix("Page two"))
    #expect(document.title == "A leaflet")
    #expect(document.date?.hasPrefix("2026-03-01") == true)
    #expect(document.metadata["author"] == "The kitchen")
    #expect(result.report.extractorVersion.contains("poppler"))
  }

  @Test func `A page without text is a gap, and a document without text is a failure`() async throws
  {
    let fixture = try ExtractionFixture()
    let mixed = try await fixture.extract(HandMadePDF.pages(["One", "", "Three"]))
    #expect(mixed.documents.first?.pages.count == 3)
    #expect(mixed.report.gaps.map(\.page) == [2])
    let reasons = mixed.report.gaps.map(\.reason)
    // With text recognition, the page is looked at first.
    #expect(reasons == [.noTextLayer] || reasons == [.noText])
    let blank = try await fixture.extract(HandMadePDF.pages(["", ""]))
    #expect(blank.report.failure?.reason == .noTextLayer)
  }

  @Test func `A file that is cut off is damaged, and an encrypted one is encrypted`() async throws {
    let fixture = try ExtractionFixture()
    let whole = HandMadePDF.pages(["Free meals at noon"])
    let cut = try await fixture.extract(Array(whole[..<60]))
    #expect(cut.report.failure?.reason == .damaged)
    let zeros = String(repeating: "00", count: 32)
    let encrypted = HandMadePDF.pages(
      ["x"],
      trailer: "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        + "/O <\(zeros)> /U <\(zeros)> >> ")
    #expect(try await fixture.extract(encrypted).report.failure?.reason == .encrypted)
  }

  @Test func `A file without its end is read as far as it goes, with a gap`() async throws {
    let fixture = try ExtractionFixture()
    let whole = HandMadePDF.pages(["Free meals at noon"])
    let end = try #require(whole.indices.first { whole[$0...].starts(with: Array("xref".utf8)) })
    let result = try await fixture.extract(
      Array(whole[..<end]) + Array("trailer<</Root 1 0 R>>".utf8))
    #expect(result.documents.first?.pages[0].text.contains("Free meals") == true)
    #expect(result.report.gaps.map(\.reason) == [.damaged])
  }

  @Test func `The clock, the output and a cancelled task end a program`() async throws {
    let fixture = try ExtractionFixture()
    let input = try fixture.input(HandMadePDF.pages(["Free meals at noon"]))
    var limits = ExtractionLimits()
    limits.wallSeconds = 1
    let late = ChildProcess(tool: .pdftoppm, limits: limits)
    await #expect(throws: ExtractionTool.pdftoppm.tooSlow(seconds: 1)) {
      _ = try await late.run(
        script: "sleep 3600", [], over: input.path, into: fixture.folder.appending("out"))
    }
    limits = ExtractionLimits()
    limits.outputBytes = 4
    #expect(await Extractor(limits: limits).extract(input).report.failure?.reason == .sizeLimit)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await Extractor().extract(input)
    }
    task.cancel()
    #expect(await task.value.report.failure?.reason == .interrupted)
  }

  @Test func `Memory has a limit`() async throws {
    let fixture = try ExtractionFixture()
    // A child shares what its server had loaded before: a short page needs nothing more.
    let long = String(repeating: "Free meals at noon ", count: 50_000)
    let input = try fixture.input(HandMadePDF.pages([long]))
    var limits = ExtractionLimits()
    limits.memoryBytes = 8 << 20
    #expect(await Extractor(limits: limits).extract(input).report.failure != nil)
  }
}
