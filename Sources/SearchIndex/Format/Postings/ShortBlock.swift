// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Reads the docs of short blocks, which `PostingsCoding` writes as bits.
struct ShortBlock {
  /// Postings of the block.
  let size: Int
  /// Postings of its list.
  let listCount: Int
  /// Whether the list is of several variants, so that a doc may stand there more than once.
  let hasVariants: Bool
  /// The frame of the list.
  let frame: ListFrame
  /// What docs must stay below.
  let documentLimit: Int

  /// Visits the docs of the block by place; `before` is the last doc of the block before, nil where
  /// there is none.
  ///
  /// Leaves the reader at the frequencies.
  /// - Throws: `corrupt`.
  @inline(__always)
  func forEachDocument(
    after before: UInt32?, from reader: inout BitReader, _ body: (Int, UInt32) -> Void
  ) throws(SearchIndexError) {
    let order = frame.distanceOrder(count: listCount)
    let step: UInt64 = hasVariants ? 0 : 1
    var document = UInt64(before ?? 0)
    var place = 0
    if before == nil {
      let zigzag = try reader.number(order: frame.firstOrder)
      guard let first = frame.document(zigzag: zigzag, limit: documentLimit) else {
        throw reader.corrupt(.outOfRange)
      }
      document = UInt64(first)
      body(0, first)
      place = 1
    }
    while place < size {
      document &+= step &+ (try reader.number(order: order))
      guard document < UInt64(documentLimit) else { throw reader.corrupt(.outOfRange) }
      body(place, UInt32(truncatingIfNeeded: document))
      place &+= 1
    }
  }
}
