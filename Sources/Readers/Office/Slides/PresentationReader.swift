// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A presentation: each slide a page, with what is said beside it: notes and comments.

internal import Extraction
internal import TextAnalysis

/// Reads presentations: PPTX, PPSX, POTX and those with macros.
struct PresentationReader {
  private let package: OfficePackage
  private let reading: OfficeReading
  private let authors: [String: String]
  /// The language that the template declares, which nobody chose.
  private let template: Language?

  /// Reads the presentation whose main part is `main`.
  static func read(_ package: OfficePackage, main: String, into reading: OfficeReading) {
    let relationships = Relationships(of: main, in: package)
    let tree = package.tree(main)
    let defaults = tree?.child("defaultTextStyle")?.descendants("defRPr")
    let reader = PresentationReader(
      package: package, reading: reading, authors: authors(relationships, package),
      template: OfficeLanguage.of(defaults?.lazy.compactMap { $0["lang"] }.first))
    var slides: [String] = []
    for node in tree?.child("sldIdLst")?.all("sldId") ?? [] {
      let ids = [node["r:id"], node["id"], node[":id"]]
      guard let link = ids.lazy.compactMap({ relationships.link($0) }).first else { continue }
      slides.append(link.target)
    }
    if slides.isEmpty { slides = relationships.parts("slide") }
    for (number, slide) in slides.enumerated() {
      reading.pages.append(reader.page(slide, number: number + 1))
    }
    OfficeMembers.add(of: [main], in: package, to: reading)
  }

  private func page(_ part: String, number: Int) -> OfficeText {
    let relationships = Relationships(of: part, in: package)
    let slide = text(of: part)
    var page = slide.text
    if slide.isHidden { reading.report.notes.append("slide \(number) is hidden in the show") }
    for drawing in DrawingParts.texts(of: relationships, in: package, reading) {
      page.append(block: drawing)
    }
    for notes in relationships.parts("notesSlide") { page.append(block: text(of: notes).text) }
    for comments in relationships.parts("comments") {
      for comment in package.tree(comments)?.descendants("cm") ?? [] { add(comment, to: &page) }
    }
    return page
  }

  private func text(of part: String) -> SlideText {
    let events = SlideText(reading, template: template)
    guard let bytes = package.part(part) else { return events }
    reading.parse(bytes, part: part, into: events)
    let relationships = Relationships(of: part, in: package)
    for id in events.linkIDs {
      if let link = relationships.link(id), link.isExternal { reading.links.append(link.target) }
    }
    return events
  }

  /// Adds a comment, and the answers to it.
  private func add(_ comment: XMLNode, to page: inout OfficeText) {
    let words = comment.descendants("text").map(\.text) + comment.descendants("t").map(\.text)
    var block = OfficeText()
    block.append(words.joined(separator: " "))
    let author = comment["authorId"].flatMap { authors[$0] }
    page.append(block: block, as: OfficeMark(kind: .comment, author: author))
  }

  private static func authors(
    _ relationships: Relationships, _ package: OfficePackage
  ) -> [String: String] {
    var authors: [String: String] = [:]
    for part in relationships.parts("commentAuthors") + relationships.parts("authors") {
      for node in package.tree(part)?.children ?? [] {
        if let id = node["id"] { authors[id] = node["name"] }
      }
    }
    return authors
  }
}
