// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import TextAnalysis

/// What the head of an HTML document says of the document.
struct HTMLMetadata {
  /// `<title>`, else `og:title` or `dc.title`.
  var title: String?
  /// `lang` of `<html>`, else the `content-language` of a meta element.
  var language: Language?
  /// The first date found.
  private(set) var date: String?
  /// `author`, `description`, `keywords`.
  private(set) var values: [String: String] = [:]

  /// The names that pages use for the same thing, lower case.
  private static let names: [String: String] = [
    "author": "author", "dc.creator": "author", "dcterms.creator": "author",
    "article:author": "author", "description": "description", "dc.description": "description",
    "og:description": "description", "dcterms.description": "description",
    "keywords": "keywords", "dc.subject": "keywords", "news_keywords": "keywords",
    "date": "date", "dc.date": "date", "dcterms.created": "date", "dcterms.date": "date",
    "dcterms.issued": "date", "article:published_time": "date", "pubdate": "date",
    "datepublished": "date", "dc.date.issued": "date", "dcterms.modified": "date",
    "title": "title", "og:title": "title", "dc.title": "title", "dcterms.title": "title",
    "language": "language", "dc.language": "language", "dcterms.language": "language",
    "content-language": "language",
  ]

  /// Makes metadata that say nothing.
  init() {}

  /// Reads a meta element; the first value of each kind stays.
  mutating func read(_ attributes: [String: String]) {
    let key =
      attributes["name"] ?? attributes["property"] ?? attributes["itemprop"]
      ?? attributes["http-equiv"]
    guard let key, let kind = Self.names[key.lowercased()],
      let value = attributes["content"].flatMap({ TextCleaner.value($0) })
    else { return }
    switch kind {
    case "title": title = title ?? value
    case "date": date = date ?? value
    case "language": language = language ?? Language(tag: value)
    default: values[kind] = values[kind] ?? value
    }
  }
}
