// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Elements of ALTO 1–4, which have the same names in all versions, whatever their namespace.

internal import Extraction
internal import TextAnalysis

/// Collects what an ALTO document holds.
///
/// A class, because the parser's callbacks share it. Used by one thread, for one document.
final class ALTOEvents: XMLEvents {
  /// Never: the parser stops by itself.
  let hasEnough = false
  /// What was found.
  private(set) var layout = SuppliedLayout()
  /// What recognized the text, as the file says.
  private(set) var software: [String] = []

  private enum Place {
    case block
    case line
    case word
  }

  private var unit = "pixel"
  /// Text since the last tag.
  private var run: [UInt8] = []
  private var places: [Place] = []
  private var directions: [String: LayoutBlock.Direction] = [:]
  private var ranks: [String: Int] = [:]
  /// Before which others the blocks of this part of the page come.
  private var order = 0
  private var hasSpace = false
  /// Whether the line's last word is one part of a word whose whole was read.
  private var isHyphenRead = false

  /// Starts a document.
  init() {}

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    run = []
    switch name {
    case "Page": beginPage(attributes)
    case "TopMargin": order = 0
    case "LeftMargin": order = 1
    case "PrintSpace": order = 2
    case "RightMargin": order = 3
    case "BottomMargin": order = 4
    case "LayoutTag", "OtherTag", "StructureTag": noteTag(attributes)
    case "ElementRef": noteRank(attributes["REF"] ?? "")
    case "TextBlock": beginBlock(attributes)
    case "TextLine": beginLine(attributes)
    case "String": add(attributes)
    case "SP": hasSpace = true
    case "HYP": addHyphen(attributes)
    case "Polygon": place(LayoutNumber.box(around: attributes["POINTS"] ?? ""))
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    let text = TextCleaner.value(String(decoding: run, as: UTF8.self)) ?? ""
    run = []
    switch name {
    case "MeasurementUnit": unit = text.lowercased()
    case "softwareName": note(text)
    case "fileName": layout.image = layout.image ?? (text.isEmpty ? nil : Self.name(text))
    case "TextBlock":
      layout.endBlock()
      places.removeAll()
    case "TextLine":
      layout.endLine()
      places = [.block]
    case "String": if places.last == .word { places.removeLast() }
    case "alto": layout.order(by: ranks)
    default: break
    }
  }

  func characters(_ bytes: [UInt8]) {
    // Names and units alone are wanted; texts stand in attributes.
    if run.count < 4096 { run += bytes }
  }
}

extension ALTOEvents {
  private func note(_ software: String) {
    guard !software.isEmpty else { return }
    self.software.append(software)
    if software == LayoutProgram.name { layout.isOwn = true }
  }

  private static func name(_ path: String) -> String {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
  }

  private func beginPage(_ attributes: [String: String]) {
    let resolution =
      switch unit {
      case "mm10": 254
      case "inch1200": 1200
      default: 0
      }
    order = 2
    layout.beginPage(
      SuppliedLayout.Page(
        width: attributes["WIDTH"].flatMap { LayoutNumber.units($0) } ?? 0,
        height: attributes["HEIGHT"].flatMap { LayoutNumber.units($0) } ?? 0,
        resolution: resolution))
  }

  private func noteRank(_ block: String) {
    let rank = ranks.count
    if ranks[block] == nil { ranks[block] = rank }
  }

  private func noteTag(_ attributes: [String: String]) {
    guard attributes["TYPE"] == ALTOWriter.directionTag, let id = attributes["ID"] else { return }
    directions[id] = attributes["LABEL"].flatMap { LayoutBlock.Direction(rawValue: $0) }
  }

  /// The direction of a block: of ALTO 4.3, or by the tags that ALTOWriter writes.
  private func direction(_ attributes: [String: String]) -> LayoutBlock.Direction? {
    if let base = attributes["BASEDIRECTION"] {
      return LayoutBlock.Direction(rawValue: base.lowercased())
    }
    return attributes["TAGREFS"]?.split(separator: " ").lazy
      .compactMap { self.directions[String($0)] }.first
  }

  private func language(_ attributes: [String: String]) -> Language? {
    LayoutNumber.language(attributes["LANG"] ?? attributes["language"])
  }

