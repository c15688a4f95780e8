// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Segment {
  /// Visits the stored records of all documents as they arrived, deleted ones included, without their ids.
  ///
  /// Decodes each block of about 64 KiB once, where `stored(_:)` decodes one a call. O(text).
  package func forEachStored(
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    let byArrival = try values.documentsByArrival()
    for block in 0..<storedText.blockCount {
      let first = Int(storedText.firstArrival(of: block))
      for (index, stored) in try storedText.documents(block: block).enumerated() {
        try body(byArrival[first + index], stored)
      }
    }
  }
}
