// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Documents as a bag: BagIt 1.0, RFC 8493. Documentation/Guides/export.md shows its folders.

internal import FileStorage
internal import OCFL
package import SystemPackage

/// What a bag says of itself beyond what can be counted.
package struct BagLabels: Sendable {
  /// `Source-Organization`.
  package var organization: String?
  /// `Contact-Name`.
  package var contact: String?
  /// `External-Identifier`; by the digest of the manifest where there is none.
  package var identifier: String?

  /// Makes labels that say nothing.
  package init() {}
}

extension Catalog {
  /// Writes documents as a bag into a new folder, which appears whole or not at all.
  ///
  /// A damaged document is left out and reported.
  /// - Returns: what was written; where nothing is selected, no folder is made.
  /// - Throws: `CatalogError.unusable` where the folder is in use; `.noSuchDocument`,
  ///   `.ambiguousDocument`, `.removed`, `.index`, `.archive`, `.storage`.
  package func exportBag(
    _ selection: ExportSelection, to path: FilePath, labels: BagLabels,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) throws(CatalogError) -> ExportReport {
    let documents = try documents(selection)
    if documents.isEmpty { return ExportReport() }
    let target = try ExportTarget(path, leftover: .removed, outside: home)
    do throws(CatalogError) {
      var bag = BagExport(store: try store(), folder: target.content)
      let meter = ProgressMeter(
        files: documents.count, bytes: documents.reduce(0) { $0 + $1.bytes }, report: progress)
      for document in documents {
        try bag.add(document)
        meter.advance(files: 1, bytes: document.bytes)
      }
      let report = try bag.finish(labels)
      if report.documents == 0 { target.discard() } else { try target.finish() }
      return report
    } catch {
      target.discard()
      throw error
    }
  }
}

/// A bag under way.
private struct BagExport {
  let store: ArchiveStore
  private let folder: FilePath
  private var payload: FileCollection
  private var report = ExportReport()
  private var names: [String] = []

  init(store: ArchiveStore, folder: FilePath) {
    self.store = store
    self.folder = folder
    payload = FileCollection(folder: folder)
  }

  /// Adds a document, or notes why it cannot be.
  mutating func add(_ document: DocumentSummary) throws(CatalogError) {
    let parts = ["data", document.id]
    do throws(CatalogError) {
      let object = try store.document(document.id).object
      for path in try store.logicalPaths(of: object) {
        try payload.add(path, of: object, below: parts)
      }
      names.append(document.name)
      report.documents += 1
    } catch  where error.concernsOneObject {
      try payload.remove(parts)
      report.failures.append(ExportFailure(document: document.id, reason: "\(error)"))
    }
  }

  /// Writes the tag files.
  mutating func finish(_ labels: BagLabels) throws(CatalogError) -> ExportReport {
    let manifest = BagText.manifest(payload.sorted)
    let digest = DigestAlgorithm.sha512.digest(of: manifest)
    var tags = FileCollection(folder: folder)
    try tags.add(Array(BagText.declaration.utf8), as: ["bagit.txt"])
    try tags.add(BagText.info(info(labels, digest)), as: ["bag-info.txt"])
    try tags.add(manifest, as: ["manifest-sha512.txt"])
    try tags.add(BagText.manifest(tags.sorted), as: ["tagmanifest-sha512.txt"])
    report.files = payload.entries.count + tags.entries.count
    report.bytes = payload.bytes + tags.bytes
    report.manifestSHA512 = digest
    report.warnings = NameWarnings.sentences(names) + warnings
    return report
  }

  /// Names that RFC 8493 can say and some programs cannot read.
  private var warnings: [String] {
    let hard = names.count { name in
      name.utf8.contains(UInt8(ascii: "%"))
        || name.unicodeScalars.last?.properties.isWhitespace == true
    }
    if hard == 0 { return [] }
    return [
      "\(hard) \(hard == 1 ? "name has" : "names have") a % or a space at the end: RFC 8493 allows it, but "
        + "bagit.py and sha512sum do not read such lines of a manifest"
    ]
  }

  private func info(_ labels: BagLabels, _ digest: String) -> [(label: String, value: String)] {
    var elements: [(label: String, value: String)] = []
    if let organization = labels.organization {
      elements.append(("Source-Organization", organization))
    }
    if let contact = labels.contact { elements.append(("Contact-Name", contact)) }
    let identifier = labels.identifier ?? "urn:handbill:bag:\(digest.prefix(AddPlan.idDigits))"
    return elements + [
      ("External-Identifier", identifier),
      ("Bagging-Date", String(Timestamp.now().prefix(10))),
      ("Payload-Oxum", "\(payload.bytes).\(payload.entries.count)"),
      ("Bag-Software-Agent", Catalog.agent),
    ]
  }
}
