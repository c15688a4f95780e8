// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// What pdfinfo says of a PDF.
struct PDFInformation {
  /// The title, where it is not empty.
  private(set) var title: String?
  /// When it was made, ISO 8601.
  private(set) var date: String?
  /// Author, subject, keywords and the programs that made it, and the number of pages.
  private(set) var metadata: [String: String] = [:]
  /// Whether poppler complained about the file's structure.
  let isDamaged: Bool

  private static let names = [
    "Author": "author", "Subject": "description", "Keywords": "keywords", "Creator": "creator",
    "Producer": "producer", "Pages": "pages", "PDF version": "pdf-version",
  ]

  /// Reads pdfinfo's lines, each `Name:   value`.
  init(_ outcome: ChildOutcome) {
    let complaints = ["trailer", "xref", "Couldn't", "reconstruct", "May not be a PDF"]
    isDamaged = complaints.contains { outcome.messages.contains($0) }
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"),
        let value = TextCleaner.value(String(line[line.index(after: colon)...]))
      else { continue }
      switch line[..<colon] {
      case "Title": title = value
      case "CreationDate": date = value
      case let name: if let key = Self.names[String(name)] { metadata[key] = value }
      }
    }
  }
}

/// The version of poppler's programs.
enum PopplerVersion {
  /// Such as `poppler 22.12.0`, asked once.
  static func current() async -> String { await probe.value }

  private static let probe = Task<String, Never> {
    let outcome = try? await ChildProcess(tool: .pdftotext, limits: ExtractionLimits()).run(
      ["-v"], over: "/dev/null")
    let words = outcome?.messages.split(whereSeparator: { $0 == " " || $0 == "\n" }) ?? []
    guard let version = words.firstIndex(of: "version"), version + 1 < words.count else {
      return "poppler"
    }
    return "poppler \(words[version + 1])"
  }
}
