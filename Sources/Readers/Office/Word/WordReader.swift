// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A Word document: its headers, its text, its notes, its footers, in this order, as one page.

internal import Extraction

/// Reads Word documents: DOCX, DOCM, DOTX, DOTM.
enum WordReader {
  /// Reads the document whose main part is `main`.
  static func read(_ package: OfficePackage, main: String, into reading: OfficeReading) {
    let relationships = Relationships(of: main, in: package)
    let context = WordContext(reading)
    context.styles = WordStyles(relationships.parts("styles").first.flatMap(package.tree))
    reading.doubtLanguage(context.styles.defaults)
    context.numbering = WordNumbering(
      relationships.parts("numbering").first.flatMap(package.tree))
    for kind in ["footnotes", "endnotes", "comments"] {
      for part in relationships.parts(kind) { _ = text(of: part, package, context) }
    }
    let headers = distinct(relationships.parts("header"), package, context)
    var page = OfficeText()
    for header in headers { page.append(block: header) }
    page.append(block: text(of: main, package, context))
    addNotes(of: context, to: &page)
    for footer in distinct(relationships.parts("footer"), package, context) {
      page.append(block: footer)
    }
    for drawing in DrawingParts.texts(of: relationships, in: package, reading) {
      page.append(block: drawing)
    }
    reading.pages.append(page)
    OfficeMembers.add(of: [main], in: package, to: reading)
  }

  /// Reads a document that is a single file of XML, as Word 2003 and "flat OPC" write it.
  static func readFlat(_ bytes: [UInt8], into reading: OfficeReading) {
    let context = WordContext(reading)
    let events = WordText(context)
    reading.parse(bytes, part: "the document", into: events)
    var page = events.wholeText()
    addNotes(of: context, to: &page)
    reading.pages.append(page)
  }

  private static func text(
    of part: String, _ package: OfficePackage, _ context: WordContext
  ) -> OfficeText {
    guard let bytes = package.part(part) else { return OfficeText() }
    let events = WordText(context, Relationships(of: part, in: package))
    context.reading.parse(bytes, part: part, into: events)
    return events.wholeText()
  }

  /// Notes in the order of the text; then those, and comments, that nothing in the text refers to.
  private static func addNotes(of context: WordContext, to page: inout OfficeText) {
    for (number, key) in context.noteOrder.enumerated() {
      guard let note = context.notes.removeValue(forKey: key) else { continue }
      page.append(block: note, as: OfficeMark(kind: .note, author: "\(number + 1)"))
    }
    for (_, comment) in context.comments.sorted(by: { $0.key < $1.key }) {
      page.append(block: comment.text, as: OfficeMark(kind: .comment, author: comment.author))
    }
    for (_, note) in context.notes.sorted(by: { $0.key < $1.key }) {
      page.append(block: note, as: OfficeMark(kind: .note))
    }
  }

  /// Headers or footers: those of first, even and other pages, each text once.
  private static func distinct(
    _ parts: [String], _ package: OfficePackage, _ context: WordContext
  ) -> [OfficeText] {
    var seen: Set<[UInt8]> = []
    return parts.prefix(200).map { text(of: $0, package, context) }.filter { text in
      !text.isBare(withField: false) && seen.insert(text.utf8).inserted
    }
  }
}
