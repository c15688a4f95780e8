// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The media types of office files and books.

extension MediaType {
  /// An OLE file that is of no known kind inside.
  static let oleStorage = MediaType(rawValue: "application/x-ole-storage")
  /// A book.
  package static let epub = MediaType(rawValue: "application/epub+zip")
  /// A Word document from 2007 on.
  static let docx = openXML("wordprocessingml.document")
  /// A workbook from 2007 on.
  static let xlsx = openXML("spreadsheetml.sheet")
  /// A presentation from 2007 on.
  static let pptx = openXML("presentationml.presentation")
  /// Any of these three with a password: an OLE file around the encrypted package.
  package static let encryptedOffice = MediaType(rawValue: "application/x-ooxml-protected")
  /// An OpenDocument text.
  static let openDocumentText = MediaType(rawValue: openDocumentPrefix + "text")
  /// A Word document up to 2003.
  package static let doc = MediaType(rawValue: "application/msword")
  /// A workbook up to 2003.
  package static let xls = MediaType(rawValue: "application/vnd.ms-excel")
  /// A presentation up to 2003.
  package static let ppt = MediaType(rawValue: "application/vnd.ms-powerpoint")
  /// An OLE file around another file.
  package static let embeddedFile = MediaType(rawValue: "application/x-ole-package")
  /// Rich Text Format.
  package static let rtf = MediaType(rawValue: "application/rtf")
  /// XML of no known kind.
  package static let xml = MediaType(rawValue: "application/xml")
  /// A drawing.
  package static let svg = MediaType(rawValue: "image/svg+xml")
  /// A book in FictionBook.
  package static let fictionBook = MediaType(rawValue: "application/x-fictionbook+xml")
  /// A Word document as one file of XML.
  static let flatWord = MediaType(rawValue: "application/vnd.ms-word.document+xml")
  /// A table with commas, semicolons or the like.
  package static let csv = MediaType(rawValue: "text/csv")
  /// A table with tabs.
  package static let tsv = MediaType(rawValue: "text/tab-separated-values")
  /// Text with light markup.
  package static let markdown = MediaType(rawValue: "text/markdown")

  /// How all types of OpenDocument begin.
  static let openDocumentPrefix = "application/vnd.oasis.opendocument."
  /// How the types of its ancestor begin.
  static let starOfficePrefix = "application/vnd.sun.xml."

  /// Whether it is OpenDocument or its ancestor, in a zip or as one file of XML.
  var isOpenDocument: Bool {
    rawValue.hasPrefix(Self.openDocumentPrefix) || rawValue.hasPrefix(Self.starOfficePrefix)
  }

  /// The type that a package declares for itself; nil where that is none of these.
  package static func package(declared: String) -> MediaType? {
    let type = MediaType(rawValue: declared)
    return type == .epub || type.isOpenDocument ? type : nil
  }

  private static func openXML(_ kind: String) -> MediaType {
    MediaType(rawValue: "application/vnd.openxmlformats-officedocument." + kind)
  }
}
