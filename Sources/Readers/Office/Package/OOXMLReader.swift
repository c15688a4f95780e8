// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Office Open XML: which kind of document a package is, and what it says of itself.

internal import Extraction
internal import ReaderProcess

/// Reads DOCX, XLSX and PPTX with their kin: templates, shows, and those with macros.
enum OOXMLReader {
  /// The version of what is read out of a document; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .ooxml, to: &output) { reading, bytes throws(ExtractionFailure) in
      try read(bytes, into: reading)
    }
  }

  private static func read(
    _ bytes: [UInt8], into reading: OfficeReading
  ) throws(ExtractionFailure) {
    // "Flat OPC" is the same as one file of XML.
    guard bytes.starts(with: [0x50, 0x4B]) else {
      WordReader.readFlat(bytes, into: reading)
      return
    }
    let package = try OfficePackage(bytes)
    guard let (main, kind) = mainPart(of: package) else { throw .damagedPackage }
    readProperties(package, into: reading)
    switch kind {
    case .document: WordReader.read(package, main: main, into: reading)
    case .workbook: WorkbookReader.read(package, main: main, into: reading)
    case .presentation: PresentationReader.read(package, main: main, into: reading)
    }
    reading.take(faultsOf: package)
  }

  private enum Kind { case document, workbook, presentation }

  /// The part that everything else hangs from.
  private static func mainPart(of package: OfficePackage) -> (String, Kind)? {
    let named = Relationships(of: "", in: package).parts("officeDocument")
    let usual = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"]
    guard let main = (named + usual).first(where: { package.contains($0) }) else { return nil }
    let types = package.tree("[Content_Types].xml")?.all("Override") ?? []
    let type = types.first { $0["PartName"]?.lowercased() == "/" + main.lowercased() }
    let words = (type?["ContentType"] ?? "").lowercased() + " " + main.lowercased()
    if words.contains("spreadsheetml") || words.contains("ms-excel") || words.contains(" xl/") {
      return (main, .workbook)
    }
    if words.contains("presentationml") || words.contains("powerpoint") || words.contains(" ppt/") {
      return (main, .presentation)
    }
    return (main, .document)
  }

  private static func readProperties(_ package: OfficePackage, into reading: OfficeReading) {
    let relationships = Relationships(of: "", in: package)
    let core = relationships.parts("core-properties").first ?? "docProps/core.xml"
    let tree = package.tree(core)
    let value = { (name: String) in tree?.child(name)?.value }
    reading.title = value("title")
    reading.language = OfficeLanguage.of(value("language"))
    reading.date = value("created") ?? value("modified")
    let names = [
      ("creator", "author"), ("subject", "subject"), ("keywords", "keywords"),
      ("description", "description"), ("category", "category"), ("lastModifiedBy", "editor"),
      ("modified", "modified"),
    ]
    for (name, key) in names { reading.enter(key, value(name)) }
    let application = package.tree("docProps/app.xml")
    reading.enter("application", application?.child("Application")?.value)
    // LibreOffice writes the language of the program there, whatever the text.
    if reading.metadata["application"]?.hasPrefix("LibreOffice") == true { reading.language = nil }
    reading.enter("company", application?.child("Company")?.value)
  }
}
