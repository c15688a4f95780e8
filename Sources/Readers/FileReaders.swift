// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which reader takes which format.

package import Extraction
internal import FoundationEssentials
package import ReaderProcess
internal import SystemPackage

/// The readers of `handbill-reader`: of all formats but PDF.
package enum FileReaders: ReaderProgram {
  /// Reads a page of its own, for the tables that most readers make first.
  package static func prepare() {
    let page = "<html lang=fr><title>Été</title><p>Fête Ã©tÃ© вода ماء น้ำ 水</p></html>"
    let input = WorkerInput(mediaType: .html, name: "", limits: ExtractionLimits())
    var report = ExtractionReport(mediaType: .html, extractor: "", extractorVersion: "")
    let documents = HTMLReader.read(Array(page.utf8), input, input.limits, &report)
    guard let nowhere = try? FileDescriptor.open(FilePath("/dev/null"), .writeOnly) else { return }
    var output = WorkerOutput(nowhere)
    try? output.document(ReadDocument(path: [], document: documents.first, report: report))
    try? output.finish()
    try? nowhere.close()
    let order = ReaderOrder(format: .html, input: input, memoryBytes: 0, writtenBytes: 0)
    let message = try? JSONEncoder().encode(order)
    _ = message.flatMap { try? JSONDecoder().decode(ReaderOrder.self, from: $0) }
  }

  package static func reader(of format: WorkerFormat) -> FormatReader? {
    switch format {
    case .html: FormatReader(HTMLReader.version, HTMLReader.read)
    case .container: FormatReader(ContainerReader.version, ContainerReader.read)
    case .webArchive: FormatReader(WebArchiveReader.version, WebArchiveReader.read)
    case .mail: FormatReader(MailReader.version, MailReader.read)
    case .mailbox: FormatReader(MailReader.version, MailboxReader.read)
    case .outlook: FormatReader(OutlookReader.version, OutlookReader.read)
    case .picture: FormatReader(PictureWorker.version, PictureWorker.read)
    case .tnef: FormatReader(TNEFReader.version, TNEFReader.read)
    case .hocr: FormatReader(HOCRReader.version, HOCRReader.read)
    case .alto: FormatReader(ALTOReader.version, ALTOReader.read)
    case .page: FormatReader(PAGEReader.version, PAGEReader.read)
    case .ooxml: FormatReader(OOXMLReader.version, OOXMLReader.read)
    case .openDocument: FormatReader(OpenDocumentReader.version, OpenDocumentReader.read)
    case .rtf: FormatReader(RTFReader.version, RTFReader.read)
    case .epub: FormatReader(EPUBReader.version, EPUBReader.read)
    case .fictionBook: FormatReader(FictionBookReader.version, FictionBookReader.read)
    case .legacyOffice: FormatReader(LegacyReader.version, LegacyReader.read)
    case .embeddedFile: FormatReader(LegacyReader.version, EmbeddedFileReader.read)
    case .table: FormatReader(TableReader.version, TableReader.read)
    case .xml: FormatReader(MarkupReader.version, MarkupReader.read)
    case .zipEntries: FormatReader(ZipEntriesReader.version, ZipEntriesReader.read)
    case .xmp: FormatReader(XMPReader.version, XMPReader.read)
    case .pdf: nil
    }
  }
}

extension WorkerFormat {
  /// The version of its reader.
  var version: String { FileReaders.reader(of: self)?.version ?? "" }
}
