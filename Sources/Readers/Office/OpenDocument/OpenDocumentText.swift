// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The running text of OpenDocument: events of `content.xml`, `styles.xml`, `meta.xml` or of a flat file
// that is all of these → pages and metadata.

internal import Extraction
internal import TextAnalysis

/// Collects the text of one part of an OpenDocument file.
final class OpenDocumentText: XMLEvents {
  /// What the part is read for.
  enum Purpose {
    /// The text of a text document or drawing.
    case text
    /// Sheets, each a page.
    case sheets
    /// Slides, each a page.
    case slides
    /// Headers and footers alone, which stand among the styles.
    case margins
  }

  /// Where text goes, and in what state that is.
  struct Level {
    /// The text so far.
    var text = OfficeText()
    /// Open paragraphs.
    var paragraphs = 0
    /// Open rows.
    var rows = 0
    /// What paragraphs and spans say, the innermost last.
    var styles: [OpenDocumentStyles.Style] = []
    /// What comes behind the paragraph or row.
    var deferred: [(mark: OfficeMark?, text: OfficeText)] = []
  }

  /// Pages before the current one.
  var pages: [OfficeText] = []
  /// Headers and footers.
  private(set) var margins: [OfficeText] = []
  /// Foot- and endnotes.
  private(set) var notes: [OfficeText] = []
  /// Names and values of the metadata, in order.
  private(set) var metadata: [(name: String, value: String)] = []
  /// Documents inside the package that stand in the text.
  private(set) var objects: [String] = []
  /// The named styles; those of other parts can be given beforehand.
  var styles = OpenDocumentStyles()
  /// The text so far.
  var level = Level()

  let reading: OfficeReading
  let purpose: Purpose
  private var outer: [Level] = []
  private var skipped = 0
  private var value: String?
  private var binary: [UInt8]?
  private var isInMeta = false
  var author: String?
  var deletions: [String: (author: String?, text: OfficeText)] = [:]
  var region: String?
  private var lists: [(style: String?, count: Int)] = []
  private var label: String?
  var hasField = false
  /// Whether the text of the cell was given by other means.
  var hidesText = false
  var sheetIsHidden = false
  var rowIsHidden = false
  var noteCount = 0
  var repeatedCells = 0

  /// Starts a part.
  init(_ reading: OfficeReading, _ purpose: Purpose) {
    self.reading = reading
    self.purpose = purpose
  }

  var hasEnough: Bool { reading.watch.isOver(textBytes: level.text.utf8.count) }

