// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How a page is shown: turned as it says, and cut to its crop box.
///
/// Poppler gives places on the turned media box.
struct PDFPageGeometry: Sendable, Hashable {
  /// Units to the inch of layouts of PDF pages: tenths of a point.
  static let resolution = 720

  /// Width as shown, at least 1, in tenths of a point.
  private(set) var width: Int
  /// Height as shown, at least 1, in tenths of a point.
  private(set) var height: Int
  /// Where the shown part begins, in thousandths of a point.
  private var left = 0
  private var top = 0

  /// A page of which nothing is known.
  static let unknown = PDFPageGeometry(
    PDFPageShape(
      media: .init(left: 0, lower: 0, right: 0, upper: 0),
      crop: .init(left: 0, lower: 0, right: 0, upper: 0), turn: 0))

  /// A page.
  init(_ shape: PDFPageShape) {
    let (media, crop, turn) = (shape.media, shape.crop, shape.turn)
    let (across, down) = (crop.right - crop.left, crop.upper - crop.lower)
    switch turn {
    case 90: (left, top) = (crop.lower - media.lower, crop.left - media.left)
    case 180: (left, top) = (media.right - crop.right, crop.lower - media.lower)
    case 270: (left, top) = (media.upper - crop.upper, media.right - crop.right)
    default: (left, top) = (crop.left - media.left, media.upper - crop.upper)
    }
    let isTurned = turn == 90 || turn == 270
    width = max(1, (isTurned ? down : across) / 100)
    height = max(1, (isTurned ? across : down) / 100)
  }

  /// Where a word stands on the page as it is shown.
  func box(_ word: PopplerWord) -> LayoutBox {
    LayoutBox(
      x: (word.left - left) / 100, y: (word.top - top) / 100,
      width: (word.right - word.left) / 100, height: (word.bottom - word.top) / 100)
  }
}
