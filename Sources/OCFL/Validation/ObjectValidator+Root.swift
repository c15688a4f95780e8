// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What may stand in the folder of an object (§ 3.1, 3.2, 3.8, 3.9).

internal import FileStorage

extension ObjectValidator {
  /// Checks the declaration of the object; the version that it names.
  mutating func declaration(_ entries: [FolderEntry]) throws(OCFLError) -> Specification? {
    let declarations = entries.filter { $0.name.starts(with: "0=".utf8) }
    guard let entry = declarations.first else {
      report("E003", "", "there is no declaration 0=ocfl_object_1.1")
      return nil
    }
    if declarations.count > 1 { report("E003", "", "there is more than one declaration") }
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

  /// Checks what is in the object's folder, and notes the version folders.
  mutating func rootEntries(
    _ entries: [FolderEntry], _ inventory: Inventory?
  ) throws(OCFLError) {
    let sidecars = Sidecar.expected(inventory.map { [$0.sidecarName] } ?? [], in: entries)
    for entry in entries {
      switch entry.kind {
      case .file: rootFile(entry, sidecars: sidecars)
      case .folder: try rootFolder(entry, inventory)
      case .symbolicLink, .other: reportForeign(entry, entry.text)
      }
    }
    for (number, _) in inventory?.history ?? [] where !versionFolders.contains(number.name) {
      report("E010", number.name, "the folder of the version is missing")
    }
  }

  private mutating func rootFile(_ entry: FolderEntry, sidecars: [String]) {
    let name = entry.text
    if name == "inventory.json" || sidecars.contains(name) || name.hasPrefix("0=") { return }
    if name.lowercased() == "inventory.json" {
      report("E034", name, "the inventory must be named inventory.json")
    } else if name.dropFirst().hasPrefix("=ocfl_object_") {
      report("E005", name, "the name of a declaration must begin with 0")
    } else if name.contains("ocfl_object_") {
      report("E004", name, "the name of a declaration must be 0=ocfl_object_ and a version")
    } else {
      report("E001", name, "the file does not belong into an object's folder")
    }
  }

  private mutating func rootFolder(
    _ entry: FolderEntry, _ inventory: Inventory?
  ) throws(OCFLError) {
    let name = entry.text
    switch name {
    case "extensions": try extensions()
    case "logs": try foreignEntries(below: name)
    default:
      if let inventory, inventory.versions[name] != nil {
        versionFolders.insert(name)
      } else if VersionNumber(name: name) != nil {
        if inventory != nil { report("E046", name, "the inventory knows no such version") }
      } else {
        report("E001", name, "the folder does not belong into an object's folder")
        if try list(name).contains(where: ObjectDeclaration.isOne) {
          report("E082", name, "an object must not be in the folder of another")
        }
      }
    }
  }

  private mutating func extensions() throws(OCFLError) {
    for entry in try list("extensions") {
      let place = "extensions/\(entry.text)"
      if entry.kind != .folder {
        report("E067", place, "only folders of extensions may be here")
        continue
      }
      if !RegisteredExtensions.names.contains(entry.text) {
        report("W013", place, "no extension of this name is registered")
      }
      try foreignEntries(below: place)
    }
  }

  /// Looks for what is neither a file nor a folder, where OCFL allows all else.
  private mutating func foreignEntries(below folder: String) throws(OCFLError) {
    for entry in try list(folder) {
      let place = "\(folder)/\(entry.text)"
      switch entry.kind {
      case .file: break
      case .folder: try foreignEntries(below: place)
      case .symbolicLink, .other: reportForeign(entry, place)
      }
    }
  }

  /// Reports a symbolic link, or a device, socket or pipe.
  mutating func reportForeign(_ entry: FolderEntry, _ place: String) {
    let finding = Finding.foreign(entry, place)
    report(finding.code, finding.path, finding.sentence)
  }

  /// Checks the sidecar of an inventory.
  mutating func sidecar(
    _ folder: String, _ entries: [FolderEntry], _ inventory: [UInt8], _ algorithm: DigestAlgorithm
  ) throws(OCFLError) {
    let name = "inventory.json.\(algorithm.rawValue)"
    let prefix = folder.isEmpty ? "" : "\(folder)/"
    guard entries.contains(where: { $0.isFile(name) }) else {
      for entry in entries where entry.kind == .file && Sidecar.names.contains(entry.text) {
        report(
          "E059", prefix + entry.text, "the inventory names the algorithm \(algorithm.rawValue)")
      }
      return report("E058", prefix + name, "the sidecar of the inventory is missing")
    }
    guard let digest = Sidecar.digest(try contents(prefix + name)) else {
      return report(
        "E061", prefix + name, "the sidecar is not a digest and the word inventory.json")
    }
    let found =
      algorithm == .sha512 && folder.isEmpty
      ? result.inventorySHA512 : algorithm.digest(of: inventory)
    if digest.lowercased() != found {
      report("E060", prefix + name, "the digest is not that of the inventory")
    }
  }
}

extension Sidecar {
  /// The sidecars that need no word of their own: where that of the inventory's algorithm is
  /// missing, those of others are reported with it.
  static func expected(_ names: [String], in entries: [FolderEntry]) -> [String] {
    names.contains { name in entries.contains { $0.isFile(name) } } ? names : Self.names
  }
}

extension Finding {
  /// The code for what the disk gives no answer about.
  static let unreadable = "unreadable"

  /// What is said of a name that stands for neither a file nor a folder.
  static func foreign(_ entry: FolderEntry, _ place: String) -> Finding {
    entry.kind == .symbolicLink
      ? Finding("E090", place, "it is a symbolic link")
      : Finding("E089", place, "it is a device, socket or pipe, which OCFL cannot keep")
  }
}
