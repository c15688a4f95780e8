// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An object made by hand, file by file, so that it can be wrong in one way only. Nothing of the
// writer is used: what is checked here must not depend on what it writes.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

/// A JSON object whose members can be set to anything.
typealias JSONMembers = [String: Any]

/// An object in memory: inventories as JSON, and all other files by their paths.
struct ObjectFixture {
  /// Version folder, or empty for the object's own → inventory.
  var inventories: [String: JSONMembers] = [:]
  /// Place of an inventory → its text, where it is not to be JSON, or nil for none at all.
  var inventoryTexts: [String: String?] = [:]
  /// Place of an inventory → the name and text of its sidecar, or nil for none at all.
  var sidecars: [String: (name: String, text: String)?] = [:]
  /// All other files.
  var files: [String: String] = [:]
  /// Folders without files.
  var folders: [String] = []
  /// What is done to the files once they are written.
  var afterwards: (@Sendable (FilePath) throws -> Void)?

  static let user: [String: String] = ["name": "Ada", "address": "mailto:ada@example.org"]

  /// A perfect object: version 1 has `a.txt`, version 2 (if any) has `b.txt` as well.
  init(
    versions: Int = 1, specification: String = "1.1", id: String = "urn:x:1",
    algorithm: DigestAlgorithm = .sha512, names: [String] = ["v1", "v2"]
  ) {
    files["0=ocfl_object_\(specification)"] = "ocfl_object_\(specification)\n"
    var manifest: JSONMembers = [:]
    var state: JSONMembers = [:]
    var blocks: JSONMembers = [:]
    for (name, file) in zip(names, ["a.txt", "b.txt"]).prefix(versions) {
      files["\(name)/content/\(file)"] = file
      let digest = Self.digest(file, algorithm)
      manifest[digest] = ["\(name)/content/\(file)"]
      state[digest] = [file]
      blocks[name] =
        ["created": testTime, "message": "test", "user": Self.user, "state": state] as JSONMembers
      inventories[name] = [
        "id": id, "type": "https://ocfl.io/\(specification)/spec/#inventory",
        "digestAlgorithm": algorithm.rawValue, "head": name, "manifest": manifest,
        "versions": blocks,
      ]
    }
    inventories[""] = inventories[names[versions - 1]]
  }

  /// The digest of a text.
  static func digest(_ text: String, _ algorithm: DigestAlgorithm = .sha512) -> String {
    algorithm.digest(of: Array(text.utf8))
  }

  /// Sets or removes a member, by the keys that lead to it, in the inventories of some places: in
  /// the object's own and that of its newest version unless said otherwise.
  mutating func set(_ keys: String..., to value: Any?, in places: [String]? = nil) {
    let head = inventories[""]?["head"] as? String ?? "v1"
    for place in places ?? ["", inventories[head] == nil ? "v1" : head] {
      inventories[place] = Self.setting(keys[...], of: inventories[place] ?? [:], to: value)
    }
  }

  private static func setting(
    _ keys: ArraySlice<String>, of members: JSONMembers, to value: Any?
  ) -> JSONMembers {
    var members = members
    guard let key = keys.first else { return members }
    if keys.count == 1 {
      members[key] = value
    } else {
      let below = members[key] as? JSONMembers ?? [:]
      members[key] = setting(keys.dropFirst(), of: below, to: value)
    }
    return members
  }

  /// Takes all content away, and all mention of it.
  mutating func empty() {
    set("manifest", to: JSONMembers())
    set("versions", "v1", "state", to: JSONMembers())
    files = files.filter { !$0.key.contains("content/") }
  }

  /// Gives a file another name.
  mutating func rename(_ name: String, to other: String) {
    files[other] = files.removeValue(forKey: name)
  }

  /// Writes the object into a new folder.
  func write(to folder: FilePath) throws {
    for name in folders { try Folder.create(folder.appending(name)) }
    for (name, text) in files { try Self.write(text, to: folder.appending(name)) }
    for (place, inventory) in inventories {
      let json = try JSONSerialization.data(withJSONObject: inventory, options: [.sortedKeys])
      let written = inventoryTexts[place] ?? String(decoding: json, as: UTF8.self)
      let below = place.isEmpty ? folder : folder.appending(place)
      guard let text = written else { continue }
      try Self.write(text, to: below.appending("inventory.json"))
      let name = inventory["digestAlgorithm"] as? String ?? "sha512"
      let algorithm = DigestAlgorithm(rawValue: name) ?? .sha512
      let own = ("inventory.json.\(name)", "\(Self.digest(text, algorithm)) inventory.json\n")
      if let sidecar = sidecars[place] ?? own {
        try Self.write(sidecar.1, to: below.appending(sidecar.0))
      }
    }
    try afterwards?(folder)
  }

  static func write(_ text: String, to file: FilePath) throws {
    try Folder.create(file.removingLastComponent())
    try WholeFile.write(Array(text.utf8), to: file, sync: false)
  }
}

/// An object or storage root whose name says how it must be judged, as OCFL names its fixtures.
struct FixtureCase: Sendable, CustomTestStringConvertible {
  /// All codes that must be found and no other, then what is wrong; `good` for nothing.
  var name: String
  /// Writes it into a folder that does not exist.
  var write: @Sendable (FilePath) throws -> Void

  var testDescription: String { name }

  /// The codes in the name.
  var codes: Set<String> {
    Set(
      name.split(separator: "_").map { String($0) }.prefix {
        $0.count == 4 && "EW".contains($0.first ?? " ") && Int($0.dropFirst()) != nil
      })
  }

  /// An object of one version of OCFL 1.1, changed in one way.
  static func one(
    _ name: String, _ change: @escaping @Sendable (inout ObjectFixture) -> Void
  ) -> FixtureCase {
    object(name, on: ObjectFixture(), change)
  }

  /// An object of two versions, changed in one way.
  static func two(
    _ name: String, _ change: @escaping @Sendable (inout ObjectFixture) -> Void
  ) -> FixtureCase {
    object(name, on: ObjectFixture(versions: 2), change)
  }

  /// An object of one version of OCFL 1.0, changed in one way.
  static func old(
    _ name: String, _ change: @escaping @Sendable (inout ObjectFixture) -> Void
  ) -> FixtureCase {
    object(name, on: ObjectFixture(specification: "1.0"), change)
  }

  static func object(
    _ name: String, on base: @autoclosure @escaping @Sendable () -> ObjectFixture,
    _ change: @escaping @Sendable (inout ObjectFixture) -> Void = { _ in }
  ) -> FixtureCase {
    FixtureCase(name: name) { folder in
      var fixture = base()
      change(&fixture)
      try fixture.write(to: folder)
    }
  }
}
