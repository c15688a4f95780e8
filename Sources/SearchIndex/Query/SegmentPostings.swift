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
    if count < PostingsCoding.packedMinimum, case .files(let range, _) = term.locator {
      try insertLoose(range, count: count, hasVariants: term.variantCount > 1, into: &set)
      return
    }
    var cursor = try PostingsCursor(
      term.locator, of: postingsFile, count: count, variantCount: term.variantCount,
      documentLimit: documentCount)
    for block in 0..<cursor.blockCount {
      try cursor.load(block)
      set.insert(cursor.documents, count: cursor.size)
    }
  }

  /// Reads a list that is written as varints; see `PostingsCoding`.
  private func insertLoose(
    _ range: Range<Int>, count: Int, hasVariants: Bool, into set: inout DocumentSet
  ) throws(SearchIndexError) {
    let file = postingsFile
    let section = file.section(0)
    guard range.lowerBound >= 0, range.upperBound <= section.count else {
      throw .corrupt(file: file.path, byte: section.lowerBound, reason: .truncated)
    }
    let start = section.lowerBound
    var reader = try ByteReader(
      file.bytes, (start + range.lowerBound)..<(start + range.upperBound),
      file: file.path)
    var document = hasVariants ? 0 : -1
    for _ in 0..<count {
      let head = try reader.varint()
      guard head >> 1 <= UInt64(documentCount) else { throw reader.corrupt(.outOfRange) }
      document += Int(head >> 1) + (hasVariants ? 0 : 1)
      guard document < documentCount else { throw reader.corrupt(.outOfRange) }
      if head & 1 == 0 { _ = try reader.varint32() }
      if hasVariants { _ = try reader.varint32() }
      set.insert(UInt32(document))
    }
  }
}
