// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// One document as lists and hits show it.
///
/// This is also the payload that the index keeps with a document, so that lists need not open
/// the archive.
package struct DocumentSummary: Sendable, Hashable, Codable {
  /// The document id; `OBJECT#RECORD` for a record of a container.
  package var id: String
  /// The file name it was added under.
  package var name: String
  /// The title the document gives itself.
  package var title: String?
  /// The media type, by content; nil for a record.
  package var mediaType: String?
  /// Pages; 1 for text without pages.
  package var pages: Int
  /// Length of the original in bytes; 0 for a record.
  package var bytes: Int64
  /// Records inside, where it is a container.
  package var records: Int?
  /// Documents inside, where it holds other files; nil where it does not.
  package var parts: Int?
  /// For a document inside another the names that lead to it, that of the original first and its own
  /// last; else nil.
  package var chain: [String]?
  /// How sure the recognition of its letters is, from 0 to 100; nil where nothing was recognized.
  package var confidence: Double?
  /// Pages of which people have said what they say, rising; nil where there are none.
  package var corrections: [Int]?
  /// How often its reading was tried, where it failed; nil where it did not.
  package var tries: Int?
  /// When it was first added, RFC 3339 in UTC.
  package var added: String
  /// Tags, sorted.
  package var tags: [String]
  /// Places of its sightings, each once, oldest first.
  package var places: [String]
  /// Dates of its sightings, each once, oldest first; or the date a record gives itself.
  package var dates: [String]
  /// Sources of its sightings, each once, oldest first.
  package var sources: [String]
  /// Why parts or all of it cannot be searched; empty where nothing is amiss.
  package var gaps: [Gap]
  /// Languages of its passages, most text first; filled in when it is read from the index.
  package var languages: [String]
  /// What people said beyond all this, by the name of its `MetadataKey`; nil where nothing.
  package var fields: [String: [String]]?

  /// The values under a name; of a sighting, those of all sightings.
  package func values(of key: MetadataKey) -> [String] {
    switch key {
    case .tags: tags
    case .sighting(.place): places
    case .sighting(.date): dates
    case .sighting(.source): sources
    case .dublinCore(.title): title.map { [$0] } ?? []
    default: fields?[key.name] ?? []
    }
  }

  /// For a document inside another where it is: `letters.zip in mail.eml`; else nil.
  package var container: String? {
    guard let chain, chain.count > 1 else { return nil }
    return chain.dropLast().reversed().joined(separator: " in ")
  }

  /// The id as people read and type it: the first 12 digits, and the record where there is one.
  package var shortID: String { Self.shortID(id) }

  /// Shortens a document id to 12 digits, keeping the record.
  package static func shortID(_ id: String) -> String {
    let (object, record) = Self.parts(of: id)
    return String(object.prefix(12)) + (record.map { "#\($0)" } ?? "")
  }

  /// Divides a document id into the object and the record inside it.
  static func parts(of id: String) -> (object: String, record: String?) {
    guard let mark = id.firstIndex(of: "#") else { return (id, nil) }
    return (String(id[..<mark]), String(id[id.index(after: mark)...]))
  }
}

/// One reason why something cannot be searched, or cannot be trusted to be found.
package struct Gap: Sendable, Hashable, Codable {
  /// A stable code, such as `empty-file`, `binary`, `no-charset`, `broken-record`.
  package var code: String
  /// One sentence: what, and what would help.
  package var reason: String
  /// The line or page, where there is one.
  package var place: String?

  /// The code of a container in which some documents could not be read.
  package static let incompleteParts = "incomplete-parts"
  /// The code of a record that could not be read, whatever the reason.
  package static let brokenRecord = "broken-record"
  /// Code of a text that was not read to its end because somebody stopped the run.
  static let interrupted = FailureReason.interrupted.rawValue
}

/// A gap with the document it belongs to.
package struct GapEntry: Sendable, Hashable, Codable {
  /// The document id.
  package var id: String
  /// The document's file name.
  package var name: String
  /// What is amiss.
  package var gap: Gap
  /// How often reading was tried; nil where nobody counted.
  package var tries: Int?
}

/// Which documents a list shows; every condition that is given must hold.
package struct ListFilter: Sendable {
  /// Languages of passages; any of them.
  package var languages: [String] = []
  /// A tag; all of them.
  package var tags: [String] = []
  /// Earliest date found, inclusive.
  package var since: String?
  /// Latest date found, inclusive.
  package var until: String?
  /// Names under which nothing may be said; all of them.
  package var missing: [MetadataKey] = []
  /// Whether records of containers are listed beside the objects.
  package var records: RecordListing = .hidden

  /// Whether a list goes into containers.
  package enum RecordListing: Sendable { case hidden, shown }

  /// Makes a filter that lets everything pass.
  package init() {}
}
