// Licensed under the Apache License, Version 2.0; see LICENSE.

package import TextAnalysis

/// A value that is searched as a whole, such as a tag: all its words, one space between.
///
/// The index and queries make the term in the same way, so that they meet.
package struct WholeTerm: Sendable, Equatable {
  /// Key on the rung `exact`.
  package var exact: [UInt8]
  /// Key on the rung `fold`.
  package var fold: [UInt8]

  /// Makes the term of a value; one without any word stands for itself, byte for byte.
  package init(_ value: String, analyzer: TextAnalyzer) {
    let words = analyzer.analyzeQuery(value, upTo: .fold).filter { $0.kind == .word }
    if words.isEmpty {
      exact = Array(value.utf8)
      fold = exact
    } else {
      exact = Array(words.map(\.exact).joined(separator: [0x20]))
      fold = Array(words.map(\.fold).joined(separator: [0x20]))
    }
  }
}
