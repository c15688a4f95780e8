// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

@Suite struct ObjectWriterTests {
  /// The inventory of Documentation/Formats/archive.md § Example.
  static let digest =
    "8f74fe2e136db53d4d8d03813ea7cc5fa467d4c25c2d13de651951a8724ee57e"
    + "79cb7e424b96dd485d6d2bbf68491ad8842e6e2ea32ed884c16f091b18822d38"

  static let golden = """
    {
      "digestAlgorithm" : "sha512",
      "head" : "v1",
      "id" : "urn:example:1",
      "manifest" : {
        "\(digest)" : [
          "v1/content/original/soup.txt"
        ]
      },
      "type" : "https://ocfl.io/1.1/spec/#inventory",
      "versions" : {
        "v1" : {
          "created" : "2026-11-22T10:00:00Z",
          "message" : "test",
          "state" : {
            "\(digest)" : [
              "original/soup.txt"
            ]
          },
          "user" : {
            "address" : "mailto:ada@example.org",
            "name" : "Ada"
          }
        }
      }
    }

    """

  @Test func `The inventory and its sidecar are written byte for byte`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:example:1", [("original/soup.txt", "Soup at seven\n")])
    let folder = area.root.objectPath(for: "urn:example:1")
    for place in [folder, folder.appending("v1")] {
      let inventory = try FileReader.contents(of: place.appending("inventory.json"))
      #expect(String(decoding: inventory, as: UTF8.self) == Self.golden)
      let sidecar = try FileReader.contents(of: place.appending("inventory.json.sha512"))
      let digest = DigestAlgorithm.sha512.digest(of: inventory)
      #expect(String(decoding: sidecar, as: UTF8.self) == "\(digest)  inventory.json\n")
    }
    #expect(
      try Folder.listTree(folder).map(\.text) == [
        "0=ocfl_object_1.1", "inventory.json", "inventory.json.sha512", "v1", "v1/content",
        "v1/content/original", "v1/content/original/soup.txt", "v1/inventory.json",
        "v1/inventory.json.sha512",
      ])
    #expect(try leftovers(in: scratch.stagingPath).isEmpty)
  }

  @Test func `Versions keep what was, and share what did not change`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:x:1", [("a.txt", "one"), ("b.txt", "two")])
    let second = try area.stage("urn:x:1")
    try second.add(Array("three".utf8), as: "a.txt")
    #expect(try second.remove("b.txt"))
    #expect(try second.remove("never.txt") == false)
    try second.add(Array("two".utf8), as: "c/renamed.txt")
    try area.commit(try second.finish("second"))
    let object = try area.root.object("urn:x:1")
    #expect(object.inventory.head.name == "v2")
    #expect(try object.logicalPaths() == ["a.txt", "c/renamed.txt"])
    #expect(try object.contents(of: "a.txt") == Array("three".utf8))
    #expect(try object.contents(of: "c/renamed.txt") == Array("two".utf8))
    let first = VersionNumber(1)
    #expect(try object.logicalPaths(of: first) == ["a.txt", "b.txt"])
    #expect(try object.contents(of: "a.txt", version: first) == Array("one".utf8))
    #expect(object.inventory.history.map(\.version.message) == ["test", "second"])
    #expect(object.inventory.manifest.count == 3)
    #expect(try findings(area.root.path).isEmpty)
    // No file of the object is a hard link any more.
    for entry in try Folder.listTree(object.path) where entry.kind == .file {
      #expect(try Folder.status(object.path.appending(bytes: entry.name))?.links == 1)
    }
  }

  @Test func `The same bytes are kept once in an object, and leave no empty folder`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    let source = scratch.path.appending("source")
    try WholeFile.write(Array("same".utf8), to: source)
    let writer = try area.stage("urn:x:1")
    let digest = try writer.add(file: source, as: "first.txt")
    #expect(digest == DigestAlgorithm.sha512.digest(of: Array("same".utf8)))
    try writer.add(file: source, as: "deep/er/second.txt")
    try writer.add(Array("same".utf8), as: "third.txt")
    try writer.add(Array("short-lived".utf8), as: "x/y/gone.txt")
    try writer.add(Array("same".utf8), as: "x/y/gone.txt")
    try area.commit(try writer.finish())
    let object = try area.root.object("urn:x:1")
    #expect(object.inventory.manifest == [digest: ["v1/content/first.txt"]])
    #expect(try object.logicalPaths().count == 4)
    #expect(try findings(area.root.path).isEmpty)
  }

  @Test func `Names of any script and any UTF-8 survive byte for byte`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    let names = [
      "نفق.txt", "caf\u{E9}", "cafe\u{301}", "🚲🇪🇷", "line\nbreak", "line%0Abreak", "100%",
      String(repeating: "a", count: 255), String(repeating: "ش", count: 200), "...", " ", "-rf",
      "Case", "case", "back\\slash", "quote\"", "a\u{0}b", "\u{202E}rtl", "%2E%2E",
    ]
    let writer = try area.stage("urn:x:names")
    for (number, name) in names.enumerated() {
      try writer.add(Array("content \(number)".utf8), as: "original/\(name)")
    }
    try area.commit(try writer.finish())
    let object = try area.root.object("urn:x:names")
    for (number, name) in names.enumerated() {
      let bytes = try object.contents(of: "original/\(name)")
      #expect(String(decoding: bytes, as: UTF8.self) == "content \(number)")
    }
    let expected = names.map { Array("original/\($0)".utf8) }
    let found = try object.logicalPaths().map { Array($0.utf8) }
    #expect(found == expected.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(try findings(area.root.path).isEmpty)
    let paths = object.inventory.manifest.values.flatMap(\.self)
    #expect(Set(paths.map { $0.lowercased() }).count == names.count)
  }

  @Test func `A name that is no UTF-8 is kept with its bytes escaped`() {
    let name: [UInt8] =
      Array("50% ".utf8) + [0xE9, 0x74, 0xE9, 0xFF] + Array("ش".utf8) + [0xF0, 0x9F]
    #expect(LogicalPath.text(of: name).text == "50%25 %E9t%E9%FFش%F0%9F")
    #expect(LogicalPath.text(of: name).isExact == false)
    let plain = LogicalPath.text(of: Array("50% شاي".utf8))
    #expect(plain.text == "50% شاي" && plain.isExact)
  }

  @Test(arguments: [
    ("", PathFault.empty), ("/a", .slash), ("a/", .slash), ("a//b", .empty), (".", .dots),
    ("a/../b", .dots), ("taken", .taken), ("kept/below", .taken),
  ])
  func `A logical path that OCFL forbids is refused`(path: String, fault: PathFault) throws {
    let scratch = try Scratch()
    let writer = try scratch.area().stage("urn:x:1")
    try writer.add([1], as: "kept")
    try writer.add([2], as: "taken/below")
    #expect(throws: OCFLError.invalidLogicalPath(id: "urn:x:1", logicalPath: path, reason: fault)) {
      try writer.add([3], as: path)
    }
  }

  @Test func `An abandoned writer leaves nothing behind`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    do {
      let writer = try area.stage("urn:x:1")
      try writer.add([1], as: "a")
    }
    #expect(try leftovers(in: area.folder).isEmpty)
    #expect(try area.root.contains("urn:x:1") == false)
  }

  @Test func `Two versions built on the same state do not overwrite each other`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:x:1", [("a", "1")])
    let first = try area.stage("urn:x:1")
    let second = try area.stage("urn:x:1")
    try first.add([1], as: "b")
    try second.add([2], as: "b")
    let staged = (try first.finish(), try second.finish())
    #expect(throws: OCFLError.stagedTwice(id: "urn:x:1")) {
      try area.commit([staged.0, staged.1])
    }
    try area.commit(staged.0)
    #expect(throws: OCFLError.objectChanged(id: "urn:x:1")) { try area.commit(staged.1) }
    #expect(try area.root.object("urn:x:1").contents(of: "b") == [1])
  }

  @Test func `Fixity blocks are carried forward, in any algorithm, and stay right`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    var object = ObjectFixture(id: "urn:x:1")
    for algorithm in DigestAlgorithm.allCases {
      let digest = ObjectFixture.digest("a.txt", algorithm)
      object.set("fixity", algorithm.rawValue, digest, to: ["v1/content/a.txt"])
    }
    object.set("fixity", "size", "5", to: ["v1/content/a.txt"])
    let folder = area.root.objectPath(for: "urn:x:1")
    try object.write(to: folder)
    let before = try area.root.object("urn:x:1").inventory.fixity
    #expect(before.count == DigestAlgorithm.allCases.count + 1)
    try area.store("urn:x:1", [("b", "2")])
    #expect(try area.root.object("urn:x:1").inventory.fixity == before)
    #expect(try findings(area.root.path).isEmpty)
    try WholeFile.write(Array("c.txt".utf8), to: folder.appending("v1/content/a.txt"))
    let codes = try findings(area.root.path).map(\.code)
    #expect(codes.count { $0 == "E093" } == DigestAlgorithm.allCases.count)
  }

  @Test func `Any object of OCFL 1·0 can be continued, with logs and extensions kept`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:x:1", [("a", "1")])
    let folder = area.root.objectPath(for: "urn:x:1")
    var old = try area.root.object("urn:x:1").inventory
    old.specification = .version10
    for place in [folder, folder.appending("v1")] {
      try WholeFile.write(old.encoded(), to: place.appending("inventory.json"))
      try WholeFile.write(
        Inventory.sidecar(old.encoded(), .sha512), to: place.appending("inventory.json.sha512"))
    }
    try Folder.removeFile(folder.appending("0=ocfl_object_1.1"))
    try WholeFile.write(
      Array("ocfl_object_1.0\n".utf8), to: folder.appending("0=ocfl_object_1.0"))
    try Folder.create(folder.appending("logs"))
    try WholeFile.write([1], to: folder.appending("logs/note"))
    #expect(try findings(area.root.path).isEmpty)
    try area.store("urn:x:1", [("b", "2")])
    #expect(try findings(area.root.path).isEmpty)
    #expect(try Folder.status(folder.appending("logs/note")) != nil)
    #expect(try area.root.object("urn:x:1").logicalPaths() == ["a", "b"])
  }
}
