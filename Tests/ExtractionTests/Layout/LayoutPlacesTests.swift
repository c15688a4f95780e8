// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct LayoutPlacesTests {
  /// Lines of words, each word 10 units wide for each of its characters.
  private func page(_ lines: [[String]]) -> ExtractedPage {
    var text = LayoutText()
    for (row, words) in lines.enumerated() {
      text.line()
      var column = 0
      for word in words {
        text.word(word, box(column, row, word.count), confidence: 50 + column, spacing: .space)
        column += word.count + 1
      }
    }
    return text.page(width: 1000, height: 1000, resolution: 0, origin: .recognition)
  }

  private func box(_ column: Int, _ row: Int, _ length: Int) -> LayoutBox {
    LayoutBox(x: column * 10, y: row * 30, width: length * 10, height: 20)
  }

  private func range(of part: String, in page: ExtractedPage) -> Range<Int> {
    let found = page.text.firstRange(of: part) ?? page.text.startIndex..<page.text.startIndex
    return page.text.utf8.distance(
      from: page.text.startIndex, to: found.lowerBound)..<page.text.utf8.distance(
        from: page.text.startIndex, to: found.upperBound)
  }

  /// The words with their boxes.
  private func places(_ page: ExtractedPage) -> [String: LayoutBox] {
    let bytes = Array(page.text.utf8)
    var found: [String: LayoutBox] = [:]
    guard let words = page.layout?.words else { return [:] }
    for word in words { found[String(decoding: bytes[word.range], as: UTF8.self)] = word.box }
    return found
  }

  @Test func `A hit is marked word by word, one rectangle a line`() throws {
    let page = page([["no", "rent", "increase"], ["this", "year"]])
    let layout = try #require(page.layout)
    #expect(layout.boxes(of: [range(of: "rent", in: page)]) == [box(3, 0, 4)])
    #expect(layout.boxes(of: [range(of: "ent inc", in: page)]) == [box(3, 0, 13)])
    #expect(
      layout.boxes(of: [range(of: "increase\nthis", in: page)]) == [box(8, 0, 8), box(0, 1, 4)])
    let twice = [range(of: "year", in: page), range(of: "no", in: page), range(of: "ye", in: page)]
    #expect(layout.boxes(of: twice) == [box(5, 1, 4), box(0, 0, 2)])
    #expect(layout.boxes(of: [3..<3, 2..<3, 900..<1000]) == [])
  }

  @Test func `Words keep their places when letters are repaired`() {
    let page = page([["RÃ©union", "des", "locataires"], ["TrÃ¨s", "tÃ´t"]])
    let (repaired, repairs) = page.repaired()
    #expect(!repairs.isEmpty)
    #expect(repaired.text == "Réunion des locataires\nTrès tôt")
    #expect(
      places(repaired) == [
        "Réunion": box(0, 0, 8), "des": box(9, 0, 3), "locataires": box(13, 0, 10),
        "Très": box(0, 1, 5), "tôt": box(6, 1, 4),
      ])
    #expect(repaired.layout?.fits(repaired.text) == true)
  }

  @Test func `Words that a repair turns round are found by their letters`() throws {
    let line = try #require(
      LayoutSamples.texts.first { $0.unicodeScalars.contains { $0 == "ש" } && !$0.contains("ل") })
    let good = line.split(separator: "\n").filter { $0.split(separator: " ").count > 2 }.prefix(6)
    let visual = good.map { line in
      line.split(separator: " ").map { String($0.unicodeScalars.reversed().map(Character.init)) }
    }
    let page = page(visual.map { $0.reversed() })
    let (repaired, repairs) = page.repaired()
    guard repairs.contains(where: { $0.kind == .visualOrder }) else { return }
    let layout = try #require(repaired.layout)
    #expect(layout.fits(repaired.text))
    #expect(layout.words.reduce(0) { count, _ in count + 1 } == visual.joined().count)
    let first = try #require(layout.blocks.first?.lines.first)
    // The first word to be read stands where the last of the line stood before.
    #expect(first.words.first?.box == page.layout?.blocks.first?.lines.first?.words.last?.box)
  }

  @Test func `Any page keeps a layout that fits its repaired text`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    let broken = ["Ã©", "Ã¼", "ﬃ", "\u{92}", "םולש", "ﺳﻼم", "Coäng", "hoøa", "xaõ", "hoäi", "ab"]
    for round in 0..<300 {
      var text = LayoutText()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text.line()
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          let word = (0..<Int.random(in: 1...3, using: &random))
            .map { _ in broken.randomElement(using: &random) ?? "" }.joined()
          text.word(word, box(1, 1, 1), spacing: Bool.random(using: &random) ? .space : .none)
        }
      }
      let page = text.page(width: 100, height: 100, resolution: 0, origin: .supplied)
      let repaired = page.repaired().page
      #expect(
        repaired.layout?.fits(repaired.text) == true,
        "seed \(seed), round \(round): \(page.text.debugDescription)")
    }
  }
}