  private func beginBlock(_ attributes: [String: String]) {
    layout.beginBlock(
      SuppliedLayout.Block(
        id: attributes["ID"] ?? "", order: order, box: box(attributes),
        direction: direction(attributes), language: language(attributes)))
    places = [.block]
  }

  private func beginLine(_ attributes: [String: String]) {
    let (direction, language) = (direction(attributes), language(attributes))
    layout.beginLine(
      SuppliedLayout.Line(box: box(attributes)), in: SuppliedLayout.Block(order: order))
    layout.change { block in
      block.direction = block.direction ?? direction
      block.language = block.language ?? language
    }
    places = [.block, .line]
    (hasSpace, isHyphenRead) = (false, false)
  }

  private func box(_ attributes: [String: String]) -> LayoutBox? {
    let numbers = ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map { name in
      attributes[name].flatMap { LayoutNumber.units($0) }
    }
    guard let x = numbers[0], let y = numbers[1] else { return nil }
    return LayoutBox(x: x, y: y, width: numbers[2] ?? 0, height: numbers[3] ?? 0)
  }

  /// Gives what is open the place of its outline, where it has no other.
  private func place(_ box: LayoutBox?) {
    switch places.last {
    case .block: layout.change { $0.box = $0.box ?? box }
    case .line: layout.changeLine { $0.box = $0.box ?? box }
    case .word: layout.changeLastWord { $0.box = $0.box ?? box }
    case nil: break
    }
  }
}

// Words.
extension ALTOEvents {
  private func add(_ attributes: [String: String]) {
    var word = SuppliedLayout.Word(
      text: attributes["CONTENT"] ?? "", box: box(attributes),
      confidence: attributes["WC"].flatMap { LayoutNumber.confidence(ofShare: $0) },
      hasSpace: hasSpace)
    (hasSpace, isHyphenRead) = (false, false)
    guard !TextCleaner.isBlank(word.text) else {
      hasSpace = true
      return
    }
    let whole = attributes["SUBS_CONTENT"].flatMap { TextCleaner.value($0) }
    switch (attributes["SUBS_TYPE"], whole) {
    case ("HypPart1"?, let whole?): isHyphenRead = begin(&word, whole)
    case ("HypPart2"?, let whole?): end(&word, whole)
    default: break
    }
    layout.add(word)
    let language = language(attributes)
    layout.change { $0.language = $0.language ?? language }
    places = [.block, .line, .word]
  }

  /// Cuts the hyphen off the first part of a word, where the whole goes on without it.
  private func begin(_ word: inout SuppliedLayout.Word, _ whole: String) -> Bool {
    guard let part = Self.beginning(word.text, of: whole) else { return false }
    word.text = part
    return true
  }

  /// Joins the second part of a word to the first.
  ///
  /// Where the whole is spelled otherwise than its parts, it is cut where its first part ends.
  private func end(_ word: inout SuppliedLayout.Word, _ whole: String) {
    var goesOn = false
    layout.changeLastWord { last in
      guard let part = Self.beginning(last.text, of: whole) else { return }
      last.text = part
      word.text = String(decoding: whole.utf8.dropFirst(part.utf8.count), as: UTF8.self)
      goesOn = true
    }
    word.goesOn = goesOn
  }

  /// The part of a whole word that a text is, with or without a hyphen at its end; nil where it is
  /// none, or all of it.
  private static func beginning(_ text: String, of whole: String) -> String? {
    // By bytes: a mark at the start of the second part is no part of the first.
    [text, withoutHyphen(text)].first { part in
      !part.isEmpty && part.utf8.count < whole.utf8.count && whole.utf8.starts(with: part.utf8)
    }
  }

  private static func withoutHyphen(_ text: String) -> String {
    guard let last = text.last, "-\u{AD}\u{2010}\u{2011}¬⸗=".contains(last) else { return text }
    return String(text.dropLast())
  }

  /// A hyphen at the end of a line, with an element of its own: it belongs to the word before, unless
  /// that is known whole.
  private func addHyphen(_ attributes: [String: String]) {
    guard !isHyphenRead else { return }
    let hyphen = TextCleaner.value(attributes["CONTENT"] ?? "") ?? ""
    layout.changeLine { line in
      guard let last = line.words.indices.last, !line.words[last].text.hasSuffix(hyphen) else {
        return
      }
      line.words[last].text += hyphen
    }
  }
}
