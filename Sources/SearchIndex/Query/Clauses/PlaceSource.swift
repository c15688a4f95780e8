// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What a term of a clause stands for in a segment, before its places are read.
enum PlaceSource {
  /// Terms that were looked up.
  case terms([MatchedTerm])
  /// Forms that fit a prefix or pattern; they are looked up as they are read.
  case fitting(PlannedTerm, TermResolver)

  /// More lists than this are read at once, not one beside another.
  private static let listLimit = 32

  /// Its lists, where they are few; nil where its places are to be gathered.
  var fewTerms: [MatchedTerm]? {
    guard case .terms(let terms) = self, terms.count <= Self.listLimit else { return nil }
    return terms
  }

  /// What of it stands in the text; nil where nothing does.
  var inText: PlaceSource? {
    switch self {
    case .terms(let terms):
      let kept = terms.compactMap(\.inText)
      return kept.isEmpty ? nil : .terms(kept)
    case .fitting(var term, let resolver):
      term.fields.removeAll { !$0.isInText }
      return term.fields.isEmpty ? nil : .fitting(term, resolver)
    }
  }
}

extension MatchedTerm {
  /// The term with only those of its variants that stand in the text; nil where there are none.
  fileprivate var inText: MatchedTerm? {
    var result = self
    for (index, variant) in term.variants.enumerated() where !term.field(of: variant).isInText {
      result.rungs[index] = nil
    }
    return result.rungs.contains { $0 != nil } ? result : nil
  }
}

extension Field {
  /// Whether its forms stand in the text of a document.
  fileprivate var isInText: Bool { [.text, .part, .gram].contains(self) }
}
