// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The room that joins one archive with its indexes. Each verb of the command line has its file:
// Adding/, Indexing/, Reading/. This one opens the doors.

internal import Extraction
internal import FileStorage
package import Logging
package import SearchIndex
internal import Synchronization
package import SystemPackage

/// One archive with its indexes: add, search, show, verify, rebuild.
///
/// Every reading call sees the latest commit; what has not changed since the call before is not
/// opened again. Holds no lock between calls. One writer at a time; others wait for their `patience`
/// and are then told that it is locked.
package final class Catalog: Sendable {
  /// The version of the program, as it stands in events and in `--version`.
  package static let version = "0.1.0"
  /// The program as an agent of events.
  static let agent = "handbill \(version)"

  /// Where the archive and the indexes are.
  package let home: Home
  let logger: Logger
  private let known = Mutex<Searcher?>(nil)

  /// Takes a home that `Home.find` found.
  package init(home: Home, logger: Logger) {
    self.home = home
    self.logger = logger
  }

  /// Makes `Archive/` and `Indexes/` in a folder, which is made too where it is missing.
  ///
  /// - Throws: `CatalogError.alreadyAnArchive` where there is an archive; `.storage` or `.archive`.
  package static func create(at folder: FilePath) throws(CatalogError) -> Home {
    let home = Home(folder: folder)
    if home.isPresent { throw .alreadyAnArchive(folder) }
    do throws(FileStorageError) {
      try Folder.createDurably(home.archive)
      try Folder.createDurably(home.indexes)
    } catch {
      throw .storage(error)
    }
    try ArchiveStore.create(at: home.archive)
    do throws(SearchIndexError) {
      try IndexWriter(folder: home.searchIndex).publish(segments: [])
    } catch {
      throw .index(error)
    }
    return home
  }

  /// How far the programs that read foreign files are shut in on this machine, in one sentence.
  package static func sandboxSentence() async -> String { await Sandbox.current().sentence }

  /// The latest commit of the index.
  ///
  /// - Throws: `CatalogError.index`.
  package func snapshot() throws(CatalogError) -> IndexSnapshot { try searcher().snapshot }

  /// The rules by which a part of the index was analysed that is not of this program's; nil where all is.
  ///
  /// - Throws: `CatalogError.index`.
  package func otherAnalysis() throws(CatalogError) -> String? {
    let snapshot = try snapshot()
    do throws(SearchIndexError) {
      try snapshot.checkAnalysis()
      return nil
    } catch {
      guard case .analysisMismatch(_, let found, _) = error else { throw .index(error) }
      return found
    }
  }

  /// A searcher of the latest commit, which keeps what earlier calls have learnt of words.
  ///
  /// - Throws: `CatalogError.index`.
  func searcher() throws(CatalogError) -> Searcher {
    let before = known.withLock { $0 }
    let latest = try indexed { () throws(SearchIndexError) in
      if let before { return try before.refreshed() }
      return Searcher(try IndexSnapshot.open(home.searchIndex))
    }
    known.withLock { $0 = latest }
    return latest
  }

  /// The archive, for reading or for writing.
  func store() throws(CatalogError) -> ArchiveStore { try ArchiveStore(home: home) }

  /// Opens the index for writing; where that of archived documents was deleted, the journal then has all of
  /// them, since an index of some would be taken for one of all.
  ///
  /// - Throws: `CatalogError.index`, `.archive`, `.storage`.
  func indexWriter(
    waiting patience: Duration, _ options: WriterOptions = WriterOptions()
  ) throws(CatalogError) -> IndexWriter {
    let writer = try indexed { () throws(SearchIndexError) in
      try IndexWriter(folder: home.searchIndex, waiting: patience, options: options)
    }
    if writer.generation == 0 { try PendingJournal(home).begin(try store().ids()) }
    return writer
  }

  /// Runs a call into the index with its error in the catalog's terms.
  func indexed<Result>(
    _ body: () throws(SearchIndexError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(SearchIndexError) { return try body() } catch { throw .index(error) }
  }
}
