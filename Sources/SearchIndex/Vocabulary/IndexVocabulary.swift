// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of all segments as one vocabulary, for statistics: read from the dictionaries, side by
// side, so that no more than a block of each is in memory.

/// What one segment has of a type, in one language.
package struct TypeEntry: Sendable {
  /// Index into the snapshot's segments.
  package var segment: Int
  /// The form as the segment's dictionary has it.
  package var entry: TermEntry
  /// Times it occurs in documents that are not deleted; at least 1.
  package var occurrences: Int
}

extension IndexSnapshot {
  /// Visits the types of the text, that is exact forms of whole words, each once.
  ///
  /// They come in byte order of their folded forms; those of one folded form by the first segment and
  /// language that has them. The entries of a type are by segment, then by language. Types of
  /// deleted documents alone are passed over. O(forms); where a segment has deletions, its postings
  /// of the text are read too.
  /// - Throws: `corrupt`, or what `body` throws.
  package func forEachType(
    _ body: (_ form: [UInt8], _ entries: [TypeEntry]) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var streams = try TermStreams(segments.map(\.dictionary))
    // No field comes before that of the text.
    while try streams.advance(), streams[streams.places[0]].term.field == .text {
      var rest: [TypeEntry] = []
      for place in streams.places {
        rest += try segments[place].typeEntries(of: streams[place].dictionaryTerm, segment: place)
      }
      while let form = rest.first?.entry.form {
        let own = rest.count == 1 ? rest : rest.filter { $0.entry.form == form }
        try body(form, own)
        if own.count == rest.count { break }
        rest.removeAll { $0.entry.form == form }
      }
    }
  }
}

extension Segment {
  /// The whole words among the variants of a term that live documents have.
  fileprivate func typeEntries(
    of term: DictionaryTerm, segment: Int
  ) throws(SearchIndexError) -> [TypeEntry] {
    let occurrences = try liveOccurrences(of: term)
    return term.variants.indices.filter { !term.variants[$0].isPart && occurrences[$0] > 0 }
      .map { index in
        TypeEntry(
          segment: segment, entry: TermEntry(term, variant: index),
          occurrences: Int(clamping: occurrences[index]))
      }
  }

  /// How often each variant of a term occurs in live documents.
  private func liveOccurrences(of term: DictionaryTerm) throws(SearchIndexError) -> [UInt64] {
    guard let deletions else { return term.variants.map(\.collectionFrequency) }
    var counts = [UInt64](repeating: 0, count: term.variants.count)
    var cursor = try cursor(over: term)
    while try cursor.advance() {
      if deletions.contains(cursor.document) { continue }
      try cursor.loadFrequencies()
      counts[Int(cursor.variants[cursor.index])] += UInt64(cursor.frequencies[cursor.index])
    }
    return counts
  }
}
