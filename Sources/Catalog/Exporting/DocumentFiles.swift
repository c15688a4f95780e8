// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The files of a document on their way out of the archive: copied under the names that they have in
// their object, each checked against the inventory while it is copied.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// A folder that is filled with files and keeps their digests.
struct FileCollection {
  /// A file that was written.
  struct Entry {
    /// Its path from the folder, byte for byte.
    var path: [UInt8]
    /// SHA-512, lower-case hexadecimal.
    var sha512: String
    /// Length in bytes.
    var bytes: Int64
  }

  /// The folder.
  let folder: FilePath
  /// What was written so far.
  private(set) var entries: [Entry] = []
  private var made: Set<String> = []

  /// Begins with an empty folder.
  init(folder: FilePath) { self.folder = folder }

  /// Bytes written so far.
  var bytes: Int64 { entries.reduce(0) { $0 + $1.bytes } }

  /// The files in the order of the bytes of their paths.
  var sorted: [Entry] { entries.sorted { $0.path.lexicographicallyPrecedes($1.path) } }

  /// Writes bytes as a file.
  ///
  /// - Throws: `CatalogError.storage`.
  mutating func add(_ bytes: [UInt8], as parts: [String]) throws(CatalogError) {
    let (path, target) = try place(parts)
    try storing { () throws(FileStorageError) in
      let writer = try FileWriter(target)
      try writer.write(bytes)
      try writer.finish(sync: false)
    }
    entries.append(
      Entry(
        path: path, sha512: DigestAlgorithm.sha512.digest(of: bytes), bytes: Int64(bytes.count)))
  }

  /// Copies a file of an object; what is written has the digest of the inventory.
  ///
  /// - Throws: `CatalogError.archive` where the file is damaged, `.storage`.
  mutating func add(
    _ logicalPath: String, of object: OCFLObject, below parts: [String]
  ) throws(CatalogError) {
    let name = logicalPath.utf8.split(separator: UInt8(ascii: "/"))
      .map { String(decoding: $0, as: UTF8.self) }
    let (path, target) = try place(parts + name)
    let algorithm = object.inventory.digestAlgorithm
    let written = try ArchiveStore.archived { () throws(OCFLError) in
      let file = try object.file(logicalPath)
      var (digest, bytes) = try DigestedCopy.write(file.path, to: target, algorithm)
      if digest != file.digest.lowercased() {
        throw .digestMismatch(path: file.path, expected: file.digest, found: digest)
      }
      if algorithm != .sha512 { digest = try DigestAlgorithm.sha512.digest(of: target) }
      return Entry(path: path, sha512: digest, bytes: Int64(bytes))
    }
    entries.append(written)
  }

  /// Takes back all files below a folder.
  ///
  /// - Throws: `CatalogError.storage`.
  mutating func remove(_ parts: [String]) throws(CatalogError) {
    let prefix = Array((parts.joined(separator: "/") + "/").utf8)
    entries.removeAll { $0.path.starts(with: prefix) }
    let below = String(decoding: prefix, as: UTF8.self)
    made = made.filter { !($0 + "/").utf8.starts(with: below.utf8) }
    try storing { () throws(FileStorageError) in
      try Folder.remove(folder.appending(bytes: Array(prefix.dropLast())))
    }
  }

  /// Where a file goes, its folders made; names that no file system takes are cut.
  private mutating func place(
    _ parts: [String]
  ) throws(CatalogError) -> (path: [UInt8], target: FilePath) {
    let names = parts.map { ContentName.fitting($0) }
    let parent = names.dropLast().joined(separator: "/")
    if !parent.isEmpty, made.insert(parent).inserted {
      try storing { () throws(FileStorageError) in
        _ = try Folder.create(folder.appending(bytes: Array(parent.utf8)))
      }
    }
    let path = Array(names.joined(separator: "/").utf8)
    return (path, folder.appending(bytes: path))
  }
}

extension ArchiveStore {
  /// The files of a document's newest version, by logical path.
  func logicalPaths(of object: OCFLObject) throws(CatalogError) -> [String] {
    try Self.archived { () throws(OCFLError) in try object.logicalPaths() }
  }
}
