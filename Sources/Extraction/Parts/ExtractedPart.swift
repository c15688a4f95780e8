// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A document inside an original: a sheet in a zip in a mail.

/// A document that was found inside another, with how it was read.
package struct ExtractedPart: Sendable, Hashable, Codable {
  /// Its name in the original, which no other part has: the names of `chain` with `/` between, control
  /// characters replaced, a number behind where another part has the same.
  package var name: String
  /// Names that lead to it, the outermost first; never empty.
  package var chain: [String]
  /// What the container says of it; nil where it is no file of its own.
  package var header: MemberHeader?
  /// Its length in bytes; nil where it is no file of its own.
  package var bytes: Int?
  /// SHA-512 of its bytes, lower-case hexadecimal; nil where it is no file of its own, and in lines of
  /// earlier versions.
  package var sha512: String?
  /// What was read; nil where nothing could be.
  package var document: ExtractedDocument?
  /// How, or why not.
  package var report: ExtractionReport

  /// Makes a part; its name is given when it is written.
  init(
    chain: [String], header: MemberHeader? = nil, bytes: Int? = nil,
    sha512: String? = nil, document: ExtractedDocument?, report: ExtractionReport
  ) {
    name = ""
    self.chain = chain
    self.header = header
    self.bytes = bytes
    self.sha512 = sha512
    self.document = document
    self.report = report
  }
}
