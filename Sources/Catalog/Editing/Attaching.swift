// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A file of layout put beside an original that is in the archive, or taken away from it.

internal import Extraction
internal import FileStorage
internal import OCFL
package import SystemPackage

extension Catalog {
  /// Puts a file of layout beside the original of a document; its text and the places of its words are
  /// from there, as a new version.
  ///
  /// A document that the file was by itself goes out of sight.
  /// - Parameters:
  ///   - layout: hOCR, ALTO or PAGE of the pages of the original.
  ///   - id: the document.
  ///   - options: who, and why.
  /// - Returns: the whole id; nil where the file lies there already.
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.unusable` where the
  ///   file is no layout or not of this document, `.locked`, `.archive`, `.storage`, `.index`.
  package func attach(
    _ layout: FilePath, to id: String, options: EditOptions
  ) async throws(CatalogError) -> String? {
    try await writing(options) { (session) async throws(CatalogError) in
      let id = try resolveOriginal(id)
      let archive = session.archive
      let document = try archive.store.document(id)
      let metadata = try document.metadata()
      if let removal = metadata.removal { throw .removed(id: id, removal) }
      let source = SourceFile(
        path: layout, name: layout.lastNameBytes, shownPath: layout.string, size: 0)
      let planned = PlannedLayout(file: source, sha512: try ArchiveStore.sha512(of: layout))
      if try document.layoutFile()?.sha512 == planned.sha512 { return nil }
      try await check(planned, fits: document.input(metadata))
      var revision = Revision(
        events: [], message: options.message ?? "layout \(source.displayName)")
      try revision.put(planned, beside: document, options.author, note: options.message)
      var staged = [try archive.stageVersion(of: id, revision)]
      var ids = [id]
      if let own = try archive.stageJoining(planned, with: id) {
        staged.append(own)
        ids.append(planned.id)
      }
      try await session.commit(staged, ids: ids)
      return id
    }
  }

  /// Takes the file of layout away from a document, as a new version; its original is read again.
  ///
  /// - Returns: the whole id; nil where there is none.
  /// - Throws: as `attach`.
  package func detachLayout(
    of id: String, options: EditOptions
  ) async throws(CatalogError) -> String? {
    try await writing(options) { (session) async throws(CatalogError) in
      let id = try resolveOriginal(id)
      let document = try session.archive.store.document(id)
      if let removal = try document.metadata().removal { throw .removed(id: id, removal) }
      guard let kept = try document.layoutFile() else { return nil }
      let act = "the layout \(kept.name) taken away"
      let event = DocumentEvent(
        .metadataModification, user: options.author.name, detail: act, note: options.message)
      let revision = Revision(
        removedFiles: [ArchiveStore.besideFolder + kept.name], events: [event],
        message: options.message ?? act)
      try await session.commit([(id, revision)])
      return id
    }
  }

  /// The whole id of an original; a document inside one has no files beside it.
  private func resolveOriginal(_ id: String) throws(CatalogError) -> String {
    if DocumentSummary.parts(of: id).record != nil {
      throw .unusable(
        value: id, asWhat: "a document that a layout can lie beside",
        advice: "add the file by itself")
    }
    return try resolveArchived(id)
  }

  private func check(
    _ layout: PlannedLayout, fits original: ExtractionInput
  ) async throws(CatalogError) {
    let extractor = Extractor(parent: home.extracting)
    let name = layout.file.label
    let outline: LayoutOutline?
    do throws(ExtractionFailure) {
      outline = try await extractor.outline(
        of: LayoutFile(path: layout.file.path, name: layout.file.displayName))
    } catch {
      throw .unusable(value: name, asWhat: "a layout", advice: error.sentence)
    }
    guard let outline else {
      throw .unusable(
        value: name, asWhat: "a layout", advice: "give a file of hOCR, ALTO or PAGE")
    }
    if let misfit = await extractor.misfit(of: outline, with: original) {
      throw .unusable(
        value: name, asWhat: "the layout of \(original.name)", advice: "it \(misfit)")
    }
  }
}