  /// The text of what is open yet.
  func finish() {
    while !outer.isEmpty { closeLevel(as: nil) }
    flush()
    if !level.text.isEmpty { pages.append(level.text) }
    level = Level()
  }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    if skipped > 0 || isSkipped(name, namespace) {
      skipped += 1
      return
    }
    if namespace.hasSuffix("svg-compatible:1.0") || namespace.contains("purl.org") || isInMeta {
      value = ""
      return
    }
    if name == "meta", !namespace.contains("text") { isInMeta = true }
    styles.read(name, attributes)
    if !structure(name, attributes), !cells(name, attributes) { inline(name, attributes) }
  }

  func endElement(_ name: String, namespace: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if name == "meta" { isInMeta = false }
    if let words = value {
      value = nil
      take(words, of: name, namespace)
      return
    }
    if !endStructure(name) { endInline(name) }
  }

  func characters(_ bytes: [UInt8]) {
    guard skipped == 0 else { return }
    if value != nil {
      value? += String(decoding: bytes, as: UTF8.self)
    } else if binary != nil {
      binary? += bytes
    } else if level.paragraphs > 0, !(hidesText && outer.isEmpty) {
      write(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Writes a piece of a paragraph.
  func write(_ piece: String) {
    if piece.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
      let tags = level.styles.reversed().lazy.compactMap {
        $0.languages.tag(for: piece, isRightToLeft: false)
      }
      let chosen =
        tags.first == styles.defaults.tag(for: piece, isRightToLeft: false)
        ? nil : tags.first
      level.text.language = OfficeLanguage.of(chosen)
    }
    let isHidden =
      level.styles.last { $0.isHidden != nil }?.isHidden ?? false || sheetIsHidden || rowIsHidden
    level.text.mark = isHidden ? OfficeMark(kind: .hidden) : nil
    if let label {
      level.text.append(label + " ")
      self.label = nil
    }
    level.text.append(piece)
  }

  /// Text that belongs elsewhere than the words around it begins.
  func openLevel() {
    outer.append(level)
    level = Level()
  }

  /// That text ends; it goes behind the paragraph or row around it.
  func closeLevel(as mark: OfficeMark?) {
    flush()
    let inner = level.text
    level = outer.popLast() ?? Level()
    level.deferred.append((mark, inner))
    if level.paragraphs == 0, level.rows == 0 { flush() }
  }

  /// Text that belongs elsewhere ends, and is given back.
  func takeLevel() -> OfficeText {
    flush()
    let inner = level.text
    level = outer.popLast() ?? Level()
    return inner
  }

  /// Writes what waited.
  func flush() {
    let deferred = level.deferred
    level.deferred = []
    for block in deferred { level.text.append(block: block.text, as: block.mark) }
  }

  private func isSkipped(_ name: String, _ namespace: String) -> Bool {
    switch name {
    case "scripts", "script", "settings", "note-citation", "footnote-citation", "endnote-citation",
      "event-listeners", "page-thumbnail":
      true
    case "annotation": namespace.contains("Math")
    default: false
    }
  }
}

// Structure.
extension OpenDocumentText {
  /// Takes an element of the structure; false where it is none.
  private func structure(_ name: String, _ attributes: [String: String]) -> Bool {
    switch name {
    case "math":
      level.paragraphs += 1
      level.styles.append(OpenDocumentStyles.Style())
    case "p", "h":
      guard purpose != .margins || !outer.isEmpty else { return true }
      level.paragraphs += 1
      level.styles.append(styles.style(attributes["style-name"]))
    case "list": lists.append((attributes["style-name"] ?? lists.last?.style, 0))
    case "list-item":
      guard let last = lists.indices.last else { return true }
      lists[last].count += 1
      label = styles.label(list: lists[last].style, level: lists.count, number: lists[last].count)
    case "page" where purpose == .slides, "table" where purpose == .sheets && outer.isEmpty:
      beginPage(name, attributes)
    case "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon",
      "path", "connector", "caption", "measure", "ruby-text", "note-body", "footnote-body",
      "endnote-body", "annotation":
      openLevel()
      author = nil
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      guard purpose != .text || outer.isEmpty else { return false }
      openLevel()
      hasField = false
    case "section": level.styles.append(section(attributes))
    case "changed-region": region = attributes["id"]
    case "deletion": openLevel()
    case "insertion": reading.insertions += 1
    default: return false
    }
    return true
  }

  private func section(_ attributes: [String: String]) -> OpenDocumentStyles.Style {
    var style = styles.style(attributes["style-name"])
    if attributes["display"] == "none" { style.isHidden = true }
    return style
  }

  private func beginPage(_ name: String, _ attributes: [String: String]) {
    flush()
    if !level.text.isEmpty { pages.append(level.text) }
    level = Level()
    guard name == "table" else { return }
    sheetIsHidden = styles.style(attributes["style-name"]).isHidden ?? false
    level.text.append(attributes["name"] ?? "")
    level.text.endParagraph()
    if sheetIsHidden {
      reading.report.notes.append("the sheet \(attributes["name"] ?? "") is hidden")
    }
  }

  /// Ends an element of the structure; false where it is none.
  private func endStructure(_ name: String) -> Bool {
    switch name {
    case "p", "h", "math": endParagraph()
    case "list": _ = lists.popLast()
    case "list-item": label = nil
    case "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon",
      "path", "connector", "caption", "measure":
      closeLevel(as: nil)
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      guard purpose != .text || outer.count == 1 else { return false }
      let margin = takeLevel()
      if margins.count < 200, !margin.isBare(withField: hasField),
        !margins.contains(where: { $0.utf8 == margin.utf8 })
      {
        margins.append(margin)
      }
    case "section": _ = level.styles.popLast()
    case "note-body", "footnote-body", "endnote-body": notes.append(takeLevel())
    case "annotation": closeLevel(as: OfficeMark(kind: .comment, author: author))
    case "deletion":
      let text = takeLevel()
      if let region { deletions[region] = (author, text) }
      author = nil
    case "table-row":
      endRow()
    default: return false
    }
    return true
  }

  private func endParagraph() {
    guard level.paragraphs > 0 else { return }
    level.paragraphs -= 1
    _ = level.styles.popLast()
    level.text.mark = nil
    level.text.endParagraph()
    if level.paragraphs == 0, level.rows == 0 { flush() }
  }
}

// Values.
extension OpenDocumentText {
  /// Takes the text of an element that says something of the document, a picture or a comment.
  private func take(_ words: String, of name: String, _ namespace: String) {
    guard let words = TextCleaner.value(words) else { return }
    if isInMeta {
      metadata.append((name, words))
    } else if namespace.contains("purl.org") {
      if name == "creator" { author = words }
    } else if purpose != .margins {
      var block = OfficeText()
      block.append(words)
      level.deferred.append((OfficeMark(kind: .picture), block))
      if level.paragraphs == 0, level.rows == 0 { flush() }
    }
  }

  /// Begins bytes that stand in the file as base64.
  func beginBinary() { binary = [] }

  /// Ends them: a picture that may hold words is a file of its own.
  func endBinary() {
    defer { binary = nil }
    guard let coded = binary, let bytes = Base64.decode(coded),
      bytes.count >= OfficeMembers.smallestPicture
    else { return }
    let name = "picture-\(reading.members.count + 1)"
    reading.members.append(OfficeMember(header: MemberHeader(path: [name])) { bytes })
  }

  /// Notes a document that stands in this one.
  func embed(_ target: String?) {
    guard let target, objects.count < 1000 else { return }
    objects.append(OfficePackage.resolve(target, from: ""))
  }
}
