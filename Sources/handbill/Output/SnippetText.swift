// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex

extension Terminal {
  /// A snippet on one line: matched words marked, ellipses where the page goes on, and the whole
  /// isolated by its own direction where it holds right-to-left text.
  func shown(_ snippet: Snippet) -> String {
    let bytes = Array(snippet.text.utf8)
    var text = snippet.hasLeadingEllipsis ? "…" : ""
    var end = 0
    for mark in snippet.marks where mark.lowerBound >= end && mark.upperBound <= bytes.count {
      text += Terminal.piece(bytes, end..<mark.lowerBound)
      text += marked(Terminal.piece(bytes, mark))
      end = mark.upperBound
    }
    text += Terminal.piece(bytes, end..<bytes.count)
    text += snippet.hasTrailingEllipsis ? "…" : ""
    return SafeText.isolated(
      text, direction: snippet.isRightToLeft ? .rightToLeft : .leftToRight)
  }

  private static func piece(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    SafeText.line(String(decoding: bytes[range], as: UTF8.self))
  }
}
