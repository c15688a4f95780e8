// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which formats are read in a process of their own, and by which reader.

/// A format that is read in a worker, by the name of its reader.
package enum WorkerFormat: String, Sendable, Codable, CaseIterable {
  /// HTML and XHTML.
  case html
  /// Archives and compressed files.
  case container
  /// Web archives.
  case webArchive = "warc"
  /// One mail.
  case mail
  /// Many mails in one file.
  case mailbox
  /// A mail of Outlook.
  case outlook
  /// Pictures; their pages are prepared here and recognized from the parent.
  case picture
  /// What Outlook packs a mail into.
  case tnef
  /// Pages with the places of their words, in HTML.
  case hocr
  /// Pages with the places of their words, in XML.
  case alto
  /// Pages with the outlines of their lines, in XML.
  case page
  /// DOCX, XLSX, PPTX and their kin.
  case ooxml
  /// ODT, ODS, ODP and their kin.
  case openDocument = "opendocument"
  /// Rich Text Format.
  case rtf
  /// EPUB.
  case epub
  /// FictionBook.
  case fictionBook = "fictionbook"
  /// DOC, XLS and PPT.
  case legacyOffice = "legacy-office"
  /// A file inside an OLE file.
  case embeddedFile = "embedded-file"
  /// CSV and TSV.
  case table
  /// SVG and XML of no known kind.
  case xml
  /// All files of a zip of any kind, by their places.
  case zipEntries = "zip-entries"
  /// What a PDF says of itself in XMP.
  case xmp
  /// PDF; a program of its own reads it.
  case pdf

  /// The reader of a media type; nil where it has none, or where more than a worker is needed.
  package init?(_ mediaType: MediaType) {
    switch mediaType {
    case .html, .xhtml: self = .html
    case .warc: self = .webArchive
    case let type where MediaType.archives.contains(type) || MediaType.compressed.contains(type):
      self = .container
    case .mail: self = .mail
    case .mailbox: self = .mailbox
    case .outlookMail: self = .outlook
    case .transportFile: self = .tnef
    case .hocr: self = .hocr
    case .alto: self = .alto
    case .page: self = .page
    case .docx, .xlsx, .pptx, .flatWord: self = .ooxml
    case let type where type.isOpenDocument: self = .openDocument
    case .rtf: self = .rtf
    case .epub: self = .epub
    case .fictionBook: self = .fictionBook
    case .doc, .xls, .ppt: self = .legacyOffice
    case .embeddedFile: self = .embeddedFile
    case .csv, .tsv: self = .table
    case .xml, .svg: self = .xml
    default: return nil
    }
  }

  /// The program that reads it.
  var program: ExtractionTool { self == .pdf ? .pdfReader : .worker }

  /// What reading a file of so many bytes may cost.
  ///
  /// Containers may be large for good reasons: for each 2 MB there is a second more, and four in a
  /// mailbox, which is as many files as it has mails.
  package func limits(_ limits: ExtractionLimits, size: Int) -> ExtractionLimits {
    let seconds: Int
    switch self {
    case .container, .webArchive: seconds = size >> 21
    case .mailbox: seconds = size >> 19
    default: return limits
    }
    var limits = limits
    limits.processorSeconds += seconds
    limits.wallSeconds += 2 * seconds
    return limits
  }
}
