// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
internal import SearchIndex
internal import SystemPackage

extension Catalog {
  /// Checks objects of the archive against OCFL and their own digests, and with all of them the
  /// index against its checksums.
  ///
  /// Changes nothing in the archive; a check of digests keeps the date of the last good check of
  /// each object beside the indexes, where it can. Finding damage is not an error: it is in the
  /// report, with the document, the file, and when it was last known to be good. When the task is
  /// cancelled, the check ends after the objects under way; `.rest` goes on from there.
  /// - Parameters:
  ///   - request: which objects, how thoroughly, how fast.
  ///   - progress: told after each object and piece of a file how far the check is, from any thread.
  /// - Returns: what was checked, and what is amiss.
  /// - Throws: `CatalogError.storage` where the archive cannot be listed, `.archive`;
  ///   `.noSuchDocument`, `.ambiguousDocument` for ids; `.unusable` for `.rest` where nothing was
  ///   interrupted.
  package func verify(
    _ request: VerifyRequest, progress: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws(CatalogError) -> VerifyReport {
    var (request, selection, started) = (request, request.selection, String?.none)
    if selection == .rest {
      let task = try VerifyTask.unfinished(home)
      (selection, started) = (task.selection, task.started)
      request.depth = .digests
    }
    var documents: [String] = []
    if case .documents(let ids) = selection {
      for id in ids { documents.append(try objectID(id)) }
    }
    var run = try VerifyRun(home, request)
    try await run.run(selection, documents: documents, started: started, progress: progress)
    var report = run.report
    if selection == .all && !report.interrupted {
      report.findings += missingObjects(&run)
      report.findings += verifyIndex(request.depth)
    }
    return report
  }

  /// The id of the document whose object is meant.
  ///
  /// A whole id needs no index: the archive can be checked without one.
  private func objectID(_ id: String) throws(CatalogError) -> String {
    let object = DocumentSummary.parts(of: id).object.lowercased()
    if object.utf8.count == AddPlan.idDigits, object.allSatisfy(\.isHexDigit),
      try store().contains(object)
    {
      return object
    }
    return DocumentSummary.parts(of: try resolve(id)).object
  }

  /// Documents that the index knows and the archive has not.
  private func missingObjects(_ run: inout VerifyRun) -> [VerifyFinding] {
    guard let snapshot = try? snapshot(), let store = try? store(),
      let ids = try? snapshot.ids(withPrefix: "", without: UInt8(ascii: "#"), limit: .max)
    else { return [] }
    let known = run.report.findings.count
    for id in ids where (try? store.contains(id)) == false {
      let folders = store.root.layout.folders(for: ArchiveStore.objectID(id))
      run.reportMissing(id, Array(folders.joined(separator: "/").utf8))
    }
    return Array(run.report.findings[known...])
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
}
