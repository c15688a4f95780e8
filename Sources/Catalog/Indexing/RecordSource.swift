// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The records of a container, whatever its format: lines of JSON, or rows of a table where somebody chose
// its columns.

internal import Extraction

/// Reads the records of a container from front to end.
struct RecordSource: ~Copyable {
  /// How the container is read.
  let report: ExtractionReport
  private var lines: JSONLinesReader?
  private var rows: RowReader?
  private let fields: RecordFields

  /// Whether a file of a kind is a container of records.
  static func reads(_ mediaType: MediaType, _ input: ExtractionInput) -> Bool {
    mediaType == .jsonLines
      || RowReader.reads(mediaType, name: input.name, input.recordFields ?? RecordFields())
  }

  /// Opens a container.
  ///
  /// - Throws: `ExtractionFailure`.
  init(_ input: ExtractionInput) throws(ExtractionFailure) {
    fields = input.recordFields ?? RecordFields()
    if try Extractor().mediaType(of: input) == .jsonLines {
      lines = try JSONLinesReader(input.path)
      rows = nil
      report = JSONLinesReader.emptyReport
    } else {
      rows = try RowReader(
        input.path, fields: fields, declaredCharset: input.declaredCharset)
      report = rows?.emptyReport ?? JSONLinesReader.emptyReport
      lines = nil
    }
  }

  /// The next records, or nil at the end.
  ///
  /// - Throws: `ExtractionFailure`.
  mutating func nextChunk(maximumBytes: Int) throws(ExtractionFailure) -> RecordChunk? {
    if let chunk = try lines?.nextChunk(maximumBytes: maximumBytes) {
      return .lines(chunk, fields)
    }
    if let chunk = try rows?.nextChunk(maximumBytes: maximumBytes) { return .rows(chunk) }
    return nil
  }
}

/// Some records of a container, not parsed yet.
enum RecordChunk: Sendable {
  case lines(JSONLinesChunk, RecordFields)
  case rows(RowChunk)

  /// Its length in bytes.
  var count: Int {
    switch self {
    case .lines(let chunk, _): chunk.bytes.count
    case .rows(let chunk): chunk.bytes.count
    }
  }

  /// Reads each record: a document, or what is amiss with it.
  func parse() -> (documents: [ExtractedDocument], broken: [BrokenRecord]) {
    switch self {
    case .lines(let chunk, let fields): chunk.parse(fields)
    case .rows(let chunk): chunk.parse()
    }
  }
}
