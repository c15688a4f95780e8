// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whether a folder is a storage root as OCFL says, with all objects in it.

internal import FileStorage
package import SystemPackage

/// Validates a storage root.
package struct RootValidator {
  private let path: FilePath
  private let depth: ValidationDepth
  private var declared: Specification?
  private var layout: StorageLayout?
  private var placeOfID: [PathBytes: String] = [:]
  private let progress: (Int) -> Void

  /// Validates the storage root in a folder, and calls `report` with each finding.
  ///
  /// Paths are those from the storage root. Memory grows with the number of objects by some 200
  /// bytes each, for identifiers that must be unique. `progress` is told of the number of objects
  /// found so far.
  /// - Returns: the number of objects.
  /// - Throws: `OCFLError.storage` where the disk gives no answer.
  @discardableResult
  package static func validate(
    _ path: FilePath, depth: ValidationDepth, progress: @escaping (Int) -> Void = { _ in },
    report: (Finding) -> Void
  ) throws(OCFLError) -> Int {
    var validator = RootValidator(path: path, depth: depth, progress: progress)
    try validator.checkRoot(report)
    return validator.placeOfID.count
  }

  private init(path: FilePath, depth: ValidationDepth, progress: @escaping (Int) -> Void) {
    self.path = path
    self.depth = depth
    self.progress = progress
  }

  private func list(_ name: String) throws(OCFLError) -> [FolderEntry] {
    let folder = name.isEmpty ? path : path.appending(bytes: Array(name.utf8))
    return try storing { () throws(FileStorageError) in try Folder.list(folder) }
  }

  private func contents(_ name: String) throws(OCFLError) -> [UInt8] {
    try storing { () throws(FileStorageError) in
      try FileReader.contents(of: path.appending(name), symbolicLinks: .refuse)
    }
  }

  private mutating func checkRoot(_ report: (Finding) -> Void) throws(OCFLError) {
    let entries = try list("")
    try checkDeclaration(entries, report)
    if entries.contains(where: { $0.isFile("ocfl_layout.json") }) { try checkLayout(report) }
    for entry in entries {
      switch entry.kind {
      case .file: break  // files in the root itself are allowed, and ignored
      case .folder where entry.text == "extensions": try checkExtensions(report)
      case .folder: try checkFolder(path.appending(bytes: entry.name), entry.text, report)
      case .symbolicLink, .other:
        report(Finding("E090", entry.text, "it is neither a file nor a folder"))
      }
    }
  }

  private mutating func checkDeclaration(
    _ entries: [FolderEntry], _ report: (Finding) -> Void
  ) throws(OCFLError) {
    let declarations = entries.filter { $0.name.starts(with: "0=".utf8) }
    guard let entry = declarations.first else {
      return report(Finding("E069", "", "there is no declaration 0=ocfl_1.1"))
    }
    if declarations.count > 1 {
      report(Finding("E076", "", "there is more than one declaration"))
    }
    declared = Specification.allCases.first { entry.isFile($0.rootDeclaration) }
    guard let declared else {
      return report(
        Finding("E079", entry.text, "the declaration names no version of OCFL known here"))
    }
    if try contents(entry.text) != Array(declared.rootDeclaration.utf8.dropFirst(2)) + [0x0A] {
      report(Finding("E080", entry.text, "it does not hold its own name after 0= and a newline"))
    }
  }

  private mutating func checkLayout(_ report: (Finding) -> Void) throws(OCFLError) {
    let name = "ocfl_layout.json"
    let object = JSONTree(try contents(name))?.object
    guard let object, let used = object["extension"]?.string, object["description"]?.string != nil
    else { return report(Finding("E070", name, "the key extension or description is missing")) }
    if !RegisteredExtensions.names.contains(used) {
      report(Finding("E071", name, "no extension \(used) is registered"))
    }
    if declared != nil, let root = try? StorageRoot.open(at: path) { layout = root.layout }
  }

  private func checkExtensions(_ report: (Finding) -> Void) throws(OCFLError) {
    for entry in try list("extensions") {
      let place = "extensions/\(entry.text)"
      if entry.kind != .folder {
        report(Finding("E112", place, "only folders of extensions may be here"))
      } else if !RegisteredExtensions.names.contains(entry.text) {
        report(Finding("W016", place, "no extension of this name is registered"))
      }
    }
  }

  private mutating func checkFolder(
    _ folder: FilePath, _ place: String, _ report: (Finding) -> Void
  ) throws(OCFLError) {
    let entries = try storing { () throws(FileStorageError) in try Folder.list(folder) }
    if entries.contains(where: ObjectDeclaration.isOne) {
      return try checkObject(folder, place, report)
    }
    if entries.isEmpty { report(Finding("E073", place, "the folder is empty")) }
    for entry in entries {
      let below = "\(place)/\(entry.text)"
      switch entry.kind {
      case .folder: try checkFolder(folder.appending(bytes: entry.name), below, report)
      case .file:
        report(Finding("E072", below, "the file is not part of an object"))
      case .symbolicLink, .other:
        report(Finding("E090", below, "it is neither a file nor a folder"))
      }
    }
  }

  private mutating func checkObject(
    _ folder: FilePath, _ place: String, _ report: (Finding) -> Void
  ) throws(OCFLError) {
    let object = try ObjectValidator.report(on: folder, depth: depth)
    for finding in object.findings {
      let below = finding.path.isEmpty ? place : "\(place)/\(finding.path)"
      report(Finding(finding.code, below, finding.sentence))
    }
    if let declared, let newer = object.declared, newer > declared {
      report(Finding("E081", place, "the object follows a newer version of OCFL than the root"))
    }
    let id = object.inventory?.id ?? "unknown identifier at \(place)"
    if let other = placeOfID.updateValue(place, forKey: PathBytes(id)) {
      report(Finding("E037", place, "its id is also that of \(other)"))
    }
    progress(placeOfID.count)
    if let layout, let inventory = object.inventory {
      let expected = layout.folders(for: inventory.id).joined(separator: "/")
      if expected != place {
        report(Finding("E083", place, "the layout puts object \(inventory.id) at \(expected)"))
      }
    }
  }
}
