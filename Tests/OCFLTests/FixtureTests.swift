// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@testable import OCFL

/// The published fixtures of OCFL, judged as their names say.
@Suite struct FixtureTests {
  static let archive = publicData("ocfl-fixtures.tar.zst")

  @Test(.enabled(if: archive != nil, "ocfl-fixtures.tar.zst is not beside the checkout"))
  func `Every published fixture is judged as its name says`() throws {
    let scratch = try Scratch()
    let unpacked = try run(
      "tar", ["-I", "zstd", "-xf", Self.archive?.string ?? "", "-C", scratch.path.string])
    try #require(unpacked.status == 0, "\(unpacked.output)")
    var judged = 0
    var differing: [String] = []
    for version in ["1.0", "1.1"] {
      for kind in ["good-objects", "warn-objects", "bad-objects"] {
        let folder = scratch.path.appending("fixtures/\(version)/\(kind)")
        for entry in try Folder.list(folder) where entry.kind == .folder {
          let name = entry.text
          judged += 1
          let found = ObjectValidator.validate(folder.appending(name), depth: .content)
          if let difference = Self.difference(name, kind, found) {
            differing.append("\(version)/\(kind)/\(name): \(difference)")
          }
        }
      }
    }
    #expect(
      differing.isEmpty, "\(differing.count) of \(judged):\n\(differing.joined(separator: "\n"))")
    #expect(judged == 156)
  }

  /// What is said against a fixture's judgement; nil where it is as the name says.
  static func difference(_ name: String, _ kind: String, _ found: [Finding]) -> String? {
    let errors = Set(found.filter { $0.severity == .error }.map(\.code))
    let warnings = Set(found.filter { $0.severity == .warning }.map(\.code))
    let named = Set(
      name.split(separator: "_").prefix { $0.count == 4 && Int($0.dropFirst()) != nil }.map {
        String($0)
      })
    switch kind {
    case "good-objects":
      return errors.isEmpty && warnings.isEmpty ? nil : "\(found)"
    case "warn-objects":
      return errors.isEmpty && warnings == named ? nil : "\(found)"
    default:
      return named.isSubset(of: errors) ? nil : "\(found)"
    }
  }
}
