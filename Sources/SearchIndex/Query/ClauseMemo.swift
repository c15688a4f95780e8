// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The clauses of words, phrases and prefixes of queries met before: people ask for the same words again, and to
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
  }

  private struct Entry {
    var clauses: [Clause]
    /// The coarsest rung whose keys the clauses have.
    var rung: Rung
  }

  /// By the UTF-8 of a text, since strings that Unicode calls equal are cut at different offsets, and
  /// its kind.
  private var known = RecentValues<[UInt8], Entry>(generation: limit)

  /// The number of texts that are remembered.
  var count: Int { known.count }

  /// The clauses of a text with the keys up to a rung at least, made where they are not remembered.
  func clauses(
    of text: String, _ kind: Kind, upTo rung: Rung, _ make: () -> [Clause]
  ) -> [Clause] {
    guard text.utf8.count <= Self.longest else { return make() }
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count + 1)
    key += text.utf8
    key.append(kind.rawValue)
    if let entry = known.value(of: key), entry.rung >= rung { return entry.clauses }
    let clauses = make()
    known.remember(Entry(clauses: clauses, rung: rung), for: key)
    return clauses
  }
}
