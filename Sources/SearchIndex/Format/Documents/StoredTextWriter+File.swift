// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

extension StoredTextWriter {
  /// Makes the file of stored text of a segment.
  ///
  /// - Throws: `fileSystem`.
  static func file(
    folder: FilePath, segment: UInt64
  ) throws(SearchIndexError) -> ComponentWriter {
    let path = SegmentFiles(folder: folder, segment: segment).path(.stored)
    let file = try ComponentWriter(path, kind: .stored, number: segment)
    file.beginSection()
    return file
  }

  /// Writes what is left to the file.
  ///
  /// - Throws: `fileSystem`.
  mutating func finish(_ file: ComponentWriter) throws(SearchIndexError) -> WrittenFile {
    let index = finish()
    try file.append(takeFrames())
    file.beginSection()
    try file.append(index)
    return try file.finish()
  }
}
