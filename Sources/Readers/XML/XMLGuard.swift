// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What must be looked at before libxml2 sees a document.

internal import Extraction

/// Keeps input away from libxml2 that it handles badly.
enum XMLGuard {
  /// Whether an element has more attributes than `limit`.
  ///
  /// libxml2 compares each attribute with all before it and cannot be interrupted in between. Equal signs
  /// outside quotes are counted. O(length).
  static func hasTooManyAttributes(_ bytes: [UInt8], limit: Int) -> Bool {
    var quote: UInt8 = 0
    var isInside = false
    var isFirst = false
    var count = 0
    for byte in bytes where byte != 0 {
      if !isInside {
        isInside = byte == UInt8(ascii: "<")
        isFirst = isInside
        count = 0
      } else if isFirst {
        // Comments, sections of characters and declarations have no attributes.
        isInside = byte != UInt8(ascii: "!") && byte != UInt8(ascii: "?")
        isFirst = false
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else {
        switch byte {
        case UInt8(ascii: ">"): isInside = false
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "="): count += 1
        default: break
        }
        if count > limit { return true }
      }
    }
    return false
  }
}
