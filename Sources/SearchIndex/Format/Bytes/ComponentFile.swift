// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What all files of an index have in common.
//
//   |-- magic 8 --|-- kind 4 --|-- version 4 --|-- number 8 --|        24 bytes of header
//   |~~ section 0 ~~|~~ section 1 ~~| ...
//   |-- start of section 0, 8 --|-- start of section 1, 8 --| ...
//   |-- number of sections 4 --|-- length of the file 8 --|-- CRC-32C of all before 4 --|
//
// `ComponentWriter` writes it. Documentation/Formats/container.md is its page.

internal import FileStorage
internal import SystemPackage

/// The kinds of files; the raw value is the kind in the header.
enum ComponentKind: String, CaseIterable, Sendable {
  case terms = "TERM"
  case postings = "POST"
  case positions = "POSI"
  case classes = "CLAS"
  case documents = "DOCS"
  case stored = "STOR"
  case deletions = "DELE"
  case manifest = "MANI"

  /// The kinds that every segment has, in the order in which the manifest lists them.
  static let ofSegment: [Self] = [.terms, .postings, .positions, .classes, .documents, .stored]

  /// The format version that this program writes.
  var version: UInt32 {
    switch self {
    case .postings: 5
    case .terms: 4
    case .positions, .classes, .documents, .stored: 3
    default: 1
    }
  }

  /// The oldest format version that this program reads.
  var oldestVersion: UInt32 { version }

  /// How many sections a file of this kind has.
  var sectionCount: Int {
    switch self {
    case .terms, .classes: 5
    case .postings, .positions, .manifest: 1
    case .documents: 10
    case .stored: 2
    case .deletions: 2
    }
  }

  /// The end of the file's name.
  var suffix: String {
    switch self {
    case .terms: "terms"
    case .postings: "postings"
    case .positions: "positions"
    case .classes: "classes"
    case .documents: "documents"
    case .stored: "stored"
    case .deletions: "deleted"
    case .manifest: "manifest"
    }
  }
}

/// Lengths in bytes and the bytes at the head of every file.
enum ComponentLayout {
  /// "Handbill".
  static let magic: [UInt8] = [0x48, 0x61, 0x6E, 0x64, 0x62, 0x69, 0x6C, 0x6C]
  /// Magic, kind, version, number.
  static let headerLength = 24
  /// Number of sections, length, checksum.
  static let footerLength = 16

  /// The header of a file.
  static func header(_ kind: ComponentKind, number: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes = magic + Array(kind.rawValue.utf8)
    writer.uint32(kind.version)
    writer.uint64(number)
    return writer.bytes
  }

  /// A whole small file with its checksum.
  static func file(
    _ kind: ComponentKind, number: UInt64, sections: [[UInt8]]
  ) -> (bytes: [UInt8], written: WrittenFile) {
    precondition(sections.count == kind.sectionCount, "a file has all sections of its kind")
    var writer = ByteWriter(bytes: header(kind, number: number))
    var starts: [Int] = []
    for section in sections {
      starts.append(writer.count)
      writer.bytes += section
    }
    for start in starts { writer.uint64(UInt64(start)) }
    writer.uint32(UInt32(starts.count))
    writer.uint64(UInt64(writer.count + 12))
    let checksum = CRC32C.checksum(writer.bytes)
    writer.uint32(checksum)
    return (writer.bytes, WrittenFile(length: UInt64(writer.count), checksum: checksum))
  }
}

/// A mapped file whose header and footer have been checked; not yet its checksum.
final class ComponentFile: Sendable {
  /// What it is.
  let kind: ComponentKind
  /// The number of its segment; of a manifest, the generation.
  let number: UInt64
  /// Its path, for errors.
  let path: String
  /// The path in UTF-8; read it through `name`.
  let pathBytes: [UInt8]
  /// Its length in bytes.
  let length: Int
  /// The checksum that its footer states.
  let checksum: UInt32
  /// The file in memory; read it through `bytes`.
  let mapped: MappedFile
  /// Where sections begin, and the last one ends.
  private let sectionStarts: [Int]

