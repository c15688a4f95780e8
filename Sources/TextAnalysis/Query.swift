// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tokens of queries. A query is cut as a text is, by the same code; it differs in that its language
// is unknown, so that a token carries the stems of every rule of its script, and in that a run of
// several clusters does not look for its last cluster alone.

extension TextAnalyzer {
  /// Cuts a query into tokens with the keys to look for, by start, then kind.
  ///
  /// A run of n ≥ 2 clusters of an unspaced script gives its n − 1 bigrams, one cluster gives itself
  /// (to be looked up as a prefix of grams); the words of the run come beside them. Forms of
  /// queries are not remembered.
  public func analyzeQuery(_ text: String) -> [QueryToken] {
    let utf8 = Array(text.utf8)
    var segmenter = Segmenter()
    var former = Former()
    var tokens: [QueryToken] = []
    for piece in segmenter.pieces(of: utf8.span) where piece.role == .plain {
      guard let token = TextAnalyzer.token(of: piece, in: utf8, &former) else { continue }
      tokens.append(token)
    }
    return tokens
  }

  /// Keys for a prefix query: those of the last word of `text`; nil where it has none.
  public func prefixKeys(_ text: String) -> (exact: [UInt8], fold: [UInt8])? {
    guard let last = analyzeQuery(text).last(where: { $0.kind == .word }) else { return nil }
    return (last.exact, last.fold)
  }

  private static func token(
    of piece: Piece, in utf8: [UInt8], _ former: inout Former
  ) -> QueryToken? {
    former.makeExact(of: utf8.span.extracting(piece.start..<piece.end))
    guard !former.exact.isEmpty else { return nil }
    former.makeFold()
    var stems: [StemKey] = []
    if piece.kind != .gram {
      for stemmer in StemmerTable.stemmers(for: former.script) {
        former.makeStem(by: stemmer)
        stems.append(StemKey(stemmer: stemmer, key: former.stem))
        guard former.makeStemOfExact(by: stemmer) else { continue }
        stems.append(StemKey(stemmer: stemmer, key: former.stemOfExact))
      }
    }
    return QueryToken(
      range: piece.start..<piece.end, position: Int(piece.position), kind: piece.kind,
      exact: former.exact, fold: former.fold, stems: stems,
      sounds: piece.kind == .gram ? [] : Sound(fold: former.fold).lookups, script: former.script)
  }
}
