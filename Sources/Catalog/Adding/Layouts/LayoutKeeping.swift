// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A file of layout in the object of what it is of: `beside/NAME`, under the digests of the inventory as
// the original is. A later one takes its place in a new version.

internal import Extraction
internal import OCFL

extension PlannedLayout {
  /// The id of the document that it is by itself, where it was archived so.
  var id: String { AddPlan.id(ofDigest: sha512) }

  /// Where it goes in the object.
  var logicalPath: String {
    ArchiveStore.besideFolder + LogicalPath.text(of: file.name).text
  }

  /// That it was put there.
  func event(_ author: Author, note: String? = nil) -> DocumentEvent {
    DocumentEvent(
      .metadataModification, user: author.name,
      detail: "\(file.displayName) put beside the original as its layout (SHA-512 \(sha512))",
      note: note)
  }
}

extension Revision {
  /// Puts a file of layout beside the original, in the place of the one that is there.
  mutating func put(
    _ layout: PlannedLayout, beside document: ArchivedDocument, _ author: Author,
    note: String? = nil
  ) throws(CatalogError) {
    if let kept = try document.layoutFile(),
      ArchiveStore.besideFolder + kept.name != layout.logicalPath
    {
      removedFiles.append(ArchiveStore.besideFolder + kept.name)
    }
    takenFiles.append((layout.logicalPath, layout.file.path))
    events.append(layout.event(author, note: note))
  }
}

extension ArchiveWriter {
  /// Builds the version that takes out of sight the document that a file of layout was by itself,
  /// before it was joined with its original; nil where there is none, or people have said things of it.
  func stageJoining(
    _ layout: PlannedLayout, with id: String
  ) throws(CatalogError) -> StagedObject? {
    guard layout.id != id, try store.contains(layout.id) else { return nil }
    let document = try store.document(layout.id)
    var metadata = try document.metadata()
    guard metadata.removal == nil, metadata.dublinCore == nil, metadata.fields == nil,
      try document.corrections().isEmpty
    else { return nil }
    metadata.schema = DocumentMetadata.newestSchema
    let reason = "it lies beside \(DocumentSummary.shortID(id)) as its layout now"
    metadata.removal = Removal(
      time: Timestamp.now(), user: author.name, reason: reason, extent: .hidden,
      sha512: layout.sha512)
    let event = DocumentEvent(
      .deaccession, user: author.name, detail: "removed \"\(metadata.name)\"; \(reason)")
    let revision = Revision(
      metadata: metadata, files: .metadataAndEvents, events: [event], message: "joined")
    return try stageVersion(of: layout.id, revision)
  }
}
