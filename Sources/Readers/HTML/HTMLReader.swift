// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// HTML bytes → charset → events → one page of text.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads HTML and XHTML.
enum HTMLReader {
  /// The version of what is read out of a document; changes when the same bytes give another text.
  static let version = "4 (libxml2 \(HTMLParser.libraryVersion))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    var report = ExtractionReport(
      mediaType: input.mediaType, extractor: WorkerFormat.html.rawValue,
      extractorVersion: version)
    var documents: [ExtractedDocument] = []
    do throws(ExtractionFailure) {
      documents = read(try input.contents(), input, input.limits, &report)
    } catch {
      report.failure = error
    }
    try output.document(ReadDocument(path: [], document: documents.first, report: report))
  }

  /// Reads a document; fills the report, with a failure where nothing could be read.
  static func read(
    _ bytes: [UInt8], _ input: WorkerInput, _ limits: ExtractionLimits,
    _ report: inout ExtractionReport
  ) -> [ExtractedDocument] {
    guard let (page, metadata) = page(bytes, named: input.declaredCharset, limits, &report) else {
      return []
    }
    return document(page, metadata, input, &report)
  }

  /// Reads one page; nil, with a failure in the report, where nothing could be read.
  ///
  /// The page has spans where it declares another language than its own; its text is not repaired yet.
  static func page(
    _ bytes: [UInt8], named: String?, _ limits: ExtractionLimits,
    _ report: inout ExtractionReport
  ) -> (page: ExtractedPage, metadata: HTMLMetadata)? {
    let declared = HTMLCharset.declared(in: bytes)
    // A few stray zeros make a page look binary: browsers pass over them.
    let decoding =
      HTMLCharset.decode(bytes, using: named, declared: declared)
      ?? HTMLCharset.decode(HTMLGuard.withoutZeros(bytes), using: named, declared: declared)
    guard let decoded = decoding else {
      report.failure = .noCharset
      return nil
    }
    report.note(decoded)
    return Self.page(of: decoded.utf8, limits, &report)
  }

  /// Reads decoded HTML, before any repair; fills the report with what was left out.
  ///
  /// - Returns: nil, with the failure in the report, where an element has too many attributes.
  static func page(
    of utf8: [UInt8], _ limits: ExtractionLimits, _ report: inout ExtractionReport
  ) -> (page: ExtractedPage, metadata: HTMLMetadata)? {
    guard !HTMLGuard.hasTooManyAttributes(utf8, limit: limits.htmlAttributes) else {
      report.failure = ExtractionFailure(
        .sizeLimit, "an element has more than \(limits.htmlAttributes) attributes; repair the page")
      return nil
    }
    let builder = HTMLTextBuilder(limits: limits)
    HTMLParser.parse(HTMLGuard.withoutZeros(utf8), into: builder)
    let page = builder.finish()
    if builder.invisiblePassages > 0 {
      report.notes.append(
        "hidden passages kept in the text, in brackets: \(builder.invisiblePassages)")
    }
    if let reason = builder.stopped { report.gaps.append(gap(reason, limits)) }
    return (page, builder.metadata)
  }

  private static func document(
    _ page: ExtractedPage, _ metadata: HTMLMetadata, _ input: WorkerInput,
    _ report: inout ExtractionReport
  ) -> [ExtractedDocument] {
    let page = report.repair([withTitle(metadata.title, page)])[0].withoutControls()
    let title = report.repair(title: metadata.title)
    guard !TextCleaner.isBlank(page.text) else {
      report.failure = ExtractionFailure(
        .noText, "the page has no text; it may be made by its scripts, save it from a browser")
      return []
    }
    return [
      ExtractedDocument(
        pages: [page], title: title, language: input.declaredLanguage ?? metadata.language,
        date: metadata.date, metadata: metadata.values)
    ]
  }

  /// Puts the title before a text that does not contain it, so that its words are found too.
  private static func withTitle(_ title: String?, _ page: ExtractedPage) -> ExtractedPage {
    guard let title, !page.text.contains(title) else { return page }
    let head = page.text.isEmpty ? title : title + "\n\n"
    let shift = head.utf8.count
    let spans = page.spans.map { span in
      LanguageHints.DeclaredSpan(
        range: span.range.lowerBound + shift..<span.range.upperBound + shift,
        language: span.language)
    }
    return ExtractedPage(text: head + page.text, spans: spans)
  }

  private static func gap(_ reason: FailureReason, _ limits: ExtractionLimits) -> ExtractionGap {
    let sentence =
      reason == .depthLimit
      ? "elements nest more than \(limits.htmlDepth) deep; what follows was not read"
      : "parsing took more than \(limits.processorSeconds) seconds; what follows was not read"
    return ExtractionGap(page: 1, reason, sentence)
  }
}
