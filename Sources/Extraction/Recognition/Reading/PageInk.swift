// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where the letters of a page are, by its strokes alone.

extension GrayPage {
  /// The part of a page with the most ink, as a quarter of it or a page of 1,200 by 600 pixels.
  func densestPart() -> GrayPage {
    let (wide, high) = (max(width / 2, min(width, 1_200)), max(height / 3, min(height, 600)))
    guard wide < width || high < height else { return self }
    var best = (ink: -1, x: 0, y: 0)
    for row in 0...4 {
      for column in 0...4 {
        let (x, y) = ((width - wide) * column / 4, (height - high) * row / 4)
        let ink = self.ink(LayoutBox(x: x, y: y, width: wide, height: high))
        if ink > best.ink { best = (ink, x, y) }
      }
    }
    let box = LayoutBox(x: best.x, y: best.y, width: wide, height: high)
    return cut(box, margin: 8) ?? self
  }

  /// Changes from light to dark along some rows of a box: letters have many, shadows none.
  private func ink(_ box: LayoutBox) -> Int {
    var changes = 0
    for row in stride(from: box.y, to: box.y + box.height, by: 8) {
      var wasDark = false
      for x in stride(from: box.x, to: box.x + box.width, by: 2) {
        let isDark = pixels[row * width + x] < 128
        if isDark && !wasDark { changes += 1 }
        wasDark = isDark
      }
    }
    return changes
  }
}
