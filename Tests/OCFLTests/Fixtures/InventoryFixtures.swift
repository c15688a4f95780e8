// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One object for each way to be wrong: what stands in the inventories.

import Foundation

@testable import OCFL

/// Objects that are wrong, or only ill-advised, in what their inventories say.
enum InventoryFixtures {
  static let all = document + basics + manifests + fixity

  private static let digestA = ObjectFixture.digest("a.txt")
  private static let zeros = String(repeating: "0", count: 128)

  static let document: [FixtureCase] = [
    .one("E033_not_json") { object in
      for place in ["", "v1"] { object.inventoryTexts[place] = "{\"id\": \"urn:x:1\"," }
    },
    .one("E033_not_utf8") { object in
      // UTF-8 by its type, but with half of a pair of UTF-16.
      for place in ["", "v1"] { object.inventoryTexts[place] = "{\"id\": \"\\uD800\"}" }
    },
    .one("E033_array") { object in
      for place in ["", "v1"] { object.inventoryTexts[place] = "[]" }
    },
    .one("E033_key_twice") { object in
      let json = try? JSONSerialization.data(withJSONObject: object.inventories[""] ?? [:])
      let text = String(decoding: json ?? Data(), as: UTF8.self)
      for place in ["", "v1"] {
        object.inventoryTexts[place] = "{\"id\":\"urn:x:1\"," + text.dropFirst()
      }
    },
    .one("E102_unknown_key") { $0.set("colour", to: "red") },
    .one("E102_unknown_key_in_a_version") { $0.set("versions", "v1", "colour", to: "red") },
  ]

  static let basics: [FixtureCase] = [
    .one("E017_E108_content_directory_with_slash") { $0.set("contentDirectory", to: "a/b") },
    .one("E018_content_directory_of_dots") { $0.set("contentDirectory", to: "..") },
    .one("E108_content_directory_empty") { $0.set("contentDirectory", to: "") },
    .old("E017_content_directory_empty_in_1.0") { $0.set("contentDirectory", to: "") },
    .two("E019_content_directory_set_late") { $0.set("contentDirectory", to: "content") },
    .two("E019_E020_E042_content_directory_changed") {
      $0.set("contentDirectory", to: "content")
      $0.set("contentDirectory", to: "stuff", in: ["v1"])
    },
    .one("E025_md5_for_content") {
      $0.set("digestAlgorithm", to: "md5")
      for place in ["", "v1"] { $0.sidecars[place] = ("inventory.json.sha512", "x") }
    },
    .one("E036_no_id") { $0.set("id", to: nil) },
    .one("E036_no_type") { $0.set("type", to: nil) },
    .one("E036_no_digest_algorithm") { $0.set("digestAlgorithm", to: nil) },
    .one("E036_no_head") { $0.set("head", to: nil) },
    .one("E037_empty_id") { $0.set("id", to: "") },
    .one("E037_id_is_a_number") { $0.set("id", to: 7) },
    .two("E037_E110_id_changed") { $0.set("id", to: "urn:x:2", in: ["v1"]) },
    .one("E038_type_of_another_version") {
      $0.set("type", to: "https://ocfl.io/1.0/spec/#inventory")
    },
    .one("E038_type_unknown") { $0.set("type", to: "https://ocfl.io/7/spec/#inventory") },
    .one("E040_head_that_does_not_exist") { $0.set("head", to: "v2") },
    .one("E040_head_is_a_number") { $0.set("head", to: 1) },
    .two("E040_head_of_another_version") { $0.set("head", to: "v2", in: ["v1"]) },
    .one("W004_sha256") { $0 = ObjectFixture(algorithm: .sha256) },
    .one("W005_id_is_no_uri") { $0.set("id", to: "leaflet 1") },
  ]

