// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which documents of a segment are deleted. Documentation/Formats/deletions.md is the page:
//
//   section 0   varint(commit) varint(documents) varint(deleted)
//               varint(languages) (varint(documents) varint(passages) varint(words))*
//   section 1   bitmap: bit d % 8 of byte d / 8 is 1 where doc d is deleted; spare bits are 0
//
// The counts are what the deleted documents held in each language of the segment.

internal import FileStorage
internal import SystemPackage

/// The deletions of a segment as of one commit; a later commit writes a new file.
struct DeletedDocuments: Sendable, Equatable {
  /// The commit that wrote the file.
  var generation: UInt64
  /// How many documents are deleted.
  private(set) var count = 0
  /// What they held in each language: documents, passages, words.
  private(set) var totals: [[Int]]
  private var bitmap: [UInt8]
  private let documents: Int

  /// Starts with no deletion.
  init(generation: UInt64, documents: Int, languages: Int) {
    self.generation = generation
    self.documents = documents
    totals = Array(repeating: [0, 0, 0], count: languages)
    bitmap = [UInt8](repeating: 0, count: (documents + 7) / 8)
  }

  /// Whether a document is deleted.
  ///
  /// - Precondition: the doc id is one of the segment.
  func contains(_ document: UInt32) -> Bool {
    bitmap[Int(document >> 3)] & (1 << UInt8(document & 7)) != 0
  }

  /// Deletes a document that is not deleted yet.
  mutating func insert(_ document: UInt32, lengths: [LanguageLength]) {
    precondition(!contains(document), "a document is deleted once")
    bitmap[Int(document >> 3)] |= 1 << UInt8(document & 7)
    count += 1
    for length in lengths {
      totals[Int(length.language)][0] += 1
      totals[Int(length.language)][1] += Int(length.passages)
      totals[Int(length.language)][2] += Int(length.words)
    }
  }

  /// The bytes of the file.
  func encoded(segment: UInt64) -> (bytes: [UInt8], written: WrittenFile) {
    var head = ByteWriter()
    head.varint(generation)
    head.varint(documents)
    head.varint(count)
    head.varint(totals.count)
    for total in totals.joined() { head.varint(total) }
    return ComponentLayout.file(.deletions, number: segment, sections: [head.bytes, bitmap])
  }

  /// Reads a file; O(documents / 8).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile, languages: Int, documents: Int) throws(SearchIndexError) {
    var reader = try file.reader(section: 0)
    generation = try reader.varint()
    self.documents = documents
    guard try reader.count(limit: documents) == documents else {
      throw reader.corrupt(.inconsistent)
    }
    count = try reader.count(limit: documents)
    guard try reader.count(limit: languages) == languages else {
      throw reader.corrupt(.inconsistent)
    }
    totals = []
    for _ in 0..<languages {
      let total = (
        try reader.count(limit: 1 << 48), try reader.count(limit: 1 << 48),
        try reader.count(limit: 1 << 48)
      )
      totals.append([total.0, total.1, total.2])
    }
    var bits = try file.reader(section: 1)
    bitmap = try bits.array((documents + 7) / 8)
    let spare = documents % 8 == 0 ? 0 : (bitmap.last ?? 0) >> UInt8(documents % 8)
    let found = bitmap.reduce(0) { $0 + $1.nonzeroBitCount }
    guard reader.isAtEnd, bits.isAtEnd, spare == 0, found == count else {
      throw bits.corrupt(.inconsistent)
    }
  }
}
