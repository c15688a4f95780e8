// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The version folders of an object, and how their inventories agree with that of the object
// (§ 3.3, 3.7).

internal import FileStorage

extension ObjectValidator {
  /// Checks each version folder: entries, inventory, sidecar, and how it agrees with the object's.
  mutating func versions(
    _ root: Inventory, _ rootBytes: [UInt8]
  ) throws(OCFLError) {
    var earlier = Specification.version10
    for (number, _) in root.history where versionFolders.contains(number.name) {
      let entries = try list(number.name)
      guard entries.contains(where: { $0.isFile("inventory.json") }) else {
        report("W010", number.name, "the version has no inventory of its own")
        try versionEntries(entries, number, root, sidecars: Sidecar.names)
        continue
      }
      let place = "\(number.name)/inventory.json"
      let bytes = try contents(place)
      if number == root.head {
        try versionEntries(
          entries, number, root, sidecars: Sidecar.expected([root.sidecarName], in: entries))
        if bytes != rootBytes {
          report("E064", place, "it differs from the inventory in the object's folder")
        }
        try sidecar(number.name, entries, bytes, root.digestAlgorithm)
        if root.specification < earlier {
          report("E103", place, "it follows an older version of OCFL than the version before")
        }
      } else {
        let (parsed, faults) = InventoryParser.parse(bytes, path: place)
        let names = Sidecar.expected(parsed.map { [$0.sidecarName] } ?? [], in: entries)
        try versionEntries(entries, number, root, sidecars: names)
        result.findings += faults
        guard let inventory = parsed else { continue }
        try sidecar(number.name, entries, bytes, inventory.digestAlgorithm)
        priorInventory(inventory, number, root)
        if inventory.specification < earlier {
          report("E103", place, "it follows an older version of OCFL than the version before")
        }
        earlier = max(earlier, inventory.specification)
      }
    }
  }

  private mutating func versionEntries(
    _ entries: [FolderEntry], _ number: VersionNumber, _ root: Inventory, sidecars: [String]
  ) throws(OCFLError) {
    for entry in entries {
      let place = "\(number.name)/\(entry.text)"
      switch entry.kind {
      case .file:
        if entry.text != "inventory.json" && !sidecars.contains(entry.text) {
          report("E015", place, "only the inventory and its sidecar may be here")
        }
      case .folder where entry.text == root.contentFolder:
        if try !content(place) {
          report("W003", place, "a version without new files should have no content folder")
        }
      case .folder:
        report("W002", place, "no folder but the one for content should be here")
      case .symbolicLink, .other: reportForeign(entry, place)
      }
    }
    let folder = "\(number.name)/\(root.contentFolder)"
    let hasFolder = entries.contains { $0.kind == .folder && $0.text == root.contentFolder }
    if !hasFolder && root.hasContent(below: folder + "/") {
      report("E016", folder, "the content folder is missing, but the manifest names files in it")
    }
  }

  /// Collects the files of a content folder; false where it is empty.
  private mutating func content(_ folder: String) throws(OCFLError) -> Bool {
    let entries = try list(folder)
    for entry in entries {
      switch entry.kind {
      case .file: contentFiles.insert(PathBytes(Array("\(folder)/".utf8) + entry.name))
      case .folder:
        let place = folder + "/" + entry.text
        if try !content(place) { report("E024", place, "the folder is empty") }
      case .symbolicLink, .other: reportForeign(entry, folder + "/" + entry.text)
      }
    }
    return !entries.isEmpty
  }

  /// Checks the inventory of a version before the newest against that of the object.
  private mutating func priorInventory(
    _ inventory: Inventory, _ number: VersionNumber, _ root: Inventory
  ) {
    let place = "\(number.name)/inventory.json"
    if inventory.head != number {
      report("E040", place, "its head is \(inventory.head.name)")
    }
    if inventory.id != root.id {
      let sentence = "its id is \(inventory.id), that of the object is \(root.id)"
      report("E037", place, sentence)
      if root.specification >= .version11 { report("E110", place, sentence) }
    }
    contentDirectory(of: inventory, root, place)
    for (earlier, version) in inventory.history {
      compare(version, root.versions[earlier.name], earlier, inventory, root, place)
    }
    promises.add(inventory, place)
    let known = Set(inventory.manifest.values.flatMap(\.self).map { PathBytes($0) })
    // A file that no manifest names is reported once, with that of the object.
    for file in contentFiles.sorted() where !known.contains(file) && namedFiles.contains(file) {
      report("E023", file.text, "the manifest of \(place) does not name the file")
    }
  }

  private mutating func contentDirectory(
    of inventory: Inventory, _ root: Inventory, _ place: String
  ) {
    if inventory.contentFolder != root.contentFolder {
      let sentence = "its content folder is \(inventory.contentFolder), later \(root.contentFolder)"
      report("E019", place, sentence)
      report("E020", place, sentence)
    } else if inventory.head.number == 1, inventory.contentDirectory == nil,
      root.contentDirectory != nil
    {
      report("E019", place, "it does not set contentDirectory, which the object sets later")
    }
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
}

extension Inventory {
  /// The name of the sidecar of this inventory.
  var sidecarName: String { "inventory.json.\(digestAlgorithm.rawValue)" }

  /// Whether the manifest names a file in a folder; `folder` ends with a slash.
  func hasContent(below folder: String) -> Bool {
    manifest.values.contains { $0.contains { $0.utf8.starts(with: folder.utf8) } }
  }
}
