// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A storage root: the folder that holds objects, and the files that say how.

internal import FileStorage
package import SystemPackage

/// A folder of objects that follows OCFL, open for reading.
///
/// Writing goes through `StagingArea`. Nothing is kept in memory: opening costs three small files
/// whatever the number of objects, and an object is found by its identifier alone.
package struct StorageRoot: Sendable {
  /// The folder.
  package let path: FilePath
  /// Where an identifier leads to.
  package let layout: StorageLayout

  private static let layoutName = "ocfl_layout.json"

  /// Makes a storage root of OCFL 1.1, with its parents, durably.
  ///
  /// The folder may hold files already (a README), and what an interrupted call has left.
  /// - Throws: `OCFLError.folderInUse`, `.storage`.
  @discardableResult
  package static func create(
    at path: FilePath, layout: StorageLayout = .ofNewRoots
  ) throws(OCFLError) -> StorageRoot {
    try storing { () throws(FileStorageError) in try Folder.createDurably(path) }
    for entry in try storing({ () throws(FileStorageError) in try Folder.list(path) }) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if entry.kind != .file && name != "extensions" || name.hasPrefix("0=") {
        throw .folderInUse(path: path)
      }
    }
    let folder = path.appending("extensions").appending(layout.name)
    let declaration = Specification.version11.rootDeclaration
    try storing { () throws(FileStorageError) in
      try Folder.createDurably(folder)
      for place in [folder, path] { try WholeFile.sweep(place) }
      try WholeFile.write(layout.configurationFile, to: folder.appending("config.json"))
      try WholeFile.write(layout.layoutFile, to: path.appending(layoutName))
      // The declaration comes last: with it the folder becomes a storage root.
      try WholeFile.write(
        Array(declaration.utf8.dropFirst(2)) + [0x0A], to: path.appending(declaration))
    }
    return StorageRoot(path: path, layout: layout)
  }

  /// Opens a storage root.
  ///
  /// - Throws: `OCFLError.notAStorageRoot`, `.versionTooNew`, `.unsupportedLayout`, `.storage`.
  package static func open(at path: FilePath) throws(OCFLError) -> StorageRoot {
    try checkDeclaration(at: path)
    let file = path.appending(layoutName)
    guard try exists(file),
      let name = StorageLayout.extensionName(layoutFile: try contents(file))
    else { throw .unsupportedLayout(name: "that nothing names", path: path) }
    guard let standard = StorageLayout(extensionName: name) else {
      throw .unsupportedLayout(name: name, path: path)
    }
    let configuration = path.appending("extensions").appending(name).appending("config.json")
    if try !exists(configuration) { return StorageRoot(path: path, layout: standard) }
    let bytes = try contents(configuration)
    guard let layout = StorageLayout(extensionName: name, configurationFile: bytes) else {
      throw .unsupportedLayout(name: "\(name) of \(configuration)", path: path)
    }
    return StorageRoot(path: path, layout: layout)
  }

  private static func checkDeclaration(at path: FilePath) throws(OCFLError) {
    for specification in Specification.allCases.reversed()
    where try exists(path.appending(specification.rootDeclaration)) {
      return
    }
    guard try exists(path) else { throw .notAStorageRoot(path: path) }
    for entry in try storing({ () throws(FileStorageError) in try Folder.list(path) }) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if name.hasPrefix("0=ocfl_") && !name.hasPrefix("0=ocfl_object_") {
        throw .versionTooNew(
          found: String(name.dropFirst(7)), newestKnown: Specification.version11.rawValue,
          path: path)
      }
    }
    throw .notAStorageRoot(path: path)
  }

  private static func exists(_ path: FilePath) throws(OCFLError) -> Bool {
    try storing { () throws(FileStorageError) in
      try Folder.status(path, symbolicLinks: .follow) != nil
    }
  }

  private static func contents(_ path: FilePath) throws(OCFLError) -> [UInt8] {
    try storing { () throws(FileStorageError) in try FileReader.contents(of: path) }
  }

  /// The folder of an object, whether it exists or not.
  package func objectPath(for id: String) -> FilePath {
    layout.folders(for: id).reduce(path) { $0.appending($1) }
  }

  /// Whether there is an object of this identifier.
  ///
  /// One look at the disk.
  /// - Throws: `OCFLError.storage`.
  package func contains(_ id: String) throws(OCFLError) -> Bool {
    try Self.exists(objectPath(for: id))
  }

  /// Opens an object.
  ///
  /// - Throws: `OCFLError.noSuchObject`, `.invalidObject`, `.storage`.
  package func object(_ id: String) throws(OCFLError) -> OCFLObject {
    let path = objectPath(for: id)
    guard try Self.exists(path) else { throw .noSuchObject(id: id) }
    let object = try OCFLObject(at: path)
    if object.inventory.id == id { return object }
    let finding = Finding(
      "E083", "", "it is object \(object.inventory.id), stored at a wrong place")
    throw .invalidObject(path: path, finding: finding)
  }

  /// Calls `body` with the folder of each object, in the order of the folders' names.
  ///
  /// Walks the folders and reads no object; memory does not grow with their number.
  /// - Throws: `OCFLError.storage` where a folder cannot be listed; whatever `body` throws.
  package func forEachObjectPath(
    _ body: (FilePath) throws(OCFLError) -> Void
  ) throws(OCFLError) {
    try Self.walk(path, isRoot: true, body)
  }

  /// Calls `body` with each object, or with what keeps it from being opened.
  ///
  /// - Throws: as `forEachObjectPath`.
  package func forEachObject(
    _ body: (FilePath, Result<OCFLObject, OCFLError>) throws(OCFLError) -> Void
  ) throws(OCFLError) {
    try forEachObjectPath { (path) throws(OCFLError) in
      let object: Result<OCFLObject, OCFLError>
      do throws(OCFLError) {
        object = .success(try OCFLObject(at: path))
      } catch {
        object = .failure(error)
      }
      try body(path, object)
    }
  }

  private static func walk(
    _ folder: FilePath, isRoot: Bool, _ body: (FilePath) throws(OCFLError) -> Void
  ) throws(OCFLError) {
    let entries = try storing { () throws(FileStorageError) in try Folder.list(folder) }
    if !isRoot && entries.contains(where: ObjectDeclaration.isOne) { return try body(folder) }
    for entry in entries where entry.kind == .folder {
      if isRoot && entry.name.elementsEqual("extensions".utf8) { continue }
      try walk(folder.appending(bytes: entry.name), isRoot: false, body)
    }
  }
}

/// The file that marks a folder as an object.
enum ObjectDeclaration {
  static let prefix = "0=ocfl_object_"

  /// Whether a name in a folder declares the folder an object.
  static func isOne(_ entry: FolderEntry) -> Bool {
    entry.name.starts(with: prefix.utf8)
  }
}
