// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An OpenDocument file: its headers, its text, sheets or slides, its notes, its footers.

internal import Extraction
internal import ReaderProcess

/// Reads ODT, ODS, ODP and ODG, as packages and as flat files, and those of OpenOffice 1.
enum OpenDocumentReader {
  /// The version of what is read out of a document; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .openDocument, to: &output) {
      reading, bytes throws(ExtractionFailure) in
      if bytes.starts(with: [0x50, 0x4B]) {
        try readPackage(bytes, into: reading)
      } else {
        readFlat(bytes, into: reading)
      }
    }
  }

  private static func readPackage(
    _ bytes: [UInt8], into reading: OfficeReading
  ) throws(ExtractionFailure) {
    let package = try OfficePackage(bytes)
    let manifest = package.tree("META-INF/manifest.xml")
    if manifest?.descendants("encryption-data").isEmpty == false { throw .encryptedOffice }
    let margins = OpenDocumentText(reading, .margins)
    parse("styles.xml", of: package, into: margins)
    let body = OpenDocumentText(reading, purpose(reading.input.mediaType))
    body.styles = margins.styles
    parse("content.xml", of: package, into: body)
    let about = OpenDocumentText(reading, .text)
    parse("meta.xml", of: package, into: about)
    enter(about.metadata, into: reading)
    reading.doubtLanguage(body.styles.defaults)
    take(body, margins: margins.margins, into: reading)
    addObjects(body.objects, package, reading)
    OfficeMembers.add(of: ["content.xml", "styles.xml"], in: package, to: reading)
    reading.take(faultsOf: package)
    if !package.contains("content.xml") {
      reading.gap(.damaged, "content.xml is missing in the file; find another copy")
    }
  }

  private static func readFlat(_ bytes: [UInt8], into reading: OfficeReading) {
    let body = OpenDocumentText(reading, purpose(reading.input.mediaType))
    reading.parse(bytes, part: "the document", into: body)
    enter(body.metadata, into: reading)
    reading.doubtLanguage(body.styles.defaults)
    take(body, margins: body.margins, into: reading)
  }

  private static func parse(
    _ part: String, of package: OfficePackage, into events: OpenDocumentText
  ) {
    guard let bytes = package.part(part) else { return }
    events.reading.parse(bytes, part: part, into: events)
  }

  private static func purpose(_ type: MediaType) -> OpenDocumentText.Purpose {
    let name = type.rawValue
    if name.contains("spreadsheet") || name.contains("calc") { return .sheets }
    let hasPages = ["presentation", "graphics", "impress", "draw"].contains { name.contains($0) }
    return hasPages ? .slides : .text
  }

  /// Puts pages together: headers before the first, notes and footers behind the last.
  private static func take(
    _ body: OpenDocumentText, margins: [OfficeText], into reading: OfficeReading
  ) {
    body.finish()
    var pages = body.pages
    if pages.isEmpty { pages.append(OfficeText()) }
    for (number, note) in body.notes.enumerated() {
      pages[pages.count - 1].append(
        block: note, as: OfficeMark(kind: .note, author: "\(number + 1)"))
    }
    for (id, deletion) in body.deletions.sorted(by: { $0.key < $1.key }) where !id.isEmpty {
      let mark = OfficeMark(kind: .deleted, author: deletion.author)
      pages[pages.count - 1].append(block: deletion.text, as: mark)
    }
    for margin in margins { pages[pages.count - 1].append(block: margin) }
    reading.pages += pages
  }

  /// Charts, formulas and documents inside the document.
  private static func addObjects(
    _ objects: [String], _ package: OfficePackage, _ reading: OfficeReading
  ) {
    var read: Set<String> = []
    for object in objects where read.insert(object).inserted {
      let part = object + "/content.xml"
      guard package.contains(part), let last = reading.pages.indices.last else { continue }
      let events = OpenDocumentText(reading, .text)
      parse(part, of: package, into: events)
      events.finish()
      for page in events.pages { reading.pages[last].append(block: page) }
    }
  }

  private static func enter(
    _ metadata: [(name: String, value: String)], into reading: OfficeReading
  ) {
    var keywords: [String] = []
    var changed: String?
    for (name, value) in metadata {
      switch name {
      case "title": reading.title = reading.title ?? value
      case "language": reading.language = reading.language ?? OfficeLanguage.of(value)
      case "creation-date": reading.date = reading.date ?? value
      case "initial-creator": reading.enter("author", value)
      case "creator": reading.enter("editor", value)
      case "date": changed = value
      case "keyword": keywords.append(value)
      case "subject", "description": reading.enter(name, value)
      case "generator": reading.enter("application", value)
      default: break
      }
    }
    reading.enter("author", reading.metadata["editor"])
    reading.enter("modified", changed)
    reading.date = reading.date ?? changed
    if !keywords.isEmpty { reading.enter("keywords", keywords.joined(separator: ", ")) }
  }
}
