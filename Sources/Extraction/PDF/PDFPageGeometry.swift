// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How a page is shown: turned as it says, and cut to its crop box.
///
/// pdftotext gives places on the turned media box.
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

  /// A box of a page: left, lower, right and upper edge in thousandths of a point, from below.
  struct Edges: Sendable, Hashable {
    var left: Int
    var lower: Int
    var right: Int
    var upper: Int
  }

  /// A page of which only the media box's size is known.
  init(_ page: PopplerPage) {
    width = max(1, page.width / 100)
    height = max(1, page.height / 100)
  }

  /// A page.
  ///
  /// - Parameters:
  ///   - media: its media box.
  ///   - crop: what of that is shown.
  ///   - turn: by how many degrees it is turned clockwise: 0, 90, 180 or 270.
  init(media: Edges, crop: Edges, turn: Int) {
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
