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

  /// Reads the file from front to end, in its order.
  ///
  /// - Throws: `CatalogError.storage` where the file cannot be read.
  func run() async throws(CatalogError) {
    let path = parts.path
    var lines = try storing { () throws(FileStorageError) in try LineReader(path) }
    let (metadata, meter) = (parts.metadata, meter)
    while let (line, bytes) = try next(&lines) {
      guard let part = PartsFile.part(bytes) else { continue }
      await writer.add(id: DocumentAssembly.id(of: part, in: metadata), textBytes: bytes.count) {
        meter.advance(documents: 1)
        return DocumentAssembly.part(part, line: line, in: metadata)
      }
    }
  }

  private func next(
    _ lines: inout LineReader
  ) throws(CatalogError) -> (start: Int, bytes: [UInt8])? {
    do throws(FileStorageError) { return try lines.next() } catch { throw .storage(error) }
  }
}
