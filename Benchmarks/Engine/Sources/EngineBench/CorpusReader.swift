// Licensed under the Apache License, Version 2.0; see LICENSE.

import SearchIndex
import SystemPackage
import TextAnalysis

/// Reads the lines `id TAB language TAB text` of a corpus in runs of whole lines.
final class CorpusReader {
  private let file: FileDescriptor
  private var rest: [UInt8] = []
  private var isAtEnd = false

  init(_ path: FilePath) throws { file = try FileDescriptor.open(path, .readOnly) }

  deinit { try? file.close() }

  /// The next lines, at least `size` bytes of them unless the corpus ends before; nil at its end.
  func next(size: Int) throws -> [UInt8]? {
    var bytes = rest
    rest = []
    bytes.reserveCapacity(size + (1 << 20))
    while !isAtEnd {
      let have = bytes.count
      let wanted = max(size - have, 1 << 16)
      let added = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      isAtEnd = added.isEmpty
      bytes += added
      if bytes.count >= size, let last = bytes[have...].lastIndex(of: UInt8(ascii: "\n")) {
        rest = Array(bytes[(last + 1)...])
        bytes.removeSubrange((last + 1)...)
        return bytes
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// Visits the documents of some lines.
  static func forEachDocument(
    in lines: [UInt8], _ body: (IndexedDocument) throws -> Void
  ) throws {
    var languages: [ArraySlice<UInt8>: Language] = [:]
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(
        separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { throw EngineBenchError.notACorpus }
      let language =
        languages[parts[1]] ?? Language(tag: String(decoding: parts[1], as: UTF8.self))
      languages[parts[1]] = language
      try body(
        IndexedDocument(
          id: String(decoding: parts[0], as: UTF8.self), text: Array(parts[2]),
          hints: LanguageHints(declared: language)))
    }
  }
}
