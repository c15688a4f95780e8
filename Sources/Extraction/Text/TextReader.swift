// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Plain text: the charset, then pages at form feeds.

internal import FileStorage
package import TextAnalysis

/// Reads plain text.
enum TextReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "2"

  /// Whether a long file is no text from its beginning on, so that the rest need not be in memory.
  static func beginsBinary(
    _ input: ExtractionInput, _ size: Int
  ) throws(FileStorageError) -> Bool {
    guard size > ContentSniffer.headBytes else { return false }
    var head = [UInt8](repeating: 0, count: ContentSniffer.headBytes)
    head.removeSubrange(try FileReader(input.path).read(into: &head)...)
    return ContentSniffer.looksBinary(head)
      && CharsetDecoder.decode(head, using: input.declaredCharset) == nil
  }

  /// Reads a file; fills the report, with a failure where it is no text.
  static func read(
    _ bytes: [UInt8], _ input: ExtractionInput, _ report: inout ExtractionReport
  ) -> [ExtractedDocument] {
    guard let decoded = CharsetDecoder.decode(bytes, using: input.declaredCharset) else {
      let isBinary = ContentSniffer.looksBinary(bytes)
      report.failure = isBinary ? .binary : .noCharset
      if isBinary { report.mediaType = .unknown }
      return []
    }
    report.note(decoded)
    let texts = TextCleaner.pages(of: decoded.utf8, highControls: .kept)
    let pages = report.repair(texts.map { ExtractedPage(text: $0) }).map(\.text)
    guard !pages.allSatisfy(TextCleaner.isBlank) else {
      report.failure = ExtractionFailure(.noText, "the file has nothing but white space")
      return []
    }
    return [
      ExtractedDocument(
        pages: pages.map { ExtractedPage(text: $0) }, language: input.declaredLanguage)
    ]
  }
}

extension ExtractionReport {
  /// Enters the charset of a text, and what is doubtful about it.
  package mutating func note(_ decoded: DecodedText) {
    charset = decoded.charset
    charsetConfidence = decoded.confidence
    declaredCharset = decoded.declared
    charsetAlternatives = decoded.alternatives.map(\.charset)
    listDoubt(of: decoded)
    if let note = decoded.note { notes.append(note) }
    if decoded.replacements > 0 {
      notes.append(
        "\(decoded.replacements) damaged characters of the \(decoded.charset) text became U+FFFD")
    }
  }
}

extension ExtractionFailure {
  /// Text in no charset.
  package static let noCharset = ExtractionFailure(
    .noCharset, "the bytes are text in no known charset; name it with --charset if you know it")
  /// No text at all.
  package static let binary = ExtractionFailure(
    .binary, "the file is neither text nor of a known format; convert it to one that is read")
}
