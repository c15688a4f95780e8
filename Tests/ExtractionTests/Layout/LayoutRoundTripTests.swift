// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing
import TextAnalysis

@testable import Extraction

@Suite struct LayoutRoundTripTests {
  @Test(arguments: [MediaType.hocr, .alto])
  func `What is written is read again with its text, places and confidences`(
    type: MediaType
  ) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    for round in 0..<60 {
      let pages = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        LayoutSamples.page(&random)
      }
      guard pages.contains(where: { !$0.text.isEmpty }) else { continue }
      let bytes = type == .hocr ? HOCRWriter.document(pages) : ALTOWriter.document(pages)
      let read = LayoutSamples.read(bytes, type)
      let found = try #require(read.documents.first, "seed \(seed), round \(round)")
      for (page, other) in zip(pages, found.pages) {
        #expect(other.text == page.text, "seed \(seed), round \(round)")
        guard var layout = page.layout, !page.text.isEmpty else { continue }
        // Pixels of ALTO are of no known size.
        if type == .alto { layout.resolution = 0 }
        #expect(other.layout == layout, "seed \(seed), round \(round)")
        #expect(other.layout?.fits(other.text) == true, "seed \(seed), round \(round)")
      }
      #expect(found.pages.count == pages.count)
    }
  }

  @Test func `Places of a text layer are written in parts of an inch`() throws {
    var text = LayoutText()
    text.line()
    text.word("page", LayoutBox(x: 72, y: 36, width: 7, height: 12))
    let page = text.page(width: 595, height: 842, resolution: 72, origin: .textLayer)
    let bytes = ALTOWriter.document([page])
    let markup = String(decoding: bytes, as: UTF8.self)
    #expect(markup.contains("<MeasurementUnit>inch1200</MeasurementUnit>"))
    #expect(markup.contains("HPOS=\"1200\" VPOS=\"600\" WIDTH=\"116.666\" HEIGHT=\"200\""))
    let layout = try #require(LayoutSamples.read(bytes, .alto).documents.first?.pages[0].layout)
    #expect(layout.resolution == 1200)
    #expect(layout.width == 9917)
    #expect(
      layout.blocks[0].lines[0].words[0].box == LayoutBox(x: 1200, y: 600, width: 117, height: 200))
  }

  @Test func `The line that archives keep is the one of an encoder of any types`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let odd = LayoutBox(x: -1, y: .min, width: 0, height: .max)
    let empty = PageLayout(
      width: 1, height: 1, resolution: 0, origin: .supplied,
      blocks: [
        LayoutBlock(box: odd, direction: .vertical, language: .unknown, lines: []),
        LayoutBlock(box: odd, lines: [LayoutLine(box: odd, words: [])]),
      ])
    let layouts = (0..<60).compactMap { _ in LayoutSamples.page(&random).layout } + [empty]
    for layout in layouts {
      let line = layout.jsonLine
      #expect(Data(line) == (try encoder.encode(layout)), "seed \(seed)")
      #expect(try JSONDecoder().decode(PageLayout.self, from: Data(line)) == layout, "seed \(seed)")
    }
  }

  @Test(arguments: [MediaType.hocr, .alto])
  func `A text without places is written and read again`(type: MediaType) throws {
    for text in LayoutSamples.texts {
      let bytes =
        type == .hocr
        ? HOCRWriter.document([ExtractedPage(text: text)])
        : ALTOWriter.document([ExtractedPage(text: text)])
      let page = try #require(LayoutSamples.read(bytes, type).documents.first?.pages.first)
      #expect(page.layout == nil)
      #expect(words(page.text) == words(text))
    }
  }

  private func words(_ text: String) -> [[Substring]] {
    text.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
      .filter { !$0.isEmpty }
  }

  @Test(arguments: [MediaType.hocr, .alto])
  func `Cut and changed files give text or a reason, whatever stands in them`(
    type: MediaType
  ) {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    let page = LayoutSamples.page(&random)
    let good = type == .hocr ? HOCRWriter.document([page]) : ALTOWriter.document([page])
    for round in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      }
      if round.isMultiple(of: 2) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      }
      let read = LayoutSamples.read(bytes, type)
      let isExplained = read.report.failure != nil
      #expect(read.documents.isEmpty == isExplained, "seed \(seed), round \(round)")
      for page in read.documents.first?.pages ?? [] {
        #expect(page.layout?.fits(page.text) != false, "seed \(seed), round \(round)")
      }
    }
  }
}
