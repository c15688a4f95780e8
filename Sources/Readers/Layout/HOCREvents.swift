// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Elements of hOCR 1.0–1.2 as tesseract, OCRopus, Kraken, ABBYY's exports and HOCRWriter write them.
// What an element is stands in its class; programs differ in which elements they have, so that every
// one may be missing: text of a line without words is cut at its spaces, text of a page without lines
// at the elements of HTML.

internal import Extraction
internal import TextAnalysis

/// Collects what an hOCR document holds, from either parser.
///
/// A class, because the parsers' callbacks share it. Used by one thread, for one document.
final class HOCREvents: XMLEvents, HTMLEvents {
  /// Whether elements nest deeper than those of any page.
  var hasEnough: Bool { stack.count > Self.deepest }
  private static let deepest = 4096
  /// What was found.
  private(set) var layout = SuppliedLayout()
  /// What the head says.
  private(set) var metadata = HTMLMetadata()
  /// What wrote it, as it says itself.
  private(set) var system = ""

  private enum Role {
    case page
    case block
    case line
    case word
    case hidden
    case title
    case none
  }

  private struct Element {
    var name: String
    var role: Role
    var box: LayoutBox?
    var language: Language?
    var direction: LayoutBlock.Direction?
  }

  private var stack: [Element] = []
  private var text: [UInt8] = []
  private var title: [UInt8] = []
  private var confidence: Int?
  private var wordBox: LayoutBox?
  private var hasSpace = false
  private var isContinued = false
  private var isImplicit = false
  private var depths: [Role: Int] = [:]

  /// Starts a document.
  init() {}

  /// An element of XML.
  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    startElement(name.lowercased(), attributes)
  }

  /// An element of HTML.
  func startElement(_ name: String, _ attributes: [String: String]) {
    let properties = HOCRProperties(attributes["title"] ?? "")
    let role = role(of: name, attributes["class"] ?? "")
    if role != .word, role != .none { endText() }
    if isImplicit, HTMLElementKind(name).breaksLines { endLine() }
    let lang = attributes["lang"] ?? attributes["xml:lang"]
    stack.append(
      Element(
        name: name, role: role, box: properties.box,
        language: name == "html"
          ? nil : LayoutNumber.language(lang) ?? stack.last?.language,
        direction: Self.direction(attributes) ?? stack.last?.direction))
    depths[role, default: 0] += 1
    switch name {
    case "html": metadata.language = LayoutNumber.language(lang)
    case "meta":
      metadata.read(attributes)
      if attributes["name"]?.lowercased() == "ocr-system" { note(attributes["content"] ?? "") }
    default: break
    }
    enter(role, properties)
  }

  /// An element of XML ends.
  func endElement(_ name: String, namespace: String) { endElement(name.lowercased()) }

  /// An element ends; those inside it that are still open end too.
  func endElement(_ name: String) {
    guard let index = stack.lastIndex(where: { $0.name == name }) else { return }
    while stack.count > index {
      let role = stack.removeLast().role
      depths[role, default: 1] -= 1
      leave(role)
    }
    if isImplicit, HTMLElementKind(name).breaksLines { endLine() }
  }

  /// Characters, with entities already resolved.
  func characters(_ bytes: [UInt8]) {
    if isInside(.title) {
      title += bytes
    } else if isInside(.hidden) {
      return
    } else if isInside(.word) {
      text += bytes
    } else if isInside(.line) || isInside(.page) {
      appendLoose(bytes)
    }
  }

  /// Ends the document, and gives the title that it has.
  func finish() -> String? {
    endText()
    return metadata.title ?? TextCleaner.value(String(decoding: title, as: UTF8.self))
  }
}

// Elements.
extension HOCREvents {
  private func isInside(_ role: Role) -> Bool { depths[role, default: 0] > 0 }

  private func note(_ system: String) {
    self.system = system
    layout.isOwn = system == LayoutProgram.name
  }

