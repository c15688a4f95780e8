// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One line of a JSON-lines file → one document, or the reason why not.

internal import TextAnalysis

/// The fields of a record that mean something here; all others are checked and passed over.
struct JSONRecord {
  /// The names a text may stand under, the best first.
  private static let textNames = ["text", "content", "body"]

  /// Texts by their place in `textNames`.
  private var texts: [String?] = [nil, nil, nil]

  /// The field `text` as it stands in the record, uncleaned.
  var rawText: String? { texts[0] }

  private var id: String?
  private var language: String?
  private var title: String?
  private var date: String?
  private var url: String?
  private var source: String?
  private var author: String?
  private var tags: [String] = []

  /// Reads the record that fills `range`.
  init(_ bytes: Span<UInt8>, in range: Range<Int>) throws(JSONFault) {
    var scanner = JSONScanner(bytes, in: range)
    guard scanner.take(UInt8(ascii: "{")) else {
      throw JSONFault(reason: .notAnObject, byte: range.lowerBound)
    }
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        guard try scanner.kind() == .string else {
          throw JSONFault(reason: .unexpectedByte, byte: scanner.position)
        }
        let name = try scanner.string()
        try scanner.expect(UInt8(ascii: ":"))
        try readField(name, &scanner)
      } while scanner.take(UInt8(ascii: ","))
      try scanner.expect(UInt8(ascii: "}"))
    }
    guard scanner.isAtEnd() else {
      throw JSONFault(reason: .trailingBytes, byte: scanner.position)
    }
  }

  private mutating func readField(
    _ name: String, _ scanner: inout JSONScanner
  ) throws(JSONFault) {
    switch name {
    case "text": texts[0] = try Self.text(&scanner)
    case "content": texts[1] = try Self.text(&scanner)
    case "body": texts[2] = try Self.text(&scanner)
    case "id": id = try Self.value(&scanner)
    case "lang", "language": language = try Self.value(&scanner) ?? language
    case "title": title = try Self.value(&scanner)
    case "date": date = try Self.value(&scanner)
    case "url": url = try Self.value(&scanner)
    case "source": source = try Self.value(&scanner)
    case "author": author = try Self.value(&scanner)
    case "tags": tags = try Self.values(&scanner)
    default: try scanner.skipValue()
    }
  }

  private static func text(_ scanner: inout JSONScanner) throws(JSONFault) -> String? {
    if try scanner.kind() == .string { return try scanner.string() }
    try scanner.skipValue()
    return nil
  }

  /// A string or number as text; nil for anything else and for blank strings.
  private static func value(_ scanner: inout JSONScanner) throws(JSONFault) -> String? {
    switch try scanner.kind() {
    case .string: return TextCleaner.value(try scanner.string())
    case .number: return try scanner.number()
    default:
      try scanner.skipValue()
      return nil
    }
  }

  /// A list of strings and numbers, or a single one.
  private static func values(_ scanner: inout JSONScanner) throws(JSONFault) -> [String] {
    guard try scanner.kind() == .array else { return try value(&scanner).map { [$0] } ?? [] }
    _ = scanner.take(UInt8(ascii: "["))
    if scanner.take(UInt8(ascii: "]")) { return [] }
    var values: [String] = []
    repeat {
      if let value = try value(&scanner) { values.append(value) }
    } while scanner.take(UInt8(ascii: ","))
    try scanner.expect(UInt8(ascii: "]"))
    return values
  }

  /// Makes the document; nil where no field holds text.
  ///
  /// The number of the line names a record that has no id.
  func document(line: Int) -> ExtractedDocument? {
    let candidates = texts.lazy.compactMap { $0 }.map {
      TextCleaner.pages(of: $0, highControls: .kept)
    }
    guard let texts = candidates.first(where: { !$0.allSatisfy(TextCleaner.isBlank) }) else {
      return nil
    }
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
}
