// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A document on its way to a builder.
struct WaitingDocument: Sendable {
  /// Makes a document.
  typealias Maker = @Sendable () throws(SearchIndexError) -> IndexedDocument

  /// The document, or how to make it.
  enum Content: Sendable {
    case document(IndexedDocument)
    case maker(Maker)
  }

  /// Bytes that a document counts for beside its text and payload.
  private static let ownWeight = 128

  /// What a builder takes up.
  let content: Content
  /// What it counts for where slices are cut, in bytes.
  let weight: Int

  /// A document of about so many bytes of text that is made when a builder takes it up.
  init(textBytes: Int, _ make: @escaping Maker) {
    content = .maker(make)
    weight = textBytes + Self.ownWeight
  }

  /// A document.
  init(_ document: IndexedDocument) {
    content = .document(document)
    weight = document.text.count + document.payload.count + Self.ownWeight
  }
}
