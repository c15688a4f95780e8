// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The running text of WordprocessingML: events of a document, a header, notes or comments → text.

internal import Extraction
internal import TextAnalysis

/// What parts of one Word document share.
final class WordContext {
  /// The reading of the file.
  let reading: OfficeReading
  /// The named styles.
  var styles = WordStyles(nil)
  /// The lists.
  var numbering = WordNumbering(nil)
  /// Footnotes (`f`) and endnotes (`e`) by kind and id.
  var notes: [String: OfficeText] = [:]
  /// Notes in the order in which the text refers to them.
  var noteOrder: [String] = []
  /// The number of each of them, from 1.
  var noteNumbers: [String: Int] = [:]
  /// Comments by id, with their authors.
  var comments: [String: (author: String?, text: OfficeText)] = [:]

  /// Starts a document.
  init(_ reading: OfficeReading) { self.reading = reading }
}

/// Collects the text of one part of a Word document.
final class WordText: XMLEvents {
  private struct Run {
    var languages = WordLanguages()
    var isHidden = false
    var isRightToLeft = false
  }

  private let context: WordContext
  private let relationships: Relationships?
  private var text = OfficeText()
  /// Texts that the current one stands in: around a text box, a note, a reading.
  private var outer: [OfficeText] = []
  /// What comes behind the paragraph; each belongs to the text at that depth of `outer`.
  private var deferred: [(depth: Int, mark: OfficeMark?, text: OfficeText)] = []
  private var run = Run()
  private var paragraph = WordLanguages()
  private var paragraphIsHidden = false
  private var list: WordList?
  private var label: String?
  private var deleters: [String?] = []
  private var instruction = ""
  private var collects = false
  private var isInstruction = false
  private var skipped = 0
  private var propertyDepth = 0
  private var paragraphProperties = 0
  private var reading: OfficeText?
  private var noteKind: (key: String, author: String?)?

  /// Starts a part; `relationships` are its own.
  init(_ context: WordContext, _ relationships: Relationships? = nil) {
    self.context = context
    self.relationships = relationships
  }

  var hasEnough: Bool { context.reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    if skipped > 0 || name == "Fallback" {
      skipped += 1
      return
    }
    switch name {
    case "pPr":
      paragraphProperties += 1
    case "rPr", "trPr", "tcPr", "sectPr", "tblPr": propertyDepth += 1
    default: break
    }
    if paragraphProperties + propertyDepth > 0 {
      property(name, attributes)
    } else if !structure(name, attributes) {
      inline(name, attributes)
    }
  }

  func endElement(_ name: String, namespace: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "t", "delText", "instrText", "delInstrText": (collects, isInstruction) = (false, false)
    case "pPr":
      paragraphProperties -= 1
      endParagraphProperties()
    case "rPr", "trPr", "tcPr", "sectPr", "tblPr": propertyDepth -= 1
    case "p": endParagraph()
    case "tr": text.endRow()
    case "del", "moveFrom": if paragraphProperties + propertyDepth == 0 { _ = deleters.popLast() }
    case "txbxContent": deferred.append((outer.count - 1, nil, pop()))
    case "rt": endReading()
    case "ruby": ruby()
    case "footnote", "endnote", "comment": endNote()
    default: break
    }
  }

  func characters(_ bytes: [UInt8]) {
    guard skipped == 0, collects else { return }
    if isInstruction {
      if instruction.utf8.count < 4096 { instruction += String(decoding: bytes, as: UTF8.self) }
      return
    }
    write(String(decoding: bytes, as: UTF8.self))
  }

  /// The text, with what still waits for the end of a paragraph.
  func wholeText() -> OfficeText {
    while !outer.isEmpty { text = join(pop()) }
    endParagraph()
    return text
  }

  /// Puts a text that was cut off behind the one around it.
  private func join(_ inner: OfficeText) -> OfficeText {
    var whole = text
    whole.append(block: inner)
    return whole
  }
}

// Properties.
extension WordText {
  private func property(_ name: String, _ attributes: [String: String]) {
    let value = attributes["val"]
    switch name {
    case "pStyle":
      let style = context.styles.style(value)
      paragraph = style?.languages ?? WordLanguages()
      paragraphIsHidden = style?.isHidden ?? false
      // Some programs write the style behind the list, which is stronger.
      list = list ?? style?.list
      run = Run(languages: paragraph, isHidden: paragraphIsHidden)
    case "numId":
      list = value == "0" || value == nil ? nil : WordList(id: value ?? "", level: list?.level ?? 0)
    case "ilvl": list = WordList(id: list?.id ?? "", level: value.flatMap { Int($0) } ?? 0)
    default: if paragraphProperties == 0 { runProperty(name, attributes) }
    }
  }

  private func runProperty(_ name: String, _ attributes: [String: String]) {
    let value = attributes["val"]
    switch name {
    case "rStyle":
      guard let style = context.styles.style(value) else { return }
      if let isHidden = style.isHidden { run.isHidden = isHidden }
      run.languages.latin = style.languages.latin ?? run.languages.latin
      run.languages.eastAsian = style.languages.eastAsian ?? run.languages.eastAsian
      run.languages.complex = style.languages.complex ?? run.languages.complex
    case "lang": run.languages.read(attributes)
    case "vanish": run.isHidden = WordStyles.isOn(value)
    case "rtl": run.isRightToLeft = WordStyles.isOn(value)
    default: break
    }
  }

  private func endParagraphProperties() {
    guard paragraphProperties == 0, let list else { return }
    label = context.numbering.label(list)
    self.list = nil
  }
}

