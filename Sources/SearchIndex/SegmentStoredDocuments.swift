// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segment {
  /// Visits the stored records of all documents as they arrived, deleted ones included, without their ids.
  ///
  /// Decodes each block of about 64 KiB once, where `stored(_:)` decodes one a call.
  ///
  /// O(text).
  package func forEachStored(
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    try forEachStored(
      inBlocks: 0..<storedBlockCount, byArrival: try documentsByArrival(), body)
  }

  /// The number of blocks of stored text, which several threads can share among them.
  package var storedBlockCount: Int { storedText.blockCount }

  /// The documents in the order in which they arrived, which is that of the stored text.
  ///
  /// O(documents).
  package func documentsByArrival() throws(SearchIndexError) -> [UInt32] {
    try values.documentsByArrival()
  }

  /// Visits the stored records of some blocks, as `forEachStored(_:)` does.
  ///
  /// - Precondition: the blocks exist, and `byArrival` is what `documentsByArrival()` gives.
  package func forEachStored(
    inBlocks blocks: Range<Int>, byArrival: [UInt32],
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    for block in blocks {
      let first = Int(storedText.firstArrival(of: block))
      for (index, stored) in try storedText.documents(block: block).enumerated() {
        try body(byArrival[first + index], stored)
      }
    }
  }
}
