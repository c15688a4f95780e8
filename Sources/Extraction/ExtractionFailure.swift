// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Why a file, a page or a record gave no text.
///
/// The codes are stable: they stand in archives.
package enum FailureReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// The file has no byte.
  case emptyFile = "empty-file"
  /// The file system did not give the bytes.
  case fileNotReadable = "file-not-readable"
  /// A picture, or a page that is one: only text recognition can read it.
  case needsRecognition = "needs-ocr"
  /// The format is known, and no extractor for it is built in.
  case formatNotSupported = "format-not-supported"
  /// Neither a known format nor text.
  case binary = "binary"
  /// Bytes that could be text in no charset.
  case noCharset = "no-charset"
  /// A page that the document does not have.
  case noPage = "no-page"
  /// A document with nothing to read in it.
  case noText = "no-text"
  /// A PDF whose structure cannot be followed, often because its end is missing.
  case damaged = "damaged"
  /// A document that asks for a password.
  case encrypted = "encrypted"
  /// A PDF, or a page of one, that holds no text but may hold pictures of it.
  case noTextLayer = "no-text-layer"
  /// Text in a language or script whose model for recognition is not installed.
  case modelMissing = "model-missing"
  /// Text that was recognized, but that is more guessed than read.
  case lowConfidence = "low-confidence"
  /// A page of a PDF whose text layer means nothing, though it shows words.
  case doubtfulTextLayer = "doubtful-text-layer"
  /// A program that reads the format is not installed.
  case programMissing = "program-missing"
  /// The program that reads the format failed.
  case programFailed = "program-failed"
  /// A reader of ours ended before its time: the file made it crash.
  case readerFailed = "reader-failed"
  /// A container without anything in it.
  case emptyContainer = "empty-container"
  /// A link or a device in a container: it is not followed.
  case link = "link"
  /// A file in a container whose name leads elsewhere; it was read under a safe name.
  case unsafeName = "unsafe-name"
  /// Files packed in one another deeper than allowed.
  case packedTooDeep = "packed-too-deep"
  /// Reading took longer than allowed and was stopped.
  case timeLimit = "time-limit"
  /// The document, or what came out of it, is larger than allowed.
  case sizeLimit = "size-limit"
  /// Elements nest deeper than allowed; what follows was not read.
  case depthLimit = "depth-limit"
  /// Somebody stopped the run.
  case interrupted = "interrupted"
  /// A line that is not a JSON object.
  case invalidJSON = "invalid-json"
  /// A line whose bytes are not UTF-8.
  case invalidUTF8 = "invalid-utf8"
  /// A row of a table that cannot be cut out: a quote that never closes.
  case invalidTable = "invalid-table"
  /// A record without a text field.
  case recordWithoutText = "record-without-text"
  /// A container in which every record is broken.
  case noValidRecord = "no-valid-record"
  /// Text that was read, in a charset that is more guessed than known.
  case doubtfulCharset = "doubtful-charset"
  /// Text that was repaired in a way that is more guessed than known.
  case doubtfulRepair = "doubtful-repair"
}

/// Why a whole file gave no text.
package struct ExtractionFailure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The stable code.
  package var reason: FailureReason
  /// One sentence: what is amiss, and what would help.
  package var sentence: String

  /// Makes a failure.
  package init(_ reason: FailureReason, _ sentence: String) {
    self.reason = reason
    self.sentence = sentence
  }

  package var description: String { sentence }
}

/// A part of a document that gave no text, while the rest did.
package struct ExtractionGap: Sendable, Hashable, Codable {
  /// Page number from 1; nil where the gap is not a page.
  package var page: Int?
  /// The stable code.
  package var reason: FailureReason
  /// One sentence: what is amiss, and what would help.
  package var sentence: String

  /// Makes a gap.
  package init(page: Int?, _ reason: FailureReason, _ sentence: String) {
    self.page = page
    self.reason = reason
    self.sentence = sentence
  }
}

/// A record of a container that gave no document.
package struct BrokenRecord: Sendable, Hashable, Codable {
  /// Line number from 1.
  package var line: Int
  /// The stable code.
  package var reason: FailureReason
  /// One sentence: what is amiss, and where in the line.
  package var sentence: String

  /// Makes a broken record.
  package init(line: Int, _ reason: FailureReason, _ sentence: String) {
    self.line = line
    self.reason = reason
    self.sentence = sentence
  }
}
