// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One object for each way to be wrong: versions and their states.

import Foundation

@testable import OCFL

/// Objects that are wrong, or only ill-advised, in what is said of their versions.
enum VersionFixtures {
  static let all = sequence + blocks + states + agreement

  private static let digestA = ObjectFixture.digest("a.txt")

  static let sequence: [FixtureCase] = [
    .one("E008_E040_no_version") {
      $0.empty()
      $0.set("versions", to: JSONMembers())
    },
    .one("E009_versions_begin_with_2") { $0 = ObjectFixture(names: ["v2"]) },
    .one("E010_version_left_out") { $0 = ObjectFixture(versions: 2, names: ["v1", "v3"]) },
    .one("E011_E012_E013_W001_padding_given_up") {
      $0 = ObjectFixture(versions: 2, names: ["v01", "v2"])
      // The inventory of the first version knows no other, and is right.
    },
    .one("E012_E013_W001_padding_begun_late") {
      $0 = ObjectFixture(versions: 2, names: ["v1", "v02"])
    },
    .one("E012_E013_W001_padding_of_another_width") {
      $0 = ObjectFixture(versions: 2, names: ["v001", "v02"])
    },
    .one("E043_E040_no_versions") {
      $0.empty()
      $0.set("versions", to: nil)
    },
    .one("E045_E040_versions_are_an_array") {
      $0.empty()
      $0.set("versions", to: [String]())
    },
    .old("E046_version_name_without_v_in_1.0") { $0.set("versions", "1", to: JSONMembers()) },
    .one("E104_version_name_without_v") { $0.set("versions", "1", to: JSONMembers()) },
    .one("E105_version_0") { $0.set("versions", "v0", to: JSONMembers()) },
    .one("E105_version_with_a_point") { $0.set("versions", "v1.1", to: JSONMembers()) },
    .one("W001_zero_padded") { $0 = ObjectFixture(versions: 2, names: ["v001", "v002"]) },
  ]

  static let blocks: [FixtureCase] = [
    .one("E047_version_is_a_text") {
      $0.empty()
      $0.set("versions", "v1", to: "first")
    },
    .one("E048_no_created") { $0.set("versions", "v1", "created", to: nil) },
    .one("E048_no_state") {
      $0.empty()
      $0.set("versions", "v1", "state", to: nil)
    },
    .one("E049_created_without_zone") {
      $0.set("versions", "v1", "created", to: "2026-11-22T10:00:00")
    },
    .one("E049_created_without_seconds") {
      $0.set("versions", "v1", "created", to: "2026-11-22T10:00Z")
    },
    .one("E049_created_in_month_13") {
      $0.set("versions", "v1", "created", to: "2026-13-22T10:00:00Z")
    },
    .one("E054_user_without_name") {
      $0.set("versions", "v1", "user", "name", to: nil)
    },
    .one("E054_user_is_a_text") { $0.set("versions", "v1", "user", to: "Ada") },
    .one("E094_message_is_a_number") { $0.set("versions", "v1", "message", to: 7) },
    .one("W007_no_message") { $0.set("versions", "v1", "message", to: nil) },
    .one("W007_no_user") { $0.set("versions", "v1", "user", to: nil) },
    .one("W008_user_without_address") { $0.set("versions", "v1", "user", "address", to: nil) },
    .one("W009_address_is_no_uri") { $0.set("versions", "v1", "user", "address", to: "Calais") },
  ]

  static let states: [FixtureCase] = [
    .one("E050_E107_digest_that_is_not_in_the_manifest") {
      $0.set("versions", "v1", "state", to: [ObjectFixture.digest("x"): ["a.txt"]])
    },
    .one("E050_state_is_an_array") {
      $0.empty()
      $0.set("versions", "v1", "state", to: [String]())
    },
    .one("E050_E107_digest_in_another_case") {
      $0.set("versions", "v1", "state", to: [digestA.uppercased(): ["a.txt"]])
    },
    .one("E051_E107_paths_are_no_array") {
      $0.set("versions", "v1", "state", to: [digestA: "a.txt"])
    },
    .one("E052_dots_in_logical_path") {
      $0.set("versions", "v1", "state", digestA, to: ["../a.txt"])
    },
    .one("E052_empty_part_in_logical_path") {
      $0.set("versions", "v1", "state", digestA, to: ["a//a.txt"])
    },
    .one("E053_logical_path_begins_with_slash") {
      $0.set("versions", "v1", "state", digestA, to: ["/a.txt"])
    },
    .one("E053_logical_path_ends_with_slash") {
      $0.set("versions", "v1", "state", digestA, to: ["a.txt/"])
    },
    .one("E095_logical_path_twice") {
      $0.set("versions", "v1", "state", digestA, to: ["a.txt", "a.txt"])
    },
    .one("E095_logical_path_is_folder_of_another") {
      $0.set("versions", "v1", "state", digestA, to: ["a", "a/b"])
    },
    .one("good_composed_and_decomposed_names") {
      $0.set("versions", "v1", "state", digestA, to: ["caf\u{E9}", "cafe\u{301}"])
    },
  ]

  static let agreement: [FixtureCase] = [
    .two("E066_state_of_a_version_changed") {
      $0.set("versions", "v1", "state", digestA, to: ["other.txt"], in: ["v1"])
    },
    .two("E066_E092_version_left_out_later") {
      // The inventory of version 1 has two files, of which the newest knows one.
      let digest = ObjectFixture.digest("c.txt")
      $0.set("manifest", digest, to: ["v1/content/c.txt"], in: ["v1"])
      $0.set("versions", "v1", "state", digest, to: ["c.txt"], in: ["v1"])
    },
    .object("E103_older_ocfl_later", on: ObjectFixture(versions: 2, specification: "1.0")) {
      $0.set("type", to: "https://ocfl.io/1.1/spec/#inventory", in: ["v1"])
    },
    .two("W011_message_of_a_version_changed") {
      $0.set("versions", "v1", "message", to: "other", in: ["v1"])
    },
    .two("good_two_versions") { _ in },
    .two("good_1.1_after_1.0") {
      $0.set("type", to: "https://ocfl.io/1.0/spec/#inventory", in: ["v1"])
    },
    .object("good_two_versions_of_1.0", on: ObjectFixture(versions: 2, specification: "1.0")),
    .two("good_own_content_directory") { object in
      object.set("contentDirectory", to: "stuff", in: ["", "v1", "v2"])
      for (name, file) in [("v1", "a.txt"), ("v2", "b.txt")] {
        object.rename("\(name)/content/\(file)", to: "\(name)/stuff/\(file)")
        for place in ["", "v1", "v2"] where place != "v1" || name == "v1" {
          object.set(
            "manifest", ObjectFixture.digest(file), to: ["\(name)/stuff/\(file)"], in: [place])
        }
      }
    },
  ]
}
