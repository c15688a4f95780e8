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
  /// Logical path of the documents inside the original, a line each.
  static let partsFile = "text/parts.ndjson"
  /// Logical path of where the words of each page stand, a line for each page.
  static let layoutFile = "text/layout.ndjson"
  /// The folder of the one original, under its own name.
  static let originalFolder = "original/"

  /// The folder of the file of layout that came beside the original, under its own name.
  static let besideFolder = "beside/"

  /// Logical path of the text of a page, from 1.
  static func pageFile(_ page: Int) -> String {
    let digits = String(page)
    return "text/page-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".txt"
  }

  /// The page whose text as it was read a logical path is; nil where it is none.
  static func readPage(_ logicalPath: String) -> Int? {
    let (start, end) = ("text/page-", ".txt")
    guard logicalPath.hasPrefix(start), logicalPath.hasSuffix(end) else { return nil }
    return Int(logicalPath.dropFirst(start.count).dropLast(end.count))
  }

  /// Logical path of what people say that a page says, from 1.
  static func correctionFile(_ page: Int) -> String {
    String(pageFile(page).dropLast(".txt".count)) + correctionEnd
  }

  /// The page that a logical path is the correction of; nil where it is none.
  static func correctedPage(_ logicalPath: String) -> Int? {
    let start = "text/page-"
    guard logicalPath.hasPrefix(start), logicalPath.hasSuffix(correctionEnd) else { return nil }
    return Int(logicalPath.dropFirst(start.count).dropLast(correctionEnd.count))
  }

  private static let correctionEnd = ".corrected.txt"

  /// The identifier of a document's object.
  static func objectID(_ id: String) -> String { "urn:handbill:\(id)" }

  let root: StorageRoot
  /// Where archive and indexes are.
  let home: Home

  /// Opens the archive of a home.
  ///
  /// - Throws: `CatalogError.archive`.
  init(home: Home) throws(CatalogError) {
    self.home = home
    root = try Self.archived { () throws(OCFLError) in try StorageRoot.open(at: home.archive) }
  }

  /// What reads originals.
  func extractor(_ recognition: RecognitionOptions) -> Extractor {
    Extractor(
      parent: home.extracting, recognition: recognition,
      recognized: RecognitionCache(folder: home.recognized))
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

  /// A time before which all versions of a document were made, to the second and inclusive; one that
  /// never comes where its inventory tells none.
  ///
  /// Looks for dates in the bytes of the inventory, without reading it as a whole.
  func newestTime(of id: String) -> String {
    let inventory = folder(of: id).appending("inventory.json")
    let bytes = (try? FileReader.contents(of: inventory)) ?? []
    var newest = ""
    for value in Self.creationTimes(in: bytes) {
      // Those that this program writes need no reading.
      let isNormal = value.utf8.count == 20 && value.utf8.last == UInt8(ascii: "Z")
      guard let time = isNormal ? value : Timestamp.normal(value) else { return Self.never }
      newest = max(newest, time)
    }
    return newest.isEmpty ? Self.never : newest
  }

  private static let never = "9999-12-31T23:59:59Z"

  /// The texts behind each key `created`; a few microseconds for an inventory of some kilobytes.
  private static func creationTimes(in bytes: [UInt8]) -> [String] {
    let key = Array("\"created\"".utf8)
    var times: [String] = []
    var place = 0
    while place + key.count <= bytes.count {
      if bytes[place] == key[0], bytes[place + 1] == key[1],
        bytes[place...].prefix(key.count).elementsEqual(key)
      {
        let value = bytes[(place + key.count)...].drop { $0 != key[0] }.dropFirst()
        times.append(String(decoding: value.prefix { $0 != key[0] }, as: UTF8.self))
        place += key.count
      }
      place += 1
    }
    return times
  }

  /// The folder of a document's object.
  func folder(of id: String) -> FilePath { root.objectPath(for: Self.objectID(id)) }

  /// A document, with its inventory read.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.archive`.
  func document(_ id: String) throws(CatalogError) -> ArchivedDocument {
    do throws(OCFLError) {
      return ArchivedDocument(id: id, object: try root.object(Self.objectID(id)))
    } catch .noSuchObject {
      throw .noSuchDocument(id: id)
    } catch .storage(let error) {
      throw .storage(error)
    } catch {
      throw .archive(error)
    }
  }

  /// Reads files of a document, all of one state of its object.
  ///
  /// Where the reading fails and a writer has replaced the object meanwhile, the object is opened
  /// again: an edit keeps the files of all versions, a purge does not.
  /// - Throws: as `document`, and what `body` throws about an object that has stayed as it was.
  func reading<Result>(
    _ id: String, _ body: (ArchivedDocument) throws(CatalogError) -> Result
  ) throws(CatalogError) -> Result {
    var document = try document(id)
    while true {
      do throws(CatalogError) { return try body(document) } catch {
        let latest = try self.document(id)
        if latest.object.inventoryDigest == document.object.inventoryDigest { throw error }
        document = latest
      }
    }
  }

  /// What people said of a document.
  func metadata(of id: String) throws(CatalogError) -> DocumentMetadata {
    try reading(id) { (document) throws(CatalogError) in try document.metadata() }
  }
}
