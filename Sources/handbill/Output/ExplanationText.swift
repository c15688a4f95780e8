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
      parts.append("stem " + stems(term.stems))
    }
    if !term.sounds.isEmpty { parts.append("sound " + term.sounds.joined(separator: " ")) }
    let forms = term.forms.map { "\($0.rung.name) \(Amount.count($0.forms))" }
    parts.append("forms: " + (forms.isEmpty ? "none" : forms.joined(separator: ", ")))
    return parts.joined(separator: " · ")
  }

  /// Each stem with the rules that give it, three at most by name.
  private static func stems(_ stems: [String]) -> String {
    var rules: [(stem: String, names: [String])] = []
    for entry in stems {
      let pieces = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let (name, stem) = (String(pieces[0]), pieces.count > 1 ? String(pieces[1]) : "")
      if let place = rules.firstIndex(where: { $0.stem == stem }) {
        rules[place].names.append(name)
      } else {
        rules.append((stem, [name]))
      }
    }
    return rules.map { stem, names in
      let shown = names.count > 3 ? "\(names.count) rules" : names.joined(separator: " ")
      return "\(SafeText.inline(stem)) (\(shown))"
    }.joined(separator: ", ")
  }

  /// The score as a sum, then how each part of it was computed, with every number in it.
  static func lines(_ explanation: Explanation, score: Double) -> [String] {
    let parts = explanation.contributions
    let sum = parts.map { number($0.score) }.joined(separator: " + ")
    let head = "score \(number(score))" + (parts.count > 1 ? " = \(sum)" : "")
    return [head] + parts.flatMap { lines($0).map { "  " + $0 } }
  }

  private static func lines(_ part: Explanation.Contribution) -> [String] {
    let clause = SafeText.inline(part.clause)
    if part.isConstant {
      return [
        "\(number(part.score))  \(clause) (\(part.rung.name)) = boost \(number(part.boost)), "
          + "the same in every document"
      ]
    }
    let boost = part.boost == 1 ? "" : "boost \(number(part.boost)) × "
    let length = "\(number(part.b)) × length \(part.length) / mean \(number(part.meanLength))"
    let frequency = number(part.weightedFrequency)
    let rest = max(part.shrunkCount - part.shrunkFrequency, 0)
    let found = number(part.shrunkFrequency)
    let sum = part.occurrences.map { "\($0.count) \($0.rung.name) × \(number($0.weight))" }
    return [
      "\(number(part.score))  \(clause) in \(part.language.code) (\(part.rung.name)) = \(boost)"
        + "rarity \(number(part.inverseDocumentFrequency)) × frequency \(frequency) / "
        + "(\(frequency) + \(number(part.k1)) × (1 − \(number(part.b)) + \(length)))",
      "  frequency \(frequency) = \(sum.joined(separator: " + "))",
      "  rarity \(number(part.inverseDocumentFrequency)) = ln(1 + (\(number(rest)) + 0.5) / "
        + "(\(found) + 0.5)); found \(Amount.of(part.documentFrequency, "time", "times")) in "
        + "\(Amount.of(part.documentCount, "document", "documents")), shrunk to \(found) in "
        + number(part.shrunkCount),
    ]
  }

  /// Six decimals at most.
  private static func number(_ value: Double) -> String {
    var text = Amount.decimal(value, places: 6)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
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
