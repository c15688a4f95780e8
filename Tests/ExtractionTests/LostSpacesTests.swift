// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct LostSpacesTests {
  /// Letters as bars, 12 pixels wide and 24 high, `gaps[n]` white columns behind bar n; then the word that they are.
  private func reading(
    _ text: String, gaps: [Int], height: Int = 24, isBoxHigh: Bool = false
  ) -> (page: GrayPage, reading: PageReading) {
    let (left, top, bar) = (20, 30, 12)
    let width = (gaps.count + 1) * bar + gaps.reduce(0, +)
    let page = (width: width + 2 * left, height: height + 2 * top)
    var pixels = [UInt8](repeating: 255, count: page.width * page.height)
    var x = left
    for gap in gaps + [0] {
      for y in top..<(top + height) {
        for column in x..<(x + bar) { pixels[y * page.width + column] = 0 }
      }
      x += bar + gap
    }
    let box = LayoutBox(
      x: left, y: isBoxHigh ? top - 20 : top, width: width, height: isBoxHigh ? height + 40 : height
    )
    let line = ReadLine(
      block: 1, paragraph: 1, words: [ReadWord(text: text, box: box, confidence: 80)], models: [])
    return (
      GrayPage(width: page.width, height: page.height, pixels: pixels),
      PageReading(lines: [line], models: [])
    )
  }

  private func words(_ text: String, gaps: [Int], isBoxHigh: Bool = false) -> [String] {
    let (page, reading) = reading(text, gaps: gaps, isBoxHigh: isBoxHigh)
    return reading.withLostSpaces(of: page).lines[0].words.map(\.text)
  }

  @Test func `A word of letters and digits is cut where the page has spaces`() {
    #expect(
      words("de12hà14h", gaps: [3, 14, 3, 14, 12, 14, 3, 14]) == ["de", "12", "h", "à", "14", "h"])
    #expect(words("с12:00", gaps: [13, 3, 4, 4, 3]) == ["с", "12:00"])
  }

  @Test func `The parts have their places, and nothing is between them but the gap`() {
    let (page, reading) = reading("9Uhr", gaps: [14, 3, 3])
    let boxes = reading.withLostSpaces(of: page).lines[0].words.map(\.box)
    #expect(boxes.map(\.x) == [20, 46])
    #expect(boxes.map(\.width) == [12, 42])
  }

  @Test func `A word stays whole where its gaps are those of letters`() {
    #expect(words("18h30", gaps: [3, 3, 3, 3]) == ["18h30"])
    #expect(words("A4", gaps: [4]) == ["A4"])
    #expect(words("11h", gaps: [10, 9]) == ["11h"])
    #expect(words("x2000", gaps: [3, 14, 14, 14]) == ["x2000"])
  }

  @Test func `Letters that touch are counted by their width`() {
    // `de` and `ho` are one bar each.
    #expect(words("de20ho", gaps: [14, 3, 14]) == ["de", "20", "ho"])
  }

  @Test func `A box that reaches into the lines around it makes no difference`() {
    #expect(words("de12h", gaps: [3, 14, 3, 14], isBoxHigh: true) == ["de", "12", "h"])
  }

  @Test
  func
    `Words without digits, from right to left or without spaces in their script stay as they are`()
  {
    #expect(words("abcd", gaps: [3, 14, 3]) == ["abcd"])
    #expect(words("ساعة9", gaps: [3, 3, 3, 14]) == ["ساعة9"])
    #expect(words("12点", gaps: [3, 14]) == ["12点"])
  }

  @Test func `A word beside the page is left alone`() {
    let (page, reading) = reading("de12h", gaps: [3, 14, 3, 14])
    let far = reading.moved(x: 5000, y: 5000, block: 0)
    #expect(far.withLostSpaces(of: page) == far)
  }
}
