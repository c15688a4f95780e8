// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What a Markdown text says of itself: in lines between `---` at its beginning, and by its heading.
enum MarkdownFront {
  /// Enters title, author, date, language and keywords into a document; its text stays as it is.
  static func enter(into document: inout ExtractedDocument) {
    let lines = (document.pages.first?.text ?? "").split(
      separator: "\n", maxSplits: 400, omittingEmptySubsequences: false)
    if lines.first == "---", let end = lines.dropFirst().prefix(100).firstIndex(of: "---") {
      for line in lines[1..<end] { enter(line, into: &document) }
    }
    guard document.title == nil, let heading = lines.first(where: { $0.hasPrefix("# ") }) else {
      return
    }
    document.title = TextCleaner.value(
      String(heading.drop { $0 == "#" }).split(separator: " #").first.map(String.init) ?? "")
  }

  private static func enter(_ line: Substring, into document: inout ExtractedDocument) {
    guard let colon = line.firstIndex(of: ":") else { return }
    let words = line[line.index(after: colon)...].filter { $0 != "\"" }
    guard let value = TextCleaner.value(String(words)) else { return }
    switch line[..<colon].lowercased() {
    case "title": document.title = value
    case "author": document.metadata["author"] = value
    case "date": document.date = value
    case "lang", "language": document.language = document.language ?? OfficeLanguage.of(value)
    case "keywords", "tags": document.metadata["keywords"] = value
    case "description": document.metadata["description"] = value
    default: break
    }
  }
}
