// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whether a folder is an object as OCFL says: declaration, inventories, sidecars, folders and, if
// asked, the digest of every file. Here: the order of the checks. What is checked is in
// ObjectValidator+Root.swift, +Versions.swift and ContentPromises.swift.

package import FileStorage
package import SystemPackage

/// How far a validation goes.
package enum ValidationDepth: Sendable {
  /// Names, inventories and sidecars; the content of no file.
  case structure
  /// Also the digest of every file, in all algorithms that the inventories give.
  case content
}

/// What a validation has found out about one object.
package struct ObjectReport: Sendable {
  /// What departs from the specification, in the order found; none for a perfect object.
  ///
  /// Paths are those from the object's folder. The code `unreadable` stands for a file or folder
  /// for which the disk gives no answer: nothing is known of it then.
  package internal(set) var findings: [Finding] = []
  /// The inventory in the object's folder; nil where it is too broken to be one.
  package internal(set) var inventory: Inventory?
  /// Where that is nil, the inventory of the newest version folder that has a readable one: it
  /// tells what the object is, not what is right.
  package internal(set) var versionInventory: Inventory?
  /// The SHA-512 of the bytes of the inventory in the object's folder, whatever the algorithm of its sidecar; empty where
  /// there is none.
  package internal(set) var inventorySHA512 = ""
  /// The version of OCFL that the declaration names.
  var declared: Specification?
  /// Files with more than one name on the disk, by their place on it; empty for a check of the
  /// structure alone.
  var multiplyNamed: [FileIdentity: String] = [:]

  /// Whether no finding is an error.
  package var isValid: Bool { !findings.contains { $0.severity == .error } }
}

/// What the file system holds a file by: equal for two names of one file.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
}

/// Validates one object and collects its findings.
package struct ObjectValidator {
  let path: FilePath
  let depth: ValidationDepth
  let meter: ReadMeter?
  var result = ObjectReport()
  /// The files below the content folders, by their content paths.
  var contentFiles: Set<PathBytes> = []
  /// The content paths in the manifest of the object.
  var namedFiles: Set<PathBytes> = []
  var versionFolders: Set<String> = []
  var promises = ContentPromises()

  /// Validates the object in a folder.
  ///
  /// - Returns: what departs from the specification; see `ObjectReport.findings`.
  package static func validate(_ path: FilePath, depth: ValidationDepth) -> [Finding] {
    report(on: path, depth: depth).findings
  }

  /// Validates the object in a folder, and tells what it is.
  ///
  /// An object that a writer replaces meanwhile is looked at again. Never fails: what cannot be
  /// read is among the findings.
  /// - Parameters:
  ///   - path: the object's folder.
  ///   - depth: how far to go.
  ///   - meter: counts what is read, and holds it to a rate.
  /// - Returns: what was found.
  package static func report(
    on path: FilePath, depth: ValidationDepth, meter: ReadMeter? = nil
  ) -> ObjectReport {
    var report = attempt(path, depth, meter)
    for _ in 0..<3 where !report.isValid {
      let now = (try? FileReader.contents(of: path.appending("inventory.json"))) ?? []
      let digest = now.isEmpty ? "" : DigestAlgorithm.sha512.digest(of: now)
      if digest == report.inventorySHA512 { break }
      report = attempt(path, depth, meter)
    }
    return report
  }

  private static func attempt(
    _ path: FilePath, _ depth: ValidationDepth, _ meter: ReadMeter?
  ) -> ObjectReport {
    var validator = ObjectValidator(path: path, depth: depth, meter: meter)
    do throws(OCFLError) {
      try validator.validate()
    } catch {
      validator.reportUnreadable(error)
    }
    return validator.result
  }

  private init(path: FilePath, depth: ValidationDepth, meter: ReadMeter?) {
    self.path = path
    self.depth = depth
    self.meter = meter
  }

  /// Notes a finding; `place` is a path from the object's folder.
  mutating func report(_ code: String, _ place: String, _ sentence: String) {
    result.findings.append(Finding(code, place, sentence))
  }

  /// Notes that the disk gave no answer.
  mutating func reportUnreadable(_ error: OCFLError) {
    guard case .storage(let error) = error else { return report("unreadable", "", "\(error)") }
    let prefix = path.string + "/"
    let place = error.path.string
    report(
      Finding.unreadable, place.hasPrefix(prefix) ? String(place.dropFirst(prefix.count)) : "",
      "it cannot be read: \(error)")
  }

  /// What is in a folder of the object.
  func list(_ name: String) throws(OCFLError) -> [FolderEntry] {
    let folder = name.isEmpty ? path : path.appending(bytes: Array(name.utf8))
    return try storing { () throws(FileStorageError) in try Folder.list(folder) }
  }

  /// The bytes of a small file of the object.
  func contents(_ name: String) throws(OCFLError) -> [UInt8] {
    let file = path.appending(bytes: Array(name.utf8))
    let bytes = try storing { () throws(FileStorageError) in
      try FileReader.contents(of: file, symbolicLinks: .refuse)
    }
    meter?.add(bytes.count)
    return bytes
  }

  private mutating func validate() throws(OCFLError) {
    let entries = try list("")
    result.declared = try declaration(entries)
    guard entries.contains(where: { $0.isFile("inventory.json") }) else {
      report("E063", "", "there is no inventory.json")
      return try withoutInventory(entries)
    }
    let bytes = try contents("inventory.json")
    result.inventorySHA512 = DigestAlgorithm.sha512.digest(of: bytes)
    let (inventory, faults) = InventoryParser.parse(bytes, path: "inventory.json")
    result.findings += faults
    result.inventory = inventory
    guard let inventory else { return try withoutInventory(entries) }
    if let declared = result.declared, declared != inventory.specification {
      report("E038", "inventory.json", "its type is not that of the declaration of the object")
    }
    try sidecar("", entries, bytes, inventory.digestAlgorithm)
    try rootEntries(entries, inventory)
    promises.add(inventory, "inventory.json")
    namedFiles = Set(inventory.manifest.values.flatMap(\.self).map { PathBytes($0) })
    try versions(inventory, bytes)
    checkManifest()
    if depth == .content { checkContent() }
  }

  /// Checks what can be checked of an object that has no inventory.
  private mutating func withoutInventory(_ entries: [FolderEntry]) throws(OCFLError) {
    try rootEntries(entries, nil)
    let versions = entries.filter { $0.kind == .folder }.compactMap { VersionNumber(name: $0.text) }
    for version in versions.sorted(by: { $0.number > $1.number }) {
      let place = "\(version.name)/inventory.json"
      guard let bytes = try? contents(place) else { continue }
      result.versionInventory = InventoryParser.parse(bytes, path: place).0
      if result.versionInventory != nil { return }
    }
  }
}

extension FolderEntry {
  /// The name as text; bytes that are no UTF-8 are shown as U+FFFD.
  var text: String { String(decoding: name, as: UTF8.self) }

  /// Whether this is a file of the name.
  func isFile(_ name: String) -> Bool { kind == .file && self.name.elementsEqual(name.utf8) }
}
