// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The originals as plain files, for people who have no program for bags; where it is asked for, pictures
// without the place where they were taken.

internal import Extraction
internal import FileStorage
internal import OCFL
package import SystemPackage

/// Whether copies of pictures name the place where they were taken.
package enum LocationChoice: Sendable {
  /// They are the originals, byte for byte.
  case kept
  /// Coordinates and names of places are taken out; a file that may name one and of which it cannot be
  /// taken out is left out.
  case removed
}

extension Catalog {
  /// Writes originals into a new folder, which appears whole or not at all: each in a folder of its id,
  /// under its own name, and `SHA512SUMS` with the digests of what was written.
  ///
  /// - Returns: what was written; a copy that differs from its original is named by a warning.
  /// - Throws: as `exportBag`.
  package func exportOriginals(
    _ selection: ExportSelection, to path: FilePath, location: LocationChoice,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) async throws(CatalogError) -> ExportReport {
    let documents = try documents(selection)
    if documents.isEmpty { return ExportReport() }
    let target = try ExportTarget(path, leftover: .removed, outside: home)
    do throws(CatalogError) {
      var export = OriginalsExport(
        store: try store(), files: FileCollection(folder: target.content), location: location)
      let meter = ProgressMeter(
        files: documents.count, bytes: documents.reduce(0) { $0 + $1.bytes }, report: progress)
      for document in documents {
        try await export.add(document)
        meter.advance(files: 1, bytes: document.bytes)
      }
      let report = try export.finish()
      if report.documents == 0 { target.discard() } else { try target.finish() }
      return report
    } catch {
      target.discard()
      throw error
    }
  }
}

/// Originals under way.
private struct OriginalsExport {
  let store: ArchiveStore
  var files: FileCollection
  let location: LocationChoice
  private var report = ExportReport()

  init(store: ArchiveStore, files: FileCollection, location: LocationChoice) {
    self.store = store
    self.files = files
    self.location = location
  }

  /// Adds a document, or notes why it cannot be.
  mutating func add(_ document: DocumentSummary) async throws(CatalogError) {
    do throws(CatalogError) {
      let archived = try store.document(document.id)
      let original = try archived.original()
      var isWritten = false
      if location == .removed {
        isWritten = try await takePlace(archived, original.path, document)
      }
      if !isWritten {
        try files.add(
          ArchiveStore.originalFolder + original.name, of: archived.object, below: [document.id])
      }
      if let layout = try archived.layoutFile() {
        try files.add(
          ArchiveStore.besideFolder + layout.name, of: archived.object, below: [document.id])
      }
      report.documents += 1
    } catch  where error.concernsOneObject {
      report.failures.append(ExportFailure(document: document.id, reason: "\(error)"))
    }
  }

  /// Writes a copy without the place; false where the original names none.
  private mutating func takePlace(
    _ archived: ArchivedDocument, _ original: FilePath, _ document: DocumentSummary
  ) async throws(CatalogError) -> Bool {
    let copy = files.folder.appending(WholeFile.temporaryName())
    defer { try? Folder.removeFile(copy) }
    do throws(ExtractionFailure) {
      guard
        case .removed = try await LocationRedaction.copy(
          from: original, to: copy, parent: store.home.extracting)
      else {
        return false
      }
    } catch {
      throw .unreadableOriginal(id: document.id, reason: "\(error)")
    }
    let name = try archived.original().name
    let bytes = try storing { () throws(FileStorageError) in try FileReader.contents(of: copy) }
    try files.add(bytes, as: [document.id, "original", name])
    report.warnings.append(
      "\(DocumentSummary.shortID(document.id)): the copy lacks the place where it was taken, so it is not "
        + "the original byte for byte")
    return true
  }

  /// Writes the list of digests.
  mutating func finish() throws(CatalogError) -> ExportReport {
    let sums = BagText.manifest(files.sorted)
    try files.add(sums, as: ["SHA512SUMS"])
    report.files = files.entries.count
    report.bytes = files.bytes
    report.manifestSHA512 = DigestAlgorithm.sha512.digest(of: sums)
    return report
  }
}
