// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bags and archives that lie: nothing outside of their folder is read, nothing inside of ours is
// changed, and each is refused with a sentence.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ImportHostileTests {
  private func refusal(_ place: Workplace, _ path: FilePath) async throws -> String {
    do {
      _ = try await place.catalog.importing(path, options: EditOptions())
    } catch {
      #expect(try place.ids().isEmpty)
      return "\(error)"
    }
    Issue.record("\(path) was imported")
    return ""
  }

  @Test(arguments: ["data/link.txt", "link", "data/a/deep"])
  func `A symbolic link anywhere in a bag is refused`(name: String) async throws {
    let place = try Workplace()
    let secret = try place.file("secret.txt", "secret")
    let bag = try place.bag(["a/x.txt": "x"])
    try FileManager.default.createSymbolicLink(
      atPath: bag.appending(bytes: Array(name.utf8)).string, withDestinationPath: secret.string)
    #expect(try await refusal(place, bag).contains("is a link or a device"))
  }

  @Test func `A link in the place of a payload file or folder is refused`() async throws {
    let place = try Workplace()
    let bag = try place.bag(["x.txt": "secret"])
    let elsewhere = place.folder.appending("elsewhere")
    try Folder.rename(bag.appending("data"), to: elsewhere)
    try FileManager.default.createSymbolicLink(
      atPath: bag.appending("data").string, withDestinationPath: elsewhere.string)
    #expect(try await refusal(place, bag).contains("is a link or a device"))
  }

  @Test func `A device or pipe in a bag is refused without being opened`() async throws {
    let place = try Workplace()
    let bag = try place.bag(["x.txt": "x"])
    let made = try run("/usr/bin/mkfifo", ["data/pipe"], in: bag)
    #expect(made.status == 0)
    #expect(try await refusal(place, bag).contains("is a link or a device"))
  }

  @Test(arguments: [
    "data/../../files/secret.txt", "/etc/hostname", "../files/secret.txt", "data//x.txt",
    "data/./x.txt", "x.txt", "data/%2E%2E/x.txt", "",
  ])
  func `A manifest that names a path elsewhere is refused`(path: String) async throws {
    let place = try Workplace()
    try place.file("secret.txt", "secret")
    let bag = try place.bag(["x.txt": "x"])
    let manifest = bag.appending("manifest-sha512.txt")
    let digest = DigestAlgorithm.sha512.digest(of: Array("secret".utf8))
    let line = Array("\(digest)  \(path)\n".utf8)
    try WholeFile.write(try FileReader.contents(of: manifest) + line, to: manifest)
    #expect(try await !refusal(place, bag).isEmpty)
  }

  @Test func `What is missing, too much, unlisted or elsewhere makes a bag no bag`() async throws {
    let place = try Workplace()
    func changed(_ body: (FilePath) throws -> Void) async throws -> String {
      let bag = try place.bag(["x.txt": "x", "y.txt": "y"], info: "Payload-Oxum: 2.2\n")
      try body(bag)
      let sentence = try await refusal(place, bag)
      try Folder.remove(bag)
      return sentence
    }
    #expect(
      try await changed { try Folder.removeFile($0.appending("data/x.txt")) }.contains("missing"))
    #expect(
      try await changed { try WholeFile.write([1], to: $0.appending("data/z")) }
        .contains("in no manifest"))
    #expect(
      try await changed { try WholeFile.write([1], to: $0.appending("fetch.txt")) }
        .contains("fetch.txt"))
    #expect(
      try await changed { try Folder.removeFile($0.appending("manifest-sha512.txt")) }
        .contains("no manifest"))
    #expect(
      try await changed {
        try WholeFile.write(Array("Payload-Oxum: 3.2\n".utf8), to: $0.appending("bag-info.txt"))
      }.contains("Payload-Oxum"))
    for text in [
      "", "BagIt-Version: 2.0\n", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
    ] {
      let sentence = try await changed {
        try WholeFile.write(Array(text.utf8), to: $0.appending("bagit.txt"))
      }
      #expect(!sentence.isEmpty)
    }
    #expect(throws: CatalogError.self) { try BagReader(place.folder.appending("nothing")) }
  }

  @Test func `A forged document in a bag of ours is not taken for that document`() async throws {
    let place = try Workplace()
    let id = String(repeating: "ab", count: 20)
    let bag = try place.bag([
      "\(id)/original/x.txt": "not that", "\(id)/metadata.json": "{\"document\":\"\(id)\"}",
    ])
    let report = try await place.catalog.importing(bag, options: EditOptions())
    #expect(report.kind == .foreignBag)
    #expect(try !place.catalog.store().contains(id))
  }

  /// An archive of one document, with its object's folder.
  private func archive(_ place: Workplace) async throws -> (home: Catalog, object: FilePath) {
    let other = try place.another()
    _ = try await other.add([.path(try place.file("a.txt", "soup"))], options: AddOptions())
    let id = try #require(try other.store().ids().first)
    return (other, try other.store().folder(of: id))
  }

  private func failures(_ place: Workplace, _ other: Catalog) async throws -> [ExportFailure] {
    let report = try await place.catalog.importing(other.home.folder, options: EditOptions())
    #expect(report.added == 0)
    #expect(try place.ids().isEmpty)
    #expect(try place.archiveFindings().isEmpty)
    return report.failures
  }

  @Test func `Links inside an object, or on the way to it, are refused`() async throws {
    for name in ["v1/content/original/a.txt", "v1/content", "v1", "inventory.json", "."] {
      let place = try Workplace()
      let (other, object) = try await archive(place)
      let target = name == "." ? object : object.appending(bytes: Array(name.utf8))
      let moved = place.folder.appending("moved")
      try Folder.rename(target, to: moved)
      try FileManager.default.createSymbolicLink(
        atPath: target.string, withDestinationPath: moved.string)
      #expect(try await failures(place, other).count == 1, "\(name)")
    }
  }

  @Test func `A changed byte, a missing file or a foreign inventory is refused`() async throws {
    let changes: [(FilePath) throws -> Void] = [
      { try WholeFile.write(Array("forged".utf8), to: $0.appending("v1/content/original/a.txt")) },
      { try Folder.removeFile($0.appending("v1/content/events.ndjson")) },
      { try WholeFile.write(Array("{}".utf8), to: $0.appending("inventory.json")) },
      { try Folder.removeFile($0.appending("inventory.json.sha512")) },
      { try WholeFile.write([1], to: $0.appending("v1/content/extra")) },
    ]
    for change in changes {
      let place = try Workplace()
      let (other, object) = try await archive(place)
      try change(object)
      #expect(try await failures(place, other).count == 1)
    }
  }

  @Test func `An archive that is a link, or this one itself, is refused`() async throws {
    let place = try Workplace()
    let (other, _) = try await archive(place)
    let folder = place.folder.appending("linked")
    try Folder.create(folder)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending("Archive").string, withDestinationPath: other.home.archive.string)
    #expect(try await refusal(place, folder).contains("not a link"))
    #expect(try await refusal(place, place.catalog.home.folder).contains("this one"))
  }
}

extension Workplace {
  /// Writes a bag of payload files, with a manifest of one algorithm.
  func bag(
    _ files: [String: String], _ algorithm: DigestAlgorithm = .sha512, info: String? = nil
  ) throws -> FilePath {
    let bag = folder.appending("some-bag")
    var manifest: [UInt8] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let file = bag.appending("data").appending(bytes: Array(name.utf8))
      try Folder.create(file.parent)
      try WholeFile.write(Array(text.utf8), to: file, sync: false)
      manifest += Array("\(algorithm.digest(of: Array(text.utf8)))  ".utf8)
      manifest += BagText.encoded(Array("data/\(name)".utf8)) + [0x0A]
    }
    try WholeFile.write(manifest, to: bag.appending("manifest-\(algorithm.rawValue).txt"))
    try WholeFile.write(Array(BagText.declaration.utf8), to: bag.appending("bagit.txt"))
    if let info { try WholeFile.write(Array(info.utf8), to: bag.appending("bag-info.txt")) }
    return bag
  }
}
