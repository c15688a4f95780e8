// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@Suite struct WholeFileTests {
  private let old = [UInt8]("old".utf8)
  private let new = [UInt8]("new and longer".utf8)

  @Test func `A file is made, then replaced as a whole`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("manifest")
    try WholeFile.write(old, to: file)
    #expect(try FileReader.contents(of: file) == old)
    try WholeFile.write(new, to: file, sync: false)
    #expect(try FileReader.contents(of: file) == new)
    #expect(try scratch.names == ["manifest"])
  }

  @Test func `A stop before any operation leaves the old bytes or the new`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("manifest")
    let counter = FileFaults()
    try counter.run { try WholeFile.write(old, to: file) }
    #expect(counter.count >= 5)  // open, write, sync, rename, sync of the folder
    var seen: Set<[UInt8]> = []
    for number in 0...counter.count {
      try WholeFile.write(old, to: file)
      FileFaults(.stop(at: number)).run { try? WholeFile.write(new, to: file) }
      let bytes = try FileReader.contents(of: file)
      #expect(bytes == old || bytes == new, "stopped at \(number)")
      seen.insert(bytes)
    }
    #expect(seen.count == 2)
  }

  @Test func `A full disk leaves the old file and no other name`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("manifest")
    try WholeFile.write(old, to: file)
    let error = FileStorageError.thrown {
      try FileFaults(.refuse(.write, errno: ENOSPC)).run { try WholeFile.write(new, to: file) }
    }
    #expect(error?.isFull == true)
    #expect(error?.description.contains("No space left on device; free some space") == true)
    #expect(try FileReader.contents(of: file) == old)
    #expect(try scratch.names == ["manifest"])
  }

  @Test func `A writer counts its bytes and does not replace a file`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("segment")
    let writer = try FileWriter(file, bufferSize: 8)
    var expected: [UInt8] = []
    for size in [0, 1, 7, 8, 9, 100, 3] {
      let bytes = [UInt8](repeating: UInt8(size), count: size)
      try writer.write(bytes)
      expected += bytes
      #expect(writer.count == expected.count)
    }
    try writer.finish(sync: true)
    #expect(try FileReader.contents(of: file) == expected)
    let error = FileStorageError.thrown { _ = try FileWriter(file) }
    #expect(error?.errno == EEXIST)
  }
}
