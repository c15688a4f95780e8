// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import OCFL
internal import SystemPackage
internal import TextAnalysis

/// A document in the archive, opened once: what its object holds, in all versions.
struct ArchivedDocument: Sendable {
  /// The document id.
  let id: String
  /// Its object, as it was when it was opened.
  let object: OCFLObject

  /// What people said of it, now or in an earlier version.
  ///
  /// - Throws: `CatalogError.malformedObject`, `.archive`, `.storage`; so do all that read a file.
  func metadata(_ version: VersionNumber? = nil) throws(CatalogError) -> DocumentMetadata {
    let bytes = try contents(of: ArchiveStore.metadataFile, version)
    guard let metadata = CatalogCoding.decode(DocumentMetadata.self, from: bytes),
      DocumentMetadata.knownSchemas.contains(metadata.schema)
    else {
      throw .malformedObject(
        id: id, file: ArchiveStore.metadataFile,
        reason: "is not as this version of Handbill writes it")
    }
    return metadata
  }

  /// How its text was obtained; nil where nobody had tried yet.
  func extraction(_ version: VersionNumber? = nil) throws(CatalogError) -> ExtractionRecord? {
    guard (try? object.file(ArchiveStore.extractionFile, version: version)) != nil else {
      return nil
    }
    let bytes = try contents(of: ArchiveStore.extractionFile, version)
    guard let extraction = CatalogCoding.decode(ExtractionRecord.self, from: bytes) else {
      throw .malformedObject(
        id: id, file: ArchiveStore.extractionFile, reason: "is not as Handbill writes it")
    }
    return extraction
  }

  /// The text of each page.
  func pageTexts(
    count: Int, _ version: VersionNumber? = nil
  ) throws(CatalogError) -> [String] {
    var texts: [String] = []
    for page in 0..<count {
      let bytes = try contents(of: ArchiveStore.pageFile(page + 1), version)
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  /// What people say that its pages say, by page.
  func corrections() throws(CatalogError) -> [PageCorrection] {
    let head = object.inventory.head
    let paths = try ArchiveStore.archived { () throws(OCFLError) in
      try object.logicalPaths(of: head)
    }
    var corrections: [PageCorrection] = []
    for page in paths.compactMap(ArchiveStore.correctedPage).sorted() {
      let bytes = try contents(of: ArchiveStore.correctionFile(page))
      corrections.append(PageCorrection(page: page, text: String(decoding: bytes, as: UTF8.self)))
    }
    return corrections
  }

  /// Where the documents inside it are, a line of JSON each; nil where there are none.
  func partsFile() throws(CatalogError) -> FilePath? {
    guard let file = try? object.file(ArchiveStore.partsFile) else { return nil }
    return file.path
  }

  /// Where the words of each page stand; empty where nobody knows.
  func layouts() throws(CatalogError) -> [PageLayout?] {
    guard (try? object.file(ArchiveStore.layoutFile)) != nil else { return [] }
    let lines = try contents(of: ArchiveStore.layoutFile).split(separator: 0x0A)
    return lines.map { CatalogCoding.decode(PageLayout.self, from: Array($0)) }
  }

  /// The acts upon it, oldest first.
  func events() throws(CatalogError) -> [DocumentEvent] {
    CatalogCoding.decodeLines(DocumentEvent.self, from: try contents(of: ArchiveStore.eventsFile))
  }

  /// Where the bytes of its original are, and their digest by the inventory.
  ///
  /// The original of a removed document is that of its last version before.
  /// - Throws: `CatalogError.archive` for a purged document, which has none.
  func original() throws(CatalogError) -> (name: String, path: FilePath, sha512: String) {
    for version in object.inventory.history.reversed() {
      guard let name = try originalName(version.number) else { continue }
      return try ArchiveStore.archived { () throws(OCFLError) in
        let file = try object.file(
          ArchiveStore.originalFolder + name, version: version.number)
        return (name, file.path, file.digest)
      }
    }
    throw .archive(
      .noSuchFile(
        id: object.inventory.id, version: object.inventory.head.name,
        logicalPath: ArchiveStore.originalFolder))
  }

  /// The file of layout that came beside the original, with its digest by the inventory; nil where
  /// there is none.
  func layoutFile() throws(CatalogError) -> (name: String, path: FilePath, sha512: String)? {
    try ArchiveStore.archived { () throws(OCFLError) in
      let folder = ArchiveStore.besideFolder
      guard let path = try object.logicalPaths().first(where: { $0.hasPrefix(folder) }) else {
        return nil
      }
      let file = try object.file(path)
      return (String(path.dropFirst(folder.count)), file.path, file.digest)
    }
  }

  /// Where the bytes of the original are in one version; nil where that has none.
  func originalFile(_ version: VersionNumber) throws(CatalogError) -> FilePath? {
    guard let name = try originalName(version) else { return nil }
    return try ArchiveStore.archived { () throws(OCFLError) in
      try object.file(ArchiveStore.originalFolder + name, version: version).path
    }
  }

  /// The name of the original in a version; nil where that has none.
  private func originalName(_ version: VersionNumber) throws(CatalogError) -> String? {
    let paths = try ArchiveStore.archived { () throws(OCFLError) in
      try object.logicalPaths(of: version)
    }
    let original = paths.first { $0.hasPrefix(ArchiveStore.originalFolder) }
    return original.map { String($0.dropFirst(ArchiveStore.originalFolder.count)) }
  }

  /// The original as the extractors take it.
  func input(_ metadata: DocumentMetadata) throws(CatalogError) -> ExtractionInput {
    var input = ExtractionInput(
      path: try original().path, name: metadata.name,
      declaredLanguage: metadata.language.flatMap(Language.init(tag:)),
      declaredCharset: metadata.charset)
    input.recordFields = metadata.recordFields
    input.layout = try layoutFile().map { LayoutFile(path: $0.path, name: $0.name) }
    return input
  }

  /// The versions of its object, oldest first.
  var versions: [DocumentVersion] {
    var before: [String: String] = [:]
    return object.inventory.history.map { number, version in
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
    of logicalPath: String, _ version: VersionNumber? = nil
  ) throws(CatalogError) -> [UInt8] {
    try ArchiveStore.archived { () throws(OCFLError) in
      try object.contents(of: logicalPath, version: version)
    }
  }
}
