// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

extension DocumentSummary {
  /// What a list calls the document: its title, or its file name.
  var caption: String { title.flatMap { $0.isEmpty ? nil : $0 } ?? name }

  /// Values of a list in one CSV field.
  static func joined(_ values: [String]) -> String { values.joined(separator: "; ") }
}

extension DocumentSummary {
  /// The heading of the CSV of `list`.
  static let csvTitles = [
    "id", "name", "title", "mediaType", "languages", "pages", "bytes", "records", "added", "dates",
    "places", "sources", "tags", "gaps",
  ]

  /// The fields of the CSV of `list`; values of a list are joined by "; ".
  var csvFields: [String] {
    [
      id, name, title ?? "", mediaType ?? "", Self.joined(languages), String(pages),
      String(bytes), records.map { String($0) } ?? "", added, Self.joined(dates),
      Self.joined(places), Self.joined(sources), Self.joined(tags), Self.joined(gaps.map(\.code)),
    ]
  }
}
