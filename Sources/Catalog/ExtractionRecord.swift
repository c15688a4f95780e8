// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction
internal import TextAnalysis

/// `text/extraction.json` of an object: how the text was obtained.
package struct ExtractionRecord: Sendable, Hashable, Codable {
  /// The name and version of this layout.
  package var schema = "handbill-extraction-1"
  /// The media type, by content.
  package var mediaType: String
  /// The extractor and its version.
  package var extractor: String
  /// The charset the bytes were read as.
  package var charset: String?
  /// How sure the charset is, 0 to 1.
  package var charsetConfidence: Float?
  /// The charset that the adder or the document declared.
  package var declaredCharset: String?
  /// Other charsets that would give plausible text, the likeliest first; nil where there are none.
  package var charsetAlternatives: [String]?
  /// What was repaired in the text, with all that undoes it; nil where nothing was.
  package var repairs: [PageRepair]?
  /// The title the document gives itself.
  package var title: String?
  /// The language the document declares for itself.
  package var language: String?
  /// The date the document gives itself.
  package var date: String?
  /// Other metadata found inside, as name and value.
  package var properties: [String: String] = [:]
  /// Remarks of the extractor, one sentence each.
  package var notes: [String] = []
  /// Number of pages kept as `text/page-NNNN.txt`.
  package var pages: Int
  /// Declared languages of parts: page (from 1), UTF-8 offsets into that page, language.
  package var declaredSpans: [PageSpan] = []
  /// For a container: how many records it has; their text stays in the original alone.
  package var records: Int?
  /// How many documents there are inside, in `text/parts.ndjson`; nil where it is no container.
  package var parts: Int?
  /// How many of these gave no text.
  package var unreadableParts: Int?
  /// How often reading was tried, where it failed again; nil for once.
  package var tries: Int?
  /// SHA-512 of the file of layout beside the original that it was read with; nil where there was none.
  package var layout: String?
  /// How sure the recognition of its letters is, from 0 to 100; nil where nothing was recognized.
  package var confidence: Double?
  /// Why parts or all of it could not be read.
  package var gaps: [Gap]

  /// A part of a page with a declared language.
  package struct PageSpan: Sendable, Hashable, Codable {
    /// Page number from 1.
    package var page: Int
    /// First UTF-8 byte on the page.
    package var start: Int
    /// UTF-8 byte after the last.
    package var end: Int
    /// The declared language.
    package var language: String
  }
}

extension ExtractionRecord {
  /// Writes down what came of a file, with what is inside it.
  init(_ result: ExtractionResult) {
    self.init(result.report, document: result.documents.first)
    guard let inside = result.parts else { return }
    parts = inside.count
    unreadableParts = inside.failures
    if inside.incomplete > 0 {
      gaps.append(
        Gap(
          code: Gap.incompleteParts,
          reason: "\(inside.incomplete) of the \(inside.count) documents inside could not be read, "
            + "or not in full; `handbill gaps` names each", place: nil))
    }
  }

  /// Writes down a report on a file that is one document, or on none where nothing was read.
  init(_ report: ExtractionReport, document: ExtractedDocument?) {
    mediaType = report.mediaType.rawValue
    extractor = "\(report.extractor) \(report.extractorVersion)"
    charset = report.charset
    charsetConfidence = report.charsetConfidence
    declaredCharset = report.declaredCharset
    charsetAlternatives = report.charsetAlternatives.isEmpty ? nil : report.charsetAlternatives
    repairs = report.repairs.isEmpty ? nil : report.repairs
    title = document?.title
    language = document?.language?.code
    date = document?.date
    properties = document?.metadata ?? [:]
    notes = report.notes
    pages = document?.pages.count ?? 0
    confidence = document?.confidence
    declaredSpans = (document?.pages ?? []).enumerated().flatMap { index, page in
      page.spans.map {
        PageSpan(
          page: index + 1, start: $0.range.lowerBound, end: $0.range.upperBound,
          language: $0.language.code)
      }
    }
    gaps = report.gaps.map {
      Gap(code: $0.reason.rawValue, reason: $0.sentence, place: $0.page.map { "page \($0)" })
    }
    if let failure = report.failure {
      gaps.append(Gap(code: failure.reason.rawValue, reason: failure.sentence, place: nil))
    }
  }

