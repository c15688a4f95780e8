// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Empty folders to be used again. A new version of an object leaves the folders of the object that it
// replaces behind, and the next staged object needs as many. Removing and making them costs far more
// than a new name: ext4 waits for journal and disk where folders are freed, and is slow to make others
// for some minutes after. 5,000 objects with their texts, on a busy machine: 90–370 s with removal at
// the end, 27–58 s with removal after each commit.

internal import FileStorage
internal import Synchronization
internal import SystemPackage

/// Empty folders of a staging area, beside the staged objects.
final class EmptyFolders: Sendable {
  private let folder: FilePath
  private let state: Mutex<State>

  private struct State {
    /// Names in `folder` of folders that are empty for sure.
    var empty: [String] = []
    /// Names that an earlier area has left, to be looked into before use.
    var unknown: [String]
    /// The number of the next name.
    var next = 0
  }

  /// Folders that stay for the next area, at most.
  private static let kept = 4096
  /// The folder of empty folders in a staging folder.
  static let folderName = "empty"

  /// Takes over what an earlier area has left in a staging folder.
  init(staging: FilePath) throws(FileStorageError) {
    folder = staging.appending(Self.folderName)
    try Folder.create(folder)
    let names = try Folder.list(folder).map { String(decoding: $0.name, as: UTF8.self) }
    state = Mutex(State(unknown: names))
  }

  /// Makes a folder whose parent is there; false where it was there itself.
  ///
  /// - Throws: `FileStorageError.failed`.
  @discardableResult
  func make(_ path: FilePath) throws(FileStorageError) -> Bool {
    while let candidate = nextCandidate() {
      if !candidate.isEmpty && (try? Folder.list(candidate.path).isEmpty) != true {
        try? Folder.remove(candidate.path)
        continue
      }
      // An existing folder would be replaced by the rename, if it is empty, and nothing lost.
      if (try? Folder.rename(candidate.path, to: path)) != nil { return true }
      giveBack(candidate.path)
      break
    }
    return try !Folder.create(path).isEmpty
  }

  private func nextCandidate() -> (path: FilePath, isEmpty: Bool)? {
    state.withLock { state in
      if let name = state.empty.popLast() { return (folder.appending(name), true) }
      return state.unknown.popLast().map { (folder.appending($0), false) }
    }
  }

  private func giveBack(_ path: FilePath) {
    state.withLock { $0.empty.append(path.lastComponent?.string ?? "") }
  }

  /// Takes a folder apart: its files are removed, its folders are kept, all empty.
  ///
  /// - Throws: `FileStorageError.failed`; what is left is of no use to anybody.
  func takeApart(_ path: FilePath) throws(FileStorageError) {
    for entry in try Folder.list(path) {
      let child = path.appending(bytes: entry.name)
      if entry.kind == .folder { try takeApart(child) } else { try Folder.removeFile(child) }
    }
    if state.withLock({ $0.empty.count + $0.unknown.count }) >= Self.kept {
      return try Folder.removeEmpty(path)
    }
    let name = state.withLock { state in
      state.next += 1
      return "\(state.next)-\(WholeFile.temporaryName().dropFirst())"
    }
    try Folder.rename(path, to: folder.appending(name))
    state.withLock { $0.empty.append(name) }
  }

  /// Removes all of them, and the folder that holds them.
  func removeAll() {
    state.withLock { $0 = State(unknown: []) }
    try? Folder.remove(folder)
  }
}
