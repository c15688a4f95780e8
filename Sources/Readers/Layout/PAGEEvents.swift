// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Elements of PAGE (PRImA, all versions since 2009): outlines as points, texts in TextEquiv elements of
// words, lines or regions. The text of the smallest parts that have one counts.

internal import Extraction
internal import TextAnalysis

/// Collects what a PAGE document holds.
///
/// A class, because the parser's callbacks share it. Used by one thread, for one document.
final class PAGEEvents: XMLEvents {
  /// Never: the parser stops by itself.
  let hasEnough = false
  /// What was found.
  private(set) var layout = SuppliedLayout()
  /// What made the file, as it says.
  private(set) var creator = ""

  private enum Level {
    case region
    case line
    case word
    /// Parts of words, and regions without text.
    case other
  }

  /// What was read of a part before it ends.
  private struct Part {
    var level: Level
    var text: String?
    var confidence: Int?
    var box: LayoutBox?
    /// Whether parts of it gave text already.
    var isRead = false
  }

  private var parts: [Part] = []
  private var run: [UInt8] = []
  private var points: [String] = []
  private var confidence: Int?
  private var groups = 0
  private var ranks: [String: Int] = [:]

  /// Starts a document.
  init() {}

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    run = []
    switch name {
    case "Page": beginPage(attributes)
    case "OrderedGroup", "OrderedGroupIndexed", "UnorderedGroup": groups += 1
    case "RegionRefIndexed", "RegionRef": noteRank(attributes)
    case "TextRegion": beginRegion(attributes)
    case "TextLine":
      layout.beginLine(SuppliedLayout.Line())
      parts.append(Part(level: .line))
    case "Word": parts.append(Part(level: .word))
    case "Glyph", "GraphicRegion", "ImageRegion", "TableRegion", "SeparatorRegion":
      parts.append(Part(level: .other))
    case "Coords":
      points = []
      place(LayoutNumber.box(around: attributes["points"] ?? ""))
    case "Point": points.append("\(attributes["x"] ?? ""),\(attributes["y"] ?? "")")
    case "TextEquiv":
      confidence = attributes["conf"].flatMap { LayoutNumber.confidence(ofShare: $0) }
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    switch name {
    case "Unicode":
      let text = String(decoding: run, as: UTF8.self)
      if let part = parts.indices.last, parts[part].text == nil {
        (parts[part].text, parts[part].confidence) = (text, confidence)
      }
    case "Creator": creator = TextCleaner.value(String(decoding: run, as: UTF8.self)) ?? ""
    case "Coords":
      if !points.isEmpty { place(LayoutNumber.box(around: points.joined(separator: " "))) }
    case "TextRegion", "TextLine", "Word", "Glyph", "GraphicRegion", "ImageRegion", "TableRegion",
      "SeparatorRegion":
      if let part = parts.popLast() { end(part) }
    case "PcGts": layout.order(by: ranks)
    default: break
    }
    run = []
  }

  func characters(_ bytes: [UInt8]) { run += bytes }
}

extension PAGEEvents {
  private func beginPage(_ attributes: [String: String]) {
    layout.image = layout.image ?? attributes["imageFilename"].flatMap { TextCleaner.value($0) }
    layout.beginPage(
      SuppliedLayout.Page(
        width: attributes["imageWidth"].flatMap { LayoutNumber.units($0) } ?? 0,
        height: attributes["imageHeight"].flatMap { LayoutNumber.units($0) } ?? 0))
  }

  /// Groups come one after the other, regions in them by their index.
  private func noteRank(_ attributes: [String: String]) {
    let index = attributes["index"].flatMap { LayoutNumber.units($0) } ?? ranks.count
    ranks[attributes["regionRef"] ?? ""] = groups << 20 + min(max(index, 0), 1 << 20 - 1)
  }

  private func beginRegion(_ attributes: [String: String]) {
    let direction: LayoutBlock.Direction? =
      switch attributes["readingDirection"] {
      case "left-to-right"?: .leftToRight
      case "right-to-left"?: .rightToLeft
      case "top-to-bottom"?: .vertical
      default: nil
      }
    layout.beginBlock(
      SuppliedLayout.Block(
        id: attributes["id"] ?? "", direction: direction,
        language: LayoutNumber.language(attributes["primaryLanguage"])))
    parts.append(Part(level: .region))
  }

  private func place(_ box: LayoutBox?) {
    guard let part = parts.indices.last, parts[part].box == nil, let box else { return }
    parts[part].box = box
    switch parts[part].level {
    case .region: layout.change { $0.box = box }
    case .line: layout.changeLine { $0.box = box }
    case .word, .other: break
    }
  }

  private func end(_ part: Part) {
    switch part.level {
    case .word:
      let text = part.text ?? ""
      if !TextCleaner.isBlank(text) {
        layout.add(
          SuppliedLayout.Word(text: text, box: part.box, confidence: part.confidence))
        noteRead()
      }
    case .line:
      if !part.isRead { addWords(part.text ?? "", part) }
      if part.isRead || !TextCleaner.isBlank(part.text ?? "") { noteRead() }
      layout.endLine()
    case .region:
      if !part.isRead, let text = part.text {
        for line in text.split(whereSeparator: \.isNewline) {
          layout.beginLine(SuppliedLayout.Line(box: part.box))
          addWords(String(line), part)
        }
      }
      layout.endBlock()
    case .other: break
    }
  }

  private func noteRead() {
    for part in parts.indices { parts[part].isRead = true }
  }

  private func addWords(_ text: String, _ part: Part) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      layout.add(SuppliedLayout.Word(text: String(word), confidence: part.confidence))
    }
  }
}
