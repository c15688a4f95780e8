// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct RepairExtractionTests {
  @Test func `A page is repaired, logged, and can be put back`() async throws {
    let fixture = try ExtractionFixture()
    let broken = "RÃ©union des locataires\nTrÃ¨s tÃ´t"
    let result = try await fixture.extract("plain page\u{0C}" + broken)
    let pages = result.documents[0].pages.map(\.text)
    #expect(pages == ["plain page", "Réunion des locataires\nTrès tôt"])
    #expect(result.report.repairs.map(\.page) == [2])
    let undone = TextRepair.undo(Array(pages[1].utf8), result.report.repairs.map(\.repair))
    #expect(undone == Array(broken.utf8))
    #expect(result.report.notes.contains { $0.contains("double-encoding") })
  }

  @Test func `Declared parts of a web page move with the repaired text`() async throws {
    let fixture = try ExtractionFixture()
    let good =
      "<!doctype html><html lang=fr><title>Réunion</title><p>Déjà <b lang=de>Künstler</b> là"
    let broken = good.replacing("é", with: "Ã©").replacing("ü", with: "Ã¼")
    let expected = try await fixture.extract(good).documents[0]
    let document = try await fixture.extract(broken).documents[0]
    #expect(!expected.pages[0].spans.isEmpty)
    #expect(document.pages == expected.pages)
    #expect(document.title == "Réunion")
  }

  @Test func `A record is repaired and says so`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(
      #"{"id":"1","text":"Coäng hoøa xaõ hoäi chuû nghóa"}"# + "\n" + #"{"id":"2","text":"ok"}"#,
      name: "a.jsonl")
    #expect(result.documents.map { $0.pages[0].text } == ["Cộng hòa xã hội chủ nghĩa", "ok"])
    #expect(result.documents[0].repairs.map(\.kind) == [.misreadCharset])
  }

  @Test func `A charset that the adder names decides`() async throws {
    let fixture = try ExtractionFixture()
    let bytes: [UInt8] = [0xE0, 0xE8, 0xEC, 0xF2]
    let input = try fixture.input(bytes, charset: "windows-1251")
    let result = await Extractor().extract(input)
    #expect(result.documents[0].pages[0].text == "аимт")
    #expect(result.report.charset == "windows-1251")
    #expect(result.report.declaredCharset == "windows-1251")
  }

  @Test func `A charset that is more guessed than known is a gap`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract([0x52, 0xE9, 0x75, 0x6E, 0x69, 0x6F, 0x6E])
    let isDoubtful = (result.report.charsetConfidence ?? 1) < 0.5
    #expect(result.report.gaps.contains { $0.reason == .doubtfulCharset } == isDoubtful)
    #expect(!result.report.charsetAlternatives.isEmpty)
  }
}
