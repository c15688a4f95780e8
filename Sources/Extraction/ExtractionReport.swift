// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How the text of a file was obtained, or why it was not.
package struct ExtractionReport: Sendable, Hashable, Codable {
  /// The kind of file, by content.
  package var mediaType: MediaType
  /// What read it: `text`, `html`, `pdf`, `jsonl`, or `none`.
  package var extractor: String
  /// The version of that extractor, with that of the program or library behind it.
  package var extractorVersion: String
  /// The charset the bytes were read as; nil where the format fixes it.
  package var charset: String?
  /// How sure the charset is, from 0 to 1.
  package var charsetConfidence: Float?
  /// The charset that the adder or the document declared; nil where nobody did.
  package var declaredCharset: String?
  /// Other charsets that would give plausible text, the likeliest first.
  package var charsetAlternatives: [String] = []
  /// What was repaired in the text, in the order in which it was done on each page.
  package var repairs: [PageRepair] = []
  /// Remarks for the reader, one sentence each: a lying declaration, repaired bytes, the sandbox.
  package var notes: [String]
  /// Parts that gave no text.
  package var gaps: [ExtractionGap]
  /// Why nothing was read; nil where something was.
  package var failure: ExtractionFailure?
  /// Records of a container that gave no document, by line.
  package var brokenRecords: [BrokenRecord]

  /// Makes a report without remarks.
  package init(mediaType: MediaType, extractor: String, extractorVersion: String) {
    self.mediaType = mediaType
    self.extractor = extractor
    self.extractorVersion = extractorVersion
    self.notes = []
    self.gaps = []
    self.brokenRecords = []
  }

  /// Whether reading was stopped from outside, as a whole or somewhere on the way.
  var isInterrupted: Bool {
    failure?.reason == .interrupted || gaps.contains { $0.reason == .interrupted }
  }
}

/// The documents of a file and how they were obtained.
///
/// There are neither documents nor parts where `report.failure` says why.
package struct ExtractionResult: Sendable, Hashable {
  /// One for a file, one a record for a container.
  package var documents: [ExtractedDocument]
  /// How.
  package var report: ExtractionReport
  /// The documents inside it; nil where there are none.
  package var parts: PartsFile?

  /// Makes a result.
  package init(
    documents: [ExtractedDocument], report: ExtractionReport, parts: PartsFile? = nil
  ) {
    self.documents = documents
    self.report = report
    self.parts = parts
  }
}
