// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How Handbill lays its documents out in OCFL objects. Format page:
// Documentation/Formats/archive.md.

internal import Extraction
internal import FileStorage
internal import OCFL
internal import SystemPackage
internal import TextAnalysis

/// An archive, open for reading: documents in terms of OCFL objects.
struct ArchiveStore: Sendable {
  /// Logical path of what people said of a document.
  static let metadataFile = "metadata.json"
  /// Logical path of the acts upon a document.
  static let eventsFile = "events.ndjson"
  /// Logical path of how the text was obtained.
  static let extractionFile = "text/extraction.json"
  /// The folder of the one original, under its own name.
  static let originalFolder = "original/"

  /// Logical path of the text of a page, from 1.
  static func pageFile(_ page: Int) -> String {
    let digits = String(page)
    return "text/page-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".txt"
  }

  /// The identifier of a document's object.
  static func objectID(_ id: String) -> String { "urn:handbill:\(id)" }

  let root: StorageRoot

  /// Opens the archive of a home.
  ///
  /// - Throws: `CatalogError.archive`.
  init(home: Home) throws(CatalogError) {
    root = try Self.archived { () throws(OCFLError) in try StorageRoot.open(at: home.archive) }
  }

  /// Makes an empty archive.
  ///
  /// - Throws: `CatalogError.archive`.
  static func create(at folder: FilePath) throws(CatalogError) {
    try archived { () throws(OCFLError) in _ = try StorageRoot.create(at: folder) }
  }

