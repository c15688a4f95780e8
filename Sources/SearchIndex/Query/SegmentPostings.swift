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
    if let document = term.inlinePosting {
      set.insert(document)
      return
    }
    let count = term.postingCount
    let frame = values.frames[Int(term.firstLanguage)]
    if count < PostingsCoding.longMinimum, case .files(let range, _) = term.locator {
      let block = ShortBlock(
        size: count, listCount: count, hasVariants: term.variantCount > 1, frame: frame,
        documentLimit: documentCount)
      try insert(block, at: range, into: &set)
      return
    }
    var cursor = try PostingsCursor(
      term.locator, of: postingsFile, count: count, variantCount: term.variantCount,
      documentLimit: documentCount, frame: frame)
    try cursor.insertAll(into: &set)
  }

  /// Reads a list that is one short block.
  private func insert(
    _ block: ShortBlock, at range: Range<Int>, into set: inout DocumentSet
  ) throws(SearchIndexError) {
    let file = postingsFile
    let section = file.section(0)
    guard range.lowerBound >= 0, range.upperBound <= section.count else {
      throw .corrupt(file: file.path, byte: section.lowerBound, reason: .truncated)
    }
    var reader = try BitReader(
      file.bytes, bit: (section.lowerBound + range.lowerBound) * 8,
      end: section.lowerBound + range.upperBound, file: file.path)
    try block.forEachDocument(after: nil, from: &reader) { set.insert($1) }
  }
}
