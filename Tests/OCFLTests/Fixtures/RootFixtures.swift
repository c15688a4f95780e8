// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One storage root for each way to be wrong.

import FileStorage
import Foundation
import Glibc
import SystemPackage

@testable import OCFL

/// A storage root made by hand.
struct RootFixture {
  /// Files outside of objects.
  var files: [String: String] = [:]
  var folders: [String] = []
  /// Place → object.
  var objects: [String: ObjectFixture] = [:]
  var afterwards: (@Sendable (FilePath) throws -> Void)?

  /// A storage root with objects `urn:x:1` … at the places where the layout 0003 has them.
  init(objects count: Int = 2, specification: String = "1.1", layout: StorageLayout? = nil) {
    files["0=ocfl_\(specification)"] = "ocfl_\(specification)\n"
    for number in 0..<count {
      let id = "urn:x:\(number + 1)"
      objects[(layout ?? .standard).folders(for: id).joined(separator: "/")] = ObjectFixture(
        specification: specification, id: id)
    }
    if let layout {
      self.layout(layout.name, String(decoding: layout.configurationFile, as: UTF8.self))
    }
  }

  /// Names a layout, and gives its configuration.
  mutating func layout(_ name: String, _ configuration: String? = nil) {
    files["ocfl_layout.json"] = "{\"extension\": \"\(name)\", \"description\": \"test\"}"
    if let configuration { files["extensions/\(name)/config.json"] = configuration }
  }

  func write(to folder: FilePath) throws {
    try Folder.create(folder)
    for name in folders { try Folder.create(folder.appending(name)) }
    for (name, text) in files { try ObjectFixture.write(text, to: folder.appending(name)) }
    for (place, object) in objects { try object.write(to: folder.appending(place)) }
    try afterwards?(folder)
  }
}

extension FixtureCase {
  /// A storage root changed in one way.
  static func root(
    _ name: String,
    on base: @autoclosure @escaping @Sendable () -> RootFixture = RootFixture(),
    _ change: @escaping @Sendable (inout RootFixture) -> Void = { _ in }
  ) -> FixtureCase {
    FixtureCase(name: name) { folder in
      var fixture = base()
      change(&fixture)
      try fixture.write(to: folder)
    }
  }
}

/// Storage roots that are wrong, or only ill-advised.
enum RootFixtures {
  static let all = declarations + layouts + hierarchies + objects

  static let declarations: [FixtureCase] = [
    .root("E069_no_declaration") { $0.files["0=ocfl_1.1"] = nil },
    .root("E069_E077_declaration_without_type") {
      $0.files["ocfl_1.1"] = $0.files.removeValue(forKey: "0=ocfl_1.1")
    },
    .root("E069_E078_declaration_of_another_type") {
      $0.files["1=ocfl_1.1"] = $0.files.removeValue(forKey: "0=ocfl_1.1")
    },
    .root("E076_two_declarations") { $0.files["0=ocfl_1.2"] = "ocfl_1.2\n" },
    .root("E079_declaration_of_another_name") {
      $0.files["0=oxfl_1.1"] = $0.files.removeValue(forKey: "0=ocfl_1.1")
    },
    .root("E080_declaration_without_newline") { $0.files["0=ocfl_1.1"] = "ocfl_1.1" },
    .root("good_without_objects", on: RootFixture(objects: 0)),
    .root("good_with_other_files") {
      $0.files["README"] = "x"
      $0.files["ocfl_1.1.md"] = "x"
    },
  ]

