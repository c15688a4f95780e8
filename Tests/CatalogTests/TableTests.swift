// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tables that people bring, and the dates that they write.

import FileStorage
import SystemPackage
import Testing

@testable import Catalog

@Suite struct TableTests {
  private func table(_ text: String) throws -> CSVTable {
    try CSVTable(utf8: Array(text.utf8), path: "table.csv")
  }

  @Test func `Quotes, line ends and separators are those of spreadsheets`() throws {
    for separator in [",", ";", "\t"] {
      for end in ["\n", "\r\n", "\r"] {
        let text = ["file,title", "a.txt,\"x \"\"y\"\"\nz\"", "", "b.txt,", "c.txt"]
          .map { $0.replacing(",", with: separator) }.joined(separator: end)
        let table = try table("\u{FEFF}" + text)
        #expect(table.heading == ["file", "title"])
        #expect(
          table.rows.map(\.cells) == [["a.txt", "x \"y\"\nz"], ["b.txt", ""], ["c.txt", ""]])
      }
    }
  }

  @Test func `Line numbers are those of the file`() throws {
    let table = try table("id,title\n\n\"a\",\"two\nlines\"\nb,c\n")
    #expect(table.rows.map(\.line) == [3, 5])
  }

  @Test(arguments: ["", "\n", "a,b\n1,2,3\n", "a,b\n\"1,2\n"])
  func `What is no table is refused in one sentence`(text: String) throws {
    let error = #expect(throws: CatalogError.self) { try self.table(text) }
    #expect(error.map { "\($0)" }?.contains("table.csv") == true)
  }

  @Test func `Random bytes never trap`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("tables: seed \(seed)")
    var state = seed
    let alphabet = Array("a,;\"\n\r\t é\u{0}".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<Int(state % 40)).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1
      if let table = try? CSVTable(utf8: bytes, path: "x") {
        #expect(table.rows.allSatisfy { $0.cells.count == table.heading.count })
      }
    }
  }

  @Test func `Rows say something of the files that they name, by the longest path`() async throws {
    let place = try Workplace()
    try Folder.create(place.folder.appending("files/port"))
    let inner = try place.file("port/a.txt", "Boats at the port.")
    let outer = try place.file("a.txt", "Trains at the station.")
    let list = try place.file(
      "list.csv",
      "file,title,tags,found-at\na.txt,Trains,x; y,Gare\nport/a.txt,Boats,-,Port\nb.txt,No,,\n"
    )
    var options = AddOptions()
    options.addTags(["all"])
    options.table = try FileTable(list)
    let added = try await place.add(inner, outer, options: options)
    #expect(added.summary.added == 2)
    #expect(added.summary.failed == 1)
    #expect(added.summary.problems.map(\.path) == ["\(list), line 4"])
    let boats = try #require(try place.catalog.search(SearchRequest(query: "boats")).found.first)
    #expect(boats.document.title == "Boats")
    #expect(boats.document.tags.isEmpty)
    #expect(boats.document.places == ["Port"])
    let trains = try #require(try place.catalog.search(SearchRequest(query: "trains")).found.first)
    #expect(trains.document.tags == ["x", "y"])
  }

  @Test func `A bad cell is named with its line, and nothing is added`() async throws {
    let place = try Workplace()
    let list = try place.file("list.csv", "file,found-on\na.txt,2026-11\nb.txt,2026-13\n")
    let error = #expect(throws: CatalogError.self) { try FileTable(list) }
    #expect(error.map { "\($0)" }?.contains("line 3") == true)
  }

  @Test func `Rows name documents by their ids or by their file names`() async throws {
    let place = try Workplace()
    let added = try await place.add(try place.file("a.txt", "Trains at the station."))
    let id = try #require(added.outcomes.first?.id)
    for heading in ["id", "name"] {
      let key = heading == "id" ? String(id.prefix(12)) : "a.txt"
      let file = try place.file("edits.csv", "\(heading),title,pages\n\(key),By \(heading),7\n")
      let amendments = try place.catalog.amendments(AmendmentTable(file))
      _ = try await place.catalog.edit(amendments, options: EditOptions())
      #expect(try place.catalog.detail(of: id).summary.title == "By \(heading)")
    }
    let file = try place.file("edits.csv", "name,title\nnone.txt,x\n")
    #expect(throws: CatalogError.self) {
      try place.catalog.amendments(AmendmentTable(file))
    }
  }

  @Test func `Documents of which nothing is said under a name are listed`() async throws {
    let place = try Workplace()
    var options = AddOptions()
    options.set(.sighting(.place), "Gare")
    try await place.add(try place.file("a.txt", "Trains at the station."), options: options)
    try await place.add(try place.file("b.txt", "Boats at the port."))
    for (name, expected) in [
      ("place", ["b.txt"]), ("title", ["a.txt", "b.txt"]), ("shelf", ["a.txt", "b.txt"]),
    ] {
      var filter = ListFilter()
      filter.missing = [try MetadataKey(name)]
      var names: [String] = []
      try place.catalog.list(filter) { names.append($0.name) }
      #expect(names.sorted() == expected, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("2026", "2026", nil), ("2026-11", "2026-11", nil), ("2026-11-22", "2026-11-22", nil),
      ("1404-09-05@persian", "2025-11-26", "1404-09-05@persian"),
      ("۵ آذر ۱۴۰۴", "2025-11-26", "۵ آذر ۱۴۰۴"),
      ("1401-07@persian", "2022-09-23/2022-10-22", "1401-07@persian"),
      ("22 November 2026", "2026-11-22", "22 November 2026"),
      ("2569-11-22@buddhist", "2026-11-22", "2569-11-22@buddhist"),
    ] as [(String, String, String?)])
  func `Dates of any calendar are kept as Gregorian days, and as they were given`(
    given: String, text: String, asGiven: String?
  ) throws {
    let date = try FoundDate(given)
    #expect(date.text == text)
    #expect(date.asGiven == asGiven)
    #expect(FoundDate(kept: date.text)?.days == date.days)
  }

  @Test(arguments: [
    "", "soon", "2026-13", "3/4/2026", "1404-09-05", "2026-11-22 or so", "x@persian",
  ])
  func `What is no date, or could be several, is refused`(given: String) {
    #expect(throws: CatalogError.self) { try FoundDate(given) }
  }

  @Test(arguments: [
    ("Title", MetadataKey.dublinCore(.title)), ("dc:source", .dublinCore(.source)),
    ("source", .sighting(.source)), ("place", .sighting(.place)), ("tag", .tags),
    ("lang", .language), ("Shelf mark", .field("Shelf mark")), ("رف", .field("رف")),
  ])
  func `Names of metadata are read as people write them`(name: String, key: MetadataKey) throws {
    #expect(try MetadataKey(name) == key)
    #expect(try MetadataKey(key.name) == key)
  }

  @Test(arguments: [
    "", "  ", "dc:nothing", "date", "id", String(repeating: "x", count: 101), "a\u{7}",
  ])
  func `Names that would be mistaken are refused`(name: String) {
    #expect(throws: CatalogError.self) { try MetadataKey(name) }
  }
}
