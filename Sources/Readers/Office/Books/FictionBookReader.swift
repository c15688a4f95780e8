// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// FictionBook 2, a book as one file of XML: each outermost section a page.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads FictionBook.
enum FictionBookReader {
  /// The version of what is read out of a book; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .fictionBook, to: &output) { reading, bytes in
      let events = FictionBookText(reading)
      reading.parse(bytes, part: "the book", into: events)
      events.finish()
    }
  }
}

/// Collects the text of a FictionBook.
private final class FictionBookText: XMLEvents {
  private let reading: OfficeReading
  private var text = OfficeText()
  private var path: [String] = []
  private var languages: [Language?] = []
  private var sections = 0
  private var paragraphs = 0
  private var value = ""
  private var person: [String] = []
  private var authors: [String] = []
  private var genres: [String] = []
  private var binary: (name: String, bytes: [UInt8])?

  init(_ reading: OfficeReading) { self.reading = reading }

  var hasEnough: Bool { reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    path.append(name)
    switch name {
    case "section", "body":
      if sections == 0 || (name == "section" && sections == 1) { endPage() }
      sections += 1
    case _ where isParagraph(name): paragraphs += 1
    case "tr": text.beginRow()
    case "binary": binary = (attributes["id"] ?? "picture", [])
    case "a":
      if let target = attributes["href"], !target.hasPrefix("#") { reading.links.append(target) }
    case "image":
      if isInBody, let words = attributes["alt"], !words.isEmpty {
        var block = OfficeText()
        block.append(words)
        text.append(block: block, as: OfficeMark(kind: .picture))
      }
    default: break
    }
    if name == "td" || name == "th" { text.beginCell() }
    languages.append(OfficeLanguage.of(attributes["lang"]) ?? languages.last ?? nil)
    if isInBody { text.language = languages.last ?? nil }
    if !isInBody, !path.dropLast().contains("annotation") { value = "" }
  }

  func endElement(_ name: String, namespace: String) {
    switch name {
    case "section", "body": sections -= 1
    case _ where isParagraph(name):
      paragraphs -= 1
      if name != "td" && name != "th" { text.endParagraph() }
    case "tr": text.endRow()
    case "binary": endBinary()
    default: break
    }
    if path.contains("title-info") { endInformation(name) }
    if path.contains("document-info"), name == "program-used" {
      reading.enter("application", value)
    }
    if path.contains("publish-info"), name == "publisher" { reading.enter("publisher", value) }
    _ = path.popLast()
    _ = languages.popLast()
    text.language = languages.last ?? nil
  }

  func characters(_ bytes: [UInt8]) {
    if binary != nil {
      binary?.bytes += bytes
    } else if isInBody {
      if paragraphs > 0 { text.append(bytes) }
    } else if value.utf8.count < 64 << 10 {
      value += String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Ends the book.
  func finish() {
    endPage()
    reading.enter("author", authors.joined(separator: ", "))
    reading.enter("keywords", genres.joined(separator: ", "))
  }

  private var isInBody: Bool { sections > 0 }

  private func isParagraph(_ name: String) -> Bool {
    isInBody && ["p", "v", "subtitle", "text-author", "date", "td", "th"].contains(name)
  }

  private func endPage() {
    if !text.isEmpty { reading.pages.append(text) }
    text = OfficeText()
  }

  private func endInformation(_ name: String) {
    switch name {
    case "first-name", "middle-name", "last-name", "nickname":
      if let words = TextCleaner.value(value), path.contains("author") { person.append(words) }
    case "author":
      if !person.isEmpty { authors.append(person.joined(separator: " ")) }
      person = []
    case "genre": if let genre = TextCleaner.value(value) { genres.append(genre) }
    case "book-title": reading.title = TextCleaner.value(value)
    case "lang": reading.language = OfficeLanguage.of(TextCleaner.value(value))
    case "date": reading.date = TextCleaner.value(value)
    case "annotation": reading.enter("description", value)
    default: break
    }
  }

  private func endBinary() {
    defer { binary = nil }
    guard let (name, coded) = binary, let bytes = Base64.decode(coded),
      bytes.count >= OfficeMembers.smallestPicture
    else { return }
    reading.members.append(OfficeMember(header: MemberHeader(path: [name])) { bytes })
  }
}
