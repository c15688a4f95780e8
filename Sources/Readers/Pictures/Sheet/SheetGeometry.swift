// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Lines, corners and the projection between a photographed sheet and one that lies straight.

internal import Extraction

/// A straight line: the places with `normalX * x + normalY * y == offset`; the normal has length 1.
struct StraightLine: Sendable, Hashable {
  var normalX: Double
  var normalY: Double
  var offset: Double

  /// Where two lines cross; nil where they hardly do.
  func crossing(_ other: StraightLine) -> PicturePoint? {
    let turn = normalX * other.normalY - normalY * other.normalX
    guard abs(turn) > 0.2 else { return nil }
    return PicturePoint(
      x: (offset * other.normalY - other.offset * normalY) / turn,
      y: (normalX * other.offset - other.normalX * offset) / turn)
  }

  /// The line through places, by the least squares of their distances; nil for fewer than 3.
  init?(through places: [PicturePoint]) {
    guard places.count >= 3 else { return nil }
    let count = Double(places.count)
    let (meanX, meanY) = (
      places.reduce(0) { $0 + $1.x } / count, places.reduce(0) { $0 + $1.y } / count
    )
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for place in places {
      xx += (place.x - meanX) * (place.x - meanX)
      xy += (place.x - meanX) * (place.y - meanY)
      yy += (place.y - meanY) * (place.y - meanY)
    }
    // The direction of the normal is that of the smaller eigenvalue of the covariance.
    let smaller = (xx + yy) / 2 - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    let (x, y) = abs(xx - smaller) > abs(yy - smaller) ? (-xy, xx - smaller) : (yy - smaller, -xy)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return nil }
    self.init(
      normalX: x / length, normalY: y / length, offset: (x * meanX + y * meanY) / length)
  }

  /// Makes a line; the normal must have length 1.
  init(normalX: Double, normalY: Double, offset: Double) {
    (self.normalX, self.normalY, self.offset) = (normalX, normalY, offset)
  }

  /// How far a place lies beyond the line, along its normal.
  func distance(to place: PicturePoint) -> Double {
    normalX * place.x + normalY * place.y - offset
  }
}

/// The four corners of a sheet on a picture: clockwise from the upper left one.
struct SheetCorners: Sendable, Hashable, Codable {
  var corners: [PicturePoint]

  /// Takes corners.
  ///
  /// - Precondition: there are four.
  init(_ corners: [PicturePoint]) {
    precondition(corners.count == 4, "a sheet has four corners")
    self.corners = corners
  }

  /// Where four lines cross; nil where two hardly do.
  init?(top: StraightLine, right: StraightLine, bottom: StraightLine, left: StraightLine) {
    let found = [(top, left), (top, right), (bottom, right), (bottom, left)]
      .compactMap { $0.0.crossing($0.1) }
    guard found.count == 4 else { return nil }
    self.init(found)
  }

  /// Its sides: top, right, bottom, left, each from corner to corner, clockwise.
  var sides: [(from: PicturePoint, to: PicturePoint)] {
    (0..<4).map { (corners[$0], corners[($0 + 1) & 3]) }
  }

  /// The area in pixels; positive where the corners run clockwise.
  var area: Double {
    sides.reduce(0) { $0 + ($1.from.x * $1.to.y - $1.to.x * $1.from.y) } / 2
  }

  /// Whether all its corners are between 60 and 120 degrees.
  var isNearlySquare: Bool {
    (0..<4).allSatisfy { index in
      let (corner, before, after) = (
        corners[index], corners[(index + 3) & 3], corners[(index + 1) & 3]
      )
      let (one, other) = (corner.distance(to: before), corner.distance(to: after))
      guard one > 0, other > 0 else { return false }
      let product =
        (before.x - corner.x) * (after.x - corner.x) + (before.y - corner.y) * (after.y - corner.y)
      return abs(product / (one * other)) < 0.5
    }
  }

  /// The greatest slope of a side against the axis that it runs along.
  var slope: Double {
    sides.map { side in
      let (x, y) = (abs(side.to.x - side.from.x), abs(side.to.y - side.from.y))
      return min(x, y) / max(1, max(x, y))
    }.max() ?? 0
  }

  /// Width and height of the sheet where it lies straight: its longer sides.
  var size: (width: Double, height: Double) {
    let lengths = sides.map { $0.from.distance(to: $0.to) }
    return (max(lengths[0], lengths[2]), max(lengths[1], lengths[3]))
  }

  /// The corners with all places multiplied.
  func scaled(_ x: Double, _ y: Double) -> SheetCorners {
    SheetCorners(corners.map { PicturePoint(x: $0.x * x, y: $0.y * y) })
  }

  /// The corners moved towards the middle by a share of the way there.
  func shrunk(by share: Double) -> SheetCorners {
    let (x, y) = (
      corners.reduce(0) { $0 + $1.x } / 4, corners.reduce(0) { $0 + $1.y } / 4
    )
    return SheetCorners(
      corners.map {
        PicturePoint(x: $0.x + (x - $0.x) * share, y: $0.y + (y - $0.y) * share)
      })
  }
}

extension SheetProjection {
  /// The projection of a sheet of some size, whose corners lie at others of a picture; nil where three
  /// of them lie on a line.
  ///
  /// Of the unit square by Heckbert's formula (Fundamentals of texture mapping, 1989, § 2.2.3).
  init?(width: Double, height: Double, onto sheet: SheetCorners) {
    let (first, second, third, fourth) = (
      sheet.corners[0], sheet.corners[1], sheet.corners[2], sheet.corners[3]
    )
    let sum = (
      x: first.x - second.x + third.x - fourth.x, y: first.y - second.y + third.y - fourth.y
    )
    let one = (x: second.x - third.x, y: second.y - third.y)
    let other = (x: fourth.x - third.x, y: fourth.y - third.y)
    let whole = one.x * other.y - other.x * one.y
    guard abs(whole) > 1e-6, width > 0, height > 0 else { return nil }
    let g = (sum.x * other.y - other.x * sum.y) / whole
    let h = (one.x * sum.y - sum.x * one.y) / whole
    self.init(numbers: [
      (second.x - first.x + g * second.x) / width, (fourth.x - first.x + h * fourth.x) / height,
      first.x, (second.y - first.y + g * second.y) / width,
      (fourth.y - first.y + h * fourth.y) / height, first.y, g / width, h / height,
    ])
  }
}
