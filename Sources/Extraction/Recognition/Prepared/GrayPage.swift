// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A prepared page outside of the worker: cut and turned by quarters, which needs no library.

/// A picture in eight bits of gray, or a portable gray map of one.
package struct GrayPage: Sendable {
  /// Width in pixels, at least 1.
  package let width: Int
  /// Height in pixels, at least 1.
  package let height: Int
  /// `width` times `height` bytes, row by row; 0 is black.
  package let pixels: [UInt8]

  /// Takes pixels.
  ///
  /// - Precondition: there are `width` times `height` of them, at least one.
  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Reads a binary portable gray map with 256 tones; nil where it is none.
  package init?(_ file: [UInt8]) {
    guard let head = PortableMapHead(file, kind: "P5"),
      file.count - head.length == head.width * head.height
    else { return nil }
    self.init(width: head.width, height: head.height, pixels: Array(file[head.length...]))
  }

  /// The file of a portable gray map.
  package var file: [UInt8] { Array("P5\n\(width) \(height)\n255\n".utf8) + pixels }

  /// How often each of the 256 tones occurs.
  package func toneCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    return counts
  }

  /// The page turned clockwise by so many quarters.
  package func turned(quarters: Int) -> GrayPage {
    switch quarters & 3 {
    case 2: return GrayPage(width: width, height: height, pixels: pixels.reversed())
    case let odd where odd & 1 == 1:
      var turned: [UInt8] = []
      turned.reserveCapacity(pixels.count)
      for x in odd == 1 ? Array(0..<width) : (0..<width).reversed() {
        var place = odd == 1 ? (height - 1) * width + x : x
        let step = odd == 1 ? -width : width
        for _ in 0..<height {
          turned.append(pixels[place])
          place += step
        }
      }
      return GrayPage(width: height, height: width, pixels: turned)
    default: return self
    }
  }

  /// The page at another size, each pixel weighed from four.
  package func scaled(by factor: Double) -> GrayPage {
    let (wide, high) = (max(1, Int(Double(width) * factor)), max(1, Int(Double(height) * factor)))
    let step = Int(65_536 / factor)
    var scaled: [UInt8] = []
    scaled.reserveCapacity(wide * high)
    for row in 0..<high {
      let (y, below) = Self.place(row, step, height)
      for column in 0..<wide {
        let (x, right) = Self.place(column, step, width)
        let upper = y * width + x
        let lower = min(y + 1, height - 1) * width + x
        let next = x + 1 < width ? 1 : 0
        let top = Int(pixels[upper]) * (256 - right) + Int(pixels[upper + next]) * right
        let bottom = Int(pixels[lower]) * (256 - right) + Int(pixels[lower + next]) * right
        scaled.append(UInt8((top * (256 - below) + bottom * below) >> 16))
      }
    }
    return GrayPage(width: wide, height: high, pixels: scaled)
  }

  /// The pixel under the middle of another, and how far beyond its own middle that lies, in 256ths.
  private static func place(_ index: Int, _ step: Int, _ count: Int) -> (pixel: Int, part: Int) {
    let place = max(0, index * step + step / 2 - 32_768)
    let pixel = min(place >> 16, count - 1)
    return (pixel, (place >> 8) & 255)
  }

  /// What stands in a box, as far as it lies on the page, with white around it; nil where nothing does.
  package func cut(_ box: LayoutBox, margin: Int) -> GrayPage? {
    let (left, top) = (max(0, box.x), max(0, box.y))
    let (right, bottom) = (min(width, box.x + box.width), min(height, box.y + box.height))
    guard left < right, top < bottom else { return nil }
    let outer = right - left + 2 * margin
    let blank = [UInt8](repeating: 255, count: outer * margin)
    let side = [UInt8](repeating: 255, count: margin)
    var cut = blank
    for row in top..<bottom {
      cut += side + pixels[row * width + left..<row * width + right] + side
    }
    return GrayPage(width: outer, height: bottom - top + 2 * margin, pixels: cut + blank)
  }
}