  /// Runs a call into the archive with its error in the catalog's terms.
  static func archived<Result>(
    _ body: () throws(OCFLError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(OCFLError) { return try body() } catch .storage(let error) {
      throw .storage(error)
    } catch {
      throw .archive(error)
    }
  }

  /// SHA-512 of a file, lower-case hexadecimal.
  static func sha512(of path: FilePath) throws(CatalogError) -> String {
    try archived { () throws(OCFLError) in try DigestAlgorithm.sha512.digest(of: path) }
  }

  /// Whether the archive has a document.
  func contains(_ id: String) throws(CatalogError) -> Bool {
    try Self.archived { () throws(OCFLError) in try root.contains(Self.objectID(id)) }
  }

  /// The ids of all documents, rising.
  ///
  /// Taken from the names of the folders where these tell, else from inventories. Objects that are
  /// not Handbill's are left out, and those whose inventory cannot be read where it is needed:
  /// `verify` names them. O(objects).
  func ids() throws(CatalogError) -> [String] {
    var ids: [String] = []
    try Self.archived { () throws(OCFLError) in
      try root.forEachObjectPath { (path) throws(OCFLError) in
        if let id = Self.id(folderName: path.lastNameBytes) ?? Self.id(inventoryIn: path) {
          ids.append(id)
        }
      }
    }
    return ids.sorted()
  }

  /// The document whose object is in a folder of this name, where the name tells.
  private static func id(folderName: [UInt8]) -> String? {
    let prefix = "urn%3ahandbill%3a".utf8
    let id = folderName.dropFirst(prefix.count)
    guard folderName.starts(with: prefix), id.count == AddPlan.idDigits,
      id.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return String(decoding: id, as: UTF8.self)
  }

  private static func id(inventoryIn folder: FilePath) -> String? {
    let prefix = objectID("")
    guard let id = (try? OCFLObject(at: folder))?.inventory.id, id.hasPrefix(prefix) else {
      return nil
    }
    return String(id.dropFirst(prefix.count))
  }

  /// The folder of a document's object.
  func folder(of id: String) -> FilePath { root.objectPath(for: Self.objectID(id)) }

  /// A document's object.
  func object(_ id: String) throws(CatalogError) -> OCFLObject {
    do throws(OCFLError) { return try root.object(Self.objectID(id)) } catch .noSuchObject {
      throw .noSuchDocument(id: id)
    } catch {
      throw .archive(error)
    }
  }

  /// What people said of a document, now or in an earlier version.
  func metadata(
    of id: String, version: VersionNumber? = nil
  ) throws(CatalogError) -> DocumentMetadata {
    let bytes = try contents(of: Self.metadataFile, in: try object(id), version: version)
    guard let metadata = CatalogCoding.decode(DocumentMetadata.self, from: bytes),
      DocumentMetadata.knownSchemas.contains(metadata.schema)
    else {
      throw .malformedObject(
        id: id, file: Self.metadataFile, reason: "is not as this version of Handbill writes it")
    }
    return metadata
  }

  /// How a document's text was obtained; nil where nobody had tried yet.
  func extraction(
    of id: String, version: VersionNumber? = nil
  ) throws(CatalogError) -> ExtractionRecord? {
    let object = try object(id)
    guard (try? object.file(Self.extractionFile, version: version)) != nil else { return nil }
    let bytes = try contents(of: Self.extractionFile, in: object, version: version)
    guard let extraction = CatalogCoding.decode(ExtractionRecord.self, from: bytes) else {
      throw .malformedObject(
        id: id, file: Self.extractionFile, reason: "is not as Handbill writes it")
    }
    return extraction
  }

  /// The text of each page.
  func pageTexts(
    of id: String, count: Int, version: VersionNumber? = nil
  ) throws(CatalogError) -> [String] {
    let object = try object(id)
    var texts: [String] = []
    for page in 0..<count {
      let bytes = try contents(of: Self.pageFile(page + 1), in: object, version: version)
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  /// The acts upon a document, oldest first.
  func events(of id: String) throws(CatalogError) -> [DocumentEvent] {
    CatalogCoding.decodeLines(
      DocumentEvent.self, from: try contents(of: Self.eventsFile, in: try object(id)))
  }

  /// Where the bytes of a document's original are, and their digest by the inventory.
  ///
  /// The original of a removed document is that of its last version before; a purged one has none.
  func original(
    of id: String
  ) throws(CatalogError) -> (name: String, path: FilePath, sha512: String) {
    let object = try object(id)
    return try Self.archived { () throws(OCFLError) in
      for version in object.inventory.history.reversed() {
        let paths = try object.logicalPaths(of: version.number)
        guard let original = paths.first(where: { $0.hasPrefix(Self.originalFolder) }) else {
          continue
        }
        let file = try object.file(original, version: version.number)
        return (String(original.dropFirst(Self.originalFolder.count)), file.path, file.digest)
      }
      throw .noSuchFile(
        id: object.inventory.id, version: object.inventory.head.name,
        logicalPath: Self.originalFolder)
    }
  }

  /// Where the bytes of the original are in one version; nil where that has none.
  func originalFile(of id: String, version: VersionNumber) throws(CatalogError) -> FilePath? {
    let object = try object(id)
    return try Self.archived { () throws(OCFLError) in
      let paths = try object.logicalPaths(of: version)
      guard let original = paths.first(where: { $0.hasPrefix(Self.originalFolder) }) else {
        return nil
      }
      return try object.file(original, version: version).path
    }
  }

  /// The original as the extractors take it.
  func input(_ metadata: DocumentMetadata) throws(CatalogError) -> ExtractionInput {
    ExtractionInput(
      path: try original(of: metadata.document).path, name: metadata.name,
      declaredLanguage: metadata.language.flatMap(Language.init(tag:)),
      declaredCharset: metadata.charset)
  }

  /// The versions of a document's object, oldest first.
  func versions(of id: String) throws(CatalogError) -> [DocumentVersion] {
    let inventory = try object(id).inventory
    var before: [String: String] = [:]
    return inventory.history.map { number, version in
      var files: [String: String] = [:]
      for (digest, paths) in version.state { for path in paths { files[path] = digest } }
      let changed = files.filter { before[$0.key] != $0.value }.map(\.key).sorted()
      before = files
      return DocumentVersion(
        version: number.name, created: version.created, message: version.message ?? "",
        user: version.user?.name ?? "", changed: changed)
    }
  }

  private func contents(
    of logicalPath: String, in object: OCFLObject, version: VersionNumber? = nil
  ) throws(CatalogError) -> [UInt8] {
    try Self.archived { () throws(OCFLError) in
      try object.contents(of: logicalPath, version: version)
    }
  }
}