  /// Maps a file and checks its head, its foot and the order of its sections; O(1).
  ///
  /// The file must bear the number `expected`, unless that is nil.
  /// - Throws: `missingFile`, `fileSystem`, `formatTooOld`, `formatTooNew`, `corrupt`.
  init(
    _ path: FilePath, kind: ComponentKind, number expected: UInt64?
  ) throws(SearchIndexError) {
    let mapped = try SearchIndexError.storage { () throws(FileStorageError) in
      try MappedFile(path)
    }
    let file = path.string
    let utf8 = Array(file.utf8)
    let name = FileName(utf8.span)
    let bytes = mapped.bytes
    self.number = try Self.checkHeader(bytes, kind: kind, expected: expected, file: name)
    let foot = try Self.checkFooter(bytes, kind: kind, file: name)
    sectionStarts = foot.sectionStarts
    self.checksum = foot.checksum
    self.kind = kind
    self.path = file
    self.pathBytes = utf8
    self.length = mapped.count
    self.mapped = mapped
  }

  /// The byte range of a section.
  func section(_ index: Int) -> Range<Int> { sectionStarts[index]..<sectionStarts[index + 1] }

  /// A reader of a section.
  @_lifetime(borrow self)
  func reader(section index: Int) throws(SearchIndexError) -> ByteReader {
    try ByteReader(bytes, section(index), file: name)
  }

  /// A reader of a part of a section, by offsets from the section's start.
  ///
  /// - Throws: `corrupt` where the part is not inside the section.
  @_lifetime(borrow self)
  func reader(section index: Int, from start: Int, to end: Int? = nil) throws(SearchIndexError)
    -> ByteReader
  {
    let section = section(index)
    let end = end ?? section.count
    guard start >= 0, start <= end, end <= section.count else {
      throw .corrupt(file: path, byte: section.lowerBound, reason: .outOfRange)
    }
    let range = (section.lowerBound + start)..<(section.lowerBound + end)
    return try ByteReader(bytes, range, file: name)
  }

  /// Reads the whole file and compares its checksum.
  ///
  /// - Throws: `corrupt(.wrongChecksum)`.
  func verifyChecksum() throws(SearchIndexError) {
    var crc = CRC32C()
    crc.update(bytes.extracting(first: length - 4))
    guard crc.value == checksum else {
      throw .corrupt(file: path, byte: length - 4, reason: .wrongChecksum)
    }
  }

  private static func checkHeader(
    _ bytes: RawSpan, kind: ComponentKind, expected: UInt64?, file: FileName
  ) throws(SearchIndexError) -> UInt64 {
    var reader = try ByteReader(bytes, 0..<bytes.byteCount, file: file)
    guard try reader.array(8) == ComponentLayout.magic else {
      throw .corrupt(file: file.string, byte: 0, reason: .notAnIndexFile)
    }
    guard try reader.array(4) == Array(kind.rawValue.utf8) else {
      throw .corrupt(file: file.string, byte: 8, reason: .wrongFile)
    }
    let version = try reader.uint32()
    if version > kind.version {
      throw .formatTooNew(file: file.string, found: version, newestKnown: kind.version)
    }
    if version < kind.oldestVersion {
      throw .formatTooOld(file: file.string, found: version, oldestReadable: kind.oldestVersion)
    }
    let number = try reader.uint64()
    if let expected, expected != number {
      throw .corrupt(file: file.string, byte: 16, reason: .wrongFile)
    }
    return number
  }

  private static func checkFooter(
    _ bytes: RawSpan, kind: ComponentKind, file: FileName
  ) throws(SearchIndexError) -> (sectionStarts: [Int], checksum: UInt32) {
    let length = bytes.byteCount
    let table = length - ComponentLayout.footerLength - 8 * kind.sectionCount
    guard table >= ComponentLayout.headerLength else {
      throw .corrupt(file: file.string, byte: length, reason: .truncated)
    }
    var reader = try ByteReader(bytes, table..<length, file: file)
    var starts: [Int] = []
    for index in 0..<kind.sectionCount {
      let lowest = starts.last ?? ComponentLayout.headerLength
      let start = try reader.uint64()
      guard start >= UInt64(lowest), start <= UInt64(table),
        index > 0 || start == UInt64(ComponentLayout.headerLength)
      else { throw .corrupt(file: file.string, byte: table + 8 * index, reason: .outOfRange) }
      starts.append(Int(start))
    }
    guard try reader.uint32() == UInt32(kind.sectionCount) else {
      throw .corrupt(file: file.string, byte: length - 16, reason: .outOfRange)
    }
    guard try reader.uint64() == UInt64(length) else {
      throw .corrupt(file: file.string, byte: length - 12, reason: .wrongLength)
    }
    starts.append(table)
    return (starts, try reader.uint32())
  }
}
