// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import Extraction
internal import FileStorage
internal import SystemPackage

/// `handbill show`: one document.
struct ShowCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one document.",
    discussion: HelpText.discussion(
      """
      Without a choice: what it is, where it was found, and its text. The beginning of an id is \
      enough as long as no other document begins so; ID#NAME is a document inside another: a \
      record of JSON lines, a file in a zip, an attachment.
      """,
      examples: [
        "handbill show 3f2a91c04d",
        "handbill show 3f2a91c04d --original > leaflet.pdf",
        "handbill show 3f2a91c04d --history --format json",
        "handbill show 3f2a91c04d --version 1 --metadata",
        "handbill show 3f2a91c04d --format alto > page.xml",
        "handbill show 3f2a91c04d --page 2 --picture page2.png",
      ]))

  /// Which side of a document to show.
  enum Part: String, EnumerableFlag {
    /// The text, page by page.
    case text
    /// What people said of it and how its text was obtained.
    case metadata
    /// Versions and events.
    case history
    /// The original, byte for byte.
    case original

    static func help(for value: Part) -> ArgumentHelp? {
      switch value {
      case .text: "The text alone; pages are separated by form feeds."
      case .metadata: "What is known of it, and how its text was obtained."
      case .history: "Its versions and the events of its life."
      case .original: "The original, byte for byte."
      }
    }
  }

  @Argument(help: "The id of the document, or its beginning.")
  var id: String

  @Flag(exclusivity: .exclusive)
  var part: Part?

  @Option(
    name: .customLong("version"),
    help: ArgumentHelp("The document as it was in a version: 1, 2 …", valueName: "n"))
  var number: String?

  @Option(
    help: ArgumentHelp(
      "Draw a page into this file: PNG of a PDF, the picture itself of a picture.",
      valueName: "file"),
    completion: .file())
  var picture: PathArgument?

  @Option(help: ArgumentHelp("The page of --picture, from 1.", valueName: "n"))
  var page: Int?

  @Option(
    help: """
      How to write it; hocr and alto: its words with their places. --text and --original are \
      always plain.
      """
  )
  var format: ShowFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if page != nil, picture == nil { throw ValidationError("--page goes with --picture.") }
    if picture != nil || format.layout != nil, part != nil || number != nil {
      throw ValidationError("--picture, hocr and alto go without another choice.")
    }
    if picture?.isStandardInput == true { throw ValidationError("--picture takes a file.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    var output = StandardOutput()
    if let picture { return try await draw(picture.path, catalog) }
    if let layout = format.layout {
      try output.write(bytes: layout.document(try catalog.pages(of: id), of: id)[...])
      try output.flush()
      return .done
    }
    if part == .history {
      try DocumentHistoryWriter(catalog.history(of: id)).write(format.report, to: &output)
    } else if let number {
      try write(catalog.document(id, atVersion: number), &output)
    } else {
      let detail = try catalog.detail(of: id)
      switch part {
      case .text: try writeText(detail.pages, of: detail.summary.id, &output)
      case .original:
        let file = try await catalog.file(of: detail)
        defer { withExtendedLifetime(file.member) {} }
        do { try writeOriginal(file.path, of: detail.summary.id, &output) } catch let error
          as FileStorageError where error.isMissing
        {
          // It may have been purged since; then this says so.
          _ = try catalog.detail(of: id)
          throw error
        }
      default:
        let writer = DocumentDetailWriter(detail, text: part == nil ? .shown : .leftOut)
        try writer.write(format.report, to: &output)
      }
    }
    try output.flush()
    return .done
  }

  /// Writes a part of the document as it was.
  private func write(_ document: DocumentAtVersion, _ output: inout StandardOutput) throws {
    let id = document.metadata.document
    switch part {
    case .text: try writeText(document.pages, of: id, &output)
    case .original:
      guard let original = document.original else {
        throw Failure.noOriginal(
          id: DocumentSummary.shortID(id), version: document.version.version)
      }
      try writeOriginal(original, of: id, &output)
    default:
      try VersionWriter(document, text: part == nil ? .shown : .leftOut)
        .write(format.report, to: &output)
    }
  }

  /// Draws a page into a file.
  private func draw(_ path: FilePath, _ catalog: Catalog) async throws -> ExitStatus {
    let shown = try await catalog.picture(of: id, page: page ?? 1)
    try WholeFile.write(shown.bytes, to: path)
    return .done
  }

  private func writeText(
    _ pages: [String], of id: String, _ output: inout StandardOutput
  ) throws {
    guard !pages.isEmpty else { throw Failure.noText(id: DocumentSummary.shortID(id)) }
    let text = pages.joined(separator: "\u{0C}")
    try output.write(output.terminal.isInteractive ? SafeText.block(text) : text)
    if output.terminal.isInteractive { try output.line() }
  }

  /// Copies the original; to a terminal only where it holds no control characters.
  private func writeOriginal(
    _ original: FilePath, of id: String, _ output: inout StandardOutput
  ) throws {
    let reader = try FileReader(original)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try reader.read(into: &buffer)
      if count == 0 { return }
      if output.terminal.isInteractive {
        let text = String(validating: buffer.prefix(count), as: UTF8.self)
        guard let text, SafeText.block(text) == text else {
          throw Failure.originalOnTerminal(id: DocumentSummary.shortID(id))
        }
      }
      try output.write(bytes: buffer.prefix(count))
    }
  }
}

/// How `show` writes.
enum ShowFormat: String, ChoiceArgument {
  /// For people.
  case text
  /// JSON.
  case json
  /// Words with their places, in HTML.
  case hocr
  /// Words with their places, in XML.
  case alto

  /// The format for what has no places.
  var report: ReportFormat { self == .json ? .json : .text }

  /// The format of places; nil where there is none.
  var layout: LayoutFormat? { LayoutFormat(rawValue: rawValue) }
}

/// How words are written with their places.
enum LayoutFormat: String {
  /// hOCR 1.2.
  case hocr
  /// ALTO 4.2.
  case alto

  /// The document.
  func document(_ pages: [ExtractedPage], of id: String) throws -> [UInt8] {
    guard !pages.isEmpty else { throw Failure.noText(id: DocumentSummary.shortID(id)) }
    switch self {
    case .hocr: return HOCRWriter.document(pages, title: id)
    case .alto: return ALTOWriter.document(pages, fileName: id)
    }
  }
}
