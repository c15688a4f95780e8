// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From a prepared picture back to the picture as a viewer shows it.

internal import FoundationEssentials

/// How a picture was scaled and turned for recognition.
package struct PictureTransform: Sendable, Hashable, Codable {
  /// Width of the picture as a viewer shows it, in pixels.
  package var width: Int
  /// Height of the picture as a viewer shows it, in pixels.
  package var height: Int
  /// Prepared pixels to one of the picture, above 0.
  package var scale: Double
  /// By how many degrees it was turned clockwise about its centre.
  package var degrees: Double
  /// Width after that.
  package var preparedWidth: Int
  /// Height after that.
  package var preparedHeight: Int
  /// By how many quarters it was turned clockwise after that.
  package var quarters = 0
  /// The sheet that was cut out and laid straight before all that; nil where the picture was taken
  /// whole.
  package var sheet: StraightenedSheet?

  /// A picture that was scaled and turned by so much, and laid straight before.
  package init(
    width: Int, height: Int, scale: Double = 1, degrees: Double = 0, preparedWidth: Int,
    preparedHeight: Int, quarters: Int = 0, sheet: StraightenedSheet? = nil
  ) {
    (self.width, self.height, self.scale, self.degrees) = (width, height, scale, degrees)
    (self.preparedWidth, self.preparedHeight) = (preparedWidth, preparedHeight)
    (self.quarters, self.sheet) = (quarters, sheet)
  }

  /// Says that the picture was already reduced by a whole number when it was decoded.
  package mutating func enlarge(by reduction: Int) {
    guard reduction > 1 else { return }
    width *= reduction
    height *= reduction
    scale /= Double(reduction)
    sheet?.enlarge(by: reduction)
  }

  /// The smallest box, within the picture as shown, around one of the prepared picture.
  package func original(_ box: LayoutBox) -> LayoutBox {
    let corners = [
      original(x: box.x, y: box.y), original(x: box.x + box.width, y: box.y),
      original(x: box.x, y: box.y + box.height),
      original(x: box.x + box.width, y: box.y + box.height),
    ]
    let xs = corners.map(\.x)
    let ys = corners.map(\.y)
    let left = Self.bounded(xs.min() ?? 0, width)
    let top = Self.bounded(ys.min() ?? 0, height)
    return LayoutBox(
      x: left, y: top, width: Self.bounded(xs.max() ?? 0, width) - left,
      height: Self.bounded(ys.max() ?? 0, height) - top)
  }

  private static func bounded(_ value: Double, _ limit: Int) -> Int {
    Int(min(max(value.rounded(), 0), Double(limit)))
  }

  private func original(x: Int, y: Int) -> (x: Double, y: Double) {
    let (x, y) = withoutQuarters(x: Double(x), y: Double(y))
    let (sine, cosine) = Self.sineAndCosine(degrees)
    let fromCentre = (x: x - Double(preparedWidth) / 2, y: y - Double(preparedHeight) / 2)
    let turned = (
      x: fromCentre.x * cosine + fromCentre.y * sine,
      y: fromCentre.y * cosine - fromCentre.x * sine
    )
    let (width, height) = (sheet?.width ?? width, sheet?.height ?? height)
    let place = PicturePoint(
      x: turned.x / scale + Double(width) / 2, y: turned.y / scale + Double(height) / 2)
    let shown = sheet?.projection(place) ?? place
    return (shown.x, shown.y)
  }

  /// Undoes the quarter turns: the point in the picture of `preparedWidth` by `preparedHeight`.
  private func withoutQuarters(x: Double, y: Double) -> (x: Double, y: Double) {
    let (width, height) = (Double(preparedWidth), Double(preparedHeight))
    switch quarters & 3 {
    case 1: return (y, height - x)
    case 2: return (width - x, height - y)
    case 3: return (width - y, x)
    default: return (x, y)
    }
  }

  /// By their series, which for angles up to a half turn needs no mathematics library.
  private static func sineAndCosine(_ degrees: Double) -> (sine: Double, cosine: Double) {
    let angle = degrees * Double.pi / 180
    var (sine, cosine) = (0.0, 0.0)
    var term = 1.0
    for step in 0..<24 {
      switch step & 3 {
      case 0: cosine += term
      case 1: sine += term
      case 2: cosine -= term
      default: sine -= term
      }
      term *= angle / Double(step + 1)
    }
    return (sine, cosine)
  }
}

/// A sheet that was cut out of a photograph and laid straight.
package struct StraightenedSheet: Sendable, Hashable, Codable {
  /// Width in pixels, as it lies straight.
  package var width: Int
  /// Height in pixels.
  package var height: Int
  /// Where its places lie on the picture as a viewer shows it.
  package var projection: SheetProjection

  /// A sheet of a size, and where its places lie.
  package init(width: Int, height: Int, projection: SheetProjection) {
    (self.width, self.height, self.projection) = (width, height, projection)
  }

  /// Says that the picture was already reduced by a whole number when it was decoded.
  package mutating func enlarge(by reduction: Int) {
    width *= reduction
    height *= reduction
    projection.enlarge(by: Double(reduction))
  }
}
