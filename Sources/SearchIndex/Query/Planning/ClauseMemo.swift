// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What a clause that is kept is known by, without a look at its text and keys.
final class ClauseIdentity: Sendable {
  /// Whether it is one word or several, each of them whole.
  let isOfWholeWords: Bool
  /// Whether it is one word.
  let isWord: Bool
  /// The boost that it has by itself.
  let boost: Double

  init(of clause: borrowing Clause) {
    isOfWholeWords = clause.isOfWholeWords
    isWord = isOfWholeWords && clause.singleTerm != nil
    boost = clause.boost
  }

  /// Tells it, on the rung on which it is asked for, from all others that are held on to.
  func key(on rung: Rung) -> UInt64 { UInt64(identityOf: self) | UInt64(rung.rawValue) }
}

extension UInt64 {
  /// Tells an object from all others that are held on to; the lowest three bits are 0.
  init(identityOf object: AnyObject) { self.init(UInt(bitPattern: ObjectIdentifier(object))) }
}

/// The clauses of words, phrases and patterns of queries met before: people ask for the same words again, and to
/// cut a word costs more than to look it up.
///
/// Which of them are forgotten changes no result. Serves one ranking and one thread at a time.
final class ClauseMemo {
  /// The most texts of a generation that are remembered.
  static let limit = 4096
  /// The longest that is remembered, in bytes.
  private static let longest = 256

  /// What a text was typed as.
  enum Kind: UInt8 {
    case word
    case phrase
    case prefix
    case fuzzy
    /// Any other pattern, of words and their parts.
    case pattern
  }

  private struct Entry {
    var text: String
    var kind: Kind
    var clauses: [Clause]
    /// The coarsest rung whose keys the clauses have.
    var rung: Rung
  }

  /// By a hash of a text's UTF-8 and its kind; of texts with the same hash the last is known.
  private var known = RecentValues<Entry>(generation: limit)

  /// The number of texts that are remembered.
  var count: Int { known.count }

  /// The clauses of a text with the keys up to a rung at least, made where they are not remembered.
  func clauses<Failure: Error>(
    of text: String, _ kind: Kind, upTo rung: Rung, _ make: () throws(Failure) -> [Clause]
  ) throws(Failure) -> [Clause] {
    guard text.utf8.count <= Self.longest else { return try make() }
    let key = KeyFilter.hash(text.utf8) &+ UInt64(kind.rawValue)
    // Byte by byte, since strings that Unicode calls equal are cut at different offsets.
    if let entry = known.value(of: key), entry.kind == kind, entry.rung >= rung,
      Self.hasSameBytes(entry.text, text)
    {
      return entry.clauses
    }
    var clauses = try make()
    for index in clauses.indices {
      clauses[index].identity = ClauseIdentity(of: clauses[index])
    }
    known.remember(Entry(text: text, kind: kind, clauses: clauses, rung: rung), for: key)
    return clauses
  }

  private static func hasSameBytes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8Span.span, right.utf8Span.span)
    if left.count != right.count { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
