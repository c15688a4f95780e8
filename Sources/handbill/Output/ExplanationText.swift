// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// How a query was read and how scores came about, for people.
enum ExplanationText {
  /// One block a clause: what analysis made of it and how much it finds.
  static func lines(_ query: QueryExplanation, on terminal: Terminal) -> [String] {
    query.clauses.flatMap { clause in
      let count = Amount.of(clause.documents, "document", "documents")
      let head = terminal.styled(SafeText.inline(clause.text), .strong) + "  \(count)"
      return [head] + clause.terms.map { "  " + line($0) }
    }
  }

  private static func line(_ term: QueryExplanation.Term) -> String {
    var parts = ["exact \(SafeText.inline(term.exact))", "fold \(SafeText.inline(term.fold))"]
    if !term.stems.isEmpty {
      parts.append("stem " + term.stems.map(SafeText.inline).joined(separator: " "))
    }
    if !term.sounds.isEmpty { parts.append("sound " + term.sounds.joined(separator: " ")) }
    let forms = term.forms.map { "\($0.rung.name) \(Amount.count($0.forms))" }
    parts.append("forms: " + (forms.isEmpty ? "none" : forms.joined(separator: ", ")))
    return parts.joined(separator: " · ")
  }

  /// The score, and one line a contribution to it.
  static func lines(_ explanation: Explanation, score: Double) -> [String] {
    ["score \(decimal(score))"] + explanation.contributions.map { "  " + line($0) }
  }

  private static func line(_ part: Explanation.Contribution) -> String {
    let boost = part.boost == 1 ? "" : " × boost \(decimal(part.boost))"
    return "\(decimal(part.score))  \(SafeText.inline(part.clause)) in \(part.language.code)"
      + " (\(part.rung.name)): frequency \(decimal(part.weightedFrequency))"
      + ", in \(Amount.count(part.documentFrequency)) of \(Amount.count(part.documentCount))"
      + ", rarity \(decimal(part.inverseDocumentFrequency))"
      + ", length \(part.length) to \(decimal(part.meanLength))\(boost)"
  }

  private static func decimal(_ value: Double) -> String { Amount.decimal(value, places: 3) }
}

/// Facet counts, for people.
enum FacetsText {
  /// One line a facet that has values; at most ten values each.
  static func lines(_ facets: Facets, on terminal: Terminal) -> [String] {
    let named: [(String, [FacetCount])] = [
      ("languages", facets.languages), ("scripts", facets.scripts), ("tags", facets.tags),
      ("places", facets.places), ("months", facets.months), ("sources", facets.sources),
    ]
    let lines = named.filter { !$0.1.isEmpty }.map { name, counts in
      let shown = counts.prefix(10).map {
        "\(SafeText.inline($0.value)) \(Amount.count($0.documents))"
      }
      let more = counts.count > 10 ? " · … \(counts.count - 10) more" : ""
      let label = name + ":" + String(repeating: " ", count: 11 - name.count)
      return terminal.styled(label, .strong) + shown.joined(separator: " · ") + more
    }
    return lines.isEmpty ? [] : lines + [""]
  }
}