  static let layouts: [FixtureCase] = [
    .root("E070_layout_without_description") {
      $0.files["ocfl_layout.json"] = "{\"extension\": \"\(StorageLayout.identifierName)\"}"
    },
    .root("E070_layout_without_extension") {
      $0.files["ocfl_layout.json"] = "{\"description\": \"\"}"
    },
    .root("E070_layout_is_no_json") { $0.files["ocfl_layout.json"] = "0003" },
    .root("E071_layout_that_is_not_registered") { $0.layout("ours") },
    .root("E083_object_at_another_place") {
      $0.layout(StorageLayout.identifierName)
      $0.objects["000/000/000/urn%3ax%3a3"] = ObjectFixture(id: "urn:x:3")
    },
    .root("W014_two_patterns") {
      let layout = StorageLayout(extensionName: StorageLayout.digestName) ?? .standard
      $0.objects[layout.folders(for: "urn:x:3").joined(separator: "/")] = ObjectFixture(
        id: "urn:x:3")
    },
    .root("good_layout_0003", on: RootFixture(layout: .standard)),
    .root(
      "good_layout_0003_of_other_numbers",
      on: RootFixture(
        layout: StorageLayout(
          digestAlgorithm: .md5, tupleSize: 2, numberOfTuples: 15, naming: .identifier))),
    .root(
      "good_layout_0004_short",
      on: RootFixture(
        layout: StorageLayout(
          digestAlgorithm: .sha512, tupleSize: 2, numberOfTuples: 4, naming: .digest(short: true)))),
    .root("good_layout_that_is_not_known_here", on: RootFixture(objects: 0)) {
      $0.layout("0006-flat-omit-prefix-storage-layout", "{\"delimiter\": \":\"}")
      $0.objects["1"] = ObjectFixture(id: "urn:x:1")
    },
  ]

  static let hierarchies: [FixtureCase] = [
    .root("E072_file_beside_objects") {
      let place = StorageLayout.standard.folders(for: "urn:x:1").dropLast().joined(separator: "/")
      $0.files["\(place)/note.txt"] = "x"
    },
    .root("E072_E085_E088_folder_of_files") { $0.files["notes/note.txt"] = "x" },
    .root("E072_E085_folder_of_files_beside_objects") {
      let place = StorageLayout.standard.folders(for: "urn:x:1").dropLast().joined(separator: "/")
      $0.files["\(place)/notes/note.txt"] = "x"
    },
    .root("E073_empty_folder") { $0.folders = ["void/empty"] },
    .root("E090_symbolic_link") {
      $0.afterwards = { symlink("/etc", $0.appending("link").string) }
    },
    .root("E089_E085_E088_pipe_in_a_folder") {
      $0.folders = ["pipes"]
      $0.afterwards = { mkfifo($0.appending("pipes/pipe").string, 0o600) }
    },
    .root("E112_file_in_extensions") { $0.files["extensions/note.txt"] = "x" },
    .root("E086_file_in_extensions_of_1.0", on: RootFixture(specification: "1.0")) {
      $0.files["extensions/note.txt"] = "x"
    },
    .root("W015_objects_on_two_levels") {
      $0.objects["urn-x-3"] = ObjectFixture(id: "urn:x:3")
    },
    .root("W016_unregistered_extension") { $0.files["extensions/ours/note.txt"] = "x" },
    .root("W013_unregistered_extension_in_1.0", on: RootFixture(specification: "1.0")) {
      $0.files["extensions/ours/note.txt"] = "x"
    },
  ]

  static let objects: [FixtureCase] = [
    .root("E003_object_without_declaration") {
      for place in $0.objects.keys.sorted().prefix(1) {
        $0.objects[place]?.files["0=ocfl_object_1.1"] = nil
      }
    },
    .root("E037_id_of_two_objects", on: RootFixture(objects: 0)) {
      $0.objects["a"] = ObjectFixture()
      $0.objects["b"] = ObjectFixture()
    },
    .root("E081_newer_object_in_1.0", on: RootFixture(specification: "1.0")) {
      $0.objects[StorageLayout.standard.folders(for: "urn:x:3").joined(separator: "/")] =
        ObjectFixture(id: "urn:x:3")
    },
    .root("E090_hard_link_between_objects", on: RootFixture(objects: 0)) {
      $0.objects["a"] = ObjectFixture(id: "urn:x:1")
      $0.objects["b"] = ObjectFixture(id: "urn:x:2")
      $0.afterwards = { folder in
        unlink(folder.appending("b/v1/content/a.txt").string)
        link(
          folder.appending("a/v1/content/a.txt").string,
          folder.appending("b/v1/content/a.txt").string)
      }
    },
    .root("good_1.0", on: RootFixture(specification: "1.0", layout: .standard)),
    .root("good_older_object_in_1.1", on: RootFixture(layout: .standard)) {
      $0.objects[StorageLayout.standard.folders(for: "urn:x:3").joined(separator: "/")] =
        ObjectFixture(versions: 2, specification: "1.0", id: "urn:x:3")
    },
  ]
}
