// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes a document as it was in one version.
struct VersionWriter {
  private let document: DocumentAtVersion
  private let text: DocumentDetailWriter.TextChoice

  /// Takes a document.
  init(_ document: DocumentAtVersion, text: DocumentDetailWriter.TextChoice) {
    self.document = document
    self.text = text
  }

  /// Writes it in a format.
  func write(_ format: ReportFormat, to output: inout StandardOutput) throws {
    guard format == .text else {
      let json = VersionJSON(
        version: document.version, metadata: document.metadata, extraction: document.extraction,
        pages: text == .shown ? document.pages : nil)
      return try output.write(JSONText.encode(json, .indented))
    }
    let (version, metadata) = (document.version, document.metadata)
    try output.line(
      "\(output.terminal.styled(version.version, .strong))  \(version.created)  "
        + "\(SafeText.inline(version.user)): \(SafeText.inline(version.message))")
    try output.line("name: \(SafeText.inline(metadata.name))")
    for key in metadata.keys {
      if case .sighting = key { continue }
      let values = metadata.values(of: key).joined(separator: "; ")
      try output.line("\(SafeText.inline(key.name)): \(SafeText.inline(values))")
    }
    for sighting in metadata.sightings {
      try output.line("found: \(SafeText.inline(sighting.words))")
    }
    if let removal = metadata.removal { try output.line(SafeText.inline(removal.words)) }
    guard text == .shown else { return }
    for page in document.pages { try output.line("\n\(SafeText.block(page))") }
  }
}

/// The JSON of `show --version`.
private struct VersionJSON: Encodable {
  /// The version.
  var version: DocumentVersion
  /// What people had said.
  var metadata: DocumentMetadata
  /// How its text had been obtained.
  var extraction: ExtractionRecord?
  /// Its text, page by page; absent where only metadata were asked for.
  var pages: [String]?
}
