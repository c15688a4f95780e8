// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The example of the README, as a stranger would write it: only public names.

import QuerySyntax
import SearchIndex
import SystemPackage
import Testing

@Suite struct ReadmeExampleTests {
  @Test func `The library's example in the README finds what it says`() async throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.path.appending("Index")
    let writer = try IndexWriter(folder: folder)
    for (id, text) in [
      ("1", "Les manifestantes marchaient vers la préfecture."),
      ("2", "والمتظاهرون في الشارع منذ الصباح"),
      ("3", "隧道由十一月十七日起封閉。"),
    ] {
      try await writer.add(IndexedDocument(id: id, text: Array(text.utf8)))
    }
    try await writer.commit()

    let searcher = Searcher(try IndexSnapshot.open(folder))
    var found: [String] = []
    for words in ["manifestante", "المتظاهرون", "隧道封闭"] {
      for hit in try searcher.search(try QueryParser.parse(words)).hits {
        found.append("\(hit.documentID) \(hit.rung) \(hit.language)")
      }
    }
    #expect(found == ["1 stem fr", "2 stem ar", "3 exact zh"])
  }
}
