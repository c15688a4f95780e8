// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What a PDF says of itself.
struct PDFInformation: Sendable {
  /// The title, where it is not empty.
  private(set) var title: String?
  /// When it was made, ISO 8601.
  private(set) var date: String?
  /// Author, subject, keywords, the programs that made it, and the number of pages.
  private(set) var metadata: [String: String] = [:]
  /// How many pages it says it has.
  private(set) var pageCount = 0
  /// Whether it asks readers not to copy its text, though it opens without a password.
  private(set) var forbidsCopying = false
  /// Whether a form of the XFA kind lies beside its pages.
  private(set) var hasXFA = false
  /// Whether poppler complained about the file's structure.
  let isDamaged: Bool

  private static let names = [
    "Author": "author", "Subject": "description", "Keywords": "keywords", "Creator": "creator",
    "Producer": "producer", "ModDate": "modified",
  ]

  /// Titles that programs give where nobody gave one.
  private static let programTitles: Set<String> = ["untitled", "(anonymous)", "(unspecified)"]

  /// Cleans what a PDF says.
  init(_ description: PDFDescription) {
    let complaints = ["trailer", "xref", "Couldn't", "reconstruct", "May not be a PDF"]
    isDamaged = complaints.contains { description.complaints.contains($0) }
    forbidsCopying = description.forbidsCopying
    hasXFA = description.hasXFA
    pageCount = max(0, description.pageCount)
    metadata["pages"] = "\(pageCount)"
    metadata["pdf-version"] = TextCleaner.value(description.version)
    for (name, text) in description.texts {
      guard let value = TextCleaner.value(text) else { continue }
      switch name {
      case "Title": title = Self.programTitles.contains(value.lowercased()) ? nil : value
      case "CreationDate": date = value
      default: if let key = Self.names[name] { metadata[key] = value }
      }
    }
  }

  /// Takes what XMP says: it beats what stands beside it.
  mutating func take(_ document: ExtractedDocument) {
    title = document.title ?? title
    date = document.date ?? date
    metadata.merge(document.metadata) { _, new in new }
  }
}