  /// Writes down what came of a container.
  init(_ container: IndexedContainer) {
    mediaType = container.report.mediaType.rawValue
    extractor = container.report.extractor
    pages = 0
    records = container.records
    if container.renamed > 0 {
      notes.append(
        "\(container.renamed) records have the id of an earlier one; their line is added to it.")
    }
    notes += container.repaired.sorted { $0.key < $1.key }.map {
      "repaired in \($0.value) records: \($0.key)"
    }
    gaps = container.broken.map {
      Gap(code: Gap.brokenRecord, reason: $0.sentence, place: "line \($0.line)")
    }
    if let failure = container.report.failure {
      gaps.append(Gap(code: failure.reason.rawValue, reason: failure.sentence, place: nil))
    }
    let unlisted = container.brokenCount - container.broken.count
    if unlisted > 0 {
      gaps.append(
        Gap(code: Gap.brokenRecord, reason: "\(unlisted) more records are broken", place: nil))
    }
  }

  /// Whether reading failed for a reason that lay outside of the document: adding the file again
  /// tries once more.
  var invitesAnotherTry: Bool {
    let outside: [FailureReason] = [
      .fileNotReadable, .programMissing, .programFailed, .timeLimit, .interrupted,
    ]
    return isUnreadable && gaps.contains { gap in outside.contains { $0.rawValue == gap.code } }
  }

  /// Whether reading again can give more than it gave: what was missing may be there now.
  var hasGapsToRetry: Bool { gaps.contains(where: \.invitesRetry) }

  /// Whether a charset was named for the document since it was read; adding it so reads it again.
  func wasRead(withoutCharsetOf metadata: DocumentMetadata) -> Bool {
    guard let named = metadata.charset, charset != nil, declaredCharset != named else {
      return false
    }
    return declaredCharset.flatMap(CharsetDecoder.standardName)
      != CharsetDecoder.standardName(of: named)
  }

  /// Whether another file of layout lies beside the original than when it was read.
  func wasRead(withoutLayoutOf document: ArchivedDocument) throws(CatalogError) -> Bool {
    try document.layoutFile()?.sha512 != layout
  }

  /// Whether fields of records were chosen since it was read as one document.
  func wasRead(withoutFieldsOf metadata: DocumentMetadata) -> Bool {
    guard let fields = metadata.recordFields, records == nil else { return false }
    return RowReader.reads(MediaType(rawValue: mediaType), name: metadata.name, fields)
  }

  /// Whether the document gave nothing that can be searched.
  var isUnreadable: Bool { pages == 0 && (records ?? 0) == 0 && readableParts == 0 }

  /// Documents inside that gave text.
  var readableParts: Int { (parts ?? 0) - (unreadableParts ?? 0) }

  /// The pages of the document, given their texts.
  func pages(texts: [String]) -> [ExtractedPage] {
    texts.enumerated().map { index, text in
      let spans = declaredSpans.filter { $0.page == index + 1 }.compactMap { span in
        Language(tag: span.language).map {
          LanguageHints.DeclaredSpan(range: span.start..<span.end, language: $0)
        }
      }
      return ExtractedPage(text: text, spans: spans)
    }
  }
}

extension Gap {
  /// Whether reading again can close it: what was missing may be there now, or the reader better.
  var invitesRetry: Bool {
    let settled: [FailureReason] = [
      .emptyFile, .encrypted, .doubtfulCharset, .doubtfulRepair, .invalidJSON, .invalidUTF8,
      .recordWithoutText, .noValidRecord,
    ]
    return code != Self.brokenRecord && !settled.contains { $0.rawValue == code }
  }
}
