// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A folder that others write into: which of its files are complete, and which were taken already.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// What is known of the files of a watched folder.
///
/// A file is complete when its length and its time of change have stayed the same for a while, no program
/// here has it open for writing, and its name is not one that programs give to unfinished files.
struct FolderWatch {
  /// How a file was when it was looked at; one that is as it was when it was taken is not taken again.
  struct Look: Hashable {
    var size: Int64
    var modified: Int64?
  }

  /// How long a file has to stay as it is.
  let patience: Duration
  private var pending: [String: (look: Look, since: Duration)] = [:]
  private var taken: [String: Look]

  /// Endings of names that browsers and other programs give to files they have not finished.
  private static let unfinished = [
    ".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp", ".swp",
    ".opdownload",
    ".!ut", ".aria2", ".upload",
  ]

  /// Begins with what was taken before, by key.
  init(patience: Duration, taken: [String: Look] = [:]) {
    self.patience = patience
    self.taken = taken
  }

  /// The files that are complete and were not taken yet, in their order.
  ///
  /// - Parameters:
  ///   - files: what is in the folder now.
  ///   - now: the time since the watch began.
  /// - Returns: the files to add; `take` notes them when they are.
  mutating func complete(_ files: [SourceFile], now: Duration) -> [SourceFile] {
    var still: [String: (look: Look, since: Duration)] = [:]
    var ready: [SourceFile] = []
    for file in files where !Self.isUnfinished(file.name) {
      let look = Look(size: file.size, modified: file.modified)
      if taken[Self.key(of: file)] == look { continue }
      let since = pending[Self.key(of: file)].flatMap { $0.look == look ? $0.since : nil } ?? now
      if now - since >= patience, !FileReader.isBeingWritten(file.path) {
        ready.append(file)
      } else {
        still[Self.key(of: file)] = (look, since)
      }
    }
    pending = still
    return ready
  }

  /// Whether a file is there that is not complete yet.
  var isWaiting: Bool { !pending.isEmpty }

  /// Notes that files were added as they were.
  mutating func take(_ files: [SourceFile]) {
    for file in files { taken[Self.key(of: file)] = Look(size: file.size, modified: file.modified) }
  }

  /// What stands for a file: a digest of its path, so that a journal names no document that was purged.
  static func key(of file: SourceFile) -> String {
    String(DigestAlgorithm.sha512.digest(of: Array(file.label.utf8)).prefix(32))
  }

  /// Whether a program gave the name to a file that it has not finished.
  private static func isUnfinished(_ name: [UInt8]) -> Bool {
    let name = String(decoding: name, as: UTF8.self).lowercased()
    return name.hasPrefix("~$") || name.hasPrefix(".~lock")
      || unfinished.contains { name.hasSuffix($0) }
  }
}

/// What a watch has taken, on disk, so that a watch that is started again does not take it twice.
struct WatchJournal {
  private let path: FilePath

  /// One file, as a line.
  private struct Entry: Codable {
    /// The key of the file.
    var key: String
    var size: Int64
    var modified: Int64?
  }

  /// The journal of a watched folder in a home.
  init(_ home: Home, folder: FilePath) {
    let name = DigestAlgorithm.sha512.digest(of: folder.bytes).prefix(16)
    path = home.indexes.appending("watch-\(name).ndjson")
  }

  /// What was taken, by key.
  ///
  /// - Throws: `CatalogError.storage`.
  func taken() throws(CatalogError) -> [String: FolderWatch.Look] {
    let path = path
    let bytes = try storing { () throws(FileStorageError) in
      try Folder.status(path) == nil ? [] : try FileReader.contents(of: path)
    }
    var looks: [String: FolderWatch.Look] = [:]
    for entry in CatalogCoding.decodeLines(Entry.self, from: bytes) {
      looks[entry.key] = FolderWatch.Look(size: entry.size, modified: entry.modified)
    }
    return looks
  }

  /// Notes files behind those before; a stop in between costs at most that they are taken again.
  ///
  /// - Throws: `CatalogError.storage`.
  func append(_ files: [SourceFile]) throws(CatalogError) {
    var lines: [UInt8] = []
    for file in files {
      let entry = Entry(
        key: FolderWatch.key(of: file), size: file.size, modified: file.modified)
      lines += CatalogCoding.line(entry) + [0x0A]
    }
    let path = path
    try storing { () throws(FileStorageError) in
      try AppendedFile.append(lines, to: path, sync: true)
    }
  }
}
