// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where the places of a sheet that lies straight are on a photograph of it.

/// A place on a picture, in pixels.
package struct PicturePoint: Sendable, Hashable, Codable {
  package var x: Double
  package var y: Double

  /// Makes a place.
  package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

  /// The distance to another place.
  package func distance(to other: PicturePoint) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }
}

/// The projection of a straight sheet onto a picture.
///
/// (x, y) lies at ((a x + b y + c) / (g x + h y + 1), (d x + e y + f) / (g x + h y + 1)).
package struct SheetProjection: Sendable, Hashable, Codable {
  /// The eight numbers from a to h.
  package private(set) var numbers: [Double]

  /// Takes the eight numbers.
  package init(numbers: [Double]) { self.numbers = numbers }

  /// Where a place of the sheet lies on the picture.
  func callAsFunction(_ place: PicturePoint) -> PicturePoint {
    let below = numbers[6] * place.x + numbers[7] * place.y + 1
    let divisor = abs(below) < 1e-9 ? 1e-9 : below
    return PicturePoint(
      x: (numbers[0] * place.x + numbers[1] * place.y + numbers[2]) / divisor,
      y: (numbers[3] * place.x + numbers[4] * place.y + numbers[5]) / divisor)
  }

  /// Makes both the sheet and the picture so many times as large.
  package mutating func enlarge(by factor: Double) {
    for index in [2, 5] { numbers[index] *= factor }
    for index in [6, 7] { numbers[index] /= factor }
  }

  /// Whether it can be reckoned with: eight numbers of moderate size.
  package var isSound: Bool { numbers.count == 8 && numbers.allSatisfy { abs($0) <= 1e8 } }
}
