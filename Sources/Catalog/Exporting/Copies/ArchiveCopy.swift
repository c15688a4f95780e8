// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A whole archive on another disk. Every object is built beside the copy, read back from the disk and
// compared with the inventory, and only then moved in. See Decisions/0025-export-and-import.md.

internal import FileStorage
internal import OCFL
package import SystemPackage

/// What a copy of an archive took.
package struct CopyReport: Sendable, Codable {
  /// Objects that are new in the copy.
  package var added = 0
  /// Objects that got new versions.
  package var updated = 0
  /// Objects whose versions were destroyed because the archive had purged them.
  package var purged = 0
  /// Objects that the copy had already.
  package var unchanged = 0
  /// Objects of the copy that the archive has not; they are left alone.
  package var extra = 0
  /// Files that were written, read back from the disk and had the right digest.
  package var filesVerified = 0
  /// Bytes of those files.
  package var bytesVerified: Int64 = 0
  /// Whether the copy had an index that no longer fits, and lost it.
  package var hasLostIndex = false
  /// Objects that were left out because they are damaged here.
  package var failures: [ExportFailure] = []
}

/// Whether a copy is there already.
package enum CopyMode: Sendable {
  /// The folder must be new.
  case new
  /// The folder may hold a copy, which is brought up to date.
  case incremental
}

extension Catalog {
  /// Copies the archive into a folder: `Archive/` as it is, `Indexes/` empty.
  ///
  /// A new copy appears whole; one that was stopped is gone on with by the next call. An incremental
  /// one takes each object whole or not at all, and leaves a note in the folder until it is done.
  /// - Throws: `CatalogError.copyApart` where an object of the copy has versions that this archive has
  ///   not: then nothing is written; `.unusable`, `.locked`, `.archive`, `.storage`.
  package func copyArchive(
    to path: FilePath, _ mode: CopyMode,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) throws(CatalogError) -> CopyReport {
    let source = try store()
    let copy = Home(folder: path)
    guard copy.isPresent else {
      let target = try ExportTarget(path, leftover: .continued, outside: home)
      let unfinished = Home(folder: target.content)
      try Self.prepare(unfinished, like: source.root)
      let report = try ArchiveCopying(source, to: unfinished, progress).run()
      try target.finish()
      return report
    }
    if try home.holds(copy.archive) || mode == .new {
      throw .unusable(
        value: path.string, asWhat: mode == .new ? "a new folder" : "another archive",
        advice: mode == .new
          ? "name one that does not exist yet, or bring the copy up to date with --incremental"
          : "it is the one that is to be copied")
    }
    let lock = try copy.writeLock(patience: .seconds(5))
    defer { withExtendedLifetime(lock) {} }
    return try ArchiveCopying(source, to: copy, progress).run()
  }

  /// Makes an archive without objects, or goes on making it.
  private static func prepare(_ home: Home, like root: StorageRoot) throws(CatalogError) {
    try storing { () throws(FileStorageError) in
      _ = try Folder.create(home.archive)
      _ = try Folder.create(home.indexes)
      let note = "Nothing is in here yet: `handbill index rebuild` makes the index of this copy.\n"
      try WholeFile.write(
        [UInt8](note.utf8), to: home.indexes.appending("README.txt"), sync: false)
    }
    if home.isPresent { return }
    try ArchiveStore.archived { () throws(OCFLError) in
      _ = try StorageRoot.create(at: home.archive, layout: root.layout)
    }
  }
}

/// One copy under way.
private struct ArchiveCopying {
  let source: ArchiveStore
  let home: Home
  let copy: ArchiveStore
  let progress: @Sendable (AddProgress) -> Void
  private var report = CopyReport()

  /// Objects that are made durable together, at most.
  private static let groupObjects = 128
  /// Bytes that are made durable together, roughly at most.
  private static let groupBytes: Int64 = 64 << 20

  init(
    _ source: ArchiveStore, to home: Home, _ progress: @escaping @Sendable (AddProgress) -> Void
  ) throws(CatalogError) {
    self.source = source
    self.home = home
    self.progress = progress
    copy = try ArchiveStore(home: home)
  }

  private var note: FilePath { home.folder.appending("COPY-UNFINISHED.txt") }

  /// Decides, then copies.
  consuming func run() throws(CatalogError) -> CopyReport {
    let staging = try ArchiveStore.archived { () throws(OCFLError) in
      try StagingArea(root: copy.root, folder: home.staging)
    }
    let plan = try CopyPlan(from: source, to: copy)
    if let first = plan.apart.first {
      throw .copyApart(copy: home.folder, object: first, others: plan.apart.count - 1)
    }
    (report.unchanged, report.extra) = (plan.unchanged, plan.extra)
    report.failures = plan.failures
    if !plan.steps.isEmpty {
      try storing { () throws(FileStorageError) in
        try WholeFile.write([UInt8](Self.noteText.utf8), to: note)
      }
      try removeIndex()
      try take(plan.steps, staging)
      // Without an index, the next writer makes one of all documents before it adds its own.
      try PendingJournal(home).begin(try copy.ids())
    }
    try storing { () throws(FileStorageError) in try Folder.removeFile(note) }
    return report
  }

  private static let noteText =
    "This copy of an archive is being brought up to date, or was when something stopped it.\n"
    + "Each object is whole, but later ones may be missing: run the export again.\n"

  /// Takes the index away, which will not fit any more: it may hold the words of purged documents.
  private mutating func removeIndex() throws(CatalogError) {
    let index = home.searchIndex
    report.hasLostIndex = try storing { () throws(FileStorageError) in
      guard try Folder.status(index) != nil else { return false }
      try Folder.remove(index)
      return true
    }
  }

  private mutating func take(
    _ steps: [(path: FilePath, step: CopyPlan.Step)], _ staging: StagingArea
  ) throws(CatalogError) {
    let meter = ProgressMeter(files: steps.count, bytes: 0, report: progress)
    var group: [(copy: StagedCopy, step: CopyPlan.Step)] = []
    for (path, step) in steps {
      do throws(CatalogError) {
        let staged = try ArchiveStore.archived { () throws(OCFLError) in
          try staging.stageCopy(of: OCFLObject(at: path))
        }
        group.append((staged, step))
      } catch  where error.concernsOneObject {
        report.failures.append(ExportFailure(document: path.string, reason: "\(error)"))
      }
      let bytes = group.reduce(0) { $0 + $1.copy.bytes }
      if group.count >= Self.groupObjects || bytes >= Self.groupBytes {
        try commit(&group, staging)
      }
      meter.advance(files: 1)
    }
    try commit(&group, staging)
  }

  /// Reads a group back, and moves it into the copy.
  private mutating func commit(
    _ group: inout [(copy: StagedCopy, step: CopyPlan.Step)], _ staging: StagingArea
  ) throws(CatalogError) {
    let copies = group.map(\.copy)
    try ArchiveStore.archived { () throws(OCFLError) in
      try staging.verify(copies)
      try staging.commit(copies.map(\.object))
    }
    for (copy, step) in group {
      report.filesVerified += copy.files
      report.bytesVerified += copy.bytes
      switch step {
      case .new: report.added += 1
      case .updated: report.updated += 1
      case .purged: report.purged += 1
      }
    }
    group = []
  }
}
