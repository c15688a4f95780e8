// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

@Suite struct ValidatorTests {
  /// A storage root with one object of two versions, and the object's folder.
  private static func sample() throws -> (Scratch, FilePath) {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:x:1", [("original/نفق.txt", "one"), ("metadata.json", "{}")])
    try area.store("urn:x:1", [("metadata.json", "{\"a\":1}")])
    return (scratch, area.root.objectPath(for: "urn:x:1"))
  }

  @Test func `Every flipped bit of every file is found, with the file's name`() throws {
    let (scratch, object) = try Self.sample()
    for entry in try Folder.listTree(object) where entry.kind == .file {
      let file = object.appending(bytes: entry.name)
      let bytes = try FileReader.contents(of: file)
      for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 8)) {
        var flipped = bytes
        flipped[index] ^= 1 << (index % 8)
        try WholeFile.write(flipped, to: file, sync: false)
        let found = try findings(scratch.rootPath)
        let named = found.contains { finding in
          finding.severity == .error
            && (finding.path.hasSuffix(entry.text)
              || finding.path.hasSuffix(entry.text + ".sha512"))
        }
        #expect(named || Self.isHarmless(flipped, bytes, entry.text), "\(entry.text) byte \(index)")
      }
      try WholeFile.write(bytes, to: file, sync: false)
    }
    #expect(try findings(scratch.rootPath).isEmpty)
  }

  /// The case of a digit and the kind of blank in a sidecar carry nothing.
  private static func isHarmless(_ new: [UInt8], _ old: [UInt8], _ name: String) -> Bool {
    guard name.hasSuffix(".sha512") else { return false }
    return Sidecar.digest(new)?.lowercased() == Sidecar.digest(old)
  }

  @Test func `A missing file, an extra file and a link are found, with their names`() throws {
    let (scratch, object) = try Self.sample()
    let original = object.appending("v1/content/original/نفق.txt")
    let bytes = try FileReader.contents(of: original)
    try Folder.removeFile(original)
    var found = try findings(scratch.rootPath, .structure)
    #expect(found.contains { $0.code == "E092" && $0.path.hasSuffix("original/نفق.txt") })
    try WholeFile.write(bytes, to: original)
    let extras = [
      ("E023", "v1/content/extra"), ("E015", "v2/extra"), ("E001", "extra"),
      ("E067", "extensions/extra"),
    ]
    try Folder.create(object.appending("extensions"))
    for (code, name) in extras {
      try WholeFile.write([], to: object.appending(name))
      found = try findings(scratch.rootPath, .structure)
      #expect(found.contains { $0.code == code && $0.path.hasSuffix(name) })
      try Folder.removeFile(object.appending(name))
    }
    let link = object.appending("v1/content/link")
    try FileManager.default.createSymbolicLink(
      atPath: link.string, withDestinationPath: original.string)
    found = try findings(scratch.rootPath, .structure)
    #expect(found.map(\.code) == ["E090"])
  }

  @Test func `A cut file and swapped sidecars are found`() throws {
    let (scratch, object) = try Self.sample()
    let names = ["inventory.json", "v1/inventory.json", "v1/content/metadata.json"]
    for name in names {
      let file = object.appending(name)
      let bytes = try FileReader.contents(of: file)
      try WholeFile.write(Array(bytes.dropLast()), to: file)
      #expect(try findings(scratch.rootPath).contains { $0.path.contains(name) })
      try WholeFile.write(bytes, to: file)
    }
    let first = object.appending("v1/inventory.json.sha512")
    _ = try Folder.exchange(first, with: object.appending("inventory.json.sha512"))
    let found = try findings(scratch.rootPath, .structure)
    #expect(found.map(\.code) == ["E060", "E060"])
    #expect(throws: OCFLError.self) { _ = try OCFLObject(at: object) }
  }

  @Test func `Damaged content is not given out as good`() throws {
    let (scratch, object) = try Self.sample()
    defer { withExtendedLifetime(scratch) {} }
    try WholeFile.write(Array("One".utf8), to: object.appending("v1/content/original/نفق.txt"))
    let opened = try OCFLObject(at: object)
    let error = #expect(throws: OCFLError.self) {
      _ = try opened.contents(of: "original/نفق.txt")
    }
    guard case .digestMismatch = error else {
      Issue.record("not a mismatch: \(String(describing: error))")
      return
    }
  }

  @Test func `A cut inventory is refused and does not trap`() throws {
    let (scratch, object) = try Self.sample()
    defer { withExtendedLifetime(scratch) {} }
    let bytes = try FileReader.contents(of: object.appending("inventory.json"))
    for count in stride(from: 0, to: bytes.count - 2, by: 7) {
      let (inventory, faults) = InventoryParser.parse(Array(bytes[..<count]), path: "x")
      #expect(inventory == nil && !faults.isEmpty)
    }
    #expect(InventoryParser.parse(bytes, path: "x").1.isEmpty)
  }

  @Test func `An independent validator accepts what is written here`() throws {
    guard (try? run("ocfl-validate.py", ["--version"]))?.status == 0 else {
      print("skipped: ocfl-validate.py is not installed (pip install ocfl-py)")
      return
    }
    let (scratch, _) = try Self.sample()
    let area = try scratch.area(existing: true)
    for name in [
      "line\nbreak", "caf\u{E9}", "cafe\u{301}", "🚲", String(repeating: "ش", count: 200),
    ] {
      try area.store("urn:x:\(name.utf8.count)", [("original/\(name)", name)])
    }
    try WholeFile.write([], to: scratch.rootPath.appending("README.md"))
    try WholeFile.write([], to: scratch.rootPath.appending(".gitignore"))
    let (status, output) = try run("ocfl-validate.py", [scratch.rootPath.string])
    #expect(status == 0 && !output.contains("[W") && !output.contains("[E"), "\(output)")
  }
}
