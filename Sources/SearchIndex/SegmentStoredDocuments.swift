// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segment {
  /// Visits the stored records of all documents by doc id, deleted ones included, without their ids.
  ///
  /// Decodes each block of about 64 KiB once, where `stored(_:)` decodes one a call. O(text).
  package func forEachStored(
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var document: UInt32 = 0
    for block in 0..<storedText.blockCount {
      for stored in try storedText.documents(block: block) {
        try body(document, stored)
        document += 1
      }
    }
  }
}
