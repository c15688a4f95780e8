// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How a viewer turns the pixels of a file.
package struct PictureOrientation: Sendable, Hashable {
  /// The value of EXIF, from 1 (as stored) to 8.
  package let value: Int

  /// Takes a value of EXIF; any other is 1.
  package init(value: Int) { self.value = (1...8).contains(value) ? value : 1 }

  /// A turn clockwise by so many quarters.
  package init(quarters: Int) { value = [1, 6, 3, 8][quarters & 3] }

  /// Whether the picture is mirrored, left to right, before it is turned.
  package var isMirrored: Bool { [2, 4, 5, 7].contains(value) }

  /// By how many quarters it is turned clockwise, after it was mirrored.
  package var quarters: Int {
    switch value {
    case 3, 4: 2
    case 5, 8: 3
    case 6, 7: 1
    default: 0
    }
  }
}
