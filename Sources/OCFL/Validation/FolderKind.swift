// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
package import SystemPackage

/// What a folder is to OCFL.
package enum FolderKind: Sendable {
  case storageRoot
  case object

  /// Folders that are looked into for an object before a folder is held for none of OCFL.
  private static let patience = 10_000

  /// What a folder is, or was meant to be; nil where nothing in it is of OCFL.
  ///
  /// Without a declaration, a folder with an inventory is an object, and one with a layout, or with
  /// folders that lead to objects and to nothing else, is a storage root: both are to be validated,
  /// and found wanting. A folder that holds a storage root among other things is none.
  /// - Throws: `OCFLError.storage`, also where it is no folder.
  package static func of(_ path: FilePath) throws(OCFLError) -> FolderKind? {
    let entries = try storing { () throws(FileStorageError) in try Folder.list(path) }
    if entries.contains(where: ObjectDeclaration.isOne) { return .object }
    if entries.contains(where: isRootDeclaration) { return .storageRoot }
    if entries.contains(where: { $0.isFile("inventory.json") }) { return .object }
    if entries.contains(where: { $0.isFile("ocfl_layout.json") }) { return .storageRoot }
    var patience = patience
    let folders = entries.filter { $0.kind == .folder && $0.text != "extensions" }
    let isHierarchy = folders.allSatisfy {
      leadsToObjects(path.appending(bytes: $0.name), &patience)
    }
    return !folders.isEmpty && isHierarchy ? .storageRoot : nil
  }

  private static func isRootDeclaration(_ entry: FolderEntry) -> Bool {
    entry.name.starts(with: "0=ocfl_".utf8)
  }

  private static func leadsToObjects(_ folder: FilePath, _ patience: inout Int) -> Bool {
    patience -= 1
    guard let entries = try? Folder.list(folder) else { return false }
    if entries.contains(where: ObjectDeclaration.isOne) { return true }
    if entries.isEmpty || entries.contains(where: { $0.kind != .folder }) { return false }
    // A large storage root need not be seen to its end.
    return patience <= 0
      || entries.allSatisfy { leadsToObjects(folder.appending(bytes: $0.name), &patience) }
  }
}
