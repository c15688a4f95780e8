// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which reader takes which format. All of these run in a process of their own.

internal import FileStorage
internal import SystemPackage

/// A format that is read in a worker, by the name of its reader.
enum WorkerFormat: String, Sendable, CaseIterable {
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

  /// The reader of a media type; nil where it has none, or where more than a worker is needed.
  init?(_ mediaType: MediaType) {
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

  /// The version of what is read out of a file; changes when the same bytes give another text.
  var version: String {
    switch self {
    case .html: HTMLReader.version
    case .container: ContainerReader.version
    case .webArchive: WebArchiveReader.version
    case .mail, .mailbox: MailReader.version
    case .outlook: OutlookReader.version
    case .picture: PictureWorker.version
    case .tnef: TNEFReader.version
    case .hocr: HOCRReader.version
    case .alto: ALTOReader.version
    case .page: PAGEReader.version
    case .ooxml: OOXMLReader.version
    case .openDocument: OpenDocumentReader.version
    case .rtf: RTFReader.version
    case .epub: EPUBReader.version
    case .fictionBook: FictionBookReader.version
    case .legacyOffice, .embeddedFile: LegacyReader.version
    case .table: TableReader.version
    case .xml: MarkupReader.version
    case .zipEntries: ZipEntriesReader.version
    }
  }

  /// Reads the file.
  func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    switch self {
    case .html: try HTMLReader.read(input, to: &output)
    case .container: try ContainerReader.read(input, to: &output)
    case .webArchive: try WebArchiveReader.read(input, to: &output)
    case .mail: try MailReader.read(input, to: &output)
    case .mailbox: try MailboxReader.read(input, to: &output)
    case .outlook: try OutlookReader.read(input, to: &output)
    case .picture: try PictureWorker.read(input, to: &output)
    case .tnef: try TNEFReader.read(input, to: &output)
    case .hocr: try HOCRReader.read(input, to: &output)
    case .alto: try ALTOReader.read(input, to: &output)
    case .page: try PAGEReader.read(input, to: &output)
    case .ooxml: try OOXMLReader.read(input, to: &output)
    case .openDocument: try OpenDocumentReader.read(input, to: &output)
    case .rtf: try RTFReader.read(input, to: &output)
    case .epub: try EPUBReader.read(input, to: &output)
    case .fictionBook: try FictionBookReader.read(input, to: &output)
    case .legacyOffice: try LegacyReader.read(input, to: &output)
    case .embeddedFile: try EmbeddedFileReader.read(input, to: &output)
    case .table: try TableReader.read(input, to: &output)
    case .xml: try MarkupReader.read(input, to: &output)
    case .zipEntries: try ZipEntriesReader.read(input, to: &output)
    }
  }

  /// What reading a file of so many bytes may cost.
  ///
  /// Containers may be large for good reasons: for each 2 MB there is a second more, and four in a
  /// mailbox, which is as many files as it has mails.
  func limits(_ limits: ExtractionLimits, size: Int) -> ExtractionLimits {
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
