// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A stretch of text that becomes a token, before its form is known.
struct Piece: Hashable, Sendable {
  /// First byte in the text.
  var start: Int
  /// Byte after the last in the text.
  var end: Int
  /// Position as in `Token`.
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
