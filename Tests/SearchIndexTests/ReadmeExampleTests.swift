// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The example of the README and of the DocC article, as a stranger would write it: only public names.

import QuerySyntax
import SearchIndex
import SystemPackage
import Testing

@Suite struct ReadmeExampleTests {
  @Test func `The library's example finds what it says`() async throws {
    var found: [String] = []
    func print(_ parts: Any...) { found.append(parts.map { "\($0)" }.joined(separator: " ")) }
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
    for words in ["manifestante", "المتظاهرون", "隧道封闭"] {
      for hit in try searcher.search(try QueryParser.parse(words)).hits {
        print(hit.documentID, hit.rung, hit.language)  // 1 stem fr, 2 stem ar, 3 exact zh
      }
    }

    #expect(found == ["1 stem fr", "2 stem ar", "3 exact zh"])
  }

  @Test(arguments: ["Sources/SearchIndex/SearchIndex.docc/SearchingAnIndexOfYourOwn.md"])
  func `The example on a page is the code of the test above`(page: String) throws {
    let source = FilePath(#filePath)
    let root = source.removingLastComponent().removingLastComponent().removingLastComponent()
    let text = String(decoding: try bytes(of: root.pushing(FilePath(page))), as: UTF8.self)
    let example = text.split(separator: "```swift\n").dropFirst().first?.split(separator: "```")
    let lines = trimmedLines(example?.first ?? "").filter { !$0.hasPrefix("let folder = ") }
    #expect((10...30).contains(lines.count))
    var rest = trimmedLines(String(decoding: try bytes(of: source), as: UTF8.self)[...])[...]
    for line in lines {
      let place = try #require(rest.firstIndex(of: line), "\(line) is not in the test, in order")
      rest = rest[(place + 1)...]
    }
  }

  /// The lines of a text that are not empty, without the spaces before them.
  private func trimmedLines(_ text: Substring) -> [Substring] {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
  }
}
