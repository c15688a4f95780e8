// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Builds a new object, or the next version of one, in a staging folder. StagingArea.swift moves the
// result into the storage root.

internal import FileStorage
package import SystemPackage

/// An object built to the end in the staging folder, not yet in the storage root.
package struct StagedObject: Sendable {
  /// The identifier.
  package let id: String
  /// The inventory that the object will have.
  package let inventory: Inventory
  /// The staging folder of this object alone.
  let slot: FilePath
  /// The object's folder, below `slot`.
  let folder: FilePath
  /// The digest of the inventory that is replaced, nil for a new object.
  let replaces: String?
  /// Whether the object that is replaced is to be destroyed with all its versions.
  var destroysReplaced: Bool { replaces != nil && inventory.versions.count == 1 }
}

/// Builds one version of one object: begins with the files of the version before.
///
/// Not for use by two threads at once; any number of writers may work side by side. A writer that
/// goes away unfinished removes what it has staged.
package final class ObjectWriter {
  /// The identifier of the object.
  package let id: String
  /// The object as it is in the storage root, nil for a new one.
  package let base: OCFLObject?

  private let slot: FilePath
  private let folder: FilePath
  private var inventory: Inventory
  private var files: [PathBytes: String] = [:]
  /// Folder of logical paths → how many files are below it.
  private var filesBelow: [PathBytes: Int] = [:]
  private var contentNames: Set<String> = []
  private var addedDigests: Set<String> = []
  /// The folders made below the object's own, by their paths from there.
  private var madeNames: Set<String> = []
  private var isFinished = false
  private let replaces: String?
  private let emptyFolders: EmptyFolders

  /// Begins in the empty folder `slot`; `folders` lead from there to the object's own folder.
  ///
  /// `base` is the object whose next version this is, nil for an object that begins anew; `replaces`
  /// is the digest of the inventory whose object makes way, nil where there is none.
  /// - Throws: `OCFLError.invalidObject`, `.storage`.
  init(
    id: String, base: OCFLObject?, replaces: String?, slot: FilePath, folders: [String],
    emptyFolders: EmptyFolders
  ) throws(OCFLError) {
    self.id = id
    self.base = base
    self.replaces = replaces
    self.emptyFolders = emptyFolders
    self.slot = slot
    inventory = base?.inventory ?? Inventory(newObject: id)
    folder = folders.reduce(slot) { $0.appending($1) }
    guard let next = inventory.head.next else {
      let finding = Finding("E013", "", "the padded version names have no room for another version")
      throw .invalidObject(path: base?.path ?? slot, finding: finding)
    }
    inventory.head = next
    inventory.specification = .version11
    for (digest, paths) in base?.inventory.newest?.state ?? [:] {
      for path in paths { setDigest(digest, of: PathBytes(path)) }
    }
    try storing { () throws(FileStorageError) in
      try emptyFolders.make(slot)
      var path = slot
      for name in folders {
        path = path.appending(name)
        try emptyFolders.make(path)
      }
    }
  }

  deinit {
    if !isFinished { try? emptyFolders.takeApart(slot) }
  }

  /// The version under way.
  package var version: VersionNumber { inventory.head }

  /// The logical paths of the version so far, in the order of their bytes.
  package var logicalPaths: [String] { files.keys.sorted().map(\.text) }

  /// The digest of the file at a logical path, nil where there is none.
  package func digest(of logicalPath: String) -> String? { files[PathBytes(logicalPath)] }

  private var versionFolder: FilePath { folder.appending(inventory.head.name) }

  /// Copies a file into the version, and computes its digest in the same pass.
  ///
  /// Constant memory whatever the size. A file of the same logical path is replaced; bytes that the
  /// object has already are not kept twice.
  /// - Returns: the digest, in lower-case hexadecimal.
  /// - Throws: `OCFLError.invalidLogicalPath`, `.storage`.
  @discardableResult
  package func add(
    file source: FilePath, as logicalPath: String
  ) throws(OCFLError) -> String {
    try checkPath(logicalPath)
    var running = RunningDigest(inventory.digestAlgorithm)
    return try addContent(logicalPath) { (target) throws(FileStorageError) in
      try Folder.copyFile(source, to: target, sync: false) { running.update($0) }
      return running.finish()
    }
  }

  /// Writes bytes into the version as a file.
  ///
  /// - Returns: the digest, in lower-case hexadecimal.
  /// - Throws: `OCFLError.invalidLogicalPath`, `.storage`.
  @discardableResult
  package func add(_ bytes: [UInt8], as logicalPath: String) throws(OCFLError) -> String {
    try checkPath(logicalPath)
    let digest = inventory.digestAlgorithm.digest(of: bytes)
    if inventory.manifest[digest] != nil {
      try replaceDigest(digest, of: PathBytes(logicalPath))
      return digest
    }
    return try addContent(logicalPath) { (target) throws(FileStorageError) in
      let writer = try FileWriter(target)
      try writer.write(bytes)
      try writer.finish(sync: false)
      return digest
    }
  }

  /// Leaves a file of the version before out of this one; false where there is none.
  ///
  /// - Throws: `OCFLError.storage`.
  @discardableResult
  package func remove(_ logicalPath: String) throws(OCFLError) -> Bool {
    let path = PathBytes(logicalPath)
    guard let digest = files.removeValue(forKey: path) else { return false }
    for folder in path.folders {
      let count = filesBelow[folder, default: 1] - 1
      filesBelow[folder] = count == 0 ? nil : count
    }
    try dropUnused(digest)
    return true
  }

  /// Ends the version: writes inventories, sidecars and declaration.
  ///
  /// - Parameters:
  ///   - message: why the version was made.
  ///   - user: who made it.
  ///   - created: when, by RFC 3339 with seconds and time zone.
  /// - Returns: the object, for `StagingArea.commit`.
  /// - Throws: `OCFLError.storage`, `.invalidObject` where the object that is continued holds what
  ///   OCFL does not allow.
  package func finish(
    message: String, user: Inventory.User, created: String
  ) throws(OCFLError) -> StagedObject {
    precondition(Syntax.isDateTime(created), "created must be an RFC 3339 time with a time zone")
    precondition(!user.name.isEmpty, "a user has a name")
    if let base { try carryOver(base) }
    inventory.versions[inventory.head.name] = Inventory.Version(
      created: created, message: message, user: user, state: state())
    let bytes = inventory.encoded()
    let sidecar = Inventory.sidecar(bytes, inventory.digestAlgorithm)
    let sidecarName = "inventory.json.\(inventory.digestAlgorithm.rawValue)"
    try make(inventory.head.name)
    for place in [versionFolder, folder] {
      try write(bytes, to: place.appending("inventory.json"))
      try write(sidecar, to: place.appending(sidecarName))
    }
    let declaration = inventory.specification.objectDeclaration
    try write(Array(declaration.utf8.dropFirst(2)) + [0x0A], to: folder.appending(declaration))
    isFinished = true
    return StagedObject(
      id: id, inventory: inventory, slot: slot, folder: folder, replaces: replaces)
  }

  // MARK: Content

  private func checkPath(_ logicalPath: String) throws(OCFLError) {
    if let fault = LogicalPath.fault(logicalPath) {
      throw .invalidLogicalPath(id: id, logicalPath: logicalPath, reason: fault)
    }
    let path = PathBytes(logicalPath)
    if filesBelow[path] != nil || path.folders.contains(where: { files[$0] != nil }) {
      throw .invalidLogicalPath(id: id, logicalPath: logicalPath, reason: .taken)
    }
  }

  /// Writes a new content file by `write`, which gives its digest, unless the object has the bytes.
  private func addContent(
    _ logicalPath: String, _ write: (FilePath) throws(FileStorageError) -> String
  ) throws(OCFLError) -> String {
    let name = ContentName.path(for: logicalPath, taken: &contentNames)
    let contentPath = "\(inventory.head.name)/\(inventory.contentFolder)/\(name)"
    if let parent = PathBytes(contentPath).folders.last { try make(parent.text) }
    let target = folder.appending(bytes: Array(contentPath.utf8))
    let digest = try storing { () throws(FileStorageError) in try write(target) }
    if inventory.manifest[digest] == nil {
      inventory.manifest[digest] = [contentPath]
      addedDigests.insert(digest)
    } else {
      contentNames.remove(name.lowercased())
      try removeContent(contentPath)
    }
    try replaceDigest(digest, of: PathBytes(logicalPath))
    return digest
  }

  private func replaceDigest(_ digest: String, of path: PathBytes) throws(OCFLError) {
    let previous = files[path]
    setDigest(digest, of: path)
    if let previous, previous != digest { try dropUnused(previous) }
  }

  private func setDigest(_ digest: String, of path: PathBytes) {
    if files.updateValue(digest, forKey: path) != nil { return }
    for folder in path.folders { filesBelow[folder, default: 0] += 1 }
  }

  /// Removes the content of a digest that came with this version and that no file uses any more.
  private func dropUnused(_ digest: String) throws(OCFLError) {
    guard addedDigests.contains(digest), !files.values.contains(digest) else { return }
    addedDigests.remove(digest)
    for path in inventory.manifest.removeValue(forKey: digest) ?? [] {
      let prefix = "\(inventory.head.name)/\(inventory.contentFolder)/"
      contentNames.remove(String(path.dropFirst(prefix.count)).lowercased())
      try removeContent(path)
    }
  }

  /// Removes a content file, and the folders that it leaves empty.
  private func removeContent(_ contentPath: String) throws(OCFLError) {
    let file = folder.appending(bytes: Array(contentPath.utf8))
    try storing { () throws(FileStorageError) in
      try Folder.removeFile(file)
      for name in PathBytes(contentPath).folders.dropFirst().reversed() {
        let parent = folder.appending(bytes: name.bytes)
        if try !Folder.list(parent).isEmpty { break }
        try Folder.removeEmpty(parent)
        madeNames.remove(name.text)
      }
    }
  }

  private func state() -> [String: [String]] {
    var state: [String: [PathBytes]] = [:]
    for (path, digest) in files { state[digest, default: []].append(path) }
    return state.mapValues { $0.sorted().map(\.text) }
  }

  /// Makes a folder below the object's own, with its parents, unless it was made before.
  private func make(_ name: String) throws(OCFLError) {
    if madeNames.contains(name) { return }
    if let parent = PathBytes(name).folders.last { try make(parent.text) }
    madeNames.insert(name)
    let path = folder.appending(bytes: Array(name.utf8))
    _ = try storing { () throws(FileStorageError) in try emptyFolders.make(path) }
  }

  private func write(_ bytes: [UInt8], to path: FilePath) throws(OCFLError) {
    try storing { () throws(FileStorageError) in
      let writer = try FileWriter(path)
      try writer.write(bytes)
      try writer.finish(sync: false)
    }
  }

  // MARK: Versions before

  /// Gives the object under way all that the object has, but for inventory and declaration.
  private func carryOver(_ base: OCFLObject) throws(OCFLError) {
    let sidecar = "inventory.json.\(base.inventory.digestAlgorithm.rawValue)"
    for entry in try storing({ () throws(FileStorageError) in try Folder.listTree(base.path) }) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if name == "inventory.json" || name == sidecar || ObjectDeclaration.isOne(entry) { continue }
      switch entry.kind {
      case .folder: try carryOver(folder: entry.name)
      case .file:
        try link(
          base.path.appending(bytes: entry.name), to: folder.appending(bytes: entry.name))
      case .symbolicLink, .other:
        let finding = Finding("E090", name, "it is neither a file nor a folder")
        throw .invalidObject(path: base.path, finding: finding)
      }
    }
  }

  /// Makes a folder that the object has; listed by bytes, its name need not be UTF-8.
  private func carryOver(folder name: [UInt8]) throws(OCFLError) {
    let path = folder.appending(bytes: name)
    _ = try storing { () throws(FileStorageError) in try emptyFolders.make(path) }
  }

  private func link(_ source: FilePath, to target: FilePath) throws(OCFLError) {
    do throws(FileStorageError) {
      try Folder.hardLink(source, to: target)
    } catch  where error.cannotLink {
      _ = try storing { () throws(FileStorageError) in
        try Folder.copyFile(source, to: target, symbolicLinks: .refuse, sync: false)
      }
    } catch {
      throw .storage(error)
    }
  }
}
