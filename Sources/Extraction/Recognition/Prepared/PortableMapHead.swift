// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The head of a binary portable map: kind, width, height and the greatest tone, which must be 255.
package struct PortableMapHead: Sendable {
  /// Width in pixels, at least 1.
  package let width: Int
  /// Height in pixels, at least 1.
  package let height: Int
  /// Bytes before the first pixel.
  package let length: Int

  /// Reads the head of a file; nil where it is none of this kind.
  ///
  /// Kind, width, height, 255, white space and `#` remarks between, one byte of white space at the end.
  package init?(_ file: [UInt8], kind: String) {
    var place = 2
    guard file.starts(with: Array(kind.utf8)),
      let width = Self.number(file, &place), let height = Self.number(file, &place),
      Self.number(file, &place) == 255, width > 0, height > 0, width <= 1 << 20, height <= 1 << 20
    else { return nil }
    (self.width, self.height, length) = (width, height, place + 1)
  }

  private static func number(_ file: [UInt8], _ place: inout Int) -> Int? {
    while place < file.count, file[place] <= 0x20 || file[place] == 0x23 {
      let isRemark = file[place] == 0x23
      place += 1
      while isRemark, place < file.count, file[place] != 0x0A { place += 1 }
    }
    var value: Int?
    while place < file.count, (0x30...0x39).contains(file[place]), (value ?? 0) < 1 << 24 {
      value = (value ?? 0) * 10 + Int(file[place] - 0x30)
      place += 1
    }
    return value
  }
}