  private func role(of name: String, _ classes: String) -> Role {
    switch name {
    case "script", "style", "head": return .hidden
    case "title": return isInside(.page) ? .none : .title
    default: break
    }
    guard !isInside(.word) else { return .none }
    for word in classes.split(whereSeparator: \.isWhitespace) {
      switch word.lowercased() {
      case "ocr_page": return .page
      case "ocr_carea", "ocr_column", "ocr_par", "ocrx_block", "ocr_float", "ocr_table", "ocr_cell":
        return isInside(.line) ? .none : .block
      case "ocr_line", "ocrx_line": return .line
      case "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_pageno":
        // tesseract's names for lines by what they are; blocks elsewhere.
        return name == "span" ? .line : .block
      case "ocrx_word", "ocr_word": return .word
      default: break
      }
    }
    return .none
  }

  private static func direction(_ attributes: [String: String]) -> LayoutBlock.Direction? {
    if let style = attributes["style"]?.lowercased(), style.contains("writing-mode"),
      style.contains("vertical")
    {
      return .vertical
    }
    return attributes["dir"].flatMap { LayoutBlock.Direction(rawValue: $0.lowercased()) }
  }

  private func enter(_ role: Role, _ properties: HOCRProperties) {
    switch role {
    case .page:
      let width = properties.box.map { max($0.x, 0) + $0.width } ?? 0
      let height = properties.box.map { max($0.y, 0) + $0.height } ?? 0
      layout.image = layout.image ?? properties.image
      layout.beginPage(
        SuppliedLayout.Page(
          width: width, height: height, resolution: properties.resolution ?? 0))
    case .block:
      endLine()
      layout.endBlock()
    case .line:
      endLine()
      beginLine(properties.box)
    case .word:
      // What stands between words is space or a word without a place.
      if !isInside(.line), !isImplicit { beginLine(nil) }
      endLoose()
      (confidence, wordBox) = (properties.confidence, properties.box)
    case .hidden, .title, .none: break
    }
  }

  private func leave(_ role: Role) {
    switch role {
    case .word: endWord()
    case .line: endLine()
    case .block, .page:
      endLine()
      layout.endBlock()
    case .hidden, .title, .none: break
    }
  }

  /// Begins a line, in a block of its own where none is open.
  private func beginLine(_ box: LayoutBox?) {
    let own = stack.last
    let around = stack.last { $0.role == .block }
    layout.beginLine(
      SuppliedLayout.Line(box: box),
      in: SuppliedLayout.Block(
        box: around?.box, direction: own?.direction, language: own?.language))
    hasSpace = false
  }
}

// Text.
extension HOCREvents {
  private func appendLoose(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte <= 0x20 {
        endLoose()
        hasSpace = true
      } else {
        if !isInside(.line), !isImplicit {
          beginLine(nil)
          isImplicit = true
        }
        text.append(byte)
      }
    }
  }

  /// Ends whatever text is open.
  private func endText() {
    if isInside(.word) { endWord() } else { endLoose() }
  }

  /// Ends a run of text that has no element of its own.
  private func endLoose() {
    (confidence, wordBox) = (nil, nil)
    endWord()
  }

  private func endWord() {
    defer { text.removeAll(keepingCapacity: true) }
    guard let first = text.first, let last = text.last else { return }
    if first <= 0x20 { hasSpace = true }
    let word = String(decoding: text, as: UTF8.self)
    if !TextCleaner.isBlank(word) {
      layout.add(
        SuppliedLayout.Word(
          text: word, box: wordBox, confidence: confidence, hasSpace: hasSpace,
          goesOn: isContinued))
      (hasSpace, isContinued) = (false, false)
    }
    if last <= 0x20 { hasSpace = true }
  }

  /// Ends the line; a soft hyphen at its end says that its last word goes on.
  private func endLine() {
    endText()
    if isInside(.line) || isImplicit || layout.hasLine {
      layout.changeLine { line in
        guard let last = line.words.indices.last, line.words[last].text.hasSuffix("\u{AD}")
        else { return }
        let word = line.words[last].text.dropLast()
        guard !TextCleaner.isBlank(String(word)) else { return }
        line.words[last].text = String(word)
        isContinued = true
      }
      layout.endLine()
    }
    isImplicit = false
  }
}

extension HTMLElementKind {
  /// Whether text before and behind it stands on different lines.
  fileprivate var breaksLines: Bool {
    switch self {
    case .line, .block, .cell, .preformatted: true
    case .inline, .hidden, .annotation, .title: false
    }
  }
}
