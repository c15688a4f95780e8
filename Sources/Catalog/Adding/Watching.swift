// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import Synchronization
package import SystemPackage

/// How a folder is watched.
package struct WatchOptions: Sendable {
  /// What is said of each file that is added.
  package var add = AddOptions()
  /// How long a file has to stay as it is before it counts as complete.
  package var patience: Duration = .seconds(3)
  /// How long to wait between two looks.
  package var interval: Duration = .seconds(1)
  /// When the watch ends.
  package var end = End.never

  /// When a watch ends by itself.
  package enum End: Sendable {
    /// When its task is cancelled.
    case never
    /// As soon as all files that are there have been added.
    case whenTaken
  }

  /// Makes the usual options.
  package init() {}
}

/// What a watch tells of.
package enum WatchEvent: Sendable {
  /// A file was added, or could not be.
  case file(AddOutcome)
  /// The folder cannot be looked at now, or another program writes to the archive; the watch goes on.
  case waiting(String)
}

extension Catalog {
  /// Adds what appears in a folder, or below it, once it is complete; what is taken away there stays here.
  ///
  /// What was taken is noted in `Indexes/`, so that a watch that is started again goes on.
  /// - Parameters:
  ///   - folder: an absolute path.
  ///   - options: how.
  ///   - event: told of each file, once it is durable and searchable.
  /// - Throws: as `add`, but for a lock, which is waited for.
  package func watch(
    _ folder: FilePath, options: WatchOptions,
    event: @escaping @Sendable (WatchEvent) -> Void
  ) async throws(CatalogError) {
    let journal = WatchJournal(home, folder: folder)
    var watch = FolderWatch(patience: options.patience, taken: try journal.taken())
    var trouble: String?
    let start = ContinuousClock.now
    while !Task.isCancelled {
      let walk = SourceWalk([.path(folder)], excluding: home)
      var now = walk.failures.first?.gaps.first?.reason
      let ready = watch.complete(walk.files, now: ContinuousClock.now - start)
      if !ready.isEmpty {
        do throws(CatalogError) {
          let taken = try await take(ready, beside: walk.files, options.add, event)
          try journal.append(taken)
          watch.take(ready)
        } catch .locked(let home) {
          now = CatalogError.locked(home).description
        }
      }
      if let now, now != trouble { event(.waiting(now)) }
      trouble = now
      if options.end == .whenTaken, ready.isEmpty, !watch.isWaiting { return }
      try? await Task.sleep(for: options.interval)
    }
  }

  /// Adds complete files; returns those that are archived now.
  private func take(
    _ files: [SourceFile], beside neighbours: [SourceFile], _ options: AddOptions,
    _ event: @escaping @Sendable (WatchEvent) -> Void
  ) async throws(CatalogError) -> [SourceFile] {
    let failed = LockedPaths()
    _ = try await add(
      files.map { .path($0.path) }, beside: neighbours, options: options,
      outcome: { outcome in
        if outcome.result == .failed { failed.add(outcome.path) }
        event(.file(outcome))
      })
    let paths = failed.all
    return files.filter { !paths.contains($0.label) }
  }
}

/// Paths that are noted from any thread.
private final class LockedPaths: Sendable {
  private let paths = Mutex<Set<String>>([])

  /// Those noted so far.
  var all: Set<String> { paths.withLock { $0 } }

  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
}
