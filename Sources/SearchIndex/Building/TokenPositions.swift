// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Tells at which positions rising offsets of one text lie; O(tokens) for all of them.
struct TokenPositions {
  /// The token to look from.
  private var token = 0

  /// The position of the last token that begins at an offset or before it, or else of the first; 0 in a
  /// text without tokens.
  mutating func position(of offset: Int, in text: AnalyzedText) -> UInt32 {
    while token + 1 < text.tokens.count, Int(text.tokens[token + 1].start) <= offset {
      token += 1
    }
    return text.tokens.isEmpty ? 0 : text.tokens[token].position
  }
}
