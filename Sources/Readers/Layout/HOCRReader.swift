// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// hOCR bytes → events → pages with text and layout. XHTML goes through the parser for XML; what is
// not well-formed, or uses names of characters that only HTML has, through the one for HTML.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads hOCR, as HOCRWriter and most programs of recognition write it.
enum HOCRReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1 (libxml2 \(HTMLParser.libraryVersion))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try SuppliedReading.send(.hocr, input, to: &output) { bytes, report in
      read(bytes, input, &report)
    }
  }

  /// Reads a document; nil where the report says why not.
  static func read(
    _ bytes: [UInt8], _ input: WorkerInput, _ report: inout ExtractionReport
  ) -> ExtractedDocument? {
    guard let events = parse(bytes, input, &report) else { return nil }
    let title = events.finish()
    if events.layout.pages.isEmpty {
      // A page about hOCR.
      (report.extractor, report.extractorVersion) = (WorkerFormat.html.rawValue, HTMLReader.version)
      return HTMLReader.read(bytes, input, input.limits, &report).first
    }
    guard var document = SuppliedReading.document(events.layout, .whole, input, &report) else {
      return nil
    }
    document.title = report.repair(title: title)
    document.date = events.metadata.date
    document.metadata.merge(events.metadata.values) { own, _ in own }
    // tesseract calls every document English.
    if !events.system.lowercased().hasPrefix("tesseract") {
      document.language = document.language ?? events.metadata.language
    }
    if !events.system.isEmpty { report.notes.append("the text was recognized by \(events.system)") }
    return document
  }

  private static func parse(
    _ bytes: [UInt8], _ input: WorkerInput, _ report: inout ExtractionReport
  ) -> HOCREvents? {
    if input.declaredCharset == nil, !hasNamedCharacters(bytes) {
      let events = HOCREvents()
      if XMLParser.parse(bytes, into: events) == .whole { return events }
    }
    let declared = HTMLCharset.declared(in: bytes)
    let decoded =
      HTMLCharset.decode(bytes, using: input.declaredCharset, declared: declared)
      ?? HTMLCharset.decode(
        HTMLGuard.withoutZeros(bytes), using: input.declaredCharset, declared: declared)
    guard let decoded else {
      report.failure = .noCharset
      return nil
    }
    report.note(decoded)
    let limit = input.limits.htmlAttributes
    guard !HTMLGuard.hasTooManyAttributes(decoded.utf8, limit: limit) else {
      report.failure = ExtractionFailure(
        .sizeLimit, "an element has more than \(limit) attributes; repair the file")
      return nil
    }
    let events = HOCREvents()
    HTMLParser.parse(HTMLGuard.withoutZeros(decoded.utf8), into: events)
    return events
  }

  /// Whether there are references such as `&nbsp;`, which XML does not know.
  private static func hasNamedCharacters(_ bytes: [UInt8]) -> Bool {
    let known = ["amp;", "lt;", "gt;", "quot;", "apos;"].map { Array($0.utf8) }
    var rest = bytes[...]
    while let place = rest.firstIndex(of: UInt8(ascii: "&")) {
      rest = rest[(place + 1)...]
      if rest.first != UInt8(ascii: "#"), !known.contains(where: { rest.starts(with: $0) }) {
        return true
      }
    }
    return false
  }
}
