// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Divides segments of scripts without spaces into the words of ICU's dictionaries.
struct DictionaryWords {
  private var finder: BoundaryFinder?
  private var found: [BoundaryFinder.Boundary] = []

  /// Makes one that opens ICU's dictionaries when first asked.
  init() {}

  /// Appends the boundaries strictly inside `range`, absolute byte offsets, rising.
  ///
  /// - Precondition: `range` is one segment by `WordScanner`, shorter than 2^31 bytes.
  mutating func appendBoundaries(
    of text: Span<UInt8>, in range: Range<Int>, to boundaries: inout [Int]
  ) {
    let finder = self.finder ?? BoundaryFinder(.word)
    self.finder = finder
    found.removeAll(keepingCapacity: true)
    finder.appendBoundaries(of: text.extracting(range), to: &found)
    for boundary in found where Int(boundary.offset) < range.count {
      boundaries.append(range.lowerBound + Int(boundary.offset))
    }
  }
}
