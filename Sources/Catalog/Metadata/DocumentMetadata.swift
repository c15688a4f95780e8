// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `metadata.json` of an object. Format page: Documentation/Formats/archive.md. Version 2 added
// Dublin Core, free fields, removal, and more facts of a sighting; a file of version 1 is read as one
// that has none of them.

package import Extraction

/// What is known of one original: Dublin Core, free fields, tags, a declared language, sightings.
package struct DocumentMetadata: Sendable, Hashable, Codable {
  /// The name and version of this layout.
  package var schema = Self.newestSchema
  /// The document id: 40 hexadecimal digits, the first 160 bits of the original's SHA-512.
  package var document: String
  /// The file name under which the original was first added.
  package var name: String
  /// Length of the original in bytes.
  package var bytes: Int64
  /// The language people declared for the whole document.
  package var language: String?
  /// The charset people declared.
  package var charset: String?
  /// Which fields of its records mean what; nil for the usual names, and for what has no records.
  package var recordFields: RecordFields?
  /// Free tags, sorted, each once.
  package var tags: [String] = []
  /// Values by the name of their Dublin Core element; no empty lists.
  package var dublinCore: [String: [String]]?
  /// Values by the name of a field that people made up; no empty lists.
  package var fields: [String: [String]]?
  /// Each time this very file was found, oldest first; at least one, but for a purged document.
  package var sightings: [Sighting] = []
  /// That, when and why it was removed; nil while it is kept.
  package var removal: Removal?

  /// The layout that is written.
  static let newestSchema = "handbill-metadata-2"
  /// The layouts that are read.
  static let knownSchemas: Set = ["handbill-metadata-1", newestSchema]

  /// Describes an original.
  init(document: String, name: String, bytes: Int64, sightings: [Sighting]) {
    self.document = document
    self.name = name
    self.bytes = bytes
    self.sightings = sightings
  }
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
  /// True where the path was not UTF-8, and was written as such a name is.
  package var pathIsEscaped: Bool?
  /// When the file was last modified, RFC 3339 in UTC.
  package var modified: String?
  /// Where the paper was found.
  package var place: String?
  /// When the paper was found: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two days with `/` between.
  package var date: String?
  /// The date as it was given, where that was in another form or calendar.
  package var dateAsGiven: String?
  /// Who or what it came from.
  package var source: String?
  /// Who found it.
  package var finder: String?
  /// Where on the web it was found.
  package var url: String?
  /// Remarks.
  package var note: String?

  /// Describes a sighting of a file.
  init(added: String, name: String) {
    self.added = added
    self.name = name
  }
}

/// That a document was removed.
package struct Removal: Sendable, Hashable, Codable {
  /// Whether its bytes are gone.
  package enum Extent: String, Sendable, Codable {
    /// A tombstone: the older versions still have everything.
    case hidden
    /// Original, text and all but the bare facts were destroyed.
    case purged
  }

  /// When, RFC 3339 in UTC.
  package var time: String
  /// By whom.
  package var user: String
  /// Why, in the words of that person; nil where none was given.
  package var reason: String?
  /// Whether the bytes are gone.
  package var extent: Extent
  /// SHA-512 of the original, lower-case hexadecimal.
  package var sha512: String
}

extension Removal {
  /// The removal in words: `removed on 2026-11-26 by ada (asked by the author)`.
  package var words: String {
    let act = extent == .purged ? "purged" : "removed"
    return "\(act) on \(time.prefix(10)) by \(user)" + (reason.map { " (\($0))" } ?? "")
  }
}
