// Licensed under the Apache License, Version 2.0; see LICENSE.

package import TextAnalysis

extension Segment {
  /// Visits the stored records of documents as they arrived, deleted ones included, without their ids.
  ///
  /// Decodes each block of about 8 KiB that holds a wanted document once, where `stored(_:)` decodes
  /// one a call. O(text of those blocks + documents).
  package func forEachStored(
    where isWanted: (_ document: UInt32) -> Bool = { _ in true },
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    try forEachStored(
      inBlocks: 0..<storedBlockCount, byArrival: try documentsByArrival(), where: isWanted, body)
  }

  /// The number of blocks of stored text, which several threads can share among them.
  package var storedBlockCount: Int { storedText.blockCount }

  /// The documents in the order in which they arrived, which is that of the stored text.
  ///
  /// O(documents).
  package func documentsByArrival() throws(SearchIndexError) -> [UInt32] {
    try values.documentsByArrival()
  }

  /// Visits the stored records of documents in some blocks, as `forEachStored(where:_:)` does.
  ///
  /// - Precondition: the blocks exist, and `byArrival` is what `documentsByArrival()` gives.
  package func forEachStored(
    inBlocks blocks: Range<Int>, byArrival: [UInt32],
    where isWanted: (_ document: UInt32) -> Bool = { _ in true },
    _ body: (_ document: UInt32, _ stored: StoredDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    for block in blocks {
      let documents = byArrival[try storedText.arrivals(ofBlock: block)]
      guard documents.contains(where: isWanted) else { continue }
      for (document, stored) in zip(documents, try storedText.documents(block: block))
      where isWanted(document) {
        try body(document, stored)
      }
    }
  }

  /// The scripts of a document's passages, each once.
  ///
  /// - Throws: `corrupt`.
  package func scripts(of document: UInt32) throws(SearchIndexError) -> [Script] {
    var scripts: [Script] = []
    for number in try values.values(.scripts, of: document) {
      guard let number = UInt16(exactly: number) else {
        throw .corrupt(
          file: values.file.path, byte: values.file.section(ValueSets.section).lowerBound,
          reason: .outOfRange)
      }
      scripts.append(Script(rawValue: number))
    }
    return scripts
  }
}
