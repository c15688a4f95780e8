// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct PictureFilesTests {
  /// A TIFF of so many pages without pixels; `next` overrides where the last directory leads.
  static func tiff(pages: Int, width: Int = 10, orientation: Int = 1, loop: Bool = false) -> [UInt8]
  {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var file = Array("II".utf8) + number(42, 2) + number(8, 4)
    for page in 0..<pages {
      let end = file.count + 2 + 3 * 12 + 4
      file += number(3, 2)
      for (tag, value) in [(0x100, width), (0x101, 20), (0x112, orientation)] {
        file += number(tag, 2) + number(4, 2) + number(1, 4) + number(value, 4)
      }
      file += number(page + 1 < pages ? end : loop ? 8 : 0, 4)
    }
    return file
  }

  @Test func `The pages of a TIFF are counted without decoding, and a loop ends`() throws {
    let three = try #require(TIFFStructure(Self.tiff(pages: 3)[...]))
    #expect(three.directories(limit: 10).map(\.width) == [10, 10, 10])
    #expect(three.directories(limit: 2).count == 2)
    let loop = try #require(TIFFStructure(Self.tiff(pages: 3, loop: true)[...]))
    #expect(loop.directories(limit: 10).count == 3)
    #expect(TIFFStructure(Array("IM*".utf8)[...]) == nil)
  }

  @Test func `Pages beyond the limits of pixels and number are refused before decoding`() throws {
    var limits = ExtractionLimits()
    limits.picturePages = 2
    #expect(throws: ExtractionFailure.self) {
      try SourcePage.all(of: Self.tiff(pages: 3), limits)
    }
    let bomb = Self.tiff(pages: 1, width: 1 << 30)
    let failure = #expect(throws: ExtractionFailure.self) {
      try SourcePage.all(of: bomb, ExtractionLimits())
    }
    #expect(failure?.reason == .sizeLimit)
    let gif = Array("GIF89a".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0]
    #expect(throws: ExtractionFailure.self) { try SourcePage.all(of: gif, ExtractionLimits()) }
  }

  @Test(arguments: [
    1: (0, false), 2: (0, true), 3: (2, false), 5: (3, true), 6: (1, false), 8: (3, false),
  ])
  func `EXIF says how a viewer turns a picture`(
    _ value: Int, _ expected: (quarters: Int, isMirrored: Bool)
  ) {
    let exif = Array("Exif\0\0".utf8) + Self.tiff(pages: 1, orientation: value)
    let length = exif.count + 2
    let jpeg = [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + exif
    let found = PictureOrientation(of: jpeg + [0xFF, 0xDA])
    #expect(found.quarters == expected.quarters)
    #expect(found.isMirrored == expected.isMirrored)
    let chunk = Array("EXIF".utf8) + [UInt8(exif.count), 0, 0, 0] + exif
    #expect(PictureOrientation(of: Array("RIFF----WEBP".utf8) + chunk) == found)
  }

  @Test func `Any bytes are no orientation, and none traps`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let exif = Array("Exif\0\0".utf8) + Self.tiff(pages: 2, orientation: 6)
    let jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    for _ in 0..<2_000 {
      var flipped = jpeg
      for _ in 0..<4 {
        flipped[Int.random(in: 0..<jpeg.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      let cut = Array(flipped[..<Int.random(in: 0...flipped.count, using: &random)])
      #expect((1...8).contains(PictureOrientation(of: cut).value))
      _ = GrayPage(cut)
    }
  }

  @Test func `A gray map is read, turned and cut, and turned back`() throws {
    let file = Array("P5\n# a remark\n3 2\n255\n".utf8) + [1, 2, 3, 4, 5, 6]
    let page = try #require(GrayPage(file))
    #expect(page.turned(quarters: 1).pixels == [4, 1, 5, 2, 6, 3])
    #expect(page.turned(quarters: 2).pixels == [6, 5, 4, 3, 2, 1])
    #expect(page.turned(quarters: 3).pixels == [3, 6, 2, 5, 1, 4])
    let back = page.turned(quarters: 1).turned(quarters: 3)
    #expect(back.pixels == page.pixels && back.width == 3)
    let cut = try #require(page.cut(LayoutBox(x: 1, y: 0, width: 9, height: 1), margin: 1))
    #expect(cut.pixels == [255, 255, 255, 255, 255, 2, 3, 255, 255, 255, 255, 255])
    #expect(page.cut(LayoutBox(x: 3, y: 0, width: 2, height: 1), margin: 1) == nil)
    #expect(GrayPage(Array("P5 3 2 255\n12345".utf8)) == nil)
  }

  @Test func `Boxes come back to the picture through scale, turn and quarters`() {
    var transform = PictureTransform(
      width: 100, height: 200, scale: 2, degrees: 0, preparedWidth: 200, preparedHeight: 400)
    let box = LayoutBox(x: 20, y: 40, width: 10, height: 6)
    #expect(transform.original(box) == LayoutBox(x: 10, y: 20, width: 5, height: 3))
    transform.quarters = 2
    #expect(transform.original(box) == LayoutBox(x: 85, y: 177, width: 5, height: 3))
    // Turned clockwise by a quarter, the page is 400 wide: its left edge was the lower edge.
    transform.quarters = 1
    #expect(
      transform.original(LayoutBox(x: 0, y: 0, width: 40, height: 20))
        == LayoutBox(x: 0, y: 180, width: 10, height: 20))
    transform.quarters = 3
    #expect(
      transform.original(LayoutBox(x: 0, y: 0, width: 40, height: 20))
        == LayoutBox(x: 90, y: 0, width: 10, height: 20))
    transform.quarters = 0
    transform.degrees = 90
    transform.preparedWidth = 400
    transform.preparedHeight = 200
    #expect(
      transform.original(LayoutBox(x: 0, y: 0, width: 40, height: 20))
        == LayoutBox(x: 0, y: 180, width: 10, height: 20))
  }
}
