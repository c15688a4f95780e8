// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct PageMapTests {
  private func shape(
    _ width: Int, _ height: Int, resolution: Int = 0, isDeclared: Bool = true
  ) -> LayoutShape {
    let layout = PageLayout(
      width: width, height: height, resolution: resolution, origin: .supplied, blocks: [])
    return LayoutShape(ExtractedPage(text: "", layout: layout), isDeclared: isDeclared)
  }

  @Test func `Places on a smaller picture of a page are enlarged`() throws {
    let map = try #require(PageMap(shape(100, 50), PageSize(width: 400, height: 201)))
    let box = map.box(LayoutBox(x: 10, y: 20, width: 30, height: 10))
    #expect(box == LayoutBox(x: 40, y: 80, width: 120, height: 41))
  }

  @Test func `A page of another shape is none`() {
    #expect(PageMap(shape(100, 50), PageSize(width: 100, height: 60)) == nil)
    #expect(PageMap(shape(50, 100), PageSize(width: 100, height: 50)) == nil)
  }

  @Test func `Sides that are only as far as words reach are in pixels, or in their own units`()
    throws
  {
    let small = shape(60, 70, isDeclared: false)
    let box = LayoutBox(x: 5, y: 6, width: 7, height: 8)
    #expect(PageMap(small, PageSize(width: 100, height: 200))?.box(box) == box)
    #expect(PageMap(small, PageSize(width: 50, height: 200)) == nil)
    let tenths = shape(254, 254, resolution: 254, isDeclared: false)
    let page = PageSize(width: 800, height: 800, resolution: 720)
    let scaled = PageMap(tenths, page)?.box(LayoutBox(x: 0, y: 0, width: 254, height: 127))
    #expect(scaled == LayoutBox(x: 0, y: 0, width: 720, height: 360))
  }

  /// Turns single pixels one by one: mirror, then quarters clockwise.
  private func turned(
    x: Int, y: Int, _ width: Int, _ height: Int, _ orientation: PictureOrientation
  ) -> (x: Int, y: Int) {
    var (x, y, width, height) = (x, y, width, height)
    if orientation.isMirrored { x = width - 1 - x }
    for _ in 0..<orientation.quarters {
      (x, y, width, height) = (height - 1 - y, x, height, width)
    }
    return (x, y)
  }

  @Test(arguments: [5, 6, 7, 8])
  func `Places of a program that knows nothing of EXIF are turned as a viewer turns the picture`(
    value: Int
  ) throws {
    let orientation = PictureOrientation(value: value)
    let (width, height) = (40, 90)
    let page = PageSize(width: height, height: width, orientation: orientation)
    let map = try #require(PageMap(shape(width, height), page))
    for pixel in stride(from: 0, to: width * height, by: 7) {
      let (x, y) = (pixel % width, pixel / width)
      let box = map.box(LayoutBox(x: x, y: y, width: 1, height: 1))
      let expected = turned(x: x, y: y, width, height, orientation)
      #expect(
        box == LayoutBox(x: expected.x, y: expected.y, width: 1, height: 1), "pixel \(x), \(y)")
    }
  }
}
