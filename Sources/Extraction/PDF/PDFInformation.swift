// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// What pdfinfo says of a PDF.
struct PDFInformation: Sendable {
  /// The title, where it is not empty.
  private(set) var title: String?
  /// When it was made, ISO 8601.
  private(set) var date: String?
  /// Author, subject, keywords, the programs that made it, and the number of pages.
  private(set) var metadata: [String: String] = [:]
  /// How many pages it says it has.
  private(set) var pageCount = 0
  /// How the pages that were asked for are shown, by number; pages that do not exist are missing.
  private(set) var geometries: [Int: PDFPageGeometry] = [:]
  /// Whether a stream of XMP tells more.
  private(set) var hasXMP = false
  /// Whether it asks readers not to copy its text, though it opens without a password.
  private(set) var forbidsCopying = false
  /// Whether a form of the XFA kind lies beside its pages.
  private(set) var hasXFA = false
  /// Whether poppler complained about the file's structure.
  let isDamaged: Bool

  private static let names = [
    "Author": "author", "Subject": "description", "Keywords": "keywords", "Creator": "creator",
    "Producer": "producer", "PDF version": "pdf-version", "ModDate": "modified",
  ]

  /// Titles that programs give where nobody gave one.
  private static let programTitles: Set<String> = ["untitled", "(anonymous)", "(unspecified)"]

  /// Reads pdfinfo's lines, each `Name:   value`, of a run with `-box` over some pages.
  init(_ outcome: ChildOutcome) {
    let complaints = ["trailer", "xref", "Couldn't", "reconstruct", "May not be a PDF"]
    isDamaged = complaints.contains { outcome.messages.contains($0) }
    var pages: [Int: PageLines] = [:]
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let (name, value) = (line[..<colon], line[line.index(after: colon)...])
      if name.hasPrefix("Page "), let (number, name) = Self.page(name) {
        pages[number, default: PageLines()].take(name, value)
      } else {
        take(name, value)
      }
    }
    geometries = pages.compactMapValues(\.geometry)
  }

  private mutating func take(_ name: Substring, _ value: Substring) {
    guard let value = TextCleaner.value(String(value)) else { return }
    switch name {
    case "Title": title = Self.programTitles.contains(value.lowercased()) ? nil : value
    case "CreationDate": date = value
    case "Pages":
      pageCount = max(0, Int(value) ?? 0)
      metadata["pages"] = value
    case "Metadata Stream": hasXMP = value == "yes"
    case "Encrypted": forbidsCopying = value.contains("copy:no")
    case "Form": hasXFA = value.contains("XFA")
    default: if let key = Self.names[String(name)] { metadata[key] = value }
    }
  }

  /// The number and the name of a line `Page    3 rot`.
  private static func page(_ name: Substring) -> (Int, Substring)? {
    let words = name.split(separator: " ")
    guard words.count == 3, let number = Int(words[1]) else { return nil }
    return (number, words[2])
  }

  /// What is said of one page.
  private struct PageLines {
    var turn = 0
    var media: PDFPageGeometry.Edges?
    var crop: PDFPageGeometry.Edges?

    mutating func take(_ name: Substring, _ value: Substring) {
      switch name {
      case "rot": turn = (value.split(separator: " ").first).flatMap { Int($0) } ?? 0
      case "MediaBox": media = Self.edges(value)
      case "CropBox": crop = Self.edges(value)
      default: break
      }
    }

    var geometry: PDFPageGeometry? {
      guard let media else { return nil }
      return PDFPageGeometry(media: media, crop: crop ?? media, turn: turn)
    }

    private static func edges(_ value: Substring) -> PDFPageGeometry.Edges? {
      let numbers = value.split(separator: " ").compactMap { Double($0) }
        .filter { $0.isFinite }.map { Int(max(-1e6, min(1e6, $0)) * 1000) }
      guard numbers.count == 4 else { return nil }
      return PDFPageGeometry.Edges(
        left: min(numbers[0], numbers[2]), lower: min(numbers[1], numbers[3]),
        right: max(numbers[0], numbers[2]), upper: max(numbers[1], numbers[3]))
    }
  }

  /// Takes what XMP says: it beats what stands beside it.
  mutating func take(_ document: ExtractedDocument) {
    title = document.title ?? title
    date = document.date ?? date
    metadata.merge(document.metadata) { _, new in new }
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
