// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is done to a picture before it is recognized: gray, light taken out, tones drawn out, letters of
// a size that the recognizer likes, lines level. A clean scan comes out as it went in.

internal import Extraction

/// Prepares one decoded picture.
struct PicturePreparation: Sendable {
  /// Heights of letters between which a picture keeps its size, in pixels.
  private static let goodHeights = 18.0...48.0
  /// Height of letters that others are scaled to.
  private static let bestHeight = 26.0
  /// Most pixels of a prepared picture.
  private static let mostPixels = 36_000_000.0
  /// The tone from which paper is white enough.
  private static let whitePaper = 235
  /// Tiles in which the light is measured.
  private static let tile = 24

  /// The share of a sheet along its sides that is left out, where the table shines through.
  private static let rim = 0.008

  /// Prepares a picture that is turned as a viewer turns it; nil where memory does not suffice.
  ///
  /// - Returns: the file of a portable gray map, and how it was scaled and turned.
  static func prepare(
    _ picture: borrowing Picture, tones: PictureWish.Tones, sheets: PictureWish.Sheets
  ) -> (file: [UInt8], transform: PictureTransform, resolution: Int)? {
    guard var page = picture.gray() else { return nil }
    var transform = PictureTransform(
      width: picture.width, height: picture.height, scale: 1, degrees: 0,
      preparedWidth: picture.width, preparedHeight: picture.height)
    if sheets == .straightened, let corners = sheet(on: picture) {
      straighten(corners, &page, &transform)
    }
    if tones == .asNeeded, let evened = evened(page) { page = evened }
    let factor = self.factor(page)
    if factor != 1, let scaled = page.scaled(by: Float(factor)) {
      page = scaled
      transform.scale = factor
    }
    level(&page, &transform)
    transform.preparedWidth = page.width
    transform.preparedHeight = page.height
    guard let file = page.portableMap() else { return nil }
    return (file, transform, picture.resolution)
  }

  // MARK: Sheet

  /// The corners of the sheet on a photograph; nil where none is seen.
  private static func sheet(on picture: borrowing Picture) -> SheetCorners? {
    guard let small = picture.colors(side: SheetFinder.side),
      let found = SheetFinder.sheet(on: small)
    else { return nil }
    return found.scaled(
      Double(picture.width) / Double(small.width), Double(picture.height) / Double(small.height)
    ).shrunk(by: rim)
  }

  /// Cuts a sheet out and lays it straight; leaves the page as it is where memory does not suffice.
  private static func straighten(
    _ corners: SheetCorners, _ page: inout Picture, _ transform: inout PictureTransform
  ) {
    let size = corners.size
    let factor = min(1, Double(page.width) / size.width, Double(page.height) / size.height)
    let (width, height) = (Int(size.width * factor), Int(size.height * factor))
    guard width > 0, height > 0,
      let projection = SheetProjection(
        width: Double(width), height: Double(height), onto: corners),
      let cut = page.straightened(corners, width: width, height: height)
    else { return }
    page = cut
    transform.sheet = StraightenedSheet(width: width, height: height, projection: projection)
  }

  // MARK: Tones

  /// The picture with its light taken out; nil where that is even and the contrast good.
  private static func evened(_ page: borrowing Picture) -> Picture? {
    let positive = isDark(page) ? page.inverted() : nil
    if let positive { return paperEvened(positive) ?? positive.stretched(black: 0, white: 255) }
    return paperEvened(page)
  }

  private static func paperEvened(_ page: borrowing Picture) -> Picture? {
    guard let map = page.background(tile: tile), let tones = ToneRange(map) else { return nil }
    if tones.high - tones.low <= 20, tones.low >= 190 {
      // Even, but gray: a turn brings in white at the corners, whose edges are none of the page.
      return tones.low >= whitePaper ? nil : page.stretched(black: 0, white: tones.low)
    }
    guard let evened = page.evenedOut(tile: tile) else { return nil }
    let black = ToneRange(evened)?.low ?? 0
    return evened.stretched(black: min(black, 120), white: 225)
  }

  /// Whether most of a picture is dark: light letters on a dark sheet.
  private static func isDark(_ page: borrowing Picture) -> Bool {
    guard let small = page.scaled(by: Float(min(1, 200 / Double(max(page.width, page.height))))),
      let tones = ToneRange(small)
    else { return false }
    return tones.middle < 90
  }

  // MARK: Size

  /// By how much letters must grow or shrink; 1 where they are well.
  private static func factor(_ page: borrowing Picture) -> Double {
    let limit = (mostPixels / Double(max(1, page.width * page.height))).squareRoot()
    guard let height = letterHeight(page), !goodHeights.contains(height) else {
      return min(1, limit)
    }
    return min(min(max(bestHeight / height, 0.2), 3), limit)
  }

  /// The median height of what looks like letters, in pixels; nil where there are hardly any.
  private static func letterHeight(_ page: borrowing Picture) -> Double? {
    guard let ink = page.binary(threshold: 140) else { return nil }
    let heights = ink.components().filter { box in
      box.height >= 5 && box.width >= 2 && box.height * 8 < page.height
        && box.width < 12 * box.height && box.height < 8 * box.width
    }
    .map(\.height).sorted()
    return heights.count < 12 ? nil : Double(heights[heights.count / 2])
  }

  // MARK: Skew

  /// Turns the picture so that its lines are level, or upright where they run that way.
  private static func level(_ page: inout Picture, _ transform: inout PictureTransform) {
    guard let ink = page.binary(threshold: 140), let skew = ink.skew(), skew.confidence >= 3 else {
      return
    }
    var degrees = Double(skew.degrees)
    while degrees > 45 { degrees -= 90 }
    while degrees < -45 { degrees += 90 }
    guard abs(degrees) >= 0.4 else { return }
    guard let level = page.rotated(radians: Float(degrees * Double.pi / 180)) else { return }
    page = level
    transform.degrees = degrees
  }
}

/// Tones of a picture: where the darkest, the middle and the lightest stand.
private struct ToneRange {
  /// The tone below which a twentieth of the pixels is.
  let low: Int
  /// The tone in the middle.
  let middle: Int
  /// The tone above which a twentieth is.
  let high: Int

  /// Counts the tones; nil where the picture is empty or not gray.
  init?(_ picture: borrowing Picture) {
    guard let map = picture.portableMap(), let page = GrayPage(map) else { return nil }
    let counts = page.toneCounts()
    let total = counts.reduce(0, +)
    func tone(_ share: Double) -> Int {
      var sum = 0
      return counts.firstIndex { count in
        sum += count
        return Double(sum) > share * Double(total)
      } ?? 255
    }
    low = tone(0.05)
    middle = tone(0.5)
    high = tone(0.95)
  }
}
