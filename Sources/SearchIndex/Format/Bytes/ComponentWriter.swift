// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the files that `ComponentFile` reads.

internal import FileStorage
internal import SystemPackage

/// A written file, as the manifest lists it.
public struct WrittenFile: Sendable, Equatable {
  /// Length in bytes.
  public var length: UInt64
  /// CRC-32C of all bytes but the last four.
  public var checksum: UInt32
}

/// A file under construction: header, sections in order, footer.
final class ComponentWriter {
  private let kind: ComponentKind
  private let file: FileWriter
  private var crc = CRC32C()
  private var starts: [Int] = []

  /// Makes the file; one of that name, left by a run that was killed, is replaced.
  ///
  /// - Throws: `fileSystem`.
  init(_ path: FilePath, kind: ComponentKind, number: UInt64) throws(SearchIndexError) {
    self.kind = kind
    self.file = try SearchIndexError.storage { () throws(FileStorageError) in
      try Folder.removeFile(path)
      return try FileWriter(path, bufferSize: 1 << 18)
    }
    try append(ComponentLayout.header(kind, number: number))
  }

  /// Bytes since the start of the present section.
  var sectionCount: Int { file.count - (starts.last ?? 0) }

  /// Starts the next section.
  func beginSection() { starts.append(file.count) }

  /// Appends bytes to the present section.
  ///
  /// - Throws: `fileSystem`.
  func append(_ bytes: [UInt8]) throws(SearchIndexError) {
    try bytes.withRawSpan { span throws(SearchIndexError) in
      crc.update(span)
      try SearchIndexError.storage { () throws(FileStorageError) in try file.write(span) }
    }
  }

  /// Writes what is left and the footer; not yet durable.
  ///
  /// - Throws: `fileSystem`.
  func finish() throws(SearchIndexError) -> WrittenFile {
    precondition(starts.count == kind.sectionCount, "every section of a file must be begun")
    var writer = ByteWriter()
    for start in starts { writer.uint64(UInt64(start)) }
    writer.uint32(UInt32(starts.count))
    writer.uint64(UInt64(file.count + writer.count + 12))
    try append(writer.bytes)
    let checksum = crc.value
    writer.bytes = []
    writer.uint32(checksum)
    try append(writer.bytes)
    let length = UInt64(file.count)
    try SearchIndexError.storage { () throws(FileStorageError) in try file.finish(sync: false) }
    return WrittenFile(length: length, checksum: checksum)
  }
}

extension SearchIndexError {
  /// Runs an operation on files and gives its failure as an error of this target.
  static func storage<Result>(
    _ body: () throws(FileStorageError) -> Result
  ) throws(SearchIndexError) -> Result {
    do throws(FileStorageError) {
      return try body()
    } catch {
      if case .failed(let operation, let path, _) = error, error.isMissing,
        operation == .open || operation == .map
      {
        throw .missingFile(file: path.string)
      }
      throw .fileSystem(path: error.path.string, reason: error.description)
    }
  }
}
