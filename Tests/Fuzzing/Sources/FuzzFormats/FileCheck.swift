// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage

@testable import FileStorage
@testable import SearchIndex

/// An index of which one file is replaced by an input, and read.
struct FileCheck {
  private let index: FilePath
  private let kind: ComponentKind
  private let manifest: IndexManifest
  /// The files of the kind, by the number in their head.
  private let names: [String]

  init(_ index: FilePath, _ kind: ComponentKind) throws {
    self.index = index
    self.kind = kind
    manifest = try IndexManifest.read(folder: index).manifest
    names = try Self.names(of: kind, in: index)
  }

  /// The names of the files of a kind, in order.
  static func names(of kind: ComponentKind, in index: FilePath) throws -> [String] {
    try Folder.list(index).map { String(decoding: $0.name, as: UTF8.self) }
      .filter { $0 == kind.suffix || $0.hasSuffix("." + kind.suffix) }.sorted()
  }

  /// Puts an input in the place of a file, reads the index, and puts the file back.
  func run(_ input: [UInt8]) {
    let least = ComponentLayout.headerLength + ComponentLayout.footerLength + 8 * kind.sectionCount
    guard input.count >= least else { return }
    // The number of the segment, at byte 16, says which file it is; the manifest is but one.
    let place = names.count == 1 ? 0 : Int(input[16] &+ 1) % names.count
    let file = mended(input, number: kind == .manifest ? manifest.generation : UInt64(place + 1))
    let path = index.appending(names[place])
    do {
      let original = try FileReader.contents(of: path)
      try WholeFile.write(file.bytes, to: path, sync: false)
      try list(file.written, place: place)
      var random = SeededGenerator(seed: UInt64(file.written.checksum))
      try EveryStructure.read(
        index, merging: file.written.checksum % 16 == 0, using: &random)
      try WholeFile.write(original, to: path, sync: false)
    } catch {
      preconditionFailure("the folder can be written: \(error)")
    }
  }

  /// The input with a right head, length and checksum; the starts of its sections stay as they are.
  private func mended(
    _ input: [UInt8], number: UInt64
  ) -> (bytes: [UInt8], written: WrittenFile) {
    var writer = ByteWriter(bytes: ComponentLayout.header(kind, number: number))
    writer.bytes += input[ComponentLayout.headerLength..<(input.count - 16)]
    writer.uint32(UInt32(kind.sectionCount))
    writer.uint64(UInt64(input.count))
    let checksum = CRC32C.checksum(writer.bytes)
    writer.uint32(checksum)
    return (writer.bytes, WrittenFile(length: UInt64(input.count), checksum: checksum))
  }

  private func list(_ written: WrittenFile, place: Int) throws {
    if kind == .manifest { return }
    var manifest = manifest
    if let number = ComponentKind.ofSegment.firstIndex(of: kind) {
      manifest.segments[place].segment.files[number] = written
    } else {
      manifest.segments[place].deletions?.file = written
    }
    try WholeFile.write(
      manifest.encoded().bytes, to: index.appending(IndexManifest.fileName), sync: false)
  }
}
