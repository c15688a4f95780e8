// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where on a photograph the sheet lies: four straight edges, along all of which the tone steps from paper
// to table. A scan, and a sheet that fills the picture, have none.

internal import Extraction

/// Looks for the sheet of a photograph.
struct SheetFinder {
  /// Longer side of the picture in which the sheet is looked for, in pixels.
  static let side = 400
  /// Strokes narrower than this vanish before, in pixels.
  private static let stroke = 13
  /// The share of the picture that the sheet takes at least.
  private static let leastArea = 0.15
  /// The share of each side, and of all, along which the tone must step.
  private static let leastSupport = 0.6
  private static let leastMean = 0.78
  /// Half the distance across which a step is measured, in pixels.
  private static let reach = 4.0
  /// Steps of tone from paper to table at least.
  private static let leastStep = 14.0
  /// The slope of a side from which the sheet needs to be straightened.
  private static let leastSlope = 0.006
  /// Places along a side where it is measured.
  private static let places = 48

  /// The picture, without the strokes of letters.
  private let map: ColorMap

  /// The corners of the sheet on a picture of at most `side` pixels; nil where none is seen, or where
  /// it already lies straight.
  ///
  /// Looked for as a light sheet with dark letters, then as a dark one with light letters. Without its
  /// light strokes a column of dark letters is a dark place too, so such a sheet must have its edges in
  /// the picture as it is.
  static func sheet(on picture: ColorMap) -> SheetCorners? {
    if let light = SheetFinder(map: picture.without(.dark, narrower: stroke)).sheet() {
      return light
    }
    let dark = SheetFinder(map: picture.without(.light, narrower: stroke)).sheet()
    return dark.flatMap { SheetFinder(map: picture).support($0) == nil ? nil : $0 }
  }

  private func sheet() -> SheetCorners? {
    let lines = SheetLines(of: map)
    var best: (corners: SheetCorners, value: Double)?
    for (top, bottom) in Self.pairs(lines.across) {
      for (left, right) in Self.pairs(lines.down) {
        guard
          let corners = SheetCorners(top: top, right: right, bottom: bottom, left: left),
          isPossible(corners), let support = support(corners)
        else { continue }
        let value = support * corners.area.squareRoot()
        if value > best?.value ?? 0 { best = (corners, value) }
      }
    }
    guard let found = best?.corners, let fine = refined(found), isPossible(fine),
      support(fine) != nil, fine.slope >= Self.leastSlope
    else { return nil }
    return fine
  }

  private static func pairs(_ lines: [StraightLine]) -> [(StraightLine, StraightLine)] {
    lines.indices.flatMap { first in
      lines[(first + 1)...].map { (lines[first], $0) }
    }
  }

  private func isPossible(_ sheet: SheetCorners) -> Bool {
    let (width, height) = (Double(map.width), Double(map.height))
    let beyond = 0.03 * max(width, height)
    return sheet.area >= Self.leastArea * width * height && sheet.isNearlySquare
      && sheet.corners.allSatisfy {
        (-beyond...width + beyond).contains($0.x) && (-beyond...height + beyond).contains($0.y)
      }
  }

  // MARK: Edges

  /// The share of the sides along which the tone steps outwards as it does on most of the side; nil
  /// where that is too little.
  private func support(_ sheet: SheetCorners) -> Double? {
    var shares: [Double] = []
    for side in sheet.sides {
      let steps = Self.along(side).map { step(at: $0, Self.outwards(side), Self.reach) }
      let count = Double(steps.count)
      let mean = steps.reduce((0.0, 0.0, 0.0)) {
        ($0.0 + $1.0 / count, $0.1 + $1.1 / count, $0.2 + $1.2 / count)
      }
      guard Self.size(mean) >= Self.leastStep / 2 else { return nil }
      let good = steps.count { step in
        let product = step.0 * mean.0 + step.1 * mean.1 + step.2 * mean.2
        return product > 0.5 * Self.size(step) * Self.size(mean)
          && Self.size(step) >= Self.leastStep
      }
      guard Double(good) >= Self.leastSupport * count else { return nil }
      shares.append(Double(good) / count)
    }
    let mean = shares.reduce(0, +) / 4
    return mean >= Self.leastMean ? mean : nil
  }

  /// Places along a side, away from its ends.
  private static func along(_ side: (from: PicturePoint, to: PicturePoint)) -> [PicturePoint] {
    (0..<places).map { index in
      let share = 0.04 + 0.92 * Double(index) / Double(places - 1)
      return PicturePoint(
        x: side.from.x + (side.to.x - side.from.x) * share,
        y: side.from.y + (side.to.y - side.from.y) * share)
    }
  }

  /// The direction out of the sheet across a side, of length 1.
  private static func outwards(
    _ side: (from: PicturePoint, to: PicturePoint)
  ) -> (x: Double, y: Double) {
    let length = max(1e-9, side.from.distance(to: side.to))
    return ((side.to.y - side.from.y) / length, (side.from.x - side.to.x) / length)
  }

  /// By how much the tone changes from inside to outside.
  private func step(
    at place: PicturePoint, _ outwards: (x: Double, y: Double), _ reach: Double
  ) -> (Double, Double, Double) {
    let (x, y) = (outwards.x * reach, outwards.y * reach)
    let (inner, outer) = (
      map.color(place.x - x, place.y - y), map.color(place.x + x, place.y + y)
    )
    return (outer.0 - inner.0, outer.1 - inner.1, outer.2 - inner.2)
  }

  private static func size(_ step: (Double, Double, Double)) -> Double {
    (step.0 * step.0 + step.1 * step.1 + step.2 * step.2).squareRoot() / 1.732
  }

  // MARK: Precision

  /// The sheet with its sides laid where the tone steps most.
  private func refined(_ sheet: SheetCorners) -> SheetCorners? {
    let lines = sheet.sides.compactMap { side -> StraightLine? in
      let outwards = Self.outwards(side)
      var places = Self.along(side).compactMap { edge(near: $0, outwards) }
      for _ in 0..<2 {
        guard let line = StraightLine(through: places) else { return nil }
        let distances = places.map { abs(line.distance(to: $0)) }.sorted()
        let limit = max(0.5, 2.5 * distances[distances.count / 2])
        places.removeAll { abs(line.distance(to: $0)) > limit }
      }
      return StraightLine(through: places)
    }
    guard lines.count == 4 else { return nil }
    return SheetCorners(top: lines[0], right: lines[1], bottom: lines[2], left: lines[3])
  }

  /// The place of the sharpest step near another, to a fraction of a pixel; nil where there is none.
  private func edge(
    near place: PicturePoint, _ outwards: (x: Double, y: Double)
  ) -> PicturePoint? {
    let moved = { (way: Double) in
      PicturePoint(x: place.x + outwards.x * way, y: place.y + outwards.y * way)
    }
    let ways = stride(from: -5.0, through: 5.0, by: 0.5).map { $0 }
    let sizes = ways.map { Self.size(step(at: moved($0), outwards, 1.5)) }
    guard let greatest = sizes.max(), greatest >= Self.leastStep / 2 else { return nil }
    // The middle of what steps nearly as much: finer than the greatest alone.
    let near = ways.indices.filter { sizes[$0] >= 0.7 * greatest }
    let weight = near.reduce(0) { $0 + sizes[$1] }
    return moved(near.reduce(0) { $0 + ways[$1] * sizes[$1] } / weight)
  }
}
