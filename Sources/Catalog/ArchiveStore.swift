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
  /// Reads every inventory; objects that cannot be read are left out, as are objects that are not
  /// Handbill's: `verify` names them.
  func ids() throws(CatalogError) -> [String] {
    var ids: [String] = []
    let prefix = Self.objectID("")
    try Self.archived { () throws(OCFLError) in
      try root.forEachObject { (_, object) throws(OCFLError) in
        guard let id = try? object.get().inventory.id, id.hasPrefix(prefix) else { return }
        ids.append(String(id.dropFirst(prefix.count)))
      }
    }
    return ids.sorted()
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

  /// What people said of a document.
  func metadata(of id: String) throws(CatalogError) -> DocumentMetadata {
    guard
      let metadata = CatalogCoding.decode(
        DocumentMetadata.self, from: try contents(of: Self.metadataFile, in: try object(id)))
    else {
      throw .malformedObject(
        id: id, file: Self.metadataFile, reason: "is not as Handbill writes it")
    }
    return metadata
  }

  /// How a document's text was obtained; nil where nobody has tried yet.
  func extraction(of id: String) throws(CatalogError) -> ExtractionRecord? {
    let object = try object(id)
    guard hasFile(Self.extractionFile, in: object) else { return nil }
    let bytes = try contents(of: Self.extractionFile, in: object)
    guard let extraction = CatalogCoding.decode(ExtractionRecord.self, from: bytes) else {
      throw .malformedObject(
        id: id, file: Self.extractionFile, reason: "is not as Handbill writes it")
    }
    return extraction
  }

  /// The text of each page.
  func pageTexts(of id: String, count: Int) throws(CatalogError) -> [String] {
    let object = try object(id)
    var texts: [String] = []
    for page in 0..<count {
      let bytes = try contents(of: Self.pageFile(page + 1), in: object)
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
  func original(of id: String) throws(CatalogError) -> (path: FilePath, sha512: String) {
    let object = try object(id)
    return try Self.archived { () throws(OCFLError) in
      let paths = try object.logicalPaths()
      let original = paths.first { $0.hasPrefix(Self.originalFolder) }
      let file = try object.file(original ?? Self.originalFolder)
      return (file.path, file.digest)
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

  private func hasFile(_ logicalPath: String, in object: OCFLObject) -> Bool {
    (try? object.file(logicalPath)) != nil
  }

  private func contents(
    of logicalPath: String, in object: OCFLObject
  ) throws(CatalogError) -> [UInt8] {
    try Self.archived { () throws(OCFLError) in try object.contents(of: logicalPath) }
  }
}
