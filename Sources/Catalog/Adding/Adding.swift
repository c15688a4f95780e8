// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SearchIndex
internal import Synchronization
internal import SystemPackage

extension Catalog {
  /// Archives files and folders, reads their text and makes them searchable.
  ///
  /// `outcome` is told of a file only once its bytes, its text and its place in the index are
  /// durable. A file that cannot be read is reported and the rest goes on. Cancelling the task ends
  /// the run after the batch that is under way, of which what is not read yet is archived without text;
  /// the summary then says that it was interrupted.
  /// - Throws: `CatalogError.locked` where another writer does not finish within the patience;
  ///   `.unusable` for bad options; `.storage`, `.archive`, `.index` where the home cannot be
  ///   written: what was reported until then is safe.
  package func add(
    _ sources: [AddSource], options: AddOptions,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in },
    outcome: @escaping @Sendable (AddOutcome) -> Void = { _ in }
  ) async throws(CatalogError) -> AddSummary {
    try await add(sources, beside: [], options: options, progress: progress, outcome: outcome)
  }

  /// As above, where files that were added before may be one of a pair with a file that is added.
  func add(
    _ sources: [AddSource], beside neighbours: [SourceFile], options: AddOptions,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in },
    outcome: @escaping @Sendable (AddOutcome) -> Void
  ) async throws(CatalogError) -> AddSummary {
    try options.check()
    let start = ContinuousClock.now
    let lock = try home.writeLock(patience: options.patience)
    defer { withExtendedLifetime(lock) {} }
    let walk = SourceWalk(sources, excluding: home)
    var summary = AddSummary()
    summary.hidden = walk.hidden
    for failure in walk.failures + Self.unmatched(options.table, walk.files) {
      summary.count(failure)
      outcome(failure)
    }
    let counted = Mutex(summary)
    let files = await LayoutPairing(
      walk.files, neighbours: neighbours, store: try store(), jobs: options.jobs
    ).paired()
    let run = try startRun(options: options, files, progress: progress) { result in
      counted.withLock { $0.count(result) }
      outcome(result)
    }
    let ending = try await run.run(files)
    summary = counted.withLock { $0 }
    summary.interrupted = summary.interrupted || !ending.isComplete
    summary.readNow = ending.readNow.count
    summary.bytes = walk.files.reduce(0) { $0 + $1.size }
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  /// Rows of the table that name no file which is added.
  private static func unmatched(_ table: FileTable?, _ files: [SourceFile]) -> [AddOutcome] {
    guard let table else { return [] }
    return table.unmatched(files).map { line, file in
      let reason =
        "names \(file.isEmpty ? "no file" : "\"\(file)\""), which is not among the files added; "
        + "check its spelling"
      return AddOutcome(
        path: "\(table.table.path), line \(line)", id: nil, result: .failed, documents: 0,
        gaps: [Gap(code: "row-without-file", reason: reason, place: nil)])
    }
  }

  private func startRun(
    options: AddOptions, _ files: [SourceFile],
    progress: @escaping @Sendable (AddProgress) -> Void,
    report: @escaping @Sendable (AddOutcome) -> Void
  ) throws(CatalogError) -> AddRun {
    let archive = try ArchiveWriter(home: home, author: options.author)
    let writer = try indexWriter(
      waiting: options.patience,
      WriterOptions(memory: options.memory, threads: options.jobs))
    let bytes = files.reduce(0) { $0 + $1.size }
    return AddRun(
      archive: archive, writer: writer, journal: PendingJournal(home), options: options,
      meter: ProgressMeter(files: files.count, bytes: bytes, report: progress), report: report)
  }
}

extension Home {
  /// The right to write here, for as long as the lock lives: one process at a time adds, rebuilds
  /// or merges.
  ///
  /// - Throws: `CatalogError.locked` where another process keeps it longer than the patience,
  ///   `.storage`.
  func writeLock(patience: Duration) throws(CatalogError) -> FolderLock {
    do throws(FileStorageError) {
      // It may have been deleted as a whole.
      try Folder.createDurably(indexes)
      return try FolderLock(folder: indexes, wait: patience)
    } catch .locked {
      throw .locked(folder)
    } catch {
      throw .storage(error)
    }
  }
}
