// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From the page that a program of recognition saw to the page that a viewer shows: larger or smaller,
// and where the program knew nothing of EXIF, turned.

/// Where places of one page lie on another.
struct PageMap: Sendable, Hashable {
  /// How the page is turned first.
  private let orientation: PictureOrientation
  /// Its sides before that, in its own units.
  private let width: Int
  private let height: Int
  /// Units of the other page to one of this, after the turn.
  private let across: Double
  private let down: Double

  /// How far the shapes of two pages may differ that are the same: half a millimetre of a leaflet's
  /// edge, and what rounding does to small pictures.
  private static let tolerance = 0.02

  /// Finds how a page of a layout lies on a page; nil where their shapes differ.
  ///
  /// A page without a size of its own is taken to have the units of the other.
  init?(_ shape: LayoutShape, _ page: PageSize) {
    (width, height) = (shape.width, shape.height)
    guard shape.isDeclared else {
      let scale =
        shape.resolution > 0 && page.resolution > 0
        ? Double(page.resolution) / Double(shape.resolution) : 1
      // A word may reach over the edge by a hair.
      let slack = 1 + Self.tolerance
      guard Double(width) * scale <= Double(page.width) * slack,
        Double(height) * scale <= Double(page.height) * slack
      else { return nil }
      orientation = PictureOrientation(value: 1)
      (across, down) = (scale, scale)
      return
    }
    if Self.isSame(width, height, as: page.width, page.height) {
      orientation = PictureOrientation(value: 1)
      across = Double(page.width) / Double(width)
      down = Double(page.height) / Double(height)
    } else if page.orientation.quarters % 2 == 1,
      Self.isSame(height, width, as: page.width, page.height)
    {
      orientation = page.orientation
      across = Double(page.width) / Double(height)
      down = Double(page.height) / Double(width)
    } else {
      return nil
    }
  }

  private static func isSame(
    _ width: Int, _ height: Int, as otherWidth: Int, _ otherHeight: Int
  ) -> Bool {
    let (first, second) = (
      Double(width) * Double(otherHeight), Double(height) * Double(otherWidth)
    )
    return abs(first - second) <= tolerance * max(first, second)
  }

  /// Where a box lies.
  func box(_ box: LayoutBox) -> LayoutBox {
    var box = box
    if orientation.isMirrored { box.x = width - box.x - box.width }
    let (right, below) = (width - box.x - box.width, height - box.y - box.height)
    switch orientation.quarters {
    case 1: box = LayoutBox(x: below, y: box.x, width: box.height, height: box.width)
    case 2: box = LayoutBox(x: right, y: below, width: box.width, height: box.height)
    case 3: box = LayoutBox(x: box.y, y: right, width: box.height, height: box.width)
    default: break
    }
    let (left, top) = (Self.scaled(box.x, across), Self.scaled(box.y, down))
    return LayoutBox(
      x: left, y: top, width: Self.scaled(box.x + box.width, across) - left,
      height: Self.scaled(box.y + box.height, down) - top)
  }

  private static func scaled(_ value: Int, _ factor: Double) -> Int {
    let limit = Double(LayoutBox.farthest)
    return Int(min(max((Double(value) * factor).rounded(), -limit), limit))
  }

  /// A layout with all its places on the other page.
  func layout(_ layout: PageLayout, on page: PageSize) -> PageLayout {
    var result = layout
    (result.width, result.height) = (page.width, page.height)
    result.resolution =
      page.resolution > 0 ? page.resolution : Self.scaled(layout.resolution, (across + down) / 2)
    result.mapBoxes(box)
    result.cutBoxes()
    return result
  }
}
