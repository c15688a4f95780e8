// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One object for each way to be wrong: what stands in the folders.

import Foundation
import Glibc
import SystemPackage

@testable import OCFL

/// Objects that are wrong, or only ill-advised, in what is in their folders.
enum FolderFixtures {
  static let all = objectFolder + declarations + versionFolders + sidecars + content

  static let objectFolder: [FixtureCase] = [
    .one("E001_extra_file") { $0.files["note.txt"] = "x" },
    .one("E001_extra_folder") { $0.files["notes/note.txt"] = "x" },
    .one("E001_file_called_logs") { $0.files["logs"] = "x" },
    .one("E001_second_sidecar") { $0.files["inventory.json.sha256"] = "x inventory.json\n" },
    .one("E001_E082_object_in_an_object") {
      $0.files["inner/0=ocfl_object_1.1"] = "ocfl_object_1.1\n"
    },
    .one("E034_E063_inventory_of_another_name") {
      $0.inventoryTexts[""] = .some(nil)
      $0.files["Inventory.json"] = "{}"
    },
    .one("E063_no_inventory") { $0.inventoryTexts[""] = .some(nil) },
    .one("E067_file_in_extensions") { $0.files["extensions/note.txt"] = "x" },
    .one("E090_link_in_logs") {
      $0.folders = ["logs"]
      $0.afterwards = { symlink("/etc/hostname", $0.appending("logs/link").string) }
    },
    .one("W013_unregistered_extension") { $0.files["extensions/ours/note.txt"] = "x" },
    .one("good_registered_extension_and_logs") {
      $0.files["extensions/0005-mutable-head/note.txt"] = "x"
      $0.files["logs/2026/note.txt"] = "x"
    },
    .one("good_empty_logs") { $0.folders = ["logs"] },
  ]

  static let declarations: [FixtureCase] = [
    .one("E003_no_declaration") { $0.files["0=ocfl_object_1.1"] = nil },
    .one("E003_two_declarations") { $0.files["0=ocfl_object_2.0"] = "ocfl_object_2.0\n" },
    .one("E003_E004_declaration_without_type") {
      $0.rename("0=ocfl_object_1.1", to: "ocfl_object_1.1")
    },
    .one("E003_E005_declaration_of_another_type") {
      $0.rename("0=ocfl_object_1.1", to: "1=ocfl_object_1.1")
    },
    .one("E006_declaration_of_another_name") {
      $0.rename("0=ocfl_object_1.1", to: "0=ocfl_objekt_1.1")
    },
    .one("E006_declaration_of_a_newer_version") {
      $0.rename("0=ocfl_object_1.1", to: "0=ocfl_object_2.0")
    },
    .one("E007_declaration_without_newline") { $0.files["0=ocfl_object_1.1"] = "ocfl_object_1.1" },
    .one("E007_declaration_with_other_text") {
      $0.files["0=ocfl_object_1.1"] = "ocfl_object_1.0\n"
    },
    .one("E007_empty_declaration") { $0.files["0=ocfl_object_1.1"] = "" },
  ]

  static let versionFolders: [FixtureCase] = [
    .two("E010_E092_version_folder_missing") { object in
      object.files["v1/content/a.txt"] = nil
      object.inventories["v1"] = nil
    },
    .one("E015_file_in_version_folder") { $0.files["v1/note.txt"] = "x" },
    .two("E015_second_sidecar_in_version_folder") {
      $0.files["v1/inventory.json.sha256"] = "x inventory.json\n"
    },
    .one("E016_E092_content_folder_missing") { $0.files["v1/content/a.txt"] = nil },
    .one("E046_version_folder_that_is_not_in_the_inventory") {
      $0.files["v2/content/b.txt"] = "b.txt"
    },
    .one("W002_other_folder_in_version_folder") { $0.files["v1/notes/note.txt"] = "x" },
    .one("W003_empty_content_folder") {
      $0.empty()
      $0.folders = ["v1/content"]
    },
    .two("W010_version_without_inventory") { $0.inventories["v1"] = nil },
    .one("good_version_without_content") { $0.empty() },
  ]

  static let sidecars: [FixtureCase] = [
    .one("E058_no_sidecar") { $0.sidecars[""] = .some(nil) },
    .two("E058_no_sidecar_in_version_folder") { $0.sidecars["v1"] = .some(nil) },
    .one("E058_E059_sidecar_of_another_algorithm") {
      $0.sidecars[""] = ("inventory.json.sha256", "x inventory.json\n")
    },
    .one("E060_sidecar_of_other_bytes") {
      let digest = ObjectFixture.digest("other")
      $0.sidecars[""] = ("inventory.json.sha512", "\(digest) inventory.json\n")
    },
    .two("E060_sidecar_of_other_bytes_in_version_folder") {
      let digest = ObjectFixture.digest("other")
      $0.sidecars["v1"] = ("inventory.json.sha512", "\(digest) inventory.json\n")
    },
    .one("E061_sidecar_without_name") {
      $0.sidecars[""] = ("inventory.json.sha512", "\(ObjectFixture.digest("x"))\n")
    },
    .one("E061_sidecar_with_another_name") {
      $0.sidecars[""] = ("inventory.json.sha512", "\(ObjectFixture.digest("x")) inventory.txt\n")
    },
    .one("E064_newest_version_has_another_inventory") {
      $0.set("versions", "v1", "message", to: "other", in: ["v1"])
    },
  ]

  static let content: [FixtureCase] = [
    .one("E023_extra_file") { $0.files["v1/content/note.txt"] = "x" },
    .two("E023_file_missing_in_the_manifest_of_its_version") {
      $0.files["v1/content/b.txt"] = $0.files.removeValue(forKey: "v2/content/b.txt")
      $0.set("manifest", ObjectFixture.digest("b.txt"), to: ["v1/content/b.txt"])
    },
    .one("E024_empty_folder") { $0.folders = ["v1/content/empty/er"] },
    .one("E089_pipe") { $0.afterwards = { mkfifo($0.appending("v1/content/pipe").string, 0o600) } },
    .one("E090_symbolic_link") {
      $0.afterwards = { symlink("a.txt", $0.appending("v1/content/link").string) }
    },
    .one("E090_E010_E092_version_folder_is_a_link") {
      $0.afterwards = { folder in
        rename(folder.appending("v1").string, folder.appending("logs").string)
        symlink("logs", folder.appending("v1").string)
      }
    },
    .one("E090_hard_link") {
      $0.set(
        "manifest", ObjectFixture.digest("a.txt"), to: ["v1/content/a.txt", "v1/content/c.txt"])
      $0.afterwards = { folder in
        link(
          folder.appending("v1/content/a.txt").string, folder.appending("v1/content/c.txt").string)
      }
    },
    .one("E092_flipped_bit") { $0.files["v1/content/a.txt"] = "c.txt" },
    .one("E092_truncated_file") { $0.files["v1/content/a.txt"] = "a.tx" },
    .one("E092_empty_file") { $0.files["v1/content/a.txt"] = "" },
    .one("E092_missing_file") {
      $0.rename("v1/content/a.txt", to: "v1/content/.keep")
      $0.set(
        "manifest", ObjectFixture.digest("a.txt"), to: ["v1/content/a.txt", "v1/content/.keep"])
    },
    .two("E092_two_files_exchanged") {
      $0.files["v1/content/a.txt"] = "b.txt"
      $0.files["v2/content/b.txt"] = "a.txt"
    },
  ]
}
