// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

/// Pages as the reader of PDF files sends them.
enum PopplerLines {
  /// A word with its edges in points, and whether a line or a block ends behind it.
  typealias Word = (text: String, left: Int, top: Int, right: Int, bottom: Int, ends: Int)

  /// The bytes of a frame.
  static func bytes(_ words: [Word]) -> [UInt8] {
    let places = words.flatMap { word in
      [word.left, word.top, word.right, word.bottom].map { $0 * 1000 }
        + [word.text.utf8.count, word.ends]
    }
    return ([words.count] + places).flatMap(FrameNumber.bytes) + words.flatMap(\.text.utf8)
  }

  /// A page of one block, its lines 20 points apart.
  static func page(_ lines: [[(text: String, left: Int, right: Int)]]) -> [UInt8] {
    bytes(
      lines.enumerated().flatMap { number, line in
        line.enumerated().map { index, word in
          let isLast = index == line.count - 1
          let ends = isLast ? (number == lines.count - 1 ? 7 : 1) : 0
          return (word.text, word.left, 20 * number, word.right, 20 * number + 12, ends)
        }
      })
  }

  /// A page of 400 by 600 points.
  static let geometry: PDFPageGeometry = {
    let box = PDFPageShape.Edges(left: 0, lower: 0, right: 400_000, upper: 600_000)
    return PDFPageGeometry(PDFPageShape(media: box, crop: box, turn: 0))
  }()

  /// The text of such a page.
  static func text(_ lines: [[(text: String, left: Int, right: Int)]]) throws -> String {
    try read(lines).text
  }

  /// Such a page as it is read, checked against the promises of a layout.
  static func read(
    _ lines: [[(text: String, left: Int, right: Int)]]
  ) throws -> ExtractedPage {
    let page = try #require(PopplerWords.page(page(lines), geometry))
    let read = PDFPageText.page(page, geometry)
    LayoutPromises.check(read)
    return read
  }

  /// A word of single letters, each ten points wide, from the left edge of the first.
  static func letters(_ word: String, from left: Int) -> [(text: String, left: Int, right: Int)] {
    word.unicodeScalars.enumerated().map { index, scalar in
      (String(Character(scalar)), left + 10 * index, left + 10 * index + 10)
    }
  }
}

/// What every layout promises of its page.
enum LayoutPromises {
  /// Checks that the words' ranges rise, are disjoint, and cut the text at characters.
  static func check(_ page: ExtractedPage, _ note: String = "") {
    let bytes = Array(page.text.utf8)
    var end = 0
    for word in page.layout.map({ Array($0.words) }) ?? [] {
      #expect(word.range.lowerBound >= end && !word.range.isEmpty, "ranges rise \(note)")
      #expect(word.range.upperBound <= bytes.count, "ranges are within the text \(note)")
      guard word.range.upperBound <= bytes.count else { return }
      let text = String(validating: bytes[word.range], as: UTF8.self)
      #expect(text?.contains(" ") == false, "a range is a word \(note)")
      #expect(word.box.width >= 0 && word.box.height >= 0, "boxes have a size \(note)")
      end = word.range.upperBound
    }
  }
}

@Suite struct PDFPageTextTests {
  @Test func `Words have places in tenths of a point, and pieces without a gap are one word`()
    throws
  {
    let page = try PopplerLines.read([
      [("Fr", 10, 20), ("ee", 20, 30), ("&", 40, 50), ("<tea>", 60, 80)],
      [("noon", 10, 40)],
    ])
    #expect(page.text == "Free & <tea>\nnoon\n\n")
    let layout = try #require(page.layout)
    #expect(layout.width == 4000 && layout.height == 6000 && layout.resolution == 720)
    #expect(layout.blocks.count == 1 && layout.blocks[0].lines.count == 2)
    let first = layout.blocks[0].lines[0].words[0]
    #expect(first.box == LayoutBox(x: 100, y: 0, width: 200, height: 120))
    #expect(first.range == 0..<4)
    #expect(layout.blocks[0].direction == .leftToRight)
  }

