// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The list of live segments: the commit point. Documentation/Formats/manifest.md is the page:
//
//   section 0   varint(next segment number) varint(segments) segment*
//   segment   := varint(number) varint(documents) varint(bytes of text) file x 6 deletions
//   file      := varint(length) u32(checksum)           terms, postings, positions, classes,
//                                                       documents, stored
//   deletions := varint(0) | varint(commit) varint(deleted) file
//
// The number in the header is the generation. A manifest is never changed, only replaced by rename.

internal import FileStorage
internal import SystemPackage

/// What one commit of an index consists of.
struct IndexManifest: Sendable, Equatable {
  /// The number of the commit; 0 before the first.
  var generation: UInt64 = 0
  /// A number that no segment has borne.
  var nextSegment: UInt64 = 1
  /// The segments, oldest first.
  var segments: [Entry] = []

  /// A segment of the commit.
  struct Entry: Sendable, Equatable {
    /// The segment as it was written.
    var segment: SegmentDescription
    /// Its deletions, nil where there are none.
    var deletions: Deletions?
  }

  /// A file of deletions.
  struct Deletions: Sendable, Equatable {
    /// The commit that wrote it; at least 1.
    var generation: UInt64
    /// How many documents are deleted.
    var count: Int
    /// The file.
    var file: WrittenFile
  }

  /// The name of the file in the index folder.
  static let fileName = "manifest"

  /// The bytes of the file.
  func encoded() -> (bytes: [UInt8], written: WrittenFile) {
    var writer = ByteWriter()
    writer.varint(nextSegment)
    writer.varint(segments.count)
    for entry in segments {
      writer.varint(entry.segment.number)
      writer.varint(entry.segment.documentCount)
      writer.varint(entry.segment.textBytes)
      for file in entry.segment.files { Self.write(file, to: &writer) }
      writer.varint(entry.deletions?.generation ?? 0)
      if let deletions = entry.deletions {
        writer.varint(deletions.count)
        Self.write(deletions.file, to: &writer)
      }
    }
    return ComponentLayout.file(.manifest, number: generation, sections: [writer.bytes])
  }

  private static func write(_ file: WrittenFile, to writer: inout ByteWriter) {
    writer.varint(file.length)
    writer.uint32(file.checksum)
  }

  /// Reads the manifest of a folder, checksum included, with its bytes and a digest of them.
  ///
  /// - Throws: `noIndex` where there is none; `corrupt`, `formatTooOld`, `formatTooNew`.
  static func read(
    folder: FilePath
  ) throws(SearchIndexError) -> (manifest: IndexManifest, digest: String, bytes: [UInt8]) {
    let file: ComponentFile
    do throws(SearchIndexError) {
      file = try ComponentFile(folder.appending(fileName), kind: .manifest, number: nil)
    } catch .missingFile {
      throw .noIndex(folder: folder.string)
    }
    try file.verifyChecksum()
    var reader = try file.reader(section: 0)
    var manifest = IndexManifest()
    manifest.generation = file.number
    manifest.nextSegment = try reader.varint()
    for _ in 0..<(try reader.count(limit: reader.end)) {
      let entry = try entry(from: &reader)
      guard entry.segment.number < manifest.nextSegment else { throw reader.corrupt(.outOfRange) }
      manifest.segments.append(entry)
    }
    guard reader.isAtEnd, manifest.hasDistinctNumbers else { throw reader.corrupt(.inconsistent) }
    let bytes = file.bytes.copied()
    return (manifest, digest(bytes, file.checksum), bytes)
  }

  /// Whether no two segments bear the same number; O(segments · log segments).
  private var hasDistinctNumbers: Bool {
    if segments.count < 2 { return true }
    let numbers = segments.map(\.segment.number).sorted()
    return zip(numbers, numbers.dropFirst()).allSatisfy { $0 != $1 }
  }

  private static func entry(from reader: inout ByteReader) throws(SearchIndexError) -> Entry {
    var segment = SegmentDescription(
      number: try reader.varint(), documentCount: try reader.count(limit: Int(Int32.max)),
      textBytes: try reader.varint(), files: [])
    for _ in ComponentKind.ofSegment { segment.files.append(try writtenFile(from: &reader)) }
    let generation = try reader.varint()
    if generation == 0 { return Entry(segment: segment, deletions: nil) }
    let count = try reader.count(limit: segment.documentCount)
    let file = try writtenFile(from: &reader)
    return Entry(
      segment: segment,
      deletions: Deletions(generation: generation, count: count, file: file))
  }

  private static func writtenFile(
    from reader: inout ByteReader
  ) throws(SearchIndexError) -> WrittenFile {
    WrittenFile(length: try reader.varint(), checksum: try reader.uint32())
  }

  /// FNV-1a of 64 bits over the manifest, then its CRC-32C, in 24 hexadecimal digits.
  private static func digest(_ bytes: [UInt8], _ checksum: UInt32) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hexadecimal(hash, digits: 16) + hexadecimal(UInt64(checksum), digits: 8)
  }
}

/// A number in lower-case hexadecimal, with leading zeros.
func hexadecimal(_ value: UInt64, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
