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
  /// queries get no `FormID`. Keys of rungs coarser than `rung` may be missing: they cost more than all
  /// the rest. Stems of scripts without spaces are made for every rung, since they tell how a run is
  /// cut. The last few hundred queries are remembered: one of them costs a lookup.
  public func analyzeQuery(_ text: String, upTo rung: Rung = .sound) -> [QueryToken] {
    let utf8 = Array(text.utf8)
    if let known = queries.tokens(of: utf8, upTo: rung) { return known }
    let tokens = core.analyzeQuery(utf8, upTo: rung)
    queries.remember(tokens, of: utf8, upTo: rung)
    return tokens
  }

  /// Keys for a prefix query: those of the last word of `text`; nil where it has none.
  public func prefixKeys(_ text: String) -> (exact: [UInt8], fold: [UInt8])? {
    guard let last = analyzeQuery(text, upTo: .fold).last(where: { $0.kind == .word }) else {
      return nil
    }
    return (last.exact, last.fold)
  }

  /// The keys of a piece of a word as it stands, signs and spaces included, for patterns.
  ///
  /// Both are empty where nothing of it is left.
  public func keys(ofPiece text: String) -> (exact: [UInt8], fold: [UInt8]) {
    core.keys(ofPiece: Array(text.utf8))
  }
}

/// The tokens of queries met before; which of them are forgotten changes no result.
struct QueryMemo {
  /// The most queries that are remembered.
  static let limit = 512
  /// The longest query that is remembered, in bytes.
  private static let longest = 256

  /// By a hash of a query's UTF-8; of queries with the same hash the last is known.
  private var known: [UInt64: Entry] = [:]

  private struct Entry {
    /// The query in UTF-8: strings that Unicode calls equal are cut at different offsets.
    var utf8: [UInt8]
    var tokens: [QueryToken]
    /// The coarsest rung whose keys the tokens have.
    var rung: Rung
  }

  /// The number of queries that are remembered.
  var count: Int { known.count }

  /// The tokens of a query with the keys up to a rung; nil where they are not remembered.
  func tokens(of utf8: [UInt8], upTo rung: Rung) -> [QueryToken]? {
    guard let entry = known[Self.key(utf8)], entry.rung >= rung, entry.utf8 == utf8 else {
      return nil
    }
    return entry.tokens
  }

  /// Remembers a query, unless it is long; forgets all others where there are too many.
  mutating func remember(_ tokens: [QueryToken], of utf8: [UInt8], upTo rung: Rung) {
    guard utf8.count <= QueryMemo.longest else { return }
    if known.count == QueryMemo.limit { known.removeAll(keepingCapacity: true) }
    known[Self.key(utf8)] = Entry(utf8: utf8, tokens: tokens, rung: rung)
  }

  private static func key(_ utf8: [UInt8]) -> UInt64 {
    UInt64(truncatingIfNeeded: utf8.hashValue)
  }
}

extension AnalyzerCore {
  /// See `TextAnalyzer.analyzeQuery(_:upTo:)`.
  mutating func analyzeQuery(_ utf8: [UInt8], upTo rung: Rung) -> [QueryToken] {
    var tokens: [QueryToken] = []
    for piece in segmenter.pieces(of: utf8.span) where piece.role == .plain {
      if let token = queryToken(of: piece, in: utf8, upTo: rung) { tokens.append(token) }
    }
    return tokens
  }

  /// See `TextAnalyzer.keys(ofPiece:)`.
  mutating func keys(ofPiece utf8: [UInt8]) -> (exact: [UInt8], fold: [UInt8]) {
    former.makeExact(of: utf8.span)
    guard !former.exact.isEmpty else { return ([], []) }
    former.makeFold()
    return (former.exact, former.fold)
  }

  private mutating func queryToken(
    of piece: Piece, in utf8: [UInt8], upTo rung: Rung
  ) -> QueryToken? {
    former.makeExact(of: utf8.span.extracting(piece.start..<piece.end))
    guard !former.exact.isEmpty else { return nil }
    former.makeFold()
    var stems: [StemKey] = []
    if piece.kind != .gram, rung >= .stem || UnspacedScripts.all.contains(former.script) {
      former.putStemsOfQuery(in: &stems)
    }
    let hasSounds = piece.kind != .gram && rung >= .sound
    return QueryToken(
      range: piece.start..<piece.end, position: Int(piece.position), kind: piece.kind,
      exact: former.exact, fold: former.fold, stems: stems,
      sounds: hasSounds ? Sound(fold: former.fold).lookups : [], script: former.script)
  }
}