  @Test func `Letters drawn in the order of reading keep their ligatures`() throws {
    // السلام عليكم, the lam-alef one glyph; from the left as poppler sorts them.
    let line =
      PopplerLines.letters("مكيلع", from: 0) + [("م", 70, 80), ("لا", 80, 90)]
      + PopplerLines.letters("سلا", from: 90)
    let page = try PopplerLines.read([line])
    #expect(page.text == "عليكم السلام\n\n" || page.text == "السلام عليكم\n\n")
    #expect(page.text.hasPrefix("السلام"))
    #expect(page.layout?.blocks[0].direction == .rightToLeft)
    #expect(page.layout?.blocks[0].lines[0].words[0].box.x == 700)
  }

  @Test
  func `Words drawn from left to right are turned, and lam-alef where no word could be meant`()
    throws
  {
    let text = try PopplerLines.text([
      [("مويلا", 0, 40), ("قاروﻷا", 50, 90), ("لىإ", 100, 130)],
      [("مالسلا", 0, 40), ("عامتجلاا", 50, 90)],
    ])
    #expect(text.hasPrefix("إىل") == false)
    #expect(text.contains("الاجتماع"))
    #expect(try PopplerLines.text([[("ىت", 0, 10), ("لىتررو", 20, 60)]]).isEmpty == false)
  }

  @Test func `Numbers, Latin words and signs in lines from right to left keep their order`() throws
  {
    let hebrew = try PopplerLines.text([
      [
        (".", 0, 2), ("הרהנמה", 2, 30), ("דיל", 35, 50), ("14:00-ל", 55, 80), ("12:00", 90, 110),
        ("ןיב", 115, 130),
      ]
    ])
    #expect(hebrew == "בין 12:00 ל-14:00 ליד המנהרה.\n\n" || hebrew.hasPrefix("בין 12:00"))
    let phone = try PopplerLines.text([
      [("01", 0, 10), ("99", 15, 25), ("00", 30, 40), (":ןופלט", 45, 80)]
    ])
    #expect(phone == "טלפון: 01 99 00\n\n")
    let percent = try PopplerLines.text([[("50%", 0, 20), ("החנה", 30, 60)]])
    #expect(percent == "הנחה 50%\n\n")
    let mixed = try PopplerLines.text([[("Call", 0, 20), ("םולש", 30, 60), ("now", 70, 90)]])
    #expect(mixed == "Call שלום now\n\n")
  }

  @Test func `Brackets that were named by their shape are turned round`() throws {
    let shape = try PopplerLines.text([[("(םולש)", 0, 40), ("רמא", 50, 80)]])
    #expect(shape == "אמר (שלום)\n\n")
    let meaning = try PopplerLines.text([[(")םולש(", 0, 40), ("רמא", 50, 80)]])
    #expect(meaning == "אמר (שלום)\n\n")
  }

  @Test func `Marks stay with their letters, however they are stored`() throws {
    // Marks before letters, behind letters, and by themselves over their letter.
    let before = try PopplerLines.text([[("\u{5B7}בא", 0, 20), ("\u{5B7}גד", 30, 50)]])
    #expect(before == "דג\u{5B7} אב\u{5B7}\n\n")
    let behind = try PopplerLines.text([[("ב\u{5B7}א\u{5B8}", 0, 20), ("דג\u{5B7}", 30, 50)]])
    #expect(behind == "ג\u{5B7}ד א\u{5B8}ב\u{5B7}\n\n")
    let alone = try PopplerLines.text([[("ב", 0, 10), ("\u{5B7}", 4, 4), ("א", 10, 20)]])
    #expect(alone == "אב\u{5B7}\n\n")
  }

  @Test func `Words broken at the end of a line are joined, true hyphens stay`() throws {
    let broken = try PopplerLines.read([
      [("une", 0, 20), ("organi-", 30, 60)], [("sation", 0, 30), ("libre", 40, 60)],
    ])
    #expect(broken.text == "une organisation libre\n\n")
    #expect(broken.layout?.words.map(\.range) == [0..<3, 4..<10, 10..<16, 17..<22])
    let rendezvous = try PopplerLines.text([
      [("Rendez-vous", 0, 30), ("rendez-", 40, 60)], [("vous", 0, 20)],
    ])
    #expect(rendezvous == "Rendez-vous rendez-vous\n\n")
    let name = try PopplerLines.text([[("Port-", 0, 20)], [("Merle", 0, 20)]])
    #expect(name == "Port-\nMerle\n\n")
    let list = try PopplerLines.text([[("-", 0, 5)], [("tea", 0, 20)]])
    #expect(list == "-\ntea\n\n")
  }

