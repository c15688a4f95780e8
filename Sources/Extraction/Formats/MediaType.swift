// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What kind of bytes a file holds, by its content: an IANA media type without parameters.
///
/// The name of a file is never believed; it only breaks ties between plain text, JSON lines,
/// tables and Markdown.
package struct MediaType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The type as IANA writes it, lower case, such as `application/pdf`.
  package var rawValue: String

  /// Takes a media type.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Text without markup.
  package static let plainText = MediaType(rawValue: "text/plain")
  /// HTML in any version, and pages that only look like it.
  package static let html = MediaType(rawValue: "text/html")
  /// HTML that declares itself XML.
  package static let xhtml = MediaType(rawValue: "application/xhtml+xml")
  /// hOCR: HTML with the places of its words.
  package static let hocr = MediaType(rawValue: "text/vnd.hocr+html")
  /// ALTO: XML with the places of words, as libraries keep it.
  package static let alto = MediaType(rawValue: "application/alto+xml")
  /// PAGE: XML with the outlines of lines, as programs for manuscripts write it.
  package static let page = MediaType(rawValue: "application/vnd.prima.page+xml")
  /// PDF.
  package static let pdf = MediaType(rawValue: "application/pdf")
  /// One JSON object a line.
  package static let jsonLines = MediaType(rawValue: "application/x-ndjson")
  /// A mail.
  package static let mail = MediaType(rawValue: "message/rfc822")
  /// Many mails in one file.
  package static let mailbox = MediaType(rawValue: "application/mbox")
  /// A mail of Outlook: MSG.
  package static let outlookMail = MediaType(rawValue: "application/vnd.ms-outlook")
  /// What Outlook packs a mail into for other Outlooks: TNEF, `winmail.dat`.
  package static let transportFile = MediaType(rawValue: "application/vnd.ms-tnef")
  /// Bytes of no known kind.
  package static let unknown = MediaType(rawValue: "application/octet-stream")
  /// A file without a byte.
  package static let empty = MediaType(rawValue: "application/x-empty")

  package var description: String { rawValue }
}

extension MediaType: Codable {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
