// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SearchIndex
import Testing
import TextAnalysis

@testable import Catalog

@Suite struct RepairLogTests {
  @Test func `A broken text is found by its words, and its archived log undoes it`() async throws {
    let place = try Workplace()
    let broken = "RÃ©union des locataires, trÃ¨s tÃ´t"
    let (_, outcomes) = try await place.add(try place.file("a.txt", broken))
    #expect(try place.found("réunion", match: .exact) == ["a.txt"])
    let detail = try place.catalog.detail(of: try #require(outcomes.first?.id))
    #expect(try FileReader.contents(of: detail.original) == Array(broken.utf8))
    let log = try #require(detail.extraction?.repairs)
    #expect(log.map(\.page) == [1])
    let undone = TextRepair.undo(Array(detail.pages[0].utf8), log.map(\.repair))
    #expect(undone == Array(broken.utf8))
    #expect(detail.extraction?.notes.contains { $0.contains("double-encoding") } == true)
  }

  @Test func `Adding a file again with its charset reads it again`() async throws {
    let place = try Workplace()
    let path = try place.file("b.txt", bytes: [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2])
    var options = AddOptions()
    options.set(.charset, "windows-1252")
    try await place.add(path, options: options)
    #expect(try place.found("Ïðèâåò", match: .exact) == ["b.txt"])
    options.set(.charset, "cp1251")
    try await place.add(path, options: options)
    #expect(try place.found("привет", match: .exact) == ["b.txt"])
    #expect(try place.catalog.indexInfo().documents == 1)
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A charset that does not exist is refused`() async throws {
    let place = try Workplace()
    let path = try place.file("c.txt", "text")
    var options = AddOptions()
    options.set(.charset, "windows-9999")
    await #expect(throws: CatalogError.self) { try await place.add(path, options: options) }
  }
}
