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
    var counts: [UInt64: RungCounts] = [:]
    for matched in terms {
      var cursor = try segment.cursor(over: matched.term)
      for block in 0..<cursor.blockCount {
        try cursor.load(block)
        try cursor.loadFrequencies()
        for index in 0..<cursor.size {
          let variant = Int(cursor.variants[index])
          guard let rung = matched.rungs[variant] else { continue }
          let document = cursor.documents[index]
          if segment.isDeleted(document) { continue }
          let key = UInt64(matched.term.variants[variant].language) << 32 | UInt64(document)
          counts[key, default: .zero][Int(rung.rawValue)] &+= cursor.frequencies[index]
        }
      }
    }
    var result: [LanguageMatches] = []
    for key in counts.keys.sorted() {
      let language = UInt16(truncatingIfNeeded: key >> 32)
      if result.last?.language != language { result.append(LanguageMatches(language: language)) }
      result[result.count - 1].documents.append(UInt32(truncatingIfNeeded: key))
      result[result.count - 1].counts.append(counts[key] ?? .zero)
    }
    return result
  }
}
