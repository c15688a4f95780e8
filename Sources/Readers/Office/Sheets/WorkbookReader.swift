// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A workbook: each sheet a page that begins with its name, comments and the words of drawings behind.

internal import Extraction

/// Reads workbooks: XLSX, XLSM, XLTX.
enum WorkbookReader {
  /// Reads the workbook whose main part is `main`.
  static func read(_ package: OfficePackage, main: String, into reading: OfficeReading) {
    let relationships = Relationships(of: main, in: package)
    let tree = package.tree(main)
    let isFrom1904 = tree?.child("workbookPr")?["date1904"].map { WordStyles.isOn($0) } ?? false
    let book = Workbook(
      package: package, reading: reading, strings: strings(relationships, package, reading),
      formats: NumberFormats(
        relationships.parts("styles").first.flatMap(package.tree), isFrom1904: isFrom1904),
      authors: authors(relationships, package))
    var read: Set<String> = []
    for sheet in tree?.child("sheets")?.all("sheet") ?? [] {
      let id = [sheet["r:id"], sheet["id"]].lazy.compactMap { relationships.link($0) }.first
      guard let id, read.insert(id.target).inserted else { continue }
      book.add(
        id.target, name: sheet["name"] ?? "",
        isHidden: sheet["state"] != nil
          && sheet["state"] != "visible")
    }
    if read.isEmpty {
      for part in relationships.parts("worksheet") { book.add(part, name: "", isHidden: false) }
    }
    OfficeMembers.add(of: [main], in: package, to: reading)
  }

  private static func strings(
    _ relationships: Relationships, _ package: OfficePackage, _ reading: OfficeReading
  ) -> [String] {
    guard let part = relationships.parts("sharedStrings").first, let bytes = package.part(part)
    else { return [] }
    let events = SharedStrings(reading)
    reading.parse(bytes, part: part, into: events)
    return events.texts
  }

  /// Who wrote threads of comments, by id.
  private static func authors(
    _ relationships: Relationships, _ package: OfficePackage
  ) -> [String: String] {
    var authors: [String: String] = [:]
    for part in relationships.parts("person") {
      for person in package.tree(part)?.children ?? [] {
        if let id = person["id"] { authors[id] = person["displayName"] }
      }
    }
    return authors
  }
}

/// A workbook that is being read.
private struct Workbook {
  let package: OfficePackage
  let reading: OfficeReading
  let strings: [String]
  let formats: NumberFormats
  let authors: [String: String]

  /// Adds a sheet as a page.
  func add(_ part: String, name: String, isHidden: Bool) {
    let relationships = Relationships(of: part, in: package)
    var head = OfficeText()
    head.append(name)
    head.endParagraph()
    let events = SheetText(
      reading, text: head, strings: strings, formats: formats, isHidden: isHidden)
    if let bytes = package.part(part) { reading.parse(bytes, part: part, into: events) }
    var page = events.text
    if isHidden { reading.report.notes.append("the sheet \(name) is hidden") }
    for words in events.margins { page.append(block: Self.block(words)) }
    addComments(relationships, to: &page)
    for drawing in relationships.parts("drawing") {
      for text in DrawingParts.shapes(of: drawing, in: package, reading) {
        page.append(block: text)
      }
    }
    for id in events.linkIDs {
      if let link = relationships.link(id), link.isExternal { reading.links.append(link.target) }
    }
    reading.pages.append(page)
  }

  private func addComments(_ relationships: Relationships, to page: inout OfficeText) {
    let threads = relationships.parts("threadedComment")
    for part in threads {
      for comment in package.tree(part)?.all("threadedComment") ?? [] {
        add(
          comment.child("text")?.value, by: comment["personId"].flatMap { authors[$0] }, to: &page)
      }
    }
    // Threads are repeated as old comments, for old programs.
    for part in threads.isEmpty ? relationships.parts("comments") : [] {
      let tree = package.tree(part)
      let names = tree?.child("authors")?.all("author").map(\.value) ?? []
      for comment in tree?.child("commentList")?.all("comment") ?? [] {
        let index = comment["authorId"].flatMap { Int($0) } ?? -1
        let author = names.indices.contains(index) ? names[index] : nil
        add(comment.child("text")?.value, by: author, to: &page)
      }
    }
  }

  private func add(_ words: String?, by author: String?, to page: inout OfficeText) {
    guard let words else { return }
    page.append(block: Self.block(words), as: OfficeMark(kind: .comment, author: author))
  }

  private static func block(_ words: String) -> OfficeText {
    var block = OfficeText()
    block.append(words)
    return block
  }
}