  @Test func `Any bytes are read, and pages that are cut off are none`() throws {
    let page = PopplerLines.page([[("a\u{1}b\u{7F}c", 0, 30), ("\u{B}", 40, 50), ("d", 60, 70)]])
    let geometry = PopplerLines.geometry
    let whole = try #require(PopplerWords.page(page, geometry))
    #expect(PDFPageText.page(whole, geometry).text == "abc d\n\n")
    for count in page.indices {
      #expect(PopplerWords.page(Array(page[..<count]), geometry) == nil)
    }
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var flipped = page
      for _ in 0..<4 {
        flipped[Int.random(in: 0..<page.count, using: &random)] = UInt8.random(
          in: 0 ... .max, using: &random)
      }
      if let page = PopplerWords.page(flipped, geometry) {
        LayoutPromises.check(PDFPageText.page(page, geometry), "seed \(seed)")
      }
    }
  }

  @Test func `Boxes are those of the page as it is shown`() throws {
    let media = PDFPageShape.Edges(left: 0, lower: 0, right: 600_000, upper: 800_000)
    let crop = PDFPageShape.Edges(left: 50_000, lower: 100_000, right: 550_000, upper: 780_000)
    let word = PopplerWord(text: "x", left: 200_000, top: 300_000, right: 210_000, bottom: 312_000)
    let cases = [
      (0, 5000, 6800, 1500, 2800), (90, 6800, 5000, 1000, 2500), (180, 5000, 6800, 1500, 2000),
      (270, 6800, 5000, 1800, 2500),
    ]
    for (turn, width, height, x, y) in cases {
      let geometry = PDFPageGeometry(
        PDFPageShape(media: media, crop: crop, turn: turn))
      #expect(geometry.width == width && geometry.height == height)
      let box = geometry.box(word)
      #expect(box == LayoutBox(x: x, y: y, width: 100, height: 120), "turned by \(turn)")
    }
  }

  @Test func `Columns of glyphs are read from top to bottom and from right to left`() throws {
    // Two columns of the title of a sample, as a browser draws them: poppler reads across.
    let columns = ["春节联欢", "大家一起"].map { Array($0.unicodeScalars.map { String($0) }) }
    let words = (0..<4).flatMap { row in
      [(1, 100), (0, 130)].map { column, left -> PopplerLines.Word in
        let top = 20 * row + column
        let ends = row == 3 && column == 0 ? 7 : 1
        return (columns[column][row], left, top, left + 16, top + 19, ends)
      }
    }
    let page = PopplerWords.page(PopplerLines.bytes(words), PopplerLines.geometry)
    let read = PDFPageText.page(try #require(page), PopplerLines.geometry)
    LayoutPromises.check(read)
    #expect(read.text == "春节联欢\n大家一起\n\n")
    #expect(read.layout?.blocks.map(\.direction) == [.vertical])
  }

  @Test func `Gaps that fill a line of Chinese are no spaces`() throws {
    let filled = try PopplerLines.text([
      [("大", 0, 10), ("家", 12, 22), ("一", 24, 34), ("起", 36, 46), ("春节", 60, 80)]
    ])
    #expect(filled == "大家一起 春节\n\n")
    let author = try PopplerLines.text([[("大家", 0, 20), ("一起", 23, 43)]])
    #expect(author == "大家 一起\n\n")
  }

  @Test func `A line of Latin letters in a block from right to left keeps its order`() throws {
    let text = try PopplerLines.text([
      [("01", 0, 10), ("99", 15, 25), (":ןופלט", 30, 70)], [("https://example.org.", 0, 90)],
    ])
    #expect(text == "טלפון: 01 99\nhttps://example.org.\n\n")
  }
}
