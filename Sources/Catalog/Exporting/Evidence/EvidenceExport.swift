// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents as evidence: the originals with all that is known of them, a report for people, and one file
// of digests that `sha512sum -c` checks without this program. Documentation/Guides/export.md.

internal import FileStorage
internal import OCFL
package import SearchIndex
package import SystemPackage

/// What is put beside the documents of an evidence bundle.
package struct EvidenceOptions: Sendable {
  /// Who makes the bundle.
  package var author = Author.login
  /// The receipt of the search that found the documents: its file, and what it says.
  package var receipt: (file: [UInt8], receipt: SearchReceipt)?

  /// Makes options that say nothing.
  package init() {}
}

extension Catalog {
  /// Writes documents as evidence into a new folder, which appears whole or not at all.
  ///
  /// All documents or none: one that is damaged ends the export.
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.malformedObject`,
  ///   `.unusable` where the folder is in use, `.archive`, `.index`, `.storage`.
  package func exportEvidence(
    _ ids: [String], to path: FilePath, options: EvidenceOptions
  ) throws(CatalogError) -> ExportReport {
    var documents: [EvidenceDocument] = []
    for id in ids {
      let whole = DocumentSummary.parts(of: try detail(of: id).summary.id).object
      if documents.contains(where: { $0.id == whole }) { continue }
      documents.append(try EvidenceDocument(whole, self))
    }
    let target = try ExportTarget(path, leftover: .removed, outside: home)
    do throws(CatalogError) {
      var files = FileCollection(folder: target.content)
      for document in documents { try document.write(to: &files) }
      if let receipt = options.receipt { try files.add(receipt.file, as: ["receipt.json"]) }
      let page = EvidencePage(
        documents: documents, author: options.author.name, made: Timestamp.now(),
        receipt: options.receipt?.receipt)
      try files.add(Array(page.html.markup.utf8), as: ["report.html"])
      let sums = DigestList.text(files.sorted)
      try files.add(sums, as: [DigestList.name])
      try target.finish()
      var report = ExportReport()
      report.documents = documents.count
      (report.files, report.bytes) = (files.entries.count, files.bytes)
      report.manifestSHA512 = DigestAlgorithm.sha512.digest(of: sums)
      return report
    } catch {
      target.discard()
      throw error
    }
  }
}

/// A document with all that its evidence shows.
struct EvidenceDocument {
  /// The document id.
  let id: String
  /// All that is known of it.
  let detail: DocumentDetail
  /// The versions of its object, oldest first.
  let versions: [DocumentVersion]
  /// The acts upon it, oldest first.
  let events: [DocumentEvent]
  /// SHA-512 (or the archive's algorithm) of the inventory, which stands for all versions.
  let inventoryDigest: String
  private let store: ArchiveStore
  private let object: OCFLObject

  /// Reads a document.
  ///
  /// - Throws: as `Catalog.detail`.
  init(_ id: String, _ catalog: Catalog) throws(CatalogError) {
    self.id = id
    store = try catalog.store()
    let archived = try store.document(id)
    object = archived.object
    detail = try catalog.detail(of: id)
    versions = archived.versions
    events = try archived.events()
    inventoryDigest = object.inventoryDigest
  }

  /// The folder of the document in the bundle.
  var folder: [String] { ["documents", id] }

  /// The logical path of its original.
  var originalPath: String { ArchiveStore.originalFolder + detail.metadata.name }

  /// Writes original, metadata, text, events and inventory.
  fileprivate func write(to files: inout FileCollection) throws(CatalogError) {
    for path in try store.logicalPaths(of: object) {
      try files.add(path, of: object, below: folder)
    }
    let story = events.map {
      StoryEntry(document: id, name: detail.metadata.name, event: $0)
    }
    try files.add(Array(PremisText.document(story).utf8), as: folder + ["premis.xml"])
    for name in ["inventory.json", "inventory.json.\(object.inventory.digestAlgorithm.rawValue)"] {
      let bytes = try storing { () throws(FileStorageError) in
        try FileReader.contents(of: object.path.appending(name))
      }
      try files.add(bytes, as: folder + [name])
    }
  }
}

/// The file of digests, as `sha512sum -c` reads it.
enum DigestList {
  /// Its name.
  static let name = "SHA512SUMS"

  /// A line a file.
  ///
  /// As GNU coreutils writes them, a line with a backslash, CR or LF in the name begins
  /// with a backslash, and these stand as `\\`, `\r` and `\n`.
  static func text(_ files: [FileCollection.Entry]) -> [UInt8] {
    files.flatMap { file -> [UInt8] in
      let escaped = file.path.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        case 0x0A: Array("\\n".utf8)
        case 0x0D: Array("\\r".utf8)
        default: [byte]
        }
      }
      let mark = escaped.count == file.path.count ? "" : "\\"
      return Array("\(mark)\(file.sha512)  ".utf8) + escaped + [0x0A]
    }
  }
}
