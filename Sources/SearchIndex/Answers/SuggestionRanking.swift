// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A form of the dictionary that the reader may have meant.
struct SuggestionCandidate: Sendable, Equatable {
  /// The form to show.
  var form: String
  /// Edits from the typed word; nil where they were not counted, or are too many.
  var distance: Int?
  /// Documents that hold it; at least 1.
  var documents: Int
  /// Whether it has a sound of the typed word.
  var isSameSound: Bool
}

/// Puts suggestions in order.
///
/// Fewer edits come first; a form that sounds the same counts as one edit less, because the reader
/// then knows the word and misses its spelling; where only the sound is the same it stands behind
/// the farthest edit. Among equals the form with the same first letter, then the one in more
/// documents, then the lesser in UTF-8.
enum SuggestionRanking {
  /// The first suggestions in order, no form twice; a form found in two ways keeps the best of both.
  ///
  /// A form in less than one document for every 1,000 of a form at the same distance or nearer is
  /// itself likely an error, and left out. The typed word itself is never suggested.
  /// O(n log n).
  static func first(
    _ limit: Int, of candidates: [SuggestionCandidate], typed: String
  ) -> [SuggestionCandidate] {
    var merged: [String: SuggestionCandidate] = [:]
    for candidate in candidates where candidate.form != typed {
      merged[candidate.form] = merged[candidate.form].map { joined($0, candidate) } ?? candidate
    }
    let letter = typed.unicodeScalars.first
    let sorted = merged.values.sorted { precedes($0, $1, firstLetter: letter) }
    var most = 0
    var chosen: [SuggestionCandidate] = []
    for candidate in sorted where candidate.documents >= most / 1000 {
      most = max(most, candidate.documents)
      chosen.append(candidate)
      if chosen.count >= limit { break }
    }
    return Array(chosen.prefix(max(limit, 0)))
  }

  private static func joined(
    _ one: SuggestionCandidate, _ other: SuggestionCandidate
  ) -> SuggestionCandidate {
    var joined = one
    joined.distance = [one.distance, other.distance].compactMap(\.self).min()
    joined.documents = max(one.documents, other.documents)
    joined.isSameSound = one.isSameSound || other.isSameSound
    return joined
  }

  /// Twice the edits, less where the sound is the same; a sound alone is above all edits.
  private static func cost(_ candidate: SuggestionCandidate) -> Int {
    guard let distance = candidate.distance else { return 100 }
    return 2 * distance - (candidate.isSameSound ? 2 : 0)
  }

  private static func precedes(
    _ one: SuggestionCandidate, _ other: SuggestionCandidate, firstLetter: Unicode.Scalar?
  ) -> Bool {
    let costs = (cost(one), cost(other))
    if costs.0 != costs.1 { return costs.0 < costs.1 }
    let keeps = (
      one.form.unicodeScalars.first == firstLetter, other.form.unicodeScalars.first == firstLetter
    )
    if keeps.0 != keeps.1 { return keeps.0 }
    if one.documents != other.documents { return one.documents > other.documents }
    return one.form.utf8.lexicographicallyPrecedes(other.form.utf8)
  }
}
