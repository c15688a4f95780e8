// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a storage root is made of, without a look into its objects (§ 4.1 to 4.4).

internal import FileStorage
package import SystemPackage

/// A storage root with the places of its objects, and what is wrong outside of them.
///
/// Memory grows with the number of objects, by the bytes of their paths.
package struct RootSurvey: Sendable {
  /// The storage root.
  package let path: FilePath
  /// The folders of all objects, in the order of their names' bytes, as paths from the root.
  package private(set) var objects: [[UInt8]] = []
  /// What departs from the specification outside of objects; paths are those from the root.
  package private(set) var findings: [Finding] = []
  /// The version of OCFL that the declaration names.
  private(set) var declared: Specification?
  /// Where an identifier leads to; nil where nothing says it, or in a way not known here.
  private(set) var layout: StorageLayout?

  /// Looks at a storage root.
  ///
  /// Folders that go away meanwhile are left out.
  /// - Throws: `OCFLError.versionTooNew`; `.storage` where the root itself cannot be listed.
  package init(of path: FilePath) throws(OCFLError) {
    self.path = path
    let entries = try storing { () throws(FileStorageError) in try Folder.list(path) }
    try checkDeclaration(entries)
    if entries.contains(where: { $0.isFile("ocfl_layout.json") }) { try checkLayout() }
    for entry in entries {
      switch entry.kind {
      case .file: break  // files in the root itself are allowed, and ignored
      case .folder where entry.text == "extensions": try checkExtensions()
      case .folder: checkTopFolder(entry)
      case .symbolicLink, .other: findings.append(.foreign(entry, entry.text))
      }
    }
    checkLevels()
  }

  /// Takes some objects of a storage root, without a look at what else is in it.
  package init(_ root: StorageRoot, objects: [[UInt8]]) {
    path = root.path
    layout = root.layout
    self.objects = objects
  }

  /// The folder of an object.
  package func folder(of object: [UInt8]) -> FilePath { path.appending(bytes: object) }

  private mutating func report(_ code: String, _ place: String, _ sentence: String) {
    findings.append(Finding(code, place, sentence))
  }

  private func contents(_ name: String) throws(OCFLError) -> [UInt8] {
    try storing { () throws(FileStorageError) in
      try FileReader.contents(of: path.appending(name), symbolicLinks: .refuse)
    }
  }

  // MARK: The root itself

  private mutating func checkDeclaration(_ entries: [FolderEntry]) throws(OCFLError) {
    for entry in entries where entry.kind == .file { checkDeclarationName(entry.text) }
    let declarations = entries.filter { $0.name.starts(with: "0=".utf8) }
    guard let entry = declarations.first else {
      return report("E069", "", "there is no declaration 0=ocfl_1.1")
    }
    if declarations.count > 1 { report("E076", "", "there is more than one declaration") }
    declared = Specification.allCases.first { entry.isFile($0.rootDeclaration) }
    guard let declared else {
      if let newer = Specification.newerVersion(declaredBy: entry.text) {
        throw .versionTooNew(
          found: newer, newestKnown: Specification.version11.rawValue, path: path)
      }
      return report("E079", entry.text, "the declaration names no version of OCFL")
    }
    if try contents(entry.text) != Array(declared.rootDeclaration.utf8.dropFirst(2)) + [0x0A] {
      report("E080", entry.text, "it does not hold its own name after 0= and a newline")
    }
  }

  /// Files in the root are ignored, but for those that were meant to be the declaration.
  private mutating func checkDeclarationName(_ name: String) {
    if name.hasPrefix("0=") { return }
    let version = name.split(separator: "_").last ?? ""
    guard version.contains("."), version.allSatisfy({ $0.isNumber || $0 == "." }) else { return }
    if name.dropFirst().hasPrefix("=ocfl_") {
      report("E078", name, "the name of a declaration must begin with 0")
    } else if name.hasPrefix("ocfl_") || name.dropFirst().hasPrefix("ocfl_") {
      report("E077", name, "the name of a declaration must be 0=ocfl_ and a version")
    }
  }

  private mutating func checkLayout() throws(OCFLError) {
    let name = "ocfl_layout.json"
    let object = JSONTree(try contents(name))?.object
    guard let object, let used = object["extension"]?.string, object["description"]?.string != nil
    else { return report("E070", name, "the key extension or description is missing") }
    if !RegisteredExtensions.names.contains(used) {
      report("E071", name, "no extension \(used) is registered")
    }
    if declared != nil, let root = try? StorageRoot.open(at: path) { layout = root.layout }
  }

  private mutating func checkExtensions() throws(OCFLError) {
    let isNewer = declared != .version10
    let folder = path.appending("extensions")
    for entry in try storing({ () throws(FileStorageError) in try Folder.list(folder) }) {
      let place = "extensions/\(entry.text)"
      if entry.kind != .folder {
        report(isNewer ? "E112" : "E086", place, "only folders of extensions may be here")
      } else if !RegisteredExtensions.names.contains(entry.text) {
        report(isNewer ? "W016" : "W013", place, "no extension of this name is registered")
      }
    }
  }

  // MARK: The hierarchy

  private mutating func checkTopFolder(_ entry: FolderEntry) {
    let before = (objects: objects.count, findings: findings.count)
    checkFolder(entry.name, isTop: true)
    let below = findings[before.findings...].map(\.code)
    // What cannot be listed may lead to an object all the same.
    let isUnknown = below.contains(Finding.unreadable) || below.allSatisfy { $0 == "E073" }
    if objects.count == before.objects && !isUnknown {
      report("E088", entry.text, "the folder leads to no object")
    }
  }

  private mutating func checkFolder(_ folder: [UInt8], isTop: Bool = false) {
    let place = String(decoding: folder, as: UTF8.self)
    let entries: [FolderEntry]
    do throws(FileStorageError) {
      entries = try Folder.list(path.appending(bytes: folder))
    } catch {
      if !error.isMissing { report(Finding.unreadable, place, "it cannot be listed: \(error)") }
      return
    }
    let isObject = entries.contains { ObjectDeclaration.isOne($0) || $0.isFile("inventory.json") }
    if isObject { return objects.append(folder) }
    if entries.isEmpty { return report("E073", place, "the folder is empty") }
    for entry in entries {
      let below = "\(place)/\(entry.text)"
      switch entry.kind {
      case .folder: checkFolder(folder + [UInt8(ascii: "/")] + entry.name)
      case .file: report("E072", below, "the file is not part of an object")
      case .symbolicLink, .other: findings.append(.foreign(entry, below))
      }
    }
    if !entries.contains(where: { $0.kind == .folder }) {
      report("E085", place, "the folder is the last of its path and no object")
    }
  }

  /// Objects should be all in the root itself, or all in folders below it.
  private mutating func checkLevels() {
    let isNested = { (object: [UInt8]) in object.contains(UInt8(ascii: "/")) }
    guard let nested = objects.first(where: isNested),
      let direct = objects.first(where: { !isNested($0) })
    else { return }
    report(
      "W015", String(decoding: direct, as: UTF8.self),
      "it is in the root itself, but \(String(decoding: nested, as: UTF8.self)) is below folders")
  }
}

extension Specification {
  /// The version in a declaration of a storage root or object of a newer OCFL; nil where the
  /// declaration is none.
  static func newerVersion(declaredBy name: String) -> String? {
    let prefixes = ["0=ocfl_object_", "0=ocfl_"]
    guard let prefix = prefixes.first(where: { name.hasPrefix($0) }) else { return nil }
    let version = name.dropFirst(prefix.count)
    let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1], major >= 0, minor >= 0,
      (major, minor) > (1, 1)
    else { return nil }
    return String(version)
  }
}
