// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Adds up postings of many terms, language by language.
enum PostingsUnion {
  /// The live documents of any of some terms, with their occurrences by rung.
  ///
  /// - Throws: `corrupt`.
  static func matches(
    of terms: [MatchedTerm], in segment: Segment
  ) throws(SearchIndexError) -> [LanguageMatches] {
    var result: [LanguageMatches] = []
    for posting in try postings(of: terms, in: segment) {
      if result.last?.language != posting.language {
        result.append(LanguageMatches(language: posting.language))
      }
      result[result.count - 1].add(posting.document, posting.rung, posting.frequency)
    }
    return result
  }

  /// A posting of any of the terms.
  private struct Posting {
    /// Its language ordinal, then its doc id.
    let key: UInt64
    let frequency: UInt32
    let rung: Rung

    var language: UInt16 { UInt16(truncatingIfNeeded: key >> 32) }

    var document: UInt32 { UInt32(truncatingIfNeeded: key) }
  }

  /// The matching postings of live documents, by language, then doc id.
  private static func postings(
    of terms: [MatchedTerm], in segment: Segment
  ) throws(SearchIndexError) -> [Posting] {
    var postings: [Posting] = []
    for matched in terms {
      let languages = matched.term.variants.map { UInt64($0.language) << 32 }
      var cursor = try segment.cursor(over: matched.term)
      for block in 0..<cursor.blockCount {
        try cursor.load(block)
        try cursor.loadFrequencies()
        for index in 0..<cursor.size {
          let variant = Int(cursor.variants[index])
          guard let rung = matched.rungs[variant] else { continue }
          let document = cursor.documents[index]
          if segment.isDeleted(document) { continue }
          postings.append(
            Posting(
              key: languages[variant] | UInt64(document), frequency: cursor.frequencies[index],
              rung: rung))
        }
      }
    }
    // Runs of rising keys, one a list, which the sort of the library merges.
    postings.sort { $0.key < $1.key }
    return postings
  }
}
