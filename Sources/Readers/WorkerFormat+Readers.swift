// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which reader takes which format.

internal import Extraction

extension WorkerFormat {
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
    case .xmp: XMPReader.version
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
    case .xmp: try XMPReader.read(input, to: &output)
    }
  }
}
