// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

/// Our fixtures before another validator: ocfl-py (PyPI), which Scripts/test has.
@Suite struct AgreementTests {
  /// Fixtures that ocfl-py judges otherwise, with the sentence of the specification that decides.
  static let disagreements: [String: String] = [
    "E007_declaration_without_newline":
      "3.2: the text contents of the file MUST be the same as dvalue, followed by a newline",
    "E023_file_missing_in_the_manifest_of_its_version":
      "3.3.1: every file MUST be referenced in the manifest section of that version's inventory",
    "E033_key_twice":
      "3.5.1: the inventory has one id; of two, RFC 8259 lets each reader take another",
    "E037_id_of_two_objects": "3.5.1: the id MUST be unique in the local context",
    "E038_type_of_another_version":
      "3.5.1: in the object root inventory the type MUST match the object conformance declaration",
    "E080_declaration_without_newline":
      "4.2: the text contents of the file MUST be the same as dvalue, followed by a newline",
    "E081_newer_object_in_1.0":
      "4.2: objects MUST indicate conformance to the same or an earlier version",
    "E083_object_at_another_place":
      "4.3: there MUST be a deterministic mapping from an object identifier to a storage path",
    "E090_hard_link": "4.6: hard and soft links MUST NOT be used within storage hierarchies",
    "E090_hard_link_between_objects": "4.6: as above",
    "E090_link_in_logs": "4.6: as above",
    "E102_unknown_key": "3.5: an inventory MUST NOT contain any keys not described",
    "E102_unknown_key_in_a_version": "3.5: as above",
    "good_digest_that_no_version_uses_in_1.0": "the sentence of E107 is new in 1.1",
    "good_fixity_in_all_algorithms": "3.5.4: an algorithm may be in a table of an extension (0009)",
    "good_layout_0004_short": "4.1: the layout is that of a registered extension (0004)",
    "good_layout_that_is_not_known_here":
      "4.1: the layout is that of a registered extension (0006)",
  ]

  /// Says for each folder whether ocfl-py finds it valid; what makes it fail is not valid.
  static let script = """
    import contextlib, io, os, sys, ocfl
    for path in sys.argv[1:]:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                root = any(n.startswith("0=ocfl_") and "object" not in n for n in os.listdir(path))
                kind = ocfl.StorageRoot(path) if root else None
                valid = kind.validate() if root else ocfl.Object().validate(objdir=path)[0]
        except Exception as error:
            valid = False
        print(valid, path)
    """

  @Test func `An independent validator judges each fixture the same, or against the specification`()
    throws
  {
    guard (try? run("python3", ["-c", "import ocfl"]))?.status == 0 else {
      print("skipped: ocfl-py is not installed (pip install ocfl-py)")
      return
    }
    let scratch = try Scratch()
    let fixtures = CodeTests.objects + RootFixtures.all
    var folders: [FilePath] = []
    for fixture in fixtures {
      let folder = scratch.path.appending(fixture.name)
      try fixture.write(folder)
      folders.append(folder)
    }
    let (_, output) = try run("python3", ["-c", Self.script] + folders.map(\.string))
    let lines = output.split(separator: "\n")
    for (fixture, folder) in zip(fixtures, folders) {
      let verdict = lines.first { $0.hasSuffix(" \(folder)") }
      let isValid = !fixture.codes.contains { $0.hasPrefix("E") }
      let agrees = verdict.map { $0.hasPrefix("True") == isValid } ?? false
      #expect(
        agrees == (Self.disagreements[fixture.name] == nil),
        "\(fixture.name): \(verdict ?? "no verdict")")
    }
  }
}
