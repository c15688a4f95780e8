// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which fields of a record mean what: usual names, or those that a person chooses.

/// The names of the fields of records, in JSON lines and in tables.
///
/// A name is that of a column, or of a field of a JSON object; dots lead into objects inside, as in
/// `meta.lang`. Where nothing is chosen, the usual names count.
package struct RecordFields: Sendable, Hashable, Codable {
  /// Fields that make the text together, a blank line between; where there are none, the first of
  /// `text`, `content` and `body` that has text.
  package var text: [String] = []
  /// The field that names the record; else `id`.
  package var id: String?
  /// The title; else `title`.
  package var title: String?
  /// The language; else `lang` or `language`.
  package var language: String?
  /// The date; else `date`.
  package var date: String?
  /// Where it comes from; else `source`, or `url`.
  package var source: String?

  /// The usual names.
  package init() {}
}

/// What a field means.
enum RecordRole: Sendable, Hashable {
  /// A text, by its rank or place among texts.
  case text(Int)
  case id
  case language
  case title
  case date
  case url
  case source
  case author
  case tags
}

/// What each field means, by its name or path.
struct RecordTable: Sendable {
  /// The meanings of a field; a field may have several.
  private(set) var roles: [String: [RecordRole]] = [:]
  /// Objects to look into, by their paths.
  private(set) var objects: Set<String> = []
  /// How many texts there are.
  private(set) var texts: Int
  /// Whether the texts make one together; else the first that is not blank counts.
  private(set) var joinsTexts: Bool
  /// The names of the text fields, for messages.
  let textNames: String

  /// The usual names.
  static let usual = RecordTable(RecordFields())

  /// Compiles a choice.
  init(_ fields: RecordFields) {
    let usual = ["text", "content", "body"]
    let names = fields.text.isEmpty ? usual : fields.text
    texts = names.count
    joinsTexts = !fields.text.isEmpty
    textNames =
      fields.text.isEmpty ? "text, content or body" : fields.text.joined(separator: ", ")
    for (place, name) in names.enumerated() { add(name, .text(place)) }
    add(fields.id, .id, else: ["id"])
    add(fields.title, .title, else: ["title"])
    add(fields.language, .language, else: ["lang", "language"])
    add(fields.date, .date, else: ["date"])
    add(fields.source, .source, else: ["source"])
    if fields.source == nil { add("url", .url) }
    add("author", .author)
    add("tags", .tags)
  }

  private mutating func add(_ chosen: String?, _ role: RecordRole, else usual: [String]) {
    for name in chosen.map({ [$0] }) ?? usual { add(name, role) }
  }

  private mutating func add(_ name: String, _ role: RecordRole) {
    roles[name, default: []].append(role)
    for place in name.indices where name[place] == "." { objects.insert(String(name[..<place])) }
  }
}
