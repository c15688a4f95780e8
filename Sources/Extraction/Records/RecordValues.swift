// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The values of one record, from whatever format → one document.

internal import TextAnalysis

/// The values of a record that mean something here.
struct RecordValues: Sendable {
  /// A value as it stands in a record.
  enum Value: Sendable {
    case text(String)
    case number(String)
    /// Strings and numbers of a list.
    case list([String])
    /// Anything else.
    case other
  }

  /// Texts by their rank or place, uncleaned.
  private(set) var texts: [String?]
  private let joinsTexts: Bool
  private var id: String?
  private var language: String?
  private var title: String?
  private var date: String?
  private var url: String?
  private var source: String?
  private var author: String?
  private var tags: [String] = []

  /// No values yet.
  init(_ table: RecordTable) {
    texts = Array(repeating: nil, count: table.texts)
    joinsTexts = table.joinsTexts
  }

  /// Takes a value for each of its meanings.
  mutating func take(_ value: Value, _ roles: [RecordRole]) {
    for role in roles { take(value, role) }
  }

  private mutating func take(_ value: Value, _ role: RecordRole) {
    // Cleaned only where it is a value: a text is long, and stays as it stands.
    switch role {
    case .text(let place): texts[place] = text(value)
    case .id: id = Self.single(value)
    case .language: language = Self.single(value) ?? language
    case .title: title = Self.single(value)
    case .date: date = Self.single(value)
    case .url: url = Self.single(value)
    case .source: source = Self.single(value)
    case .author: author = Self.single(value)
    case .tags: tags = Self.several(value)
    }
  }

  /// A text as it stands; of chosen fields, numbers and lists too.
  private func text(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .number(let number): joinsTexts ? number : nil
    case .list(let list): joinsTexts && !list.isEmpty ? list.joined(separator: "\n") : nil
    case .other: nil
    }
  }

  /// A string or number as text; nil for anything else and for blank strings.
  private static func single(_ value: Value) -> String? {
    switch value {
    case .text(let text): TextCleaner.value(text)
    case .number(let number): number
    case .list, .other: nil
    }
  }

  private static func several(_ value: Value) -> [String] {
    if case .list(let list) = value { return list.compactMap { TextCleaner.value($0) } }
    return single(value).map { [$0] } ?? []
  }

  /// Makes the document; nil where no field holds text.
  ///
  /// The number of the line names a record that has no id.
  func document(line: Int) -> ExtractedDocument? {
    guard let texts = textPages else { return nil }
    let pages = texts.map { ExtractedPage(text: $0).repaired() }
    var metadata: [String: String] = [:]
    metadata["url"] = url
    metadata["source"] = source ?? url
    metadata["author"] = author
    metadata["tags"] = tags.isEmpty ? nil : tags.joined(separator: "\n")
    return ExtractedDocument(
      record: id ?? String(line), line: line, pages: pages.map(\.page), title: title,
      repairs: pages.flatMap(\.repairs),
      language: language.flatMap { Language(tag: $0) }, date: date, metadata: metadata)
  }

  private var textPages: [String]? {
    let found = texts.lazy.compactMap { $0 }
    let candidates = joinsTexts ? [found.joined(separator: "\n\n")] : Array(found)
    return candidates.lazy.map { TextCleaner.pages(of: $0, highControls: .kept) }
      .first { !$0.allSatisfy(TextCleaner.isBlank) }
  }
}
