// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// All that is known of documents, one a line: NDJSON for programs, CSV for people, whose changes
// `edit --from` reads back.

internal import FileStorage
internal import OCFL
package import SystemPackage

/// How a catalogue is written.
package enum CatalogueFormat: String, Sendable {
  /// RFC 4180, with a heading.
  case csv
  /// One JSON value a line.
  case ndjson
}

/// One document in a catalogue.
package struct CatalogueEntry: Sendable, Codable {
  /// The document id.
  package var id: String
  /// SHA-512 of the original, lower-case hexadecimal.
  package var sha512: String
  /// The media type, by content.
  package var mediaType: String?
  /// Pages; 1 for text without pages.
  package var pages: Int
  /// Records inside, where it is a container.
  package var records: Int?
  /// Languages of its passages, most text first.
  package var languages: [String]
  /// Why parts or all of it cannot be searched.
  package var gaps: [Gap]
  /// The versions of its object, oldest first.
  package var versions: [DocumentVersion]
  /// All that people said of it, sightings included.
  package var metadata: DocumentMetadata
}

/// The documents of a selection, written one by one.
package struct Catalogue: Sendable {
  private let store: ArchiveStore
  private let documents: [DocumentSummary]
  private let format: CatalogueFormat
  /// The keys that have a column: all that have a name of their own, then the fields people made up.
  private let keys: [MetadataKey]

  /// Selects documents.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.removed`, `.unusable`,
  ///   `.archive`, `.index`.
  package init(
    _ catalog: Catalog, _ selection: ExportSelection, as format: CatalogueFormat
  ) throws(CatalogError) {
    store = try catalog.store()
    documents = try catalog.documents(selection)
    self.format = format
    let named = MetadataKey.named
    let names = Set(named.map(\.name))
    let made = Set(documents.flatMap { ($0.fields ?? [:]).keys }).subtracting(names)
    keys = named + made.sorted().map { .field($0) }
  }

  /// The number of documents.
  package var count: Int { documents.count }

  /// The id of a document, from 0.
  package func id(_ index: Int) -> String { documents[index].id }

  /// Columns that tell what the program knows itself, before those of metadata.
  private static let ownColumns = [
    "id", "name", "sha512", "mediaType", "bytes", "pages", "records", "added", "languages", "gaps",
    "versions", "sightings",
  ]

  /// What stands before the first document; empty for NDJSON.
  package var heading: String {
    guard format == .csv else { return "" }
    // A name with a semicolon in quotes: readers count separators outside of them.
    let titles = (Self.ownColumns + keys.map(MetadataColumns.heading)).map {
      $0.contains(";") ? CSVRow.enclosed($0) : CSVRow.quoted($0)
    }
    return titles.joined(separator: ",") + "\r\n"
  }

  /// A document, from 0, with its line end.
  ///
  /// - Throws: `CatalogError.archive`, `.malformedObject` where the document is damaged, `.storage`.
  package func line(_ index: Int) throws(CatalogError) -> String {
    let entry = try entry(documents[index])
    switch format {
    case .ndjson: return String(decoding: CatalogCoding.line(entry), as: UTF8.self) + "\n"
    case .csv: return CSVRow(row(entry)).description
    }
  }

  private func entry(_ document: DocumentSummary) throws(CatalogError) -> CatalogueEntry {
    let archived = try store.document(document.id)
    return CatalogueEntry(
      id: document.id, sha512: try archived.original().sha512,
      mediaType: document.mediaType, pages: document.pages, records: document.records,
      languages: document.languages, gaps: document.gaps,
      versions: archived.versions, metadata: try archived.metadata())
  }

  private func row(_ entry: CatalogueEntry) -> [String] {
    let metadata = entry.metadata
    let own = [
      entry.id, TableCell.text(metadata.name), entry.sha512, entry.mediaType ?? "",
      "\(metadata.bytes)", "\(entry.pages)", entry.records.map { "\($0)" } ?? "",
      metadata.sightings.first?.added ?? "", entry.languages.joined(separator: "; "),
      entry.gaps.map(\.code).joined(separator: "; "), "\(entry.versions.count)",
      String(decoding: CatalogCoding.line(metadata.sightings), as: UTF8.self),
    ]
    return own + keys.map { MetadataColumns.cell(metadata.tableValues(of: $0), of: $0) }
  }
}

