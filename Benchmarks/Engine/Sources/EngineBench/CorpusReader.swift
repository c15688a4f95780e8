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
  ///
  /// Ends the program where the corpus cannot be read.
  func next(size: Int) -> [UInt8]? {
    var bytes = rest
    rest = []
    bytes.reserveCapacity(size + (1 << 17))
    while !isAtEnd {
      let have = bytes.count
      let wanted = max(size - have, 1 << 16)
      let added = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        do {
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        } catch {
          EngineBench.fail("the corpus cannot be read: \(error)")
        }
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

  /// Visits the documents of some lines; ends the program where they are no corpus.
  ///
  /// The public corpora hold a few texts under the id of the one before, which the peers take for two
  /// documents; here the second has another id.
  static func forEachDocument(
    in lines: [UInt8], _ body: (IndexedDocument) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) {
    var languages: [ArraySlice<UInt8>: Language] = [:]
    var last: ArraySlice<UInt8> = []
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex(of: UInt8(ascii: "\n")) ?? lines.count
      defer { start = end + 1 }
      if end == start { continue }
      guard let first = lines[start..<end].firstIndex(of: UInt8(ascii: "\t")),
        let second = lines[(first + 1)..<end].firstIndex(of: UInt8(ascii: "\t"))
      else { EngineBench.fail("a line of the corpus is not `id TAB language TAB text`.") }
      let tag = lines[(first + 1)..<second]
      let language = languages[tag] ?? Language(tag: String(decoding: tag, as: UTF8.self))
      languages[tag] = language
      let id = lines[start..<first]
      try body(
        IndexedDocument(
          id: String(decoding: id, as: UTF8.self) + (id == last ? "#2" : ""),
          text: Array(lines[(second + 1)..<end]), hints: LanguageHints(declared: language)))
      last = id
    }
  }
}
