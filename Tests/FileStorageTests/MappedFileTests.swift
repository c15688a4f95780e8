// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@Suite struct MappedFileTests {
  @Test func `A mapped file shows the bytes that were written`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("segment")
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try WholeFile.write(bytes, to: file)
    let mapped = try MappedFile(file)
    #expect(mapped.count == bytes.count)
    #expect(copy(mapped) == bytes)
  }

  @Test func `A mapped file stays as it was when its name is replaced or removed`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("segment")
    try WholeFile.write([1, 2, 3], to: file)
    let mapped = try MappedFile(file)
    try WholeFile.write([4], to: file)
    try Folder.removeFile(file)
    #expect(copy(mapped) == [1, 2, 3])
  }

  @Test func `An empty file maps to no bytes`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("empty")
    try WholeFile.write([], to: file)
    let mapped = try MappedFile(file)
    #expect(mapped.count == 0)
    #expect(mapped.bytes.byteCount == 0)
  }

  @Test func `A missing file and a folder are named with what to do`() throws {
    let scratch = try Scratch()
    let missing = FileStorageError.thrown { _ = try MappedFile(scratch.path.appending("gone")) }
    #expect(missing?.isMissing == true)
    #expect(missing?.description.hasSuffix("No such file or directory; check the path") == true)
    let folder = FileStorageError.thrown { _ = try MappedFile(scratch.path) }
    #expect(folder?.errno == EISDIR)
  }

  private func copy(_ file: MappedFile) -> [UInt8] {
    file.bytes.withUnsafeBytes { Array($0) }
  }
}
