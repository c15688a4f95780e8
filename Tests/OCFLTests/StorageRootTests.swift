// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

@Suite struct StorageRootTests {
  @Test func `A new storage root holds the declaration and the layout, byte for byte`() throws {
    let scratch = try Scratch()
    try Folder.create(scratch.rootPath)
    try WholeFile.write([UInt8]("read me\n".utf8), to: scratch.rootPath.appending("README"))
    let root = try StorageRoot.create(at: scratch.rootPath)
    let names = try Folder.listTree(root.path).map(\.text)
    let configuration = "extensions/0003-hash-and-id-n-tuple-storage-layout/config.json"
    #expect(
      names == [
        "0=ocfl_1.1", "README", "extensions", "extensions/0003-hash-and-id-n-tuple-storage-layout",
        configuration, "ocfl_layout.json",
      ])
    #expect(try text(root.path.appending("0=ocfl_1.1")) == "ocfl_1.1\n")
    #expect(
      try text(root.path.appending(configuration)) == """
        {
          "digestAlgorithm" : "sha256",
          "extensionName" : "0003-hash-and-id-n-tuple-storage-layout",
          "numberOfTuples" : 2,
          "tupleSize" : 2
        }

        """)
    #expect(try StorageRoot.open(at: root.path).layout == .ofNewRoots)
    #expect(try findings(root.path).isEmpty)
  }

  @Test func `The layouts map the identifiers of the extensions' own examples`() {
    // https://ocfl.github.io/extensions/0003-hash-and-id-n-tuple-storage-layout.html
    let standard = StorageLayout.standard
    #expect(standard.folders(for: "object-01") == ["3c0", "ff4", "240", "object-01"])
    #expect(
      standard.folders(for: "..hor/rib:le-$id") == [
        "487", "326", "d8c", "%2e%2ehor%2frib%3ale-%24id",
      ])
    // https://ocfl.github.io/extensions/0004-hashed-n-tuple-storage-layout.html
    let digest = "3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4"
    let hashed = StorageLayout(extensionName: "0004-hashed-n-tuple-storage-layout")
    #expect(hashed?.folders(for: "object-01") == ["3c0", "ff4", "240", digest])
    let short = StorageLayout(
      digestAlgorithm: .md5, tupleSize: 2, numberOfTuples: 15, naming: .digest(short: true))
    #expect(
      short.folders(for: "object-01").joined(separator: "/")
        == "ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/4e")
  }

  @Test func `A storage root with the layout of digests alone is read and continued`() throws {
    let scratch = try Scratch()
    let layout = StorageLayout(
      digestAlgorithm: .sha512, tupleSize: 2, numberOfTuples: 4, naming: .digest(short: true))
    let made = try StorageRoot.create(at: scratch.rootPath, layout: layout)
    #expect(try StorageRoot.open(at: made.path).layout == layout)
    let area = try StagingArea(root: made, folder: scratch.stagingPath)
    try area.store("urn:x:1", [("a", "1")])
    try area.store("urn:x:1", [("b", "2")])
    #expect(try findings(made.path).isEmpty)
  }

  static let layouts: [StorageLayout] = [.identifier, .digest(short: false), .digest(short: true)]
    .flatMap { (naming: StorageLayout.Naming) in
      [
        (DigestAlgorithm.sha256, 3, 3), (.md5, 2, 15), (.sha512, 1, 32), (.sha1, 0, 0),
        (.blake2b160, 8, 4),
      ]
      .map { algorithm, size, count in
        StorageLayout(
          digestAlgorithm: algorithm, tupleSize: size, numberOfTuples: count, naming: naming)
      }
    }

  @Test(arguments: layouts)
  func `A storage root of any layout is written, opened, continued and found valid`(
    _ layout: StorageLayout
  ) throws {
    let scratch = try Scratch()
    let made = try StorageRoot.create(at: scratch.rootPath, layout: layout)
    #expect(try StorageRoot.open(at: made.path).layout == layout)
    let area = try StagingArea(root: made, folder: scratch.stagingPath)
    // An identifier too long for a folder's name, and one of signs.
    for id in ["urn:x:" + String(repeating: "نفق", count: 40), "..hor/rib:le-$id"] {
      try area.store(id, [("a", "1")])
      try area.store(id, [("b", "2")])
      #expect(try made.object(id).logicalPaths() == ["a", "b"])
    }
    #expect(try findings(made.path).allSatisfy { $0.code == "W005" })
  }

  @Test(arguments: [
    "{}", "[]", "{\"extensionName\": \"0004-hashed-n-tuple-storage-layout\"}",
    "{\"extensionName\": \"0003-hash-and-id-n-tuple-storage-layout\", \"tupleSize\": 0}",
    "{\"extensionName\": \"0003-hash-and-id-n-tuple-storage-layout\", \"tupleSize\": 33}",
    "{\"extensionName\": \"0003-hash-and-id-n-tuple-storage-layout\", \"digestAlgorithm\": \"crc\"}",
    "{\"extensionName\": \"0003-hash-and-id-n-tuple-storage-layout\", \"numberOfTuples\": 9223372036854775807}",
  ])
  func `A layout that cannot be followed is refused, and the root validated all the same`(
    configuration: String
  ) throws {
    let scratch = try Scratch()
    var fixture = RootFixture(layout: .standard)
    fixture.files["extensions/\(StorageLayout.identifierName)/config.json"] = configuration
    try fixture.write(to: scratch.rootPath)
    #expect(throws: OCFLError.self) { _ = try StorageRoot.open(at: scratch.rootPath) }
    #expect(try findings(scratch.rootPath).isEmpty)
  }

  @Test func `A folder with other folders in it does not become a storage root`() throws {
    let scratch = try Scratch()
    try Folder.create(scratch.rootPath.appending("holiday"))
    #expect(throws: OCFLError.folderInUse(path: scratch.rootPath)) {
      try StorageRoot.create(at: scratch.rootPath)
    }
  }

  @Test func `A folder that is no storage root, or a newer one, is refused with its reason`() throws
  {
    let scratch = try Scratch()
    #expect(throws: OCFLError.notAStorageRoot(path: scratch.path)) {
      _ = try StorageRoot.open(at: scratch.path)
    }
    try WholeFile.write([UInt8]("ocfl_2.0\n".utf8), to: scratch.path.appending("0=ocfl_2.0"))
    #expect(throws: OCFLError.versionTooNew(found: "2.0", newestKnown: "1.1", path: scratch.path)) {
      _ = try StorageRoot.open(at: scratch.path)
    }
  }

  @Test func `Objects are walked in the order of their folders, whatever is broken`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    for number in 1...20 { try area.store("urn:x:\(number)", [("a.txt", "\(number)")]) }
    let broken = area.root.objectPath(for: "urn:x:7").appending("inventory.json")
    try WholeFile.write([UInt8]("{".utf8), to: broken)
    var folders: [[UInt8]] = []
    var failures = 0
    try area.root.forEachObject { (path, object) throws(OCFLError) in
      folders.append(path.bytes)
      if case .failure = object { failures += 1 }
    }
    #expect(folders.count == 20)
    #expect(failures == 1)
    #expect(folders == folders.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `Objects at a wrong place, empty folders and stray files are found`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    try area.store("urn:x:1", [("a.txt", "1")])
    let path = area.root.path
    try Folder.rename(area.root.objectPath(for: "urn:x:1"), to: path.appending("moved"))
    try Folder.create(path.appending("void"))
    try Folder.create(path.appending("extensions/unknown"))
    try Folder.create(path.appending("strays"))
    try WholeFile.write([], to: path.appending("strays/file"))
    let codes = Set(try findings(path).map(\.code))
    #expect(codes == ["E083", "E073", "W016", "E072", "E085", "E088"])
    #expect(throws: OCFLError.noSuchObject(id: "urn:x:1")) { _ = try area.root.object("urn:x:1") }
  }

  private func text(_ path: FilePath) throws -> String {
    String(decoding: try FileReader.contents(of: path), as: UTF8.self)
  }
}
