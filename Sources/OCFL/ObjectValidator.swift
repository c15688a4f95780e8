// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whether a folder is an object as OCFL says: declaration, inventories, sidecars, folders and, if
// asked, the digest of every file.

internal import FileStorage
package import SystemPackage

/// How far a validation goes.
package enum ValidationDepth: Sendable {
  /// Names, inventories and sidecars; the content of no file.
  case structure
  /// Also the digest of every file, in all algorithms that the inventories give.
  case content
}

/// Validates one object and collects its findings.
package struct ObjectValidator {
  private let path: FilePath
  private let depth: ValidationDepth
  private var findings: [Finding] = []
  /// Content path → kind, for all files below the content folders.
  private var contentFiles: Set<PathBytes> = []
  private var versionFolders: Set<String> = []
  /// Content path → algorithm → the digest that an inventory promises, with the code for a breach.
  private var promises: [PathBytes: [DigestAlgorithm: [Promise]]] = [:]

  private struct Promise: Hashable {
    var digest: String
    var code: String
    var inventory: String
  }

  /// Validates the object in a folder.
  ///
  /// - Returns: what departs from the specification, in the order found; none for a perfect object.
  ///   Paths are those from the object's folder.
  /// - Throws: `OCFLError.storage` where the disk gives no answer; a file that has gone is a
  ///   finding.
  package static func validate(
    _ path: FilePath, depth: ValidationDepth
  ) throws(OCFLError) -> [Finding] {
    try report(on: path, depth: depth).findings
  }

  /// Validates, and gives inventory and declared version of the specification too.
  static func report(
    on path: FilePath, depth: ValidationDepth
  ) throws(OCFLError) -> (findings: [Finding], inventory: Inventory?, declared: Specification?) {
    var validator = ObjectValidator(path: path, depth: depth)
    let (inventory, declared) = try validator.validate()
    return (validator.findings, inventory, declared)
  }

  private init(path: FilePath, depth: ValidationDepth) {
    self.path = path
    self.depth = depth
  }

  private mutating func report(_ code: String, _ place: String, _ sentence: String) {
    findings.append(Finding(code, place, sentence))
  }

  private func list(_ name: String) throws(OCFLError) -> [FolderEntry] {
    let folder = name.isEmpty ? path : path.appending(bytes: Array(name.utf8))
    return try storing { () throws(FileStorageError) in try Folder.list(folder) }
  }

  private func contents(_ name: String) throws(OCFLError) -> [UInt8] {
    try storing { () throws(FileStorageError) in
      try FileReader.contents(
        of: path.appending(bytes: Array(name.utf8)), symbolicLinks: .refuse)
    }
  }

  private mutating func validate() throws(OCFLError) -> (Inventory?, Specification?) {
    let entries = try list("")
    let declared = try declaration(entries)
    guard entries.contains(where: { $0.isFile("inventory.json") }) else {
      report("E063", "", "there is no inventory.json")
      return (nil, declared)
    }
    let bytes = try contents("inventory.json")
    let (inventory, faults) = InventoryParser.parse(bytes, path: "inventory.json")
    findings += faults
    guard let inventory else {
      try rootEntries(entries, nil)
      return (nil, declared)
    }
    if let declared, declared != inventory.specification {
      report("E038", "inventory.json", "its type is not that of the declaration of the object")
    }
    try sidecar("", entries, bytes, inventory.digestAlgorithm)
    try rootEntries(entries, inventory)
    promise(inventory, "inventory.json")
    try versions(inventory, bytes)
    checkManifest(inventory)
    if depth == .content { try checkContent() }
    return (inventory, declared)
  }

  // MARK: The object's folder

  private mutating func declaration(_ entries: [FolderEntry]) throws(OCFLError) -> Specification? {
    let names = entries.filter { $0.name.starts(with: "0=".utf8) }
    guard let entry = names.first else {
      report("E003", "", "there is no declaration 0=ocfl_object_1.1")
      return nil
    }
    if names.count > 1 { report("E003", "", "there is more than one declaration") }
    guard let known = Specification.allCases.first(where: { entry.isFile($0.objectDeclaration) })
    else {
      report("E006", entry.text, "the declaration names no version of OCFL known here")
      return nil
    }
    if try contents(entry.text) != Array(known.objectDeclaration.utf8.dropFirst(2)) + [0x0A] {
      report(
        "E007", entry.text, "the declaration does not hold its own name after 0= and a newline")
    }
    return known
  }

  private mutating func rootEntries(
    _ entries: [FolderEntry], _ inventory: Inventory?
  ) throws(OCFLError) {
    let algorithms = inventory.map { [$0.digestAlgorithm] } ?? [.sha512, .sha256]
    let known = ["inventory.json"] + algorithms.map { "inventory.json.\($0.rawValue)" }
    for entry in entries {
      switch entry.kind {
      case .file:
        if !known.contains(entry.text) && !entry.name.starts(with: "0=".utf8) {
          report("E001", entry.text, "the file does not belong into an object's folder")
        }
      case .folder:
        try rootFolder(entry, inventory)
      case .symbolicLink, .other:
        report("E090", entry.text, "it is neither a file nor a folder")
      }
    }
    for (number, _) in inventory?.history ?? [] where !versionFolders.contains(number.name) {
      report("E010", number.name, "the folder of the version is missing")
    }
  }

  private mutating func rootFolder(
    _ entry: FolderEntry, _ inventory: Inventory?
  ) throws(OCFLError) {
    switch entry.text {
    case "extensions": try extensions()
    case "logs": break
    default:
      if inventory?.versions[entry.text] != nil {
        versionFolders.insert(entry.text)
      } else if VersionNumber(name: entry.text) != nil {
        report("E046", entry.text, "the inventory knows no such version")
      } else {
        report("E001", entry.text, "the folder does not belong into an object's folder")
      }
    }
  }

  private mutating func extensions() throws(OCFLError) {
    for entry in try list("extensions") {
      let place = "extensions/\(entry.text)"
      if entry.kind != .folder {
        report("E067", place, "only folders of extensions may be here")
      } else if !RegisteredExtensions.names.contains(entry.text) {
        report("W013", place, "no extension of this name is registered")
      }
    }
  }

  /// Checks the sidecar of an inventory.
  private mutating func sidecar(
    _ folder: String, _ entries: [FolderEntry], _ inventory: [UInt8], _ algorithm: DigestAlgorithm
  ) throws(OCFLError) {
    let name = "inventory.json.\(algorithm.rawValue)"
    let place = folder.isEmpty ? name : "\(folder)/\(name)"
    guard entries.contains(where: { $0.isFile(name) }) else {
      return report("E058", place, "the sidecar of the inventory is missing")
    }
    guard let digest = Sidecar.digest(try contents(place)) else {
      return report("E061", place, "the sidecar is not a digest and the word inventory.json")
    }
    if digest.lowercased() != algorithm.digest(of: inventory) {
      report("E060", place, "the digest is not that of the inventory")
    }
  }

  // MARK: Versions

  private mutating func versions(
    _ root: Inventory, _ rootBytes: [UInt8]
  ) throws(OCFLError) {
    var earlier = Specification.version10
    for (number, _) in root.history where versionFolders.contains(number.name) {
      let entries = try list(number.name)
      try versionEntries(entries, number, root)
      guard entries.contains(where: { $0.isFile("inventory.json") }) else {
        report("W010", number.name, "the version has no inventory of its own")
        continue
      }
      let place = "\(number.name)/inventory.json"
      let bytes = try contents(place)
      if number == root.head {
        if bytes != rootBytes {
          report("E064", place, "it differs from the inventory in the object's folder")
        }
        try sidecar(number.name, entries, bytes, root.digestAlgorithm)
        if root.specification < earlier {
          report("E103", place, "it follows an older version of OCFL than the version before")
        }
      } else if let inventory = try priorInventory(number, entries, bytes, root) {
        if inventory.specification < earlier {
          report("E103", place, "it follows an older version of OCFL than the version before")
        }
        earlier = max(earlier, inventory.specification)
      }
    }
  }

  private mutating func versionEntries(
    _ entries: [FolderEntry], _ number: VersionNumber, _ root: Inventory
  ) throws(OCFLError) {
    for entry in entries {
      let place = "\(number.name)/\(entry.text)"
      switch entry.kind {
      case .file:
        let names = ["inventory.json", "inventory.json.sha512", "inventory.json.sha256"]
        if !names.contains(entry.text) {
          report("E015", place, "only the inventory and its sidecar may be here")
        }
      case .folder where entry.text == root.contentFolder:
        if try !content(place) {
          report("W003", place, "a version without new files should have no content folder")
        }
      case .folder:
        report("W002", place, "no folder but the one for content should be here")
      case .symbolicLink, .other:
        report("E090", place, "it is neither a file nor a folder")
      }
    }
  }

  /// Collects the files of a content folder; false where it is empty.
  private mutating func content(_ folder: String) throws(OCFLError) -> Bool {
    let entries = try list(folder)
    for entry in entries {
      let place = folder + "/" + entry.text
      switch entry.kind {
      case .file: contentFiles.insert(PathBytes(Array("\(folder)/".utf8) + entry.name))
      case .folder:
        if try !content(place) { report("E024", place, "the folder is empty") }
      case .symbolicLink, .other:
        report("E090", place, "it is neither a file nor a folder")
      }
    }
    return !entries.isEmpty
  }

  private mutating func priorInventory(
    _ number: VersionNumber, _ entries: [FolderEntry], _ bytes: [UInt8], _ root: Inventory
  ) throws(OCFLError) -> Inventory? {
    let place = "\(number.name)/inventory.json"
    let (parsed, faults) = InventoryParser.parse(bytes, path: place)
    findings += faults
    guard let inventory = parsed else { return nil }
    try sidecar(number.name, entries, bytes, inventory.digestAlgorithm)
    if inventory.head != number {
      report("E040", place, "its head is \(inventory.head.name)")
    }
    if inventory.id != root.id {
      report("E037", place, "its id is \(inventory.id), that of the object is \(root.id)")
    }
    if inventory.contentFolder != root.contentFolder {
      report("E019", place, "its contentDirectory is \(inventory.contentFolder)")
    }
    for (earlier, version) in inventory.history {
      compare(version, root.versions[earlier.name], earlier, inventory, root, place)
    }
    promise(inventory, place)
    let known = Set(inventory.manifest.values.flatMap(\.self).map { PathBytes($0) })
    for file in contentFiles.sorted() where !known.contains(file) {
      report("E023", file.text, "the manifest of \(place) does not name the file")
    }
    return inventory
  }

  /// Compares what two inventories say about one version: by content, digests may differ in kind.
  private mutating func compare(
    _ version: Inventory.Version, _ other: Inventory.Version?, _ number: VersionNumber,
    _ inventory: Inventory, _ root: Inventory, _ place: String
  ) {
    guard let other else {
      return report("E066", place, "the object's inventory has no version \(number.name)")
    }
    if !isSameState(version, inventory, other, root) {
      report("E066", place, "the state of \(number.name) differs from that in the object's folder")
    }
    if version.message != other.message || version.user != other.user
      || version.created != other.created
    {
      report("W011", place, "time, message or user of \(number.name) differ from the object's")
    }
  }

  private func isSameState(
    _ version: Inventory.Version, _ inventory: Inventory, _ other: Inventory.Version,
    _ root: Inventory
  ) -> Bool {
    if inventory.digestAlgorithm == root.digestAlgorithm {
      return inventory.files(of: version).mapValues { $0.lowercased() }
        == root.files(of: other).mapValues { $0.lowercased() }
    }
    return contentByPath(version, inventory) == contentByPath(other, root)
  }

  /// Logical path → the first of its content paths, for digests of different algorithms.
  private func contentByPath(
    _ version: Inventory.Version, _ inventory: Inventory
  ) -> [PathBytes: PathBytes] {
    inventory.files(of: version).mapValues { digest in
      (inventory.manifest[digest] ?? []).map { PathBytes($0) }.min() ?? PathBytes("")
    }
  }

  // MARK: Content

  private mutating func promise(_ inventory: Inventory, _ place: String) {
    func add(_ block: [String: [String]], _ algorithm: DigestAlgorithm, _ code: String) {
      for (digest, paths) in block {
        let promise = Promise(digest: digest.lowercased(), code: code, inventory: place)
        for path in paths {
          promises[PathBytes(path), default: [:]][algorithm, default: []].append(promise)
        }
      }
    }
    add(inventory.manifest, inventory.digestAlgorithm, "E092")
    for (name, block) in inventory.fixity {
      if let algorithm = DigestAlgorithm(rawValue: name) { add(block, algorithm, "E093") }
    }
  }

  /// Each file must be in the manifest, each path of manifest and fixity must be a file.
  private mutating func checkManifest(_ inventory: Inventory) {
    let known = Set(inventory.manifest.values.flatMap(\.self).map { PathBytes($0) })
    for file in contentFiles.sorted() where !known.contains(file) {
      report("E023", file.text, "the manifest does not name the file")
    }
    for (path, kinds) in promises.sorted(by: { $0.key < $1.key }) where !contentFiles.contains(path)
    {
      let codes = Set(kinds.values.flatMap(\.self).map(\.code))
      for code in codes.sorted() {
        report(code, path.text, "the inventory names the file, but it is missing")
      }
    }
  }

  private mutating func checkContent() throws(OCFLError) {
    for (path, kinds) in promises.sorted(by: { $0.key < $1.key }) where contentFiles.contains(path)
    {
      let file = self.path.appending(bytes: path.bytes)
      let found = try DigestAlgorithm.digests(of: file, Set(kinds.keys))
      for (algorithm, promises) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for promise in promises where promise.digest != found[algorithm] {
          report(
            promise.code, path.text,
            "its \(algorithm.rawValue) is \((found[algorithm] ?? "").prefix(16))…, "
              + "\(promise.inventory) says \(promise.digest.prefix(16))…")
        }
      }
    }
  }
}

extension FolderEntry {
  /// The name as text; bytes that are no UTF-8 are shown as U+FFFD.
  var text: String { String(decoding: name, as: UTF8.self) }

  /// Whether this is a file of the name.
  func isFile(_ name: String) -> Bool { kind == .file && self.name.elementsEqual(name.utf8) }
}

/// The extensions registered at https://ocfl.github.io/extensions/.
enum RegisteredExtensions {
  static let names: Set<String> = [
    "0001-digest-algorithms", "0002-flat-direct-storage-layout",
    StorageLayout.identifierName, StorageLayout.digestName, "0005-mutable-head",
    "0006-flat-omit-prefix-storage-layout", "0007-n-tuple-omit-prefix-storage-layout",
    "0008-schema-registry", "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout",
    "0011-direct-clean-path-layout", "0012-digest-algorithms", "initial",
  ]
}
