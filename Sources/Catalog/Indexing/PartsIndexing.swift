// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The documents inside an original, out of the file that holds a line for each, into the index.

internal import Extraction
internal import FileStorage
internal import SearchIndex
internal import SystemPackage

/// A file of parts, and what is known of their original.
struct IndexedParts: Sendable {
  /// What people said of the original.
  var metadata: DocumentMetadata
  /// The file, a line of JSON for each part.
  var path: FilePath
}

/// Gives the parts of an original to the index; they are searchable after the writer's commit.
struct PartsIndexing {
  /// Takes the documents.
  let writer: IndexWriter
  /// The parts.
  let parts: IndexedParts
  /// Told of each document.
  let meter: ProgressMeter

  /// Text of parts that is held in memory together, in bytes of their lines, at least.
  private static let lotBytes = 4 << 20

  /// A part, and where its line begins.
  private struct Placed: Sendable {
    var part: ExtractedPart
    var line: Int
  }

  /// Reads the file from front to end, in its order.
  ///
  /// - Throws: `CatalogError.storage` where the file cannot be read.
  func run() async throws(CatalogError) {
    let path = parts.path
    var lines = try storing { () throws(FileStorageError) in try LineReader(path) }
    while true {
      var lot: [Placed] = []
      var (bytes, longest) = (0, 0)
      while bytes < Self.lotBytes, let line = try next(&lines) {
        bytes += line.bytes.count
        longest = max(longest, line.bytes.count)
        if let part = PartsFile.part(line.bytes) {
          lot.append(Placed(part: part, line: line.start))
        }
      }
      if lot.isEmpty { return }
      await index(lot, longest)
    }
  }

  private func next(
    _ lines: inout LineReader
  ) throws(CatalogError) -> (start: Int, bytes: [UInt8])? {
    do throws(FileStorageError) { return try lines.next() } catch { throw .storage(error) }
  }

  private func index(_ lot: [Placed], _ longest: Int) async {
    let (metadata, meter) = (parts.metadata, meter)
    await writer.addSlice(of: lot.count, longestText: longest) { take throws(SearchIndexError) in
      for placed in lot {
        try take(DocumentAssembly.part(placed.part, line: placed.line, in: metadata))
      }
      meter.advance(documents: lot.count)
    }
  }
}
