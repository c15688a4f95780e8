// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One object, open for reading: its versions, and the files of each.

internal import FileStorage
package import SystemPackage

/// An object of a storage root, as it was when it was opened.
///
/// Files of a version never change and never move while the object gets newer versions, so an open
/// object stays readable.
package struct OCFLObject: Sendable {
  /// The object's folder.
  package let path: FilePath
  /// The inventory in the object's folder, checked against its sidecar.
  package let inventory: Inventory
  /// The digest of the inventory, which stands for the whole state of the object.
  package let inventoryDigest: String

  /// Opens the object in a folder.
  ///
  /// Reads the inventory and its sidecar; content is not looked at. Where a writer replaces the object
  /// between the two readings, both are read again.
  /// - Throws: `OCFLError.invalidObject` where inventory or sidecar break the specification,
  ///   `.digestMismatch` where they do not belong together, `.storage`.
  package init(at path: FilePath) throws(OCFLError) {
    var bytes = try Self.inventory(in: path)
    var attempts = 100
    while true {
      do throws(OCFLError) {
        self = try Self(at: path, inventory: bytes)
        return
      } catch .digestMismatch(let file, let expected, let found) {
        let now = try Self.inventory(in: path)
        attempts -= 1
        if now == bytes || attempts == 0 {
          throw .digestMismatch(path: file, expected: expected, found: found)
        }
        bytes = now
      }
    }
  }

  private static func inventory(in folder: FilePath) throws(OCFLError) -> [UInt8] {
    try storing { () throws(FileStorageError) in
      try FileReader.contents(of: folder.appending("inventory.json"))
    }
  }

  private init(at path: FilePath, inventory bytes: [UInt8]) throws(OCFLError) {
    let (inventory, findings) = InventoryParser.parse(bytes, path: "inventory.json")
    if let error = findings.first(where: { $0.severity == .error }) {
      throw .invalidObject(path: path, finding: error)
    }
    guard let inventory else {
      let finding = Finding("E033", "inventory.json", "the inventory is incomplete")
      throw .invalidObject(path: path, finding: finding)
    }
    self.path = path
    self.inventory = inventory
    inventoryDigest = inventory.digestAlgorithm.digest(of: bytes)
    let expected = try Self.sidecar(in: path, inventory.digestAlgorithm)
    if expected.lowercased() != inventoryDigest {
      throw .digestMismatch(
        path: path.appending("inventory.json"), expected: expected, found: inventoryDigest)
    }
  }

  /// The digest in the sidecar of the inventory of a folder.
  static func sidecar(
    in folder: FilePath, _ algorithm: DigestAlgorithm
  ) throws(OCFLError) -> String {
    let name = "inventory.json.\(algorithm.rawValue)"
    let bytes = try storing { () throws(FileStorageError) in
      try FileReader.contents(of: folder.appending(name))
    }
    guard let digest = Sidecar.digest(bytes) else {
      let finding = Finding("E061", name, "the sidecar is not a digest and the word inventory.json")
      throw .invalidObject(path: folder, finding: finding)
    }
    return digest
  }

  /// A version, the newest unless another is named.
  ///
  /// - Throws: `OCFLError.noSuchVersion`.
  package func version(
    _ number: VersionNumber? = nil
  ) throws(OCFLError) -> Inventory.Version {
    let number = number ?? inventory.head
    guard let version = inventory.versions[number.name] else {
      throw .noSuchVersion(id: inventory.id, version: number.name)
    }
    return version
  }

  /// The logical paths of a version, in the order of their bytes.
  ///
  /// - Throws: `OCFLError.noSuchVersion`.
  package func logicalPaths(
    of number: VersionNumber? = nil
  ) throws(OCFLError) -> [String] {
    try version(number).state.values.flatMap(\.self).map { PathBytes($0) }.sorted().map(\.text)
  }

  /// Where the bytes of a logical path are, and their digest.
  ///
  /// - Throws: `OCFLError.noSuchVersion`, `.noSuchFile`.
  package func file(
    _ logicalPath: String, version number: VersionNumber? = nil
  ) throws(OCFLError) -> (path: FilePath, digest: String) {
    let wanted = PathBytes(logicalPath)
    for (digest, paths) in try version(number).state
    where paths.contains(where: { PathBytes($0) == wanted }) {
      if let content = inventory.manifest[digest]?.first {
        return (path.appending(bytes: Array(content.utf8)), digest)
      }
    }
    throw .noSuchFile(
      id: inventory.id, version: (number ?? inventory.head).name, logicalPath: logicalPath)
  }

  /// The bytes of a small file, checked against their digest.
  ///
  /// - Throws: `OCFLError.noSuchVersion`, `.noSuchFile`, `.digestMismatch`, `.storage`.
  package func contents(
    of logicalPath: String, version number: VersionNumber? = nil
  ) throws(OCFLError) -> [UInt8] {
    let (file, expected) = try file(logicalPath, version: number)
    let bytes = try storing { () throws(FileStorageError) in
      try FileReader.contents(of: file, symbolicLinks: .refuse)
    }
    let found = inventory.digestAlgorithm.digest(of: bytes)
    if found != expected.lowercased() {
      throw .digestMismatch(path: file, expected: expected, found: found)
    }
    return bytes
  }
}

/// The file beside each inventory that holds its digest.
enum Sidecar {
  /// The names that a sidecar can have.
  static let names = ["inventory.json.sha512", "inventory.json.sha256"]

  /// The digest in a sidecar; nil where it does not have the form `digest inventory.json`.
  static func digest(_ bytes: [UInt8]) -> String? {
    let blanks: Set<UInt8> = [0x20, 0x09]
    var line = bytes[...]
    if line.last == 0x0A { line = line.dropLast() }
    if line.last == 0x0D { line = line.dropLast() }
    let digest = line.prefix { !blanks.contains($0) }
    let rest = line[digest.endIndex...]
    let name = rest.drop { blanks.contains($0) }
    guard !digest.isEmpty, name.count < rest.count, name.elementsEqual("inventory.json".utf8)
    else { return nil }
    return String(decoding: digest, as: UTF8.self)
  }
}
