// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the segmenter gives: units, which follow one another, and the pieces that units are divided
// into. How a unit is divided depends on its bytes alone, so it can be remembered by them.

/// A stretch of text that is cut as a whole.
struct Unit: Hashable, Sendable {
  /// First byte in the text.
  var start: Int
  /// Byte after the last in the text.
  var end: Int
  /// How it is divided.
  var kind: Kind

  /// Kinds of units.
  enum Kind: UInt8, Sendable {
    /// One word, which is one token.
    case word
    /// A word with parts.
    case compound
    /// A word longer than `Segmenter.longestWord`, chopped.
    case long
    /// A run of clusters of scripts without spaces.
    case run
    /// The beginning of a run too long for one unit; its last gram reaches behind it.
    case chunk
  }
}

/// A stretch of text that becomes a token, before its form is known.
struct Piece: Hashable, Sendable {
  /// First byte in the text.
  var start: Int
  /// Byte after the last in the text.
  var end: Int
  /// Position as in `Token`, counted from the unit it belongs to.
  var position: UInt32
  /// What it is.
  var kind: TokenKind
  /// Whether a query looks for it.
  var role: Role = .plain

  /// What a piece is for.
  enum Role: Sendable {
    /// For texts and queries.
    case plain
    /// The last cluster of a run of several, which a query does not look for by itself.
    case trailingCluster
  }
}
