// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A small picture in colours, in which the sheet is looked for.

internal import Extraction

/// A picture in three colours of eight bits, or a portable pixel map of one.
struct ColorMap: Sendable {
  /// Width in pixels, at least 1.
  let width: Int
  /// Height in pixels, at least 1.
  let height: Int
  /// Three values for each pixel, row by row; `width` times `height` times 3.
  private(set) var values: [Int16]

  /// Reads a binary portable pixel map, or gray map, with 256 tones; nil where it is none.
  init?(_ file: [UInt8]) {
    if let gray = GrayPage(file) {
      (width, height) = (gray.width, gray.height)
      values = gray.pixels.flatMap { [Int16($0), Int16($0), Int16($0)] }
      return
    }
    guard let head = PortableMapHead(file, kind: "P6"),
      file.count - head.length == 3 * head.width * head.height
    else { return nil }
    (width, height) = (head.width, head.height)
    values = file[head.length...].map { Int16($0) }
  }

  /// The colour at a place between pixels, as three values; at the border that of the border.
  func color(_ x: Double, _ y: Double) -> (Double, Double, Double) {
    let (x, y) = (min(max(x, 0), Double(width - 1)), min(max(y, 0), Double(height - 1)))
    let (column, row) = (Int(x), Int(y))
    let (right, below) = (x - Double(column), y - Double(row))
    let upper = row * width + column
    let lower = row + 1 < height ? upper + width : upper
    let next = column + 1 < width ? 1 : 0
    func value(_ channel: Int) -> Double {
      let top =
        Double(values[3 * upper + channel]) * (1 - right)
        + Double(values[3 * (upper + next) + channel]) * right
      let bottom =
        Double(values[3 * lower + channel]) * (1 - right)
        + Double(values[3 * (lower + next) + channel]) * right
      return top * (1 - below) + bottom * below
    }
    return (value(0), value(1), value(2))
  }

  /// What strokes of letters are, against the paper.
  enum Strokes: Sendable {
    case dark
    case light
  }

  /// The picture without strokes narrower than so many pixels: letters vanish, paper stays.
  func without(_ strokes: Strokes, narrower size: Int) -> ColorMap {
    var map = self
    for choose in strokes == .dark ? [max, min] : [min, max] as [(Int16, Int16) -> Int16] {
      for step in [3, 3 * width] { map.filter(size / 2, along: step, choose) }
    }
    return map
  }

  /// Replaces each value by the greatest or smallest of its neighbours in a row or column.
  private mutating func filter(_ reach: Int, along step: Int, _ choose: (Int16, Int16) -> Int16) {
    let isRow = step == 3
    let (count, lines) = isRow ? (width, height) : (height, width)
    let old = values
    for line in 0..<lines {
      for channel in 0..<3 {
        let start = channel + line * (isRow ? 3 * width : 3)
        for index in 0..<count {
          var chosen = old[start + index * step]
          for near in max(0, index - reach)...min(count - 1, index + reach) {
            chosen = choose(chosen, old[start + near * step])
          }
          values[start + index * step] = chosen
        }
      }
    }
  }
}
