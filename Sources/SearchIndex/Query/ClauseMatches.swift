// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The live documents of one segment that hold a clause in one language.
struct LanguageMatches {
  /// Index into `Segment.languages`.
  var language: UInt16
  /// Doc ids, rising.
  var documents: [UInt32] = []
  /// For each document the occurrences by rung; at least one.
  var counts: [RungCounts] = []

  /// The finest rung of a document, by its index.
  func rung(_ index: Int) -> Rung { counts[index].finestRung }

  /// The documents that hold the clause on a rung.
  func frequency(upTo rung: Rung) -> Int {
    guard rung < .sound else { return documents.count }
    var count = 0
    for counts in counts where counts.finestRung <= rung { count += 1 }
    return count
  }
}

extension RungCounts {
  /// The finest rung with an occurrence.
  var finestRung: Rung {
    self[0] > 0 ? .exact : self[1] > 0 ? .fold : self[2] > 0 ? .stem : .sound
  }
}

/// The terms and documents of a clause in one segment.
struct ClauseMatches {
  /// By language, rising; none empty.
  var languages: [LanguageMatches] = []
  /// For each term of the clause, in the clause's order, the terms of the segment that match.
  var forms: [[ResolvedTerm]] = []
  /// Whether a prefix met its cap.
  var isCapped = false
}

/// Adds up postings of several terms, document by document, in windows that fit the cache.
struct PostingsUnion {
  private static let windowSize = 1 << 15

  /// Adds up the postings of terms of one language, leaving deleted documents out.
  static func matches(
    of terms: [(postings: Postings, rung: Rung)], in segment: Segment, language: UInt16
  ) -> LanguageMatches {
    if terms.count == 1 { return single(terms[0].postings, terms[0].rung, segment, language) }
    var result = LanguageMatches(language: language)
    var cursors = [Int](repeating: 0, count: terms.count)
    var window = [RungCounts](repeating: .zero, count: windowSize)
    var base = 0
    while base < segment.documentCount {
      let end = min(base + windowSize, segment.documentCount)
      var isTouched = false
      for (index, term) in terms.enumerated() {
        let lane = Int(term.rung.rawValue)
        var cursor = cursors[index]
        while cursor < term.postings.documents.count, term.postings.documents[cursor] < end {
          let slot = Int(term.postings.documents[cursor]) - base
          window[slot][lane] &+= term.postings.frequencies[cursor]
          cursor += 1
          isTouched = true
        }
        cursors[index] = cursor
      }
      if isTouched {
        for slot in 0..<(end - base) where window[slot] != .zero {
          let document = UInt32(base + slot)
          if !segment.isDeleted(document) {
            result.documents.append(document)
            result.counts.append(window[slot])
          }
          window[slot] = .zero
        }
      }
      base = end
    }
    return result
  }

  private static func single(
    _ postings: Postings, _ rung: Rung, _ segment: Segment, _ language: UInt16
  ) -> LanguageMatches {
    var result = LanguageMatches(language: language)
    result.documents.reserveCapacity(postings.documents.count)
    result.counts.reserveCapacity(postings.documents.count)
    let hasDeletions = segment.deletedCount > 0
    let lane = Int(rung.rawValue)
    for (index, document) in postings.documents.enumerated() {
      if hasDeletions, segment.isDeleted(document) { continue }
      var counts = RungCounts.zero
      counts[lane] = postings.frequencies[index]
      result.documents.append(document)
      result.counts.append(counts)
    }
    return result
  }
}
