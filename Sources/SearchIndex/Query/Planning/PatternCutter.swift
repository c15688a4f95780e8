// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
internal import TextAnalysis

/// Makes clauses of the patterns of a query: each is one term, compared with whole forms.
struct PatternCutter {
  let analyzer: TextAnalyzer
  /// The fields whose forms may match.
  let fields: [Field]

  /// Why a pattern has no clause.
  enum Failure: Error {
    /// It is to be searched as if it were the plain word.
    case plain
    /// Nothing of it is left after analysis.
    case empty
    /// It has more places than an automaton may have.
    case tooLarge
  }

  /// The clause of a prefix, wildcard, regular expression, fuzzy word or range, which were typed so.
  func clause(
    _ node: QueryNode, typed text: @autoclosure () -> String
  ) throws(Failure) -> Clause {
    var beginning: (exact: [UInt8], fold: [UInt8])?
    let comparison: PlannedTerm.Comparison
    switch node {
    case .prefix(let typed):
      let keys = analyzer.keys(ofPiece: typed)
      if keys.fold.isEmpty { throw .empty }
      (beginning, comparison) = (keys, .prefix)
    case .wildcard(let pieces): comparison = .pattern(try expression(FormExpression(pieces)))
    case .regex(let source):
      guard let parsed = try? FormExpressionParser.parse(source) else { throw .empty }
      comparison = .pattern(try expression(parsed))
    case .fuzzy(let word, let distance, let unchanged):
      comparison = .pattern(try edits(word, distance, unchanged))
    case .range(let range): comparison = .pattern(self.range(range))
    default: throw .empty
    }
    // Now, because to spell a pattern takes longer than to refuse it.
    let text = text()
    let keys = beginning ?? (Array(text.utf8), Array(text.utf8))
    var term = PlannedTerm(fields: fields, exact: keys.exact, fold: keys.fold)
    term.comparison = comparison
    let element = PhraseElement(distance: 0, options: [Chain(term)])
    return Clause(text: text, elements: [element], isConstant: true)
  }

  private func fold(_ text: String) -> String {
    String(decoding: analyzer.keys(ofPiece: text).fold, as: UTF8.self)
  }

  private func exact(_ text: String) -> String {
    String(decoding: analyzer.keys(ofPiece: text).exact, as: UTF8.self)
  }

  private func expression(_ typed: FormExpression) throws(Failure) -> FormPattern {
    let (exact, fold) = (typed.mappingLiterals(self.exact), typed.mappingLiterals(self.fold))
    guard max(exact.size, fold.size) <= ExpressionRules.placeLimit else { throw .tooLarge }
    return FormPattern(exact: .expression(exact), fold: .expression(fold))
  }

  private func range(_ typed: TermRange) -> FormPattern {
    func ends(_ key: (String) -> String) -> FormShape {
      .range(
        FormRange(
          lower: typed.lower.map { Array(key($0).utf8) },
          upper: typed.upper.map { Array(key($0).utf8) }, includesLower: typed.includesLower,
          includesUpper: typed.includesUpper))
    }
    return FormPattern(exact: ends(exact), fold: ends(fold))
  }

  /// Edits of one word of a script with spaces, or of a tag; all else is searched as it stands.
  private func edits(
    _ text: String, _ distance: Int, _ unchanged: Int
  ) throws(Failure) -> FormPattern {
    let tokens = analyzer.analyzeQuery(text, upTo: .fold)
    let words = tokens.filter { $0.kind == .word }
    if words.isEmpty { throw .empty }
    guard !tokens.contains(where: { $0.kind == .gram }) else { throw .plain }
    guard words.count == 1 || fields == [.tag] else { throw .plain }
    let keys = WholeTerm(text, analyzer: analyzer)
    let beginning = analyzer.keys(ofPiece: String(text.prefix(unchanged)))
    return FormPattern(
      exact: try edits(keys.exact, distance, beginning.exact),
      fold: try edits(keys.fold, distance, beginning.fold))
  }

  private func edits(
    _ key: [UInt8], _ distance: Int, _ beginning: [UInt8]
  ) throws(Failure) -> FormShape {
    let word = String(decoding: key, as: UTF8.self)
    let count = word.unicodeScalars.count
    guard count > distance, count <= EditRules.lengthLimit, (1...2).contains(distance) else {
      throw .plain
    }
    let unchanged = String(decoding: beginning, as: UTF8.self).unicodeScalars.count
    return .edits(word, distance: distance, unchanged: min(unchanged, count))
  }
}
