// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Columns of a page, by the white between them. Tesseract's segmentation reads across narrow gaps now and
// then, and then mixes lines that do not stand at one height.

/// Cuts a page at the gaps between its columns.
struct PageColumns {
  /// Side of the cells in which ink is counted, in pixels.
  private static let cell = 8
  /// Dark pixels from which a cell has ink.
  private static let leastDark = 3
  /// Width of a gap at least, in cells: about the height of letters.
  private static let leastWidth = 3
  /// Height of a gap at least, in cells: about six lines.
  private static let leastHeight = 30
  /// Width of a column at least, in cells.
  private static let leastColumn = 16
  /// The share of the rows of a gap that have ink on each side.
  private static let leastInk = 0.4
  /// The share of the rows of a gap beside which letters begin or end at once, on one side.
  private static let leastEdge = 0.2
  /// Width of a gap beside which letters need not stand in one edge, in cells: about three lines.
  private static let wide = 12
  /// How near that is, in cells.
  private static let near = 4
  /// How far from the end of a gap white between lines is looked for, in cells: a line and a half.
  private static let line = 8
  /// Cuts of one page at most, one inside the other.
  private static let most = 3

  private let columns: Int
  private let rows: Int
  /// For each cell how many of the cells up to it in its row have ink.
  private let sums: [Int]

  /// Looks for ink; O(pixels).
  init(of page: GrayPage) {
    columns = page.width / Self.cell
    rows = page.height / Self.cell
    var sums: [Int] = []
    sums.reserveCapacity((columns + 1) * rows)
    for row in 0..<rows {
      var sum = 0
      sums.append(0)
      for column in 0..<columns {
        if Self.hasInk(page, column, row) { sum += 1 }
        sums.append(sum)
      }
    }
    self.sums = sums
  }

  /// Places of the page in the order in which they are read; one, the page, where it has no columns.
  func places(isRightToLeft: Bool) -> [LayoutBox] {
    let whole = CellBox(left: 0, right: columns, top: 0, bottom: rows)
    return cut(whole, isRightToLeft, depth: 0).map(\.box)
  }

  private struct CellBox {
    var left: Int
    var right: Int
    var top: Int
    var bottom: Int

    var box: LayoutBox {
      LayoutBox(
        x: left * cell, y: top * cell, width: (right - left) * cell, height: (bottom - top) * cell)
    }
  }

  private static func hasInk(_ page: GrayPage, _ column: Int, _ row: Int) -> Bool {
    var dark = 0
    for y in row * cell..<(row + 1) * cell {
      let start = y * page.width + column * cell
      for pixel in page.pixels[start..<start + cell] where pixel < 128 { dark += 1 }
    }
    return dark >= leastDark
  }

  /// Cells with ink in a row, from one column to before another.
  private func ink(_ row: Int, _ left: Int, _ right: Int) -> Int {
    guard left < right else { return 0 }
    let start = row * (columns + 1)
    return sums[start + right] - sums[start + left]
  }

  private func cut(_ box: CellBox, _ isRightToLeft: Bool, depth: Int) -> [CellBox] {
    guard depth < Self.most, let longest = longestGap(in: box) else { return [box] }
    let gap = betweenLines(longest, in: box)
    var (upper, lower, left, right) = (box, box, gap, gap)
    (upper.bottom, lower.top) = (gap.top, gap.bottom)
    (left.left, left.right) = (box.left, gap.left)
    (right.left, right.right) = (gap.right, box.right)
    let beside = isRightToLeft ? [right, left] : [left, right]
    return ([upper] + beside + [lower]).filter { $0.top < $0.bottom && $0.left < $0.right }
      .flatMap { cut($0, isRightToLeft, depth: depth + 1) }
  }

  /// A gap that begins and ends where no line of the box is, if that is near: what ends a gap is a line
  /// over both columns, which lies a little askew mostly, and letters of it reach beside the gap.
  private func betweenLines(_ gap: CellBox, in box: CellBox) -> CellBox {
    let near = gap.top..<min(gap.bottom, gap.top + Self.line)
    let far = max(gap.top, gap.bottom - Self.line)..<gap.bottom
    var snapped = gap
    let isBlank = { (row: Int) in ink(row, box.left, box.right) == 0 }
    if gap.top > box.top, let top = near.first(where: isBlank) { snapped.top = top }
    if gap.bottom < box.bottom, let bottom = far.last(where: isBlank) {
      snapped.bottom = bottom + 1
    }
    return snapped.top < snapped.bottom ? snapped : gap
  }

  /// The longest gap between columns; nil where there is none.
  private func longestGap(in box: CellBox) -> CellBox? {
    var longest: CellBox?
    for left in box.left..<max(box.left, box.right - Self.leastWidth) {
      var top = box.top
      for row in box.top...box.bottom {
        let isOpen = row < box.bottom && ink(row, left, left + Self.leastWidth) == 0
        if isOpen { continue }
        let height = row - top
        if height >= Self.leastHeight, height > (longest.map { $0.bottom - $0.top } ?? 0) {
          let gap = CellBox(left: left, right: left + Self.leastWidth, top: top, bottom: row)
          if let column = between(gap, box) { longest = column }
        }
        top = row + 1
      }
    }
    return longest
  }

  /// A gap as wide as it is; nil where there is no text on both sides over enough of its height.
  private func between(_ gap: CellBox, _ box: CellBox) -> CellBox? {
    var gap = gap
    let isWide = { (gap: CellBox) in
      (gap.top..<gap.bottom).allSatisfy { ink($0, gap.right, gap.right + 1) == 0 }
    }
    while gap.right + 1 < box.right, isWide(gap) { gap.right += 1 }
    guard gap.left - box.left >= Self.leastColumn, box.right - gap.right >= Self.leastColumn else {
      return nil
    }
    let hasBoth = { (row: Int) in
      ink(row, box.left, gap.left) > 0 && ink(row, gap.right, box.right) > 0
    }
    guard let first = (gap.top..<gap.bottom).first(where: hasBoth),
      let last = (gap.top..<gap.bottom).last(where: hasBoth)
    else { return nil }
    guard last + 1 - first >= Self.leastHeight else { return nil }
    let inRows = { (left: Int, right: Int) in
      Double((first...last).count { ink($0, left, right) > 0 }) / Double(last + 1 - first)
    }
    let edges = max(
      inRows(gap.right, min(box.right, gap.right + Self.near)),
      inRows(max(box.left, gap.left - Self.near), gap.left))
    guard inRows(box.left, gap.left) >= Self.leastInk,
      inRows(gap.right, box.right) >= Self.leastInk,
      edges >= Self.leastEdge || gap.right - gap.left >= Self.wide
    else { return nil }
    return gap
  }
}
