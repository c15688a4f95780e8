// Licensed under the Apache License, Version 2.0; see LICENSE.

package import QuerySyntax
package import TextAnalysis

/// Finds what a query matches in a text of any length, by the same rules as snippets do.
///
/// One per thread: it holds an analyzer.
package struct QueryMarker {
  private let marker: TextMarker

  /// Takes a query, the coarsest rung on which its words may match, and languages, none for all.
  package init(_ query: QueryNode, match: Rung, languages: [Language] = []) {
    let analyzer = TextAnalyzer()
    var planner = Planner(analyzer, ranking: Ranking())
    marker = TextMarker(
      planner.plan(query, languages: languages, upTo: match), FormReader(analyzer), match: match)
  }

  /// Where the query stands in a text: UTF-8 offsets, sorted, disjoint.
  ///
  /// O(bytes).
  /// - Precondition: the text is shorter than 2^31 bytes.
  package func marks(in text: [UInt8], hints: LanguageHints) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    for mark in marker.marks(in: text, hints: hints).marks where !mark.range.isEmpty {
      if let last = marks.last, mark.range.lowerBound <= last.upperBound {
        let end = max(last.upperBound, mark.range.upperBound)
        marks[marks.count - 1] = last.lowerBound..<end
      } else {
        marks.append(mark.range)
      }
    }
    return marks
  }
}
