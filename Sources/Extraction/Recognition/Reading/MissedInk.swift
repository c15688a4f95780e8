// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Ink that no line of a reading covers: tesseract's segmentation passes over whole lines and boxes now and
// then. The places are cut out and read for themselves.

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { properties.numericType != nil }
}

/// Places of a page with ink like that of letters, and without a line.
struct MissedInk {
  /// Side of the cells in which ink is counted, in pixels.
  private static let cell = 12
  /// Cells of ink that a place has at least.
  private static let leastCells = 10
  /// Places at most.
  private static let most = 6

  /// Height of a place with one line, in heights of the lines that were read: strokes above and below
  /// the letters come on top.
  private static let lineHeight = 1.7

  private let columns: Int
  private let rows: Int
  /// The middle height of the lines that were read, in pixels; 0 where none was.
  private let usualHeight: Int
  private var isOpen: [Bool]

  /// Looks for ink outside of the lines of a reading; O(pixels).
  init(on page: GrayPage, besides reading: PageReading) {
    let heights = reading.lines.map(\.box.height).sorted()
    usualHeight = heights.isEmpty ? 0 : heights[heights.count / 2]
    columns = page.width / Self.cell
    rows = page.height / Self.cell
    isOpen = [Bool](repeating: false, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns where Self.hasLetters(page, column, row) {
        isOpen[row * columns + column] = true
      }
    }
    for line in reading.lines { close(line.box) }
  }

  /// The places, the largest first.
  ///
  /// One that is as high as a line is read as a line, without tesseract's search for lines: it is that
  /// search that has passed over it, and it does so again.
  func places() -> [PagePlace] {
    var isOpen = isOpen
    var found: [(box: LayoutBox, cells: Int)] = []
    for start in isOpen.indices where isOpen[start] {
      let cells = connected(from: start, &isOpen)
      guard cells.count >= Self.leastCells, let box = box(around: cells) else { continue }
      found.append((box, cells.count))
    }
    return found.sorted { $0.cells > $1.cells }.prefix(Self.most).map { place in
      let height = place.box.height - 2 * Self.cell
      let isLine = Double(height) <= Self.lineHeight * Double(usualHeight)
      return PagePlace(box: place.box, segmentation: isLine ? .line : .block)
    }
  }

  /// Whether a cell has strokes: light and dark change along its rows, more than once in some.
  private static func hasLetters(_ page: GrayPage, _ column: Int, _ row: Int) -> Bool {
    var strokes = 0
    for y in stride(from: row * cell, to: (row + 1) * cell, by: 3) {
      var wasDark = false
      let start = y * page.width + column * cell
      for pixel in page.pixels[start..<start + cell] {
        let isDark = pixel < 110
        if isDark, !wasDark { strokes += 1 }
        wasDark = isDark
      }
    }
    return (2...9).contains(strokes)
  }

  private mutating func close(_ box: LayoutBox) {
    let (left, right) = (max(0, box.x / Self.cell - 1), (box.x + box.width) / Self.cell + 1)
    let (top, bottom) = (max(0, box.y / Self.cell - 1), (box.y + box.height) / Self.cell + 1)
    guard left < columns, top < rows else { return }
    for row in top...min(bottom, rows - 1) {
      for column in left...min(right, columns - 1) { isOpen[row * columns + column] = false }
    }
  }

  /// Takes out the cells that hang together with one: three apart in a line, one between lines.
  private func connected(from start: Int, _ isOpen: inout [Bool]) -> [Int] {
    isOpen[start] = false
    var cells = [start]
    var next = 0
    while next < cells.count {
      let (row, column) = cells[next].quotientAndRemainder(dividingBy: columns)
      next += 1
      for y in max(0, row - 1)...min(rows - 1, row + 1) {
        for x in max(0, column - 3)...min(columns - 1, column + 3) where isOpen[y * columns + x] {
          isOpen[y * columns + x] = false
          cells.append(y * columns + x)
        }
      }
    }
    return cells
  }

  /// The place of some cells; nil where it is too narrow for words.
  private func box(around cells: [Int]) -> LayoutBox? {
    let whole = LayoutBox.around(
      cells.map { cell in
        let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
        return LayoutBox(
          x: column * Self.cell, y: row * Self.cell, width: Self.cell, height: Self.cell)
      })
    guard let whole, whole.width >= 3 * Self.cell, whole.height <= 8 * whole.width else {
      return nil
    }
    let margin = Self.cell
    return LayoutBox(
      x: max(0, whole.x - margin), y: max(0, whole.y - margin), width: whole.width + 2 * margin,
      height: whole.height + 2 * margin)
  }
}

extension PageReading {
  /// How sure signs at the ends of a line must be that was read without a search for it: what is left of
  /// the lines around it looks like points and apostrophes.
  private static let sureSign = 70.0

  /// Drops unsure words without letters or digits from the ends of lines.
  mutating func dropNoiseAtEnds() {
    let isNoise = { (word: ReadWord) in
      word.confidence < Self.sureSign
        && !word.text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.isDigit }
    }
    for index in lines.indices {
      let kept = lines[index].words.drop(while: isNoise)
      let end = kept.lastIndex { !isNoise($0) }.map { $0 + 1 } ?? kept.startIndex
      lines[index].words = Array(kept[..<end])
    }
    lines.removeAll(where: \.words.isEmpty)
  }

  /// A reading of a part as one of the page: its boxes moved, its blocks numbered from another.
  func moved(x: Int, y: Int, block: Int) -> PageReading {
    var moved = self
    for line in moved.lines.indices {
      moved.lines[line].block += block
      for word in moved.lines[line].words.indices {
        moved.lines[line].words[word].box.x += x
        moved.lines[line].words[word].box.y += y
      }
    }
    return moved
  }
}
