// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct SheetTests {
  /// A picture of one colour with a sheet of another on it, and lines of letters on the sheet.
  private func picture(
    _ sheet: SheetCorners?, paper: UInt8, table: UInt8, letters: UInt8,
    noise random: inout SeededGenerator
  ) throws -> ColorMap {
    let (width, height) = (400, 300)
    func isOnSheet(_ x: Double, _ y: Double) -> Bool {
      guard let sheet else { return true }
      return sheet.sides.allSatisfy { side in
        (side.to.x - side.from.x) * (y - side.from.y)
          >= (side.to.y - side.from.y) * (x - side.from.x)
      }
    }
    var bytes = Array("P6 \(width) \(height) 255\n".utf8)
    for y in 0..<height {
      for x in 0..<width {
        let isInside = isOnSheet(Double(x), Double(y))
        let isLetter = isInside && (130..<290).contains(x) && y % 14 < 6 && x % 5 < 3
        let isText = isLetter && (90..<220).contains(y)
        let tone = isText ? letters : isInside ? paper : table
        for _ in 0..<3 {
          bytes.append(
            UInt8(clamping: Int(tone) + Int.random(in: -6...6, using: &random)))
        }
      }
    }
    return try #require(ColorMap(bytes))
  }

  @Test(arguments: [(235, 90, 20), (150, 60, 20), (60, 190, 240)] as [(UInt8, UInt8, UInt8)])
  func `The corners of a sheet on a table are found`(
    _ tones: (paper: UInt8, table: UInt8, letters: UInt8)
  ) throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3 {
      let moved = { (x: Double, y: Double, random: inout SeededGenerator) in
        PicturePoint(
          x: x + Double.random(in: -14...14, using: &random),
          y: y + Double.random(in: -14...14, using: &random))
      }
      let corners = SheetCorners([
        moved(70, 50, &random), moved(330, 40, &random), moved(340, 255, &random),
        moved(60, 250, &random),
      ])
      guard corners.slope > 0.02 else { continue }
      let map = try picture(
        corners, paper: tones.paper, table: tones.table, letters: tones.letters, noise: &random)
      let found = try #require(SheetFinder.sheet(on: map))
      for (one, other) in zip(found.corners, corners.corners) {
        #expect(one.distance(to: other) < 2, "\(found.corners) for \(corners.corners)")
      }
    }
  }

  @Test func `A sheet that fills the picture is none, nor is a column of letters`() throws {
    var random = SeededGenerator(seed: 7)
    let scan = try picture(nil, paper: 240, table: 240, letters: 20, noise: &random)
    #expect(SheetFinder.sheet(on: scan) == nil)
    let dark = try picture(nil, paper: 30, table: 30, letters: 240, noise: &random)
    #expect(SheetFinder.sheet(on: dark) == nil)
  }

  @Test func `Any picture is looked at, however small, and none traps`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let width = Int.random(in: 1...24, using: &random)
      let height = Int.random(in: 1...24, using: &random)
      let pixels = (0..<3 * width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
      let map = try #require(ColorMap(Array("P6 \(width) \(height) 255\n".utf8) + pixels))
      _ = SheetFinder.sheet(on: map)
    }
    #expect(ColorMap(Array("P6 2 2 255\n12345".utf8)) == nil)
    #expect(ColorMap(Array("P5 2 1 255\n12".utf8))?.values == [49, 49, 49, 50, 50, 50])
  }

  @Test
  func `A projection takes the corners of the straight sheet to those of the photographed one`()
    throws
  {
    let corners = SheetCorners([
      PicturePoint(x: 30, y: 20), PicturePoint(x: 210, y: 40), PicturePoint(x: 190, y: 170),
      PicturePoint(x: 10, y: 150),
    ])
    var projection = try #require(SheetProjection(width: 200, height: 150, onto: corners))
    let straight = [(0.0, 0.0), (200.0, 0.0), (200.0, 150.0), (0.0, 150.0)]
    for (place, corner) in zip(straight, corners.corners) {
      #expect(projection(PicturePoint(x: place.0, y: place.1)).distance(to: corner) < 1e-6)
    }
    projection.enlarge(by: 4)
    let end = projection(PicturePoint(x: 800, y: 600))
    #expect(end.distance(to: PicturePoint(x: 760, y: 680)) < 1e-6)
    let line = SheetCorners(Array(repeating: PicturePoint(x: 1, y: 1), count: 4))
    #expect(SheetProjection(width: 10, height: 10, onto: line) == nil)
  }

  @Test func `Boxes come back through a sheet that was laid straight`() throws {
    let corners = SheetCorners([
      PicturePoint(x: 20, y: 10), PicturePoint(x: 120, y: 10), PicturePoint(x: 120, y: 60),
      PicturePoint(x: 20, y: 60),
    ])
    var transform = PictureTransform(
      width: 200, height: 100, scale: 2, degrees: 0, preparedWidth: 200, preparedHeight: 100)
    transform.sheet = StraightenedSheet(
      width: 100, height: 50,
      projection: try #require(SheetProjection(width: 100, height: 50, onto: corners)))
    let box = LayoutBox(x: 20, y: 40, width: 10, height: 6)
    #expect(transform.original(box) == LayoutBox(x: 30, y: 30, width: 5, height: 3))
    transform.enlarge(by: 2)
    #expect(transform.original(box) == LayoutBox(x: 60, y: 60, width: 10, height: 6))
  }
}
