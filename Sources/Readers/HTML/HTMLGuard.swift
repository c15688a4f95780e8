// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What must be looked at before libxml2 sees a page.

internal import Extraction

/// Keeps input away from libxml2 that it handles badly.
enum HTMLGuard {
  /// Replaces U+0000, at which libxml2 would stop reading, by a space.
  static func withoutZeros(_ utf8: [UInt8]) -> [UInt8] {
    utf8.contains(0) ? utf8.map { $0 == 0 ? 0x20 : $0 } : utf8
  }

  /// Whether an element has more attributes than `limit`, by a rough count from above.
  ///
  /// libxml2 compares each attribute with all before it and cannot be interrupted in between. White
  /// space outside quotes is counted, which every attribute but the first needs or may do without
  /// after a quote. O(length).
  static func hasTooManyAttributes(_ utf8: [UInt8], limit: Int) -> Bool {
    var quote: UInt8 = 0
    var isInside = false
    var count = 0
    for byte in utf8 {
      if !isInside {
        isInside = byte == UInt8(ascii: "<")
        count = 0
      } else if quote != 0 {
        if byte == quote { (quote, count) = (0, count + 1) }
      } else {
        switch byte {
        case UInt8(ascii: ">"): isInside = false
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"), UInt8(ascii: "="): count += 1
        default: break
        }
        if count > limit { return true }
      }
    }
    return false
  }
}