extension MetadataKey {
  /// All keys but the fields that people make up, in a fixed order.
  fileprivate static var named: [MetadataKey] {
    DublinCoreElement.allCases.map { .dublinCore($0) } + [.tags, .language, .charset]
      + SightingKey.allCases.map { .sighting($0) }
  }
}

extension DocumentMetadata {
  /// The values that a table says of a document so that setting them changes nothing: of sightings
  /// those of the latest alone, and a date as it was given.
  fileprivate func tableValues(of key: MetadataKey) -> [String] {
    guard case .sighting(let fact) = key else { return values(of: key) }
    guard let latest = sightings.last, let value = latest[fact] else { return [] }
    if fact == .date, let given = latest.dateAsGiven,
      (try? FoundDate(given))?.text == latest.date
    {
      return [given]
    }
    return [value]
  }
}

extension Catalog {
  /// Writes a catalogue into a folder, as `catalogue.csv` or `catalogue.ndjson`; the file appears
  /// whole or not at all.
  ///
  /// - Throws: `CatalogError.unusable` where there is such a file already, `.storage`; as `Catalogue`.
  package func exportCatalogue(
    _ selection: ExportSelection, as format: CatalogueFormat, to folder: FilePath,
    progress: @escaping @Sendable (AddProgress) -> Void = { _ in }
  ) throws(CatalogError) -> ExportReport {
    let catalogue = try Catalogue(self, selection, as: format)
    if catalogue.count == 0 { return ExportReport() }
    let file = folder.appending("catalogue.\(format.rawValue)")
    if try storing({ () throws(FileStorageError) in try Folder.status(file) }) != nil {
      throw .unusable(
        value: file.string, asWhat: "a new file",
        advice: "choose another folder, or remove the old catalogue")
    }
    if try home.holds(folder) {
      throw .unusable(
        value: folder.string, asWhat: "a place for an export",
        advice: "choose a folder outside of Archive/ and Indexes/")
    }
    let temporary = folder.appending(WholeFile.temporaryName())
    do throws(CatalogError) {
      return try write(catalogue, to: temporary, then: file, progress)
    } catch {
      try? Folder.removeFile(temporary)
      throw error
    }
  }

  private func write(
    _ catalogue: Catalogue, to temporary: FilePath, then file: FilePath,
    _ progress: @escaping @Sendable (AddProgress) -> Void
  ) throws(CatalogError) -> ExportReport {
    var report = ExportReport()
    let meter = ProgressMeter(files: catalogue.count, bytes: 0, report: progress)
    try storing { () throws(FileStorageError) in _ = try Folder.create(file.parent) }
    let writer = try storing { () throws(FileStorageError) in try FileWriter(temporary) }
    try storing { () throws(FileStorageError) in try writer.write(Array(catalogue.heading.utf8)) }
    for index in 0..<catalogue.count {
      do throws(CatalogError) {
        let line = try catalogue.line(index)
        try storing { () throws(FileStorageError) in try writer.write(Array(line.utf8)) }
        report.documents += 1
      } catch  where error.concernsOneObject {
        report.failures.append(
          ExportFailure(document: catalogue.id(index), reason: "\(error)"))
      }
      meter.advance(files: 1)
    }
    try storing { () throws(FileStorageError) in
      try writer.finish(sync: true)
      try Folder.rename(temporary, to: file)
      try Folder.sync(file.parent)
    }
    (report.files, report.bytes) = (1, Int64(writer.count))
    return report
  }
}
