// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
internal import SearchIndex
internal import SystemPackage

extension Catalog {
  /// Checks the archive against OCFL and its own digests, and the index against its checksums.
  ///
  /// Reads only. Finding damage is not an error: it is in the report, with the document and the
  /// file.
  /// - Parameters:
  ///   - depth: whether originals and text are digested again.
  ///   - progress: told of the number of objects checked.
  /// - Returns: what was checked, and what is amiss.
  /// - Throws: `CatalogError.storage` where the disk gives no answer, `.archive`.
  package func verify(
    _ depth: VerifyDepth, progress: @escaping (Int) -> Void = { _ in }
  ) throws(CatalogError) -> VerifyReport {
    var report = VerifyReport()
    let root = try ArchiveStore(home: home).root
    var documents = DocumentNames(root)
    report.objects = try ArchiveStore.archived { () throws(OCFLError) in
      try RootValidator.validate(
        root.path, depth: depth == .digests ? .content : .structure
      ) { finding in
        report.findings.append(
          VerifyFinding(
            code: finding.code, document: documents.document(at: finding.path),
            path: root.path.appending(finding.path).string, reason: finding.sentence,
            severity: finding.severity == .error ? .error : .warning))
      }
    }
    if depth == .digests {
      report.bytesDigested = try stored { () throws(FileStorageError) in try Self.bytes(root.path) }
    }
    report.findings += verifyIndex(depth)
    return report
  }

  /// Checks every file of the index against its checksum and its own structure.
  package func verifyIndex(_ depth: VerifyDepth = .digests) -> [VerifyFinding] {
    let problems: [SearchIndexError]
    do throws(SearchIndexError) {
      let snapshot = try IndexSnapshot.open(home.searchIndex)
      problems = depth == .digests ? snapshot.verify() : []
    } catch {
      problems = [error]
    }
    return problems.map {
      VerifyFinding(
        code: "index", document: nil, path: home.searchIndex.string, reason: "\($0)",
        severity: .error)
    }
  }

  /// Bytes of all files below a folder.
  private static func bytes(_ folder: FilePath) throws(FileStorageError) -> Int64 {
    var total: Int64 = 0
    for entry in try Folder.list(folder) {
      let path = folder.appending(bytes: entry.name)
      switch entry.kind {
      case .folder: total += try bytes(path)
      case .file: total += Int64(try Folder.status(path)?.size ?? 0)
      default: break
      }
    }
    return total
  }
}

/// Finds the document that a file of the archive belongs to.
private struct DocumentNames {
  private let root: StorageRoot
  private var known: [String: String] = [:]

  init(_ root: StorageRoot) { self.root = root }

  /// The document whose object holds a path below the storage root; nil where it cannot be told.
  mutating func document(at path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    let depth = root.layout.numberOfTuples + 1
    guard parts.count >= depth else { return nil }
    let folder = parts.prefix(depth).joined(separator: "/")
    if let document = known[folder] { return document }
    let prefix = ArchiveStore.objectID("")
    let object = root.path.appending(folder)
    guard let id = (try? OCFLObject(at: object))?.inventory.id, id.hasPrefix(prefix) else {
      return nil
    }
    let document = String(id.dropFirst(prefix.count))
    known[folder] = document
    return document
  }
}
