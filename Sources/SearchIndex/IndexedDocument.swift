// Licensed under the Apache License, Version 2.0; see LICENSE.

public import TextAnalysis

/// A document as it goes into the index.
public struct IndexedDocument: Sendable {
  /// The archive's stable name; 1 to 4,096 bytes of UTF-8, unique among live documents.
  public var id: String
  /// The text, pages joined by U+000C.
  ///
  /// UTF-8; at most 1 GiB.
  public var text: [UInt8]
  /// First byte of each page in `text`; starts with 0 and rises.
  ///
  /// Empty is taken as one page.
  public var pageStarts: [Int]
  /// What is known of the languages of the text.
  public var hints: LanguageHints
  /// The file's own name; searched as `Field.name`.
  public var name: String
  /// Tags, each searched and counted as a whole.
  public var tags: [String]
  /// Where it was found.
  public var places: [String]
  /// Where it came from.
  public var sources: [String]
  /// Days since 1970-01-01 on which it was found; in any order, may be empty.
  public var dates: [Int32]
  /// Bytes that mean nothing to the index and come back with each hit; at most 1 GiB.
  public var payload: [UInt8]

  /// Makes a document; everything but id and text is empty by default.
  public init(
    id: String, text: [UInt8], pageStarts: [Int] = [0], hints: LanguageHints = LanguageHints(),
    name: String = "", tags: [String] = [], places: [String] = [], sources: [String] = [],
    dates: [Int32] = [], payload: [UInt8] = []
  ) {
    self.id = id
    self.text = text
    self.pageStarts = pageStarts
    self.hints = hints
    self.name = name
    self.tags = tags
    self.places = places
    self.sources = sources
    self.dates = dates
    self.payload = payload
  }
}

extension IndexedDocument {
  /// The most bytes of a text or payload.
  private static let byteLimit = 1 << 30
  /// The most bytes of a document id.
  private static let identifierLimit = 4096

  /// Checks that the index can hold the document.
  ///
  /// - Throws: `unstorable`.
  func check() throws(SearchIndexError) {
    guard (1...Self.identifierLimit).contains(id.utf8.count) else {
      throw .unstorable(id: id, reason: .badIdentifier)
    }
    guard max(text.count, payload.count) <= Self.byteLimit else {
      throw .unstorable(id: id, reason: .tooLong)
    }
    let rise = zip(pageStarts, pageStarts.dropFirst()).allSatisfy { $0 <= $1 }
    guard rise, pageStarts.first ?? 0 == 0, pageStarts.last ?? 0 <= text.count else {
      throw .unstorable(id: id, reason: .badPageStarts)
    }
  }
}

/// A document as the index keeps it.
public struct StoredDocument: Sendable, Equatable {
  /// The archive's stable name.
  public var id: String
  /// The file's own name.
  public var name: String
  /// The text as it was given; UTF-8 unless it was given otherwise, empty where it is not kept.
  public var text: [UInt8]
  /// First byte of each page in `text`; starts with 0.
  public var pageStarts: [Int]
  /// The passages that analysis found, in order; they cover the text.
  public var passages: [Passage]
  /// Where positions of the index stand in a long text.
  var checkpoints = TextCheckpoints()
  /// The bytes given with the document.
  public var payload: [UInt8]
  /// Whether the text is kept; without it there are one page and no passages.
  public var hasText: Bool
}
