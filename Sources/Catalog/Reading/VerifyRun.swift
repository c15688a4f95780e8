// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// One check of an archive, from the choice of its objects to its report.
struct VerifyRun {
  /// Dates are written when so many bytes of them have come together, or so much time has passed.
  private static let batchBytes = 1 << 15
  private static let batchTime = Duration.seconds(2)

  private let home: Home
  private let request: VerifyRequest
  private let root: StorageRoot
  private let now = Timestamp.now()
  private let words: VerifyFindings
  private var dates: VerifyDates?
  private var lastWrite = ContinuousClock.now
  /// What is found, and how far.
  private(set) var report = VerifyReport()

  /// Begins a check.
  init(_ home: Home, _ request: VerifyRequest) throws(CatalogError) {
    self.home = home
    self.request = request
    root = try ArchiveStore(home: home).root
    do throws(FileStorageError) {
      let known = try VerifyDates(home)
      dates = known.isForeign ? nil : known
      if known.isForeign {
        report.datesNotKept = "Indexes/fixity.tsv was written by a newer program"
      }
    } catch {
      report.datesNotKept = "\(error)"
    }
    words = VerifyFindings(archive: root.path, dates: dates, now: now)
  }

  /// Whether files are read, and dates kept.
  private var isDeep: Bool { request.depth == .digests }

  /// Checks the objects of a selection, which is not `.rest`.
  ///
  /// - Parameters:
  ///   - selection: which objects.
  ///   - documents: the ids of the documents of the selection, whole.
  ///   - started: when the check began that this one goes on with; nil for a new one.
  ///   - progress: called after each object and piece of a file, from any thread.
  /// - Throws: `CatalogError.storage` where the archive cannot be listed, `.archive`.
  mutating func run(
    _ selection: VerifyRequest.Selection, documents: [String], started: String?,
    progress: @escaping @Sendable (VerifyProgress) -> Void
  ) async throws(CatalogError) {
    if isDeep && started == nil { begin(selection) }
    let survey = try survey(selection, documents)
    report.archived = survey.objects.count
    report.findings += survey.findings.map { words.finding($0) }
    let choice = VerifyChoice(dates: dates, now: now, started: started)
    let objects = choice.objects(survey.objects, selection)
    report.selected = objects.count
    await check(objects, RootValidator(survey), progress)
    report.interrupted = report.objects < objects.count
    writeDates(sync: true)
    if isDeep && !report.interrupted { VerifyTask.remove(home) }
  }

  /// Notes what is about to be done, for a run that goes on with it.
  private mutating func begin(_ selection: VerifyRequest.Selection) {
    do throws(FileStorageError) {
      try VerifyTask(selection, started: now).write(home)
    } catch {
      report.datesNotKept = report.datesNotKept ?? "\(error)"
    }
  }

  /// The objects that the selection is chosen from.
  private mutating func survey(
    _ selection: VerifyRequest.Selection, _ documents: [String]
  ) throws(CatalogError) -> RootSurvey {
    guard case .documents = selection else {
      var survey = try ArchiveStore.archived { () throws(OCFLError) in
        try RootSurvey(of: root.path)
      }
      if selection != .all { survey = RootSurvey(root, objects: survey.objects) }
      return survey
    }
    var objects: [[UInt8]] = []
    for id in documents {
      let folders = root.layout.folders(for: ArchiveStore.objectID(id))
      let isThere = try ArchiveStore.archived { () throws(OCFLError) in
        try root.contains(ArchiveStore.objectID(id))
      }
      let object = Array(folders.joined(separator: "/").utf8)
      if isThere { objects.append(object) } else { reportMissing(id, object) }
    }
    return RootSurvey(root, objects: objects)
  }

  /// Reports a document whose object is gone.
  mutating func reportMissing(_ id: String, _ object: [UInt8]) {
    let good = dates?.lastGood(object, now: now)?.time
    report.findings.append(
      VerifyFinding(
        code: "missing", document: id,
        path: root.path.appending(bytes: object).string,
        reason: "the index knows the document, but its object is not in the archive",
        severity: .error, lastKnownGood: good, knownBy: good.map { _ in .check }))
  }

  private mutating func check(
    _ objects: [[UInt8]], _ validator: RootValidator,
    _ progress: @escaping @Sendable (VerifyProgress) -> Void
  ) async {
    var validator = validator
    let counter = VerifyMeter(total: objects.count, report: progress)
    let meter = counter.reader(bytesPerSecond: request.bytesPerSecond)
    let folders = objects.map { root.path.appending(bytes: $0) }
    report.objects = await ObjectChecks.run(
      folders, depth: isDeep ? .content : .structure, jobs: request.jobs, meter: meter,
      finished: { counter.advance() },
      each: { judge($1, at: objects[$0], &validator) })
    if report.objects == objects.count {
      report.findings += validator.findings().map { words.finding($0) }
    }
    if isDeep { report.bytesDigested = meter.bytes }
  }

  private mutating func judge(
    _ object: ObjectReport, at place: [UInt8], _ validator: inout RootValidator
  ) {
    var findings = validator.findings(of: object, at: place)
    if let rewritten = words.rewritten(object, at: place) { findings.append(rewritten) }
    report.findings += words.findings(findings, of: object, at: place)
    guard isDeep, let inventory = object.inventory,
      !findings.contains(where: { $0.severity == .error })
    else { return }
    dates?.note(
      VerifyDates.GoodCheck(
        time: Timestamp.now(), head: inventory.head.name, sha512: object.inventorySHA512),
      at: place)
    let isDue = ContinuousClock.now - lastWrite >= Self.batchTime
    if isDue || dates?.pendingBytes ?? 0 >= Self.batchBytes { writeDates(sync: false) }
  }

  /// Writes the dates noted so far; where that fails, the check goes on without.
  private mutating func writeDates(sync: Bool) {
    lastWrite = ContinuousClock.now
    do throws(FileStorageError) {
      try dates?.write(sync: sync)
    } catch {
      report.datesNotKept = report.datesNotKept ?? "\(error)"
      dates = nil
    }
  }
}
