// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@Suite struct FolderTests {
  /// Names as people and broken programs make them, by their bytes.
  static let exoticNames: [[UInt8]] = [
    Array("نفق.txt".utf8), Array("caf\u{E9}".utf8), Array("cafe\u{301}".utf8), Array("🚲🇪🇷".utf8),
    Array("line\nbreak".utf8), Array(repeating: 0x61, count: 255), [0x66, 0xFF, 0xFE, 0x80],
    Array(" ".utf8), Array("-rf".utf8), Array("...".utf8), Array("back\\slash".utf8),
  ]

  @Test func `Names are listed byte for byte, in the order of their bytes`() throws {
    let scratch = try Scratch()
    for name in Self.exoticNames {
      try FileWriter(scratch.path.appending(bytes: name)).finish(sync: false)
    }
    let listed = try Folder.list(scratch.path).map(\.name)
    #expect(listed == Self.exoticNames.sorted { $0.lexicographicallyPrecedes($1) })
    for name in listed {
      let path = scratch.path.appending(bytes: name)
      #expect(path.lastNameBytes == name)
      #expect(try Folder.status(path)?.kind == .file)
    }
  }

  @Test func `A tree is listed with paths from its top, links not followed`() throws {
    let scratch = try Scratch()
    try Folder.create(scratch.path.appending("a/b"))
    try WholeFile.write([1], to: scratch.path.appending("a/b/file"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path.appending("a/up").string, withDestinationPath: "..")
    let tree = try Folder.listTree(scratch.path)
    #expect(
      tree.map { String(decoding: $0.name, as: UTF8.self) } == ["a", "a/b", "a/b/file", "a/up"])
    #expect(tree.map(\.kind) == [.folder, .folder, .file, .symbolicLink])
  }

  @Test func `Removing a tree takes a link away and not what it points to`() throws {
    let scratch = try Scratch()
    let kept = scratch.path.appending("kept")
    try WholeFile.write([1], to: kept)
    try Folder.create(scratch.path.appending("tree/deep/er"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path.appending("tree/deep/link").string, withDestinationPath: kept.string)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path.appending("tree/folder").string,
      withDestinationPath: scratch.path.string)
    try Folder.remove(scratch.path.appending("tree"))
    #expect(try scratch.names == ["kept"])
    try Folder.remove(scratch.path.appending("tree"))  // missing is no failure
  }

  @Test func `Folders are made with their parents, once`() throws {
    let scratch = try Scratch()
    let path = scratch.path.appending("x/y/z")
    #expect(try Folder.create(path).count == 3)
    #expect(try Folder.create(path).isEmpty)
    try WholeFile.write([], to: scratch.path.appending("file"))
    let error = FileStorageError.thrown { try Folder.create(scratch.path.appending("file/below")) }
    #expect(error?.errno == ENOTDIR)
    let taken = FileStorageError.thrown { try Folder.create(scratch.path.appending("file")) }
    #expect(taken?.errno == EEXIST)
  }

  @Test func `Two folders change places in one step, or nothing happens`() throws {
    let scratch = try Scratch()
    let first = scratch.path.appending("first")
    let second = scratch.path.appending("second")
    try Folder.create(first)
    try Folder.create(second)
    try WholeFile.write([1], to: first.appending("one"))
    let outcome = try Folder.exchange(first, with: second)
    let isSecond = try Folder.status(second.appending("one")) != nil
    #expect(isSecond == (outcome == .exchanged))
    let refused = FileFaults(.refuse(.exchange, errno: EINVAL))
    #expect(try refused.run { try Folder.exchange(first, with: second) } == .unsupported)
    let missing = FileStorageError.thrown {
      _ = try Folder.exchange(first, with: scratch.path.appending("gone"))
    }
    #expect(missing?.isMissing == true)
  }

  @Test func `A copy is shown on its way, and is removed when the disk is full`() throws {
    let scratch = try Scratch()
    let source = scratch.path.appending("source")
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try WholeFile.write(bytes, to: source)
    var seen: [UInt8] = []
    let target = scratch.path.appending("target")
    let count = try Folder.copyFile(source, to: target, sync: true) { seen += $0 }
    #expect(count == bytes.count)
    #expect(seen == bytes)
    #expect(try FileReader.contents(of: target) == bytes)
    let other = scratch.path.appending("other")
    let error = FileStorageError.thrown {
      try FileFaults(.refuse(.write, errno: ENOSPC)).run {
        _ = try Folder.copyFile(source, to: other, sync: true)
      }
    }
    #expect(error?.isFull == true)
    #expect(try Folder.status(other) == nil)
  }

  @Test func `A hard link is a second name of the same file`() throws {
    let scratch = try Scratch()
    let first = scratch.path.appending("first")
    try WholeFile.write([7], to: first)
    try Folder.hardLink(first, to: scratch.path.appending("second"))
    let status = try #require(try Folder.status(scratch.path.appending("second")))
    #expect(status.links == 2)
    #expect(try Folder.status(first)?.inode == status.inode)
    #expect(status.size == 1)
  }

  @Test func `A symbolic link is refused where it must not be followed`() throws {
    let scratch = try Scratch()
    let link = scratch.path.appending("link")
    try WholeFile.write([7], to: scratch.path.appending("file"))
    try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "file")
    #expect(try FileReader.contents(of: link) == [7])
    let error = FileStorageError.thrown {
      _ = try FileReader.contents(of: link, symbolicLinks: .refuse)
    }
    #expect(error?.errno == ELOOP)
    #expect(try Folder.status(link)?.kind == .symbolicLink)
    #expect(try Folder.status(link, symbolicLinks: .follow)?.kind == .file)
  }

  @Test func `Reading in pieces gives the file, also from the middle`() throws {
    let scratch = try Scratch()
    let file = scratch.path.appending("file")
    let bytes = (0..<10_007).map { UInt8(truncatingIfNeeded: $0) }
    try WholeFile.write(bytes, to: file)
    let reader = try FileReader(file)
    var buffer = [UInt8](repeating: 0, count: 1000)
    var all: [UInt8] = []
    while case let count = try reader.read(into: &buffer), count > 0 { all += buffer[..<count] }
    #expect(all == bytes)
    #expect(try reader.read(into: &buffer, at: 9_500) == 507)
    #expect(Array(buffer[..<507]) == Array(bytes[9_500...]))
    #expect(try reader.read(into: &buffer, at: 20_000) == 0)
    // A file whose size the system gives as 0.
    #expect(try FileReader.contents(of: "/proc/self/stat").isEmpty == false)
  }

  @Test func `Every reason has one sentence that ends with what to do`() {
    for operation in FileOperation.allCases {
      for errno in [ENOSPC, EACCES, EROFS, ENOENT, EIO, EMFILE, EXDEV, ELOOP, 9999] {
        let text = FileStorageError.failed(operation: operation, path: "/a/b", errno: errno)
          .description
        #expect(text.hasPrefix("cannot "))
        #expect(text.contains("/a/b"))
        #expect(text.contains("; "))
      }
    }
  }
}
