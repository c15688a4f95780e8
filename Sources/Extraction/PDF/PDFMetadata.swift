// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// XMP (ISO 16684-1) → what a document says of itself: Dublin Core by name, in RDF/XML.

internal import TextAnalysis

/// What a stream of XMP says.
struct PDFMetadata: Sendable {
  /// `dc:title`: the default one, else the first.
  private(set) var title: String?
  /// `xmp:CreateDate`.
  private(set) var date: String?
  /// `dc:language`.
  private(set) var language: Language?
  /// The others, by the names of `ExtractedDocument.metadata`.
  private(set) var values: [String: String] = [:]

  /// Reads XMP; what is broken is left out.
  init(xmp bytes: [UInt8]) {
    let events = XMPEvents()
    XMLParser.parse(bytes, into: events)
    let value = { (name: String) in
      events.values[name].flatMap { TextCleaner.value($0.joined(separator: ", ")) }
    }
    title = events.values["title"].flatMap { $0.first }.flatMap(TextCleaner.value)
    date = value("CreateDate")
    language = events.values["language"]?.first.flatMap { Language(tag: $0) }
    let names = [
      ("creator", "author"), ("description", "description"), ("subject", "keywords"),
      ("rights", "rights"), ("publisher", "publisher"), ("source", "source"),
    ]
    for (name, key) in names { if let text = value(name) { values[key] = text } }
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
