// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import TextAnalysis

/// The terms of a segment that words of queries stood for lately: a reader that lives on is asked for the
/// same words again, and reading their terms from a dictionary in bits costs more than a short list.
///
/// Which of them are forgotten changes no result. May be used on several threads; one that would have to
/// wait does without.
final class ResolvedTerms: Sendable {
  /// The most words that are remembered.
  static let limit = 2048
  /// The most variants of terms that are remembered, about 48 bytes each.
  static let variantLimit = 1 << 17

  private struct Entry {
    var term: PlannedTerm
    var match: Rung
    var found: [MatchedTerm]
  }

  private struct Known {
    var entries: [UInt64: Entry] = [:]
    var variants = 0
  }

  private let known = Mutex(Known())

  /// The number of words that are remembered.
  var count: Int { known.withLock { $0.entries.count } }

  /// What a term of a query stands for up to a rung; nil where that is not remembered.
  func terms(of term: PlannedTerm, upTo match: Rung) -> [MatchedTerm]? {
    let key = Self.key(of: term, match)
    let found = known.withLockIfAvailable { known -> [MatchedTerm]? in
      guard let entry = known.entries[key], entry.match == match, entry.term == term else {
        return nil
      }
      return entry.found
    }
    return found ?? nil
  }

  /// Remembers what a term of a query stands for, unless that is much; forgets all others where there are
  /// too many.
  func remember(_ found: [MatchedTerm], of term: PlannedTerm, upTo match: Rung) {
    let variants = found.reduce(1) { $0 + $1.rungs.count }
    guard variants <= Self.variantLimit / 16 else { return }
    let key = Self.key(of: term, match)
    known.withLockIfAvailable { known in
      if known.entries.count == Self.limit || known.variants + variants > Self.variantLimit {
        known = Known()
      }
      known.variants += variants
      known.entries[key] = Entry(term: term, match: match, found: found)
    }
  }

  private static func key(of term: PlannedTerm, _ match: Rung) -> UInt64 {
    KeyFilter.hash(term.fold) &+ UInt64(match.rawValue)
  }
}
