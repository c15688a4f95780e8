// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `metadata.json` of an object: what people said of a document, as opposed to what was read out
// of it. Format page: Documentation/Formats/archive.md.

/// What is known of one original: Dublin Core terms, tags, a declared language, and sightings.
package struct DocumentMetadata: Sendable, Hashable, Codable {
  /// The name and version of this layout.
  package var schema = "handbill-metadata-1"
  /// The document id: 40 hexadecimal digits, the first 160 bits of the original's SHA-512.
  package var document: String
  /// The file name under which the original was first added.
  package var name: String
  /// Length of the original in bytes.
  package var bytes: Int64
  /// The language the adder declared for the whole document.
  package var language: String?
  /// The charset the adder declared.
  package var charset: String?
  /// Free tags, sorted, each once.
  package var tags: [String] = []
  /// Each time this very file was found, oldest first; at least one.
  package var sightings: [Sighting] = []
}

/// One time a document was found: the grain of provenance.
package struct Sighting: Sendable, Hashable, Codable {
  /// When it was added, RFC 3339 in UTC.
  package var added: String
  /// The file name it had then.
  package var name: String
  /// True where the name was not UTF-8, and its stray bytes stand as `%` and two digits.
  package var nameIsEscaped: Bool?
  /// The path it was read from; nil for standard input.
  package var path: String?
  /// When the file was last modified, RFC 3339 in UTC.
  package var modified: String?
  /// Where the paper was found.
  package var place: String?
  /// When the paper was found: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var date: String?
  /// Who or what it came from.
  package var source: String?
}

/// A line of `events.ndjson`: one act upon a document, in the terms of PREMIS 3.
package struct DocumentEvent: Sendable, Hashable, Codable {
  /// The kind, from the PREMIS event type vocabulary: `ingestion`, `message digest calculation`,
  /// `text extraction`, `metadata modification`.
  package var type: String
  /// When, RFC 3339 in UTC.
  package var time: String
  /// The program and version that acted.
  package var agent: String
  /// `success` or `failure`.
  package var outcome: String
  /// What happened, in plain words.
  package var detail: String
}
