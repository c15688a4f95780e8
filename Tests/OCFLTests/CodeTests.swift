// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

/// Each code of https://ocfl.io/1.1/spec/validation-codes.html (and those that 1.0 alone has),
/// either by a fixture that is wrong in one way or with the reason why no validator can see it.
@Suite struct CodeTests {
  static let objects = FolderFixtures.all + InventoryFixtures.all + VersionFixtures.all

  /// Codes for which there is no fixture.
  static let unseen: [String: String] = [
    "E002": "a declaration that breaks NAMASTE breaks E004, E005, E006 or E007, reported instead",
    "E022": "asked of tools: that other folders of a version are ignored shows in W002",
    "E026": "the same breach as E056, reported as that",
    "E027": "asked of clients: `good_fixity_in_all_algorithms` has each of them",
    "E028": "asked of clients: `good_fixity_in_all_algorithms` has two that are ignored",
    "E044": "versions under another key are missing versions (E043) and an unknown key (E102)",
    "E055": "a fixity block under another key is an unknown key, E102",
    "E062": "when a sidecar was written does not show; a sidecar that is too old is E060",
    "E068": "1.0 alone: no document is named in which an extension would be described",
    "E074": "that a storage root depends on another does not show; links to it are E090",
    "E075": "a declaration that breaks NAMASTE breaks E077, E078, E079 or E080, reported instead",
    "E084": "the same breach as E072, reported as that",
    "E087": "asked of validators: `good_with_other_files`",
    "E091": "1.0 alone: whether a file system keeps the case of names is not in an object",
    "E098": "asked of readers of content paths; a value that is no array of paths is E092",
    "W012": "what a log is about does not show",
  ]

  /// All codes: 1.1, and E068, E086, E091 of 1.0.
  static let codes: Set<String> = {
    func code(_ letter: String, _ number: Int) -> String {
      letter + String(String(1000 + number).dropFirst())
    }
    let errors = (1...112).filter { ![65, 109].contains($0) }.map { code("E", $0) }
    let warnings = (1...16).filter { $0 != 6 }.map { code("W", $0) }
    return Set(errors + warnings)
  }()

  @Test(arguments: objects)
  func `Each object is judged as its name says, and in no other way`(_ fixture: FixtureCase) throws
  {
    let scratch = try Scratch()
    let folder = scratch.path.appending("object")
    try fixture.write(folder)
    let found = ObjectValidator.validate(folder, depth: .content)
    Self.judge(found, fixture)
  }

  @Test(arguments: RootFixtures.all)
  func `Each storage root is judged as its name says, and in no other way`(
    _ fixture: FixtureCase
  ) throws {
    let scratch = try Scratch()
    let folder = scratch.path.appending("root")
    try fixture.write(folder)
    Self.judge(try findings(folder), fixture)
  }

  private static func judge(_ found: [Finding], _ fixture: FixtureCase) {
    // Warnings count where the name has some; errors bring warnings with them.
    let counts = { (finding: Finding) in
      finding.severity == .error || fixture.codes.allSatisfy { $0.hasPrefix("W") }
        || fixture.codes.contains(finding.code)
    }
    let codes = Set(found.filter(counts).map(\.code))
    #expect(codes == fixture.codes, "\(fixture.name): \(found)")
    #expect(found.allSatisfy { !$0.sentence.isEmpty && !$0.sentence.hasSuffix(".") })
  }

  @Test func `Each code has a fixture, or a reason why no validator can see it`() {
    let seen = (Self.objects + RootFixtures.all).reduce(into: Set<String>()) {
      $0.formUnion($1.codes)
    }
    let missing = Self.codes.subtracting(seen).subtracting(Self.unseen.keys).sorted()
    #expect(missing.isEmpty)
    #expect(seen.intersection(Self.unseen.keys).isEmpty)
    #expect(seen.union(Self.unseen.keys).subtracting(Self.codes).isEmpty)
  }

  @Test func `BLAKE2b gives the digests of its own RFC and of OCFL's extension`() {
    // RFC 7693, appendix A; https://ocfl.github.io/extensions/0009-digest-algorithms.html
    #expect(
      DigestAlgorithm.blake2b512.digest(of: Array("abc".utf8))
        == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
    #expect(
      DigestAlgorithm.blake2b160.digest(of: []) == "3345524abf6bbe1809449224b5972c41790b6cf2")
    #expect(
      DigestAlgorithm.blake2b256.digest(of: []).hasPrefix(
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47"))
    #expect(
      DigestAlgorithm.blake2b384.digest(of: []).hasPrefix(
        "b32811423377f52d7862286ee1a72ee540524380"))
    var pieces = RunningDigest(.blake2b512)
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for start in stride(from: 0, to: 1000, by: 77) {
      pieces.update(bytes[start..<min(start + 77, 1000)])
    }
    #expect(pieces.finish() == DigestAlgorithm.blake2b512.digest(of: bytes))
  }
}