  static let manifests: [FixtureCase] = [
    .one("E014_E023_E092_version_folder_named_otherwise") {
      $0.set("manifest", digestA, to: ["v01/content/a.txt"])
    },
    .one("E021_E092_other_content_folder_without_key") {
      $0.rename("v1/content/a.txt", to: "v1/stuff/a.txt")
      $0.set("manifest", digestA, to: ["v1/stuff/a.txt"])
    },
    .one("E031_E092_digest_of_other_letters") {
      let digest = String(repeating: "g", count: 128)
      $0.set("manifest", to: [digest: ["v1/content/a.txt"]])
      $0.set("versions", "v1", "state", to: [digest: ["a.txt"]])
    },
    .one("E030_E092_W004_digest_of_other_letters_under_sha256") {
      $0 = ObjectFixture(algorithm: .sha256)
      let digest = String(repeating: "g", count: 64)
      $0.set("manifest", to: [digest: ["v1/content/a.txt"]])
      $0.set("versions", "v1", "state", to: [digest: ["a.txt"]])
    },
    .one("E035_E023_E092_backslashes") { $0.set("manifest", digestA, to: ["v1\\content\\a.txt"]) },
    .one("E039_E092_sha256_digests_under_sha512") {
      let digest = ObjectFixture.digest("a.txt", .sha256)
      $0.set("manifest", to: [digest: ["v1/content/a.txt"]])
      $0.set("versions", "v1", "state", to: [digest: ["a.txt"]])
    },
    .one("E041_no_manifest") {
      $0.empty()
      $0.set("manifest", to: nil)
    },
    .old("E041_manifest_is_an_array_in_1.0") {
      $0.empty()
      $0.set("manifest", to: [String]())
    },
    .one("E042_E023_E092_path_outside_of_versions") {
      $0.set("manifest", digestA, to: ["elsewhere/a.txt"])
    },
    .one("E092_E023_E050_value_is_no_array") {
      $0.set("manifest", digestA, to: "v1/content/a.txt")
    },
    .one("E096_digest_in_both_cases") {
      $0.files["v1/content/c.txt"] = "a.txt"
      $0.set("manifest", digestA.uppercased(), to: ["v1/content/c.txt"])
      $0.set("versions", "v1", "state", digestA.uppercased(), to: ["c.txt"])
    },
    .one("E099_E092_dot_in_content_path") {
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "v1/content/./a.txt"])
    },
    .one("E099_E092_empty_part_in_content_path") {
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "v1/content//a.txt"])
    },
    .one("E100_E092_content_path_begins_with_slash") {
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "/v1/content/a.txt"])
    },
    .one("E101_content_path_twice") {
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "v1/content/a.txt"])
    },
    .one("E101_E092_content_path_is_folder_of_another") {
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "v1/content/a.txt/b"])
    },
    .one("E106_manifest_is_an_array") {
      $0.empty()
      $0.set("manifest", to: [String]())
    },
    .one("E107_digest_that_no_version_uses") {
      $0.files["v1/content/c.txt"] = "c.txt"
      $0.set("manifest", ObjectFixture.digest("c.txt"), to: ["v1/content/c.txt"])
    },
    .old("good_digest_that_no_version_uses_in_1.0") {
      $0.files["v1/content/c.txt"] = "c.txt"
      $0.set("manifest", ObjectFixture.digest("c.txt"), to: ["v1/content/c.txt"])
    },
    .one("good_digests_in_upper_case") {
      $0.set("manifest", to: [digestA.uppercased(): ["v1/content/a.txt"]])
      $0.set("versions", "v1", "state", to: [digestA.uppercased(): ["a.txt"]])
    },
  ]

  static let fixity: [FixtureCase] = [
    .one("E029_E093_sha1_of_other_letters") {
      $0.set("fixity", "sha1", "g", to: ["v1/content/a.txt"])
    },
    .one("E030_E093_sha256_of_other_letters") {
      $0.set("fixity", "sha256", "g", to: ["v1/content/a.txt"])
    },
    .one("E031_E093_sha512_of_other_letters") {
      $0.set("fixity", "sha512", "g", to: ["v1/content/a.txt"])
    },
    .one("E032_E093_blake2b_of_other_letters") {
      $0.set("fixity", "blake2b-512", "g", to: ["v1/content/a.txt"])
    },
    .one("E056_unknown_algorithm") { $0.set("fixity", "crc7", "0a", to: ["v1/content/a.txt"]) },
    .old("E056_fixity_is_an_array_in_1.0") { $0.set("fixity", to: [String]()) },
    .one("E057_algorithm_without_object") { $0.set("fixity", "md5", to: [String]()) },
    .one("E057_value_is_no_array") {
      $0.set("fixity", "md5", ObjectFixture.digest("a.txt", .md5), to: "v1/content/a.txt")
    },
    .one("E093_wrong_md5") {
      $0.set("fixity", "md5", ObjectFixture.digest("b.txt", .md5), to: ["v1/content/a.txt"])
    },
    .one("E093_wrong_blake2b") {
      $0.set("fixity", "blake2b-512", zeros, to: ["v1/content/a.txt"])
    },
    .one("E093_file_that_is_missing") {
      $0.set("fixity", "md5", ObjectFixture.digest("a.txt", .md5), to: ["v1/content/b.txt"])
    },
    .one("E097_digest_in_both_cases") {
      let digest = ObjectFixture.digest("a.txt", .md5)
      $0.set("fixity", "md5", digest, to: ["v1/content/a.txt"])
      $0.files["v1/content/c.txt"] = "a.txt"
      $0.set("manifest", digestA, to: ["v1/content/a.txt", "v1/content/c.txt"])
      $0.set("fixity", "md5", digest.uppercased(), to: ["v1/content/c.txt"])
    },
    .one("E111_fixity_is_an_array") { $0.set("fixity", to: [String]()) },
    .one("good_empty_fixity") { $0.set("fixity", to: JSONMembers()) },
    .one("good_fixity_in_all_algorithms") { object in
      for algorithm in DigestAlgorithm.allCases {
        let digest = ObjectFixture.digest("a.txt", algorithm)
        object.set("fixity", algorithm.rawValue, digest, to: ["v1/content/a.txt"])
      }
      // Registered, and not known here: ignored (E028).
      object.set("fixity", "size", "5", to: ["v1/content/a.txt"])
      let digest = "4d7cd80b509648e2e39ef295258176add15d409b7e929d1f2480682df6d591b4"
      object.set("fixity", "sha512/256", digest, to: ["v1/content/a.txt"])
    },
  ]
}
