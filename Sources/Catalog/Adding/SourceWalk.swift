// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From what the user named to a list of files, in an order that does not depend on the disk.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// A file to add.
struct SourceFile: Sendable {
  /// Where its bytes are.
  var path: FilePath
  /// The bytes of its own name.
  var name: [UInt8]
  /// The path as people know it, written as `displayName` is; nil for standard input.
  var shownPath: String?
  /// Whether `shownPath` had to be written so.
  var hasEscapedPath = false
  /// Length in bytes when it was listed.
  var size: Int64
  /// Seconds since 1970-01-01 UTC of its last change; nil for standard input.
  var modified: Int64?
  /// The file that says what stands on its pages; one at most.
  var beside: [SourceFile] = []
  /// Whether it is added; an original that was archived before is there for what lies beside it.
  var isAdded = true
  /// Remarks for its outcome, one sentence each.
  var remarks: [String] = []

  /// The name as text; in one that is not UTF-8, stray bytes and `%` are written as `%` and two
  /// digits, so that nothing of it is lost.
  var displayName: String { LogicalPath.text(of: name).text }

  /// Whether `displayName` had to be written so.
  var hasEscapedName: Bool { !LogicalPath.text(of: name).isExact }

  /// The path for messages.
  var label: String { shownPath ?? displayName }
}

/// The files below what the user named, and what could not be listed.
struct SourceWalk {
  /// Files, in the order named; inside a folder by the bytes of their paths.
  private(set) var files: [SourceFile] = []
  /// Paths that cannot be added, each with one sentence.
  private(set) var failures: [AddOutcome] = []
  /// Hidden names that were left alone inside folders.
  private(set) var hidden = 0
  /// Folders of a home, whose own files are never added to it.
  private let excluded: [FileIdentity]

  /// A file or folder, whatever it is called.
  private struct FileIdentity: Equatable {
    var device: UInt64
    var inode: UInt64

    init(_ status: FileStatus) {
      device = status.device
      inode = status.inode
    }
  }

  /// Lists all sources.
  init(_ sources: [AddSource], excluding home: Home) {
    excluded = [home.archive, home.indexes].compactMap {
      ((try? Folder.status($0, symbolicLinks: .follow)) ?? nil).map(FileIdentity.init)
    }
    for source in sources {
      switch source {
      case .path(let path): walk(path)
      case .file(let path): take(path)
      case .standardInput(let spooled, let name):
        let size = ((try? Folder.status(spooled)) ?? nil)?.size ?? 0
        files.append(
          SourceFile(path: spooled, name: [UInt8](name.utf8), shownPath: nil, size: Int64(size)))
      }
    }
  }

  /// Adds a file that is no link.
  private mutating func take(_ path: FilePath) {
    guard let status = try? Folder.status(path), status.kind == .file else {
      return fail(path, code: "not-a-file", "\(path) is not a file; name a file")
    }
    append(path, status)
  }

  /// Adds a file, or all files below a folder.
  ///
  /// Links to files are followed, links to folders below a named folder are not.
  private mutating func walk(_ path: FilePath) {
    do {
      guard let status = try Folder.status(path, symbolicLinks: .follow) else {
        return fail(path, code: "missing-file", "\(path) does not exist; check the path")
      }
      switch status.kind {
      case .file: append(path, status)
      case .folder: try walkFolder(path, status)
      default:
        fail(path, code: "not-a-file", "\(path) is neither a file nor a folder; name a file")
      }
    } catch {
      fail(path, code: "file-not-readable", "\(error)")
    }
  }

  private mutating func walkFolder(
    _ folder: FilePath, _ status: FileStatus
  ) throws(FileStorageError) {
    if excluded.contains(FileIdentity(status)) { return }
    let entries = try Folder.list(folder).sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for entry in entries {
      if entry.name.first == UInt8(ascii: ".") {
        hidden += 1
        continue
      }
      let child = folder.appending(bytes: entry.name)
      if entry.kind == .symbolicLink,
        let target = try? Folder.status(child, symbolicLinks: .follow), target.kind == .folder
      {
        fail(
          child, code: "link-to-folder",
          "\(child) is a symbolic link to a folder and was not followed; name its target")
      } else {
        walk(child)
      }
    }
  }

  private mutating func append(_ path: FilePath, _ status: FileStatus) {
    let shown = LogicalPath.text(of: path.bytes)
    files.append(
      SourceFile(
        path: path, name: path.lastNameBytes, shownPath: shown.text,
        hasEscapedPath: !shown.isExact, size: Int64(status.size),
        modified: status.modifiedSeconds))
  }

  private mutating func fail(_ path: FilePath, code: String, _ reason: String) {
    failures.append(
      AddOutcome(
        path: path.string, id: nil, result: .failed, documents: 0,
        gaps: [Gap(code: code, reason: reason, place: nil)]))
  }
}
