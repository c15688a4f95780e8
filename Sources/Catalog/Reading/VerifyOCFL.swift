// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
package import SystemPackage

extension Catalog {
  /// Validates any OCFL storage root or object, of 1.0 or 1.1 and of any layout: no home is needed,
  /// and nothing is written.
  ///
  /// When the task is cancelled, the check ends after the objects under way.
  /// - Parameters:
  ///   - folder: the storage root or object.
  ///   - request: depth, rate and jobs count; the selection does not.
  ///   - progress: told after each object and piece of a file how far the check is, from any thread.
  /// - Returns: what was checked, and what is amiss; nil where nothing in the folder is of OCFL.
  /// - Throws: `CatalogError.archive(.versionTooNew)`; `.storage` where it cannot be listed.
  package static func verifyOCFL(
    _ folder: FilePath, _ request: VerifyRequest,
    progress: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws(CatalogError) -> VerifyReport? {
    let kind = try ArchiveStore.archived { () throws(OCFLError) in try FolderKind.of(folder) }
    guard let kind else { return nil }
    var survey: RootSurvey?
    if case .storageRoot = kind {
      survey = try ArchiveStore.archived { () throws(OCFLError) in try RootSurvey(of: folder) }
    }
    var validator = survey.map { RootValidator($0) }
    let objects = survey?.objects ?? [[]]
    let words = VerifyFindings(archive: folder, dates: nil, now: Timestamp.now())
    let counter = VerifyMeter(total: objects.count, report: progress)
    let meter = counter.reader(bytesPerSecond: request.bytesPerSecond)
    var report = VerifyReport()
    report.archived = objects.count
    report.selected = objects.count
    var findings = survey?.findings ?? []
    report.objects = await ObjectChecks.run(
      objects.map { $0.isEmpty ? folder : folder.appending(bytes: $0) },
      depth: request.depth == .digests ? .content : .structure, jobs: request.jobs, meter: meter,
      finished: { counter.advance() },
      each: { number, object in
        findings += validator?.findings(of: object, at: objects[number]) ?? object.findings
      })
    report.interrupted = report.objects < objects.count
    if !report.interrupted { findings += validator?.findings() ?? [] }
    report.findings = findings.map { words.finding($0) }
    if request.depth == .digests { report.bytesDigested = meter.bytes }
    return report
  }
}
