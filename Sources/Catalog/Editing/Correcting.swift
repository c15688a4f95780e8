// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What people say that a page says: a layer beside what was read, and never in its place.

internal import TextAnalysis

/// What somebody says that a page says.
package struct PageCorrection: Sendable, Hashable, Codable {
  /// The page, from 1.
  package var page: Int
  /// Its text.
  package var text: String

  /// Makes a correction.
  package init(page: Int, text: String) {
    self.page = page
    self.text = text
  }
}

extension Catalog {
  /// The highest page that a document of which nothing could be read can be given text for.
  private static let mostPages = 10_000

  /// Keeps what somebody says that a page says, as a new version; both texts are searched from then on.
  ///
  /// An empty text takes away what was said before.
  /// - Parameters:
  ///   - id: the document.
  ///   - correction: the page and its text.
  ///   - options: who, and why.
  /// - Returns: the whole id; nil where that was said already.
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.unusable` for a page
  ///   that is not there or a document inside another, `.locked`, `.archive`, `.storage`, `.index`.
  package func correct(
    _ id: String, _ correction: PageCorrection, options: EditOptions
  ) async throws(CatalogError) -> String? {
    if DocumentSummary.parts(of: id).record != nil {
      throw .unusable(
        value: id, asWhat: "a document whose text can be corrected",
        advice: "add the file by itself, and correct that")
    }
    return try await writing(options) { (session) async throws(CatalogError) in
      let id = try resolveArchived(id)
      let document = try session.archive.store.document(id)
      if let removal = try document.metadata().removal { throw .removed(id: id, removal) }
      let extraction = try document.extraction()
      if extraction?.records != nil {
        throw .unusable(
          value: id, asWhat: "a document whose text can be corrected",
          advice: "its text is in its records; correct the file and add that")
      }
      let pages = extraction?.pages ?? 0
      let last = pages == 0 ? Self.mostPages : pages
      guard (1...last).contains(correction.page) else {
        throw .unusable(
          value: "\(correction.page)", asWhat: "a page of this document",
          advice: "give a number from 1 to \(last)")
      }
      let before = try document.corrections().first { $0.page == correction.page }
      if before?.text ?? "" == correction.text { return nil }
      try await session.commit([(id, correction.revision(options))])
      return id
    }
  }
}

extension PageCorrection {
  /// The next version of the document's object.
  fileprivate func revision(_ options: EditOptions) -> Revision {
    let path = ArchiveStore.correctionFile(page)
    let act =
      text.isEmpty ? "the corrected text of page \(page) taken away" : "page \(page) corrected"
    let event = DocumentEvent(
      .metadataModification, user: options.author.name, detail: act, note: options.message)
    return Revision(
      newFiles: text.isEmpty ? [] : [(path, [UInt8](text.utf8))],
      removedFiles: text.isEmpty ? [path] : [], events: [event],
      message: options.message ?? act)
  }
}
