// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes the documents that were removed.
struct RemovedWriter {
  private let documents: [RemovedJSON]

  /// Takes the documents.
  init(_ documents: [(id: String, name: String, removal: Removal)]) {
    self.documents = documents.map {
      RemovedJSON(id: $0.id, name: $0.name, removal: $0.removal)
    }
  }

  /// Writes them in a format.
  func write(_ format: ListFormat, to output: inout StandardOutput) throws {
    switch format {
    case .text:
      for document in documents {
        let name = document.name.isEmpty ? "" : "  \(SafeText.inline(document.name))"
        try output.line(
          "\(DocumentSummary.shortID(document.id))\(name)  "
            + SafeText.inline(document.removal.words))
      }
    case .json: try output.write(JSONText.encode(documents, .indented))
    case .ndjson:
      for document in documents { try output.write(JSONText.encode(document, .oneLine)) }
    case .csv:
      try output.write(CSVRow(["id", "name", "extent", "time", "user", "reason"]).description)
      for document in documents {
        let removal = document.removal
        let fields = [
          document.id, document.name, removal.extent.rawValue, removal.time, removal.user,
          removal.reason ?? "",
        ]
        try output.write(CSVRow(fields).description)
      }
    case .ids: for document in documents { try output.line(document.id) }
    }
  }
}

/// A removed document in JSON.
private struct RemovedJSON: Encodable {
  /// The document id.
  var id: String
  /// Its file name; empty for a purged one.
  var name: String
  /// That it was removed.
  var removal: Removal
}
