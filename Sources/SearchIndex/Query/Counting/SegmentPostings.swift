// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The documents of many terms at once, without their frequencies and variants.

extension Segment {
  /// Adds the documents of the term at a cursor to a set, deleted ones too.
  ///
  /// Short lists are read without a cursor of their own: most forms of a prefix have few documents.
  /// - Throws: `corrupt`.
  func insertDocuments(
    of term: borrowing TermCursor, into set: inout DocumentSet
  ) throws(SearchIndexError) {
    if try forEachDocument(ofShort: term, { set.insert($0) }) { return }
    var cursor = try PostingsCursor(
      term.locator, of: postingsFile, count: term.postingCount, variantCount: term.variantCount,
      documentLimit: documentCount, frame: values.frames[Int(term.firstLanguage)])
    try cursor.insertAll(into: &set)
  }

  /// False only where no document of the term at a cursor is in a set; lists that are not short are not
  /// looked at.
  ///
  /// - Throws: `corrupt`.
  func mayHave(
    _ term: borrowing TermCursor, in set: DocumentSet
  ) throws(SearchIndexError) -> Bool {
    var found = false
    let isShort = try forEachDocument(ofShort: term) { found = found || set.contains($0) }
    return found || !isShort
  }

  /// Visits the documents of the term at a cursor where its list is one short block or stands in the
  /// dictionary; false where it does not.
  ///
  /// - Throws: `corrupt`.
  @inline(__always)
  func forEachDocument(
    ofShort term: borrowing TermCursor, _ body: (UInt32) -> Void
  ) throws(SearchIndexError) -> Bool {
    if let document = term.inlinePosting {
      body(document)
      return true
    }
    let count = term.postingCount
    guard count < PostingsCoding.longMinimum, case .files(let range, _) = term.locator else {
      return false
    }
    let block = ShortBlock(
      size: count, listCount: count, hasVariants: term.variantCount > 1,
      frame: values.frames[Int(term.firstLanguage)], documentLimit: documentCount)
    let file = postingsFile
    let section = file.section(0)
    guard range.lowerBound >= 0, range.upperBound <= section.count else {
      throw .corrupt(file: file.path, byte: section.lowerBound, reason: .truncated)
    }
    var reader = try BitReader(
      file.bytes, bit: (section.lowerBound + range.lowerBound) * 8,
      end: section.lowerBound + range.upperBound, file: file.name)
    try block.forEachDocument(after: nil, from: &reader) { body($1) }
    return true
  }
}
