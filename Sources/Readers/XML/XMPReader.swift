// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// XMP (ISO 16684-1) → what a document says of itself: Dublin Core by name, in RDF/XML.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads a stream of XMP.
enum XMPReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker: a document without pages.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    var report = ExtractionReport(
      mediaType: input.mediaType, extractor: WorkerFormat.xmp.rawValue, extractorVersion: version)
    var document: ExtractedDocument?
    do throws(ExtractionFailure) { document = Self.document(try input.contents()) } catch {
      report.failure = error
    }
    try output.document(ReadDocument(path: [], document: document, report: report))
  }

  /// What XMP says; what is broken is left out.
  static func document(_ xmp: [UInt8]) -> ExtractedDocument {
    let events = XMPEvents()
    XMLParser.parse(xmp, into: events)
    let value = { (name: String) in
      events.values[name].flatMap { TextCleaner.value($0.joined(separator: ", ")) }
    }
    var document = ExtractedDocument(pages: [])
    document.title = events.values["title"].flatMap { $0.first }.flatMap(TextCleaner.value)
    document.date = value("CreateDate")
    document.language = events.values["language"]?.first.flatMap { Language(tag: $0) }
    let names = [
      ("creator", "author"), ("description", "description"), ("subject", "keywords"),
      ("rights", "rights"), ("publisher", "publisher"), ("source", "source"),
    ]
    for (name, key) in names {
      if let text = value(name) { document.metadata[key] = text }
    }
    return document
  }
}

/// Collects the Dublin Core of XMP, and its dates.
private final class XMPEvents: XMLEvents {
  private(set) var values: [String: [String]] = [:]
  private var open: (name: String, items: [String])?
  private var text: [UInt8] = []

  private static let dublinCore = "http://purl.org/dc/elements/1.1/"
  private static let basic = "http://ns.adobe.com/xap/1.0/"

  var hasEnough: Bool { false }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    if namespace == Self.dublinCore || namespace == Self.basic {
      open = (name, [])
    } else if name == "Description", let date = attributes["CreateDate"] {
      values["CreateDate"] = [date]
    }
    text = []
  }

  func endElement(_ name: String, namespace: String) {
    defer { text = [] }
    guard open != nil else { return }
    let item = String(decoding: text, as: UTF8.self)
    if !TextCleaner.isBlank(item) { open?.items.append(item) }
    guard let open, open.name == name,
      namespace == Self.dublinCore || namespace == Self.basic
    else { return }
    if !open.items.isEmpty { values[name] = open.items }
    self.open = nil
  }

  func characters(_ bytes: [UInt8]) { if open != nil { text += bytes } }
}
