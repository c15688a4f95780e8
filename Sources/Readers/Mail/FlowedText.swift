// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// RFC 3676: paragraphs that were broken into lines for the way.
enum FlowedText {
  /// Joins lines that end in a space with the next of the same depth of quotation.
  ///
  /// Line ends become U+000A; the space at the end goes where `deletingSpaces` says so (`DelSp=yes`).
  /// O(length).
  static func unfolded(_ text: [UInt8], deletingSpaces: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var openDepth: Int?
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      var line = text[start..<end]
      if line.last == 0x0D { line.removeLast() }
      start = end + 1
      let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
      line = line.dropFirst(depth)
      if line.first == 0x20 { line.removeFirst() }
      let isSignature = line.elementsEqual([0x2D, 0x2D, 0x20])
      if openDepth != depth || isSignature {
        if !result.isEmpty, openDepth != nil { result.append(0x0A) }
        if depth > 0 { result += [UInt8](repeating: UInt8(ascii: ">"), count: depth) + [0x20] }
      }
      let isOpen = line.last == 0x20 && !isSignature
      if isOpen, deletingSpaces { line.removeLast() }
      result += line
      if !isOpen { result.append(0x0A) }
      openDepth = isOpen ? depth : nil
    }
    return result
  }
}
