// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction

@Suite struct LayoutTextTests {
  /// A box on a line of characters 10 wide and 20 high.
  private func box(_ column: Int, _ row: Int = 0, width: Int = 10) -> LayoutBox {
    LayoutBox(x: column * 10, y: row * 30, width: width, height: 20)
  }

  private func words(_ page: ExtractedPage) -> [String] {
    let bytes = Array(page.text.utf8)
    return (page.layout?.words).map { words in
      words.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    } ?? []
  }

  @Test func `Words, lines and blocks are joined, and each word knows its place in the text`() {
    var text = LayoutText()
    text.block(direction: .leftToRight, language: Language(tag: "en"))
    text.line()
    text.word("Bread", box(0), confidence: 96)
    text.word("and", box(7), confidence: 140)
    text.line()
    text.word("  roses ", box(0, 1))
    text.block()
    text.line()
    text.word("\u{0}\t", box(0, 2))
    text.line(box(0, 3, width: 70))
    text.word("too", box(0, 3))
    text.block()
    let page = text.page(width: 100, height: 200, resolution: 300, origin: .recognition)
    #expect(page.text == "Bread and\nroses\n\ntoo")
    #expect(words(page) == ["Bread", "and", "roses", "too"])
    #expect(page.layout?.blocks.count == 2)
    #expect(page.layout?.blocks[0].box == LayoutBox(x: 0, y: 0, width: 80, height: 50))
    #expect(page.layout?.blocks[1].lines.map(\.box) == [box(0, 3, width: 70)])
    #expect(page.layout?.words.map(\.confidence) == [96, 100, nil, nil])
    #expect(page.layout?.fits(page.text) == true)
  }

  @Test func `Scripts without spaces get one only where the gap is as wide as one`() {
    var text = LayoutText()
    text.line()
    for (index, word) in ["示", "威", "者", "2019", "年"].enumerated() {
      text.word(word, LayoutBox(x: index * 21, y: 0, width: 20, height: 20))
    }
    text.word("香", LayoutBox(x: 140, y: 0, width: 20, height: 20))
    text.word("Hong", LayoutBox(x: 170, y: 0, width: 20, height: 20))
    text.word("Kong", LayoutBox(x: 191, y: 0, width: 20, height: 20))
    text.line()
    text.word("ที่", LayoutBox(x: 0, y: 40, width: 20, height: 20))
    text.word("นี่", LayoutBox(x: 22, y: 40, width: 20, height: 20))
    text.word("ไทย", LayoutBox(x: 42, y: 40, width: 20, height: 20), spacing: .space)
    text.word("ท", LayoutBox(x: 70, y: 40, width: 10, height: 20))
    text.word("ี่", LayoutBox(x: 85, y: 40, width: 2, height: 20))
    text.word(".", LayoutBox(x: 95, y: 40, width: 2, height: 20))
    let page = text.page(width: 300, height: 100, resolution: 0, origin: .recognition)
    #expect(page.text == "示威者2019年 香 Hong Kong\nที่นี่ ไทยที่.")
    #expect(page.layout?.fits(page.text) == true)
  }

  @Test func `Widely set characters of a heading stay together`() {
    var text = LayoutText()
    text.line()
    for (index, word) in ["自", "由", "之", "夜"].enumerated() {
      text.word(word, LayoutBox(x: index * 60, y: 0, width: 20, height: 20))
    }
    text.block(direction: .vertical)
    text.line()
    for (index, word) in ["自", "由"].enumerated() {
      text.word(word, LayoutBox(x: 250, y: index * 22, width: 20, height: 20))
    }
    let page = text.page(width: 300, height: 100, resolution: 0, origin: .recognition)
    #expect(page.text == "自由之夜\n\n自由")
  }

  @Test func `A word that goes on in the next line is one word with two places`() {
    var text = LayoutText()
    text.line()
    text.word("Mietstreik-", box(0))
    text.word("Ver", box(12))
    text.line()
    text.word("sammlung", box(0, 1), spacing: .none)
    text.word(",", box(9, 1), spacing: .none)
    text.word("heute", box(11, 1))
    let page = text.page(width: 0, height: 0, resolution: 0, origin: .supplied)
    #expect(page.text == "Mietstreik- Versammlung,\nheute")
    #expect(words(page) == ["Mietstreik-", "Ver", "sammlung", ",", "heute"])
    #expect(page.layout?.width == 130)
    #expect(page.layout?.height == 50)
  }

  @Test func `Boxes are cut at the page, whatever their numbers`() {
    var text = LayoutText()
    text.line(LayoutBox(x: .min, y: .min, width: .max, height: .max))
    text.word("a", LayoutBox(x: -5, y: 90, width: 20, height: 20))
    text.word("b", LayoutBox(x: .max, y: .max, width: .max, height: .min))
    let page = text.page(width: 100, height: 100, resolution: -3, origin: .supplied)
    #expect(
      page.layout?.words.map(\.box) == [
        LayoutBox(x: 0, y: 90, width: 15, height: 10),
        LayoutBox(x: 100, y: 100, width: 0, height: 0),
      ])
    #expect(page.layout?.resolution == 0)
  }

  @Test func `A page without words has a layout without blocks`() {
    let page = LayoutText().page(width: 0, height: 0, resolution: 0, origin: .recognition)
    #expect(page.text.isEmpty)
    #expect(page.layout?.width == 1)
    #expect(page.layout?.blocks.isEmpty == true)
  }
}