// Structure.
extension WordText {
  /// Takes an element of the structure; false where it is none.
  private func structure(_ name: String, _ attributes: [String: String]) -> Bool {
    switch name {
    case "p":
      (paragraph, paragraphIsHidden, list, label) = (WordLanguages(), false, nil, nil)
    case "r": run = Run(languages: paragraph, isHidden: paragraphIsHidden)
    case "tr": text.beginRow()
    case "tc": text.beginCell()
    case "txbxContent", "rt": push()
    case "del", "moveFrom": deleters.append(attributes["author"])
    case "ins", "moveTo": context.reading.insertions += 1
    case "footnote", "endnote", "comment": beginNote(name, attributes)
    default: return false
    }
    return true
  }

  private func endParagraph() {
    text.mark = nil
    text.endParagraph()
    let depth = outer.count
    for block in deferred where block.depth == depth {
      text.append(block: block.text, as: block.mark)
    }
    deferred.removeAll { $0.depth == depth }
  }

  private func push() {
    outer.append(text)
    text = OfficeText()
  }

  private func pop() -> OfficeText {
    let inner = text
    text = outer.popLast() ?? OfficeText()
    return inner
  }

  private func beginNote(_ name: String, _ attributes: [String: String]) {
    let kind = name == "footnote" ? "f" : name == "endnote" ? "e" : "c"
    noteKind = (kind + (attributes["id"] ?? ""), attributes["author"])
    if attributes["type"]?.lowercased().contains("separator") == true { noteKind = nil }
    push()
  }

  private func endNote() {
    let inner = pop()
    guard let (key, author) = noteKind else { return }
    if key.hasPrefix("c") {
      context.comments[String(key.dropFirst())] = (author.flatMap { TextCleaner.value($0) }, inner)
    } else {
      context.notes[key] = inner
    }
    noteKind = nil
  }

  /// A reading comes before its word in the file, and behind it in the text.
  private func endReading() { reading = pop() }

  private func ruby() {
    guard var inner = reading else { return }
    reading = nil
    inner.finish()
    if !inner.isEmpty { text.append(" (" + String(decoding: inner.utf8, as: UTF8.self) + ")") }
  }
}

// Inside paragraphs.
extension WordText {
  private func inline(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "t", "delText": collects = true
    case "instrText", "delInstrText": (collects, isInstruction) = (true, true)
    case "tab", "ptab": text.tab()
    case "br", "cr": text.newLine()
    case "noBreakHyphen": write("\u{2011}")
    case "sym": symbol(attributes)
    case "fldChar": if attributes["fldCharType"] != "begin" { endInstruction() }
    case "fldSimple":
      instruction = attributes["instr"] ?? ""
      endInstruction()
    case "hyperlink": link(attributes["id"])
    case "footnoteReference": refer("f" + (attributes["id"] ?? ""))
    case "endnoteReference": refer("e" + (attributes["id"] ?? ""))
    case "commentReference": comment(attributes["id"] ?? "")
    case "docPr", "shape": describe(attributes["descr"] ?? attributes["alt"])
    case "textpath": describe(attributes["string"], mark: nil)
    case "altChunk": chunk(attributes["id"])
    default: break
    }
  }

  private func write(_ piece: String) {
    if piece.isEmpty { return }
    if run.isRightToLeft || piece.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
      text.language = OfficeLanguage.of(
        run.languages.tag(
          for: piece, isRightToLeft: run.isRightToLeft, otherThan: context.styles.defaults))
    }
    if let deleter = deleters.last {
      text.mark = OfficeMark(kind: .deleted, author: deleter.flatMap { TextCleaner.value($0) })
    } else {
      text.mark = run.isHidden ? OfficeMark(kind: .hidden) : nil
    }
    if let label {
      text.append(label + " ")
      self.label = nil
    }
    text.append(piece)
  }

  /// A character of a font of symbols; those that mean something only in their font are left out.
  private func symbol(_ attributes: [String: String]) {
    guard let code = attributes["char"].flatMap({ UInt32($0, radix: 16) }),
      !(0xE000..<0xF900).contains(code), let scalar = Unicode.Scalar(code)
    else { return }
    write(String(scalar))
  }

  /// Ends the code of a field: that of a link has its target in quotes.
  private func endInstruction() {
    defer { instruction = "" }
    guard instruction.contains("HYPERLINK") else { return }
    let parts = instruction.split(separator: "\"")
    if parts.count > 1, !parts[0].contains("\\l") { context.reading.links.append(String(parts[1])) }
  }

  private func link(_ id: String?) {
    if let link = relationships?.link(id), link.isExternal {
      context.reading.links.append(link.target)
    }
  }

  private func refer(_ key: String) {
    let number = context.noteNumbers[key] ?? context.noteOrder.count + 1
    if number > context.noteOrder.count {
      context.noteOrder.append(key)
      context.noteNumbers[key] = number
    }
    write("[\(number)]")
  }

  private func comment(_ id: String) {
    guard let comment = context.comments.removeValue(forKey: id) else { return }
    let mark = OfficeMark(kind: .comment, author: comment.author)
    deferred.append((outer.count, mark, comment.text))
  }

  /// What a picture shows, or the words of a drawing.
  private func describe(_ words: String?, mark: OfficeMark? = OfficeMark(kind: .picture)) {
    guard let words, !words.isEmpty else { return }
    var block = OfficeText()
    block.append(words)
    deferred.append((outer.count, mark, block))
  }

  /// A document in another format that stands in this one.
  private func chunk(_ id: String?) {
    guard let part = relationships?.link(id)?.target else { return }
    context.reading.report.notes.append("\(part) stands in the text; it is a document of its own")
  }
}
