// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import OCFL
internal import SearchIndex
package import SystemPackage
package import TextAnalysis

/// One document with all that is known of it.
package struct DocumentDetail: Sendable {
  /// The document as lists show it.
  package var summary: DocumentSummary
  /// What people said of it; of the container, for a record.
  package var metadata: DocumentMetadata
  /// How its text was obtained (of the container, for a record); nil where nobody has tried yet.
  package var extraction: ExtractionRecord?
  /// Its text, page by page; empty where it has none.
  package var pages: [String]
  /// What people say that its pages say.
  package var corrections: [PageCorrection]
  /// Its passages, as the index has them; offsets into the pages joined by U+000C.
  package var passages: [Passage]
  /// SHA-512 of the original, lower-case hexadecimal.
  package var sha512: String
  /// For a document inside another the SHA-512 of its own bytes; nil where it is no file of its own, and
  /// where it was read before digests were written down.
  package var partSHA512: String?
  /// Where the original's bytes are.
  package var original: FilePath
  /// The folder of its OCFL object.
  package var object: FilePath
}

/// One version of a document's object.
package struct DocumentVersion: Sendable, Hashable, Codable {
  /// The name: `v1`, `v2` and so on.
  package var version: String
  /// When it was made, RFC 3339.
  package var created: String
  /// Why it was made.
  package var message: String
  /// Who made it.
  package var user: String
  /// Logical paths that are new or changed in it.
  package var changed: [String]
}

extension Catalog {
  /// One document by its id, or by the beginning of its id.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.malformedObject`,
  ///   `.archive`, `.index`.
  package func detail(of id: String) throws(CatalogError) -> DocumentDetail {
    let id = try resolveShown(id)
    return try store().reading(DocumentSummary.parts(of: id).object) {
      (document) throws(CatalogError) in
      try detail(of: id, document)
    }
  }

  /// The detail of a document, or of one of its records, by its whole id.
  private func detail(
    of id: String, _ document: ArchivedDocument
  ) throws(CatalogError) -> DocumentDetail {
    let metadata = try document.metadata()
    // Between the removal in the archive and that in the index, the index still names it.
    if let removal = metadata.removal { throw .removed(id: document.id, removal) }
    var reader = SummaryReader(try snapshot())
    guard let stored = try reader.stored(id: id) else {
      throw .malformedObject(
        id: id, file: "the index entry", reason: "is missing; run `handbill index rebuild`")
    }
    let original = try document.original()
    let summary = try reader.summary(of: stored)
    let texts = Self.pages(of: stored)
    let own = summary.corrections == nil ? texts.count : max(1, summary.pages)
    let (extraction, partSHA512) = try extraction(of: id, document)
    return DocumentDetail(
      summary: summary, metadata: metadata,
      extraction: extraction, pages: Array(texts.prefix(own)),
      corrections: zip(summary.corrections ?? [], texts.dropFirst(own)).map {
        PageCorrection(page: $0, text: $1)
      },
      passages: stored.passages, sha512: original.sha512, partSHA512: partSHA512,
      original: original.path,
      object: document.object.path)
  }

  /// How the text of a document was obtained, and its own digest where it is inside another; of the
  /// container, for a record of JSON lines.
  private func extraction(
    of id: String, _ document: ArchivedDocument
  ) throws(CatalogError) -> (record: ExtractionRecord?, sha512: String?) {
    if DocumentSummary.parts(of: id).record != nil, let part = try part(id, in: document) {
      return (ExtractionRecord(part.report, document: part.document), part.sha512)
    }
    return (try document.extraction(), nil)
  }

  /// The versions of a document's object, and the events of its life, both oldest first.
  ///
  /// - Throws: as `detail`.
  package func history(
    of id: String
  ) throws(CatalogError) -> (versions: [DocumentVersion], events: [DocumentEvent]) {
    let object = try resolveArchived(id)
    return try store().reading(object) { (document) throws(CatalogError) in
      (document.versions, try document.events())
    }
  }

  /// The whole id of the one document whose id begins so.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.index`.
  package func resolve(_ id: String) throws(CatalogError) -> String {
    let (prefix, record) = DocumentSummary.parts(of: id.lowercasedObject)
    let snapshot = try snapshot()
    guard !prefix.isEmpty else { throw .noSuchDocument(id: id) }
    let objects = try indexed { () throws(SearchIndexError) in
      try snapshot.ids(withPrefix: prefix, without: UInt8(ascii: "#"), limit: 11)
    }
    guard let object = objects.first else { throw .noSuchDocument(id: id) }
    if objects.count > 1 {
      throw .ambiguousDocument(id: id, candidates: objects.prefix(10).map(DocumentSummary.shortID))
    }
    guard let record else { return object }
    let whole = "\(object)#\(record)"
    guard try SummaryReader(snapshot).stored(id: whole) != nil else {
      throw .noSuchDocument(id: id)
    }
    return whole
  }

  /// As `resolve`, but a removed document is named as such.
  private func resolveShown(_ id: String) throws(CatalogError) -> String {
    do throws(CatalogError) { return try resolve(id) } catch .noSuchDocument(let typed) {
      let whole = try resolveArchived(id)
      if let removal = try store().metadata(of: whole).removal {
        throw .removed(id: whole, removal)
      }
      throw .noSuchDocument(id: typed)
    }
  }

  /// The whole id of the one original whose id begins so, whether it is in the index or was removed.
  ///
  /// Looks into the index first; the ids of the archive are read only where it knows none: O(objects).
  /// - Throws: as `resolve`, and `.archive`.
  package func resolveArchived(_ id: String) throws(CatalogError) -> String {
    do throws(CatalogError) {
      return DocumentSummary.parts(of: try resolve(id)).object
    } catch .noSuchDocument {
      let prefix = DocumentSummary.parts(of: id.lowercasedObject).object
      let found = prefix.isEmpty ? [] : try store().ids().filter { $0.hasPrefix(prefix) }
      if found.count > 1 {
        throw .ambiguousDocument(
          id: id, candidates: found.prefix(10).map(DocumentSummary.shortID))
      }
      guard let whole = found.first else { throw .noSuchDocument(id: id) }
      return whole
    }
  }

  private static func pages(of stored: StoredDocument) -> [String] {
    if stored.text.isEmpty { return [] }
    let ends = stored.pageStarts.dropFirst().map { $0 - 1 } + [stored.text.count]
    return zip(stored.pageStarts, ends).map { start, end in
      String(decoding: stored.text[start..<max(start, end)], as: UTF8.self)
    }
  }
}

extension String {
  /// A document id with its digits in lower case; the record is left as it is.
  fileprivate var lowercasedObject: String {
    let (object, record) = DocumentSummary.parts(of: self)
    return object.lowercased() + (record.map { "#\($0)" } ?? "")
  }
}
