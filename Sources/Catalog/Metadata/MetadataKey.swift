// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The names by which people speak of metadata: on the command line, and in the heading of a table.

/// Something that is said of a document and that people can change.
package enum MetadataKey: Sendable, Hashable {
  /// An element of Dublin Core.
  case dublinCore(DublinCoreElement)
  /// The free tags.
  case tags
  /// The language declared for the whole document.
  case language
  /// The charset declared for the whole document.
  case charset
  /// A fact of one sighting.
  case sighting(SightingKey)
  /// A field that people made up.
  case field(String)

  /// A fact of one sighting, by the name of the flag that gives it.
  package enum SightingKey: String, Sendable, CaseIterable {
    case place = "found-at"
    case date = "found-on"
    case source
    case finder = "found-by"
    case url
    case note
  }

  /// Longest name of a field, in bytes of UTF-8.
  private static let longest = 100

  /// Reads a name.
  ///
  /// `found-at` and the like are those of the sighting, `tags`, `language` and `charset` those of the
  /// document; names of Dublin Core stand with or without `dc:`, but for `dc:source`,
  /// `dc:language` and `dc:date`, which need it; every other name is a field of its own.
  /// - Throws: `CatalogError.unusable` for an empty, too long or unprintable name.
  package init(_ name: String) throws(CatalogError) {
    let name = name.trimmed
    let plain = name.lowercased()
    if let key = Self.ownName(plain) {
      self = key
    } else if plain.hasPrefix("dc:") {
      guard let element = DublinCoreElement(rawValue: String(plain.dropFirst(3))) else {
        let known = DublinCoreElement.allCases.map(\.rawValue).joined(separator: ", ")
        throw .unusable(value: name, asWhat: "a Dublin Core element", advice: "those are \(known)")
      }
      self = .dublinCore(element)
    } else if let element = DublinCoreElement(rawValue: plain), element != .date {
      self = .dublinCore(element)
    } else {
      let isPrintable = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard !name.isEmpty, name.utf8.count <= Self.longest, isPrintable,
        !Self.reserved.contains(plain)
      else {
        throw .unusable(
          value: name, asWhat: "a name of metadata",
          advice: "take one of 1 to \(Self.longest) bytes; for dates, found-on or dc:date")
      }
      self = .field(name)
    }
  }

  /// Names that would be mistaken for something else.
  private static let reserved: Set = ["date", "id", "sha512"]

  private static func ownName(_ name: String) -> MetadataKey? {
    switch name {
    case "tags", "tag": .tags
    case "language", "lang": .language
    case "charset": .charset
    case "place": .sighting(.place)
    case "finder": .sighting(.finder)
    default: SightingKey(rawValue: name).map { .sighting($0) }
    }
  }

  /// The name that `init` reads as this key.
  package var name: String {
    switch self {
    case .dublinCore(let element): element.qualifiedName
    case .tags: "tags"
    case .language: "language"
    case .charset: "charset"
    case .sighting(let key): key.rawValue
    case .field(let name): name
    }
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[...last].drop { $0.isWhitespace })
  }
}
