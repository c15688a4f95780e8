// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words of DrawingML: shapes, tables and pictures on a slide, in notes, or on a sheet.

internal import Extraction
internal import TextAnalysis

/// Collects the words of the shapes in one part.
final class SlideText: XMLEvents {
  /// The text so far.
  private(set) var text = OfficeText()
  /// Pointers to the outside that words and shapes carry.
  private(set) var linkIDs: [String] = []
  /// Whether the slide is left out of the show.
  private(set) var isHidden = false
  private let reading: OfficeReading
  private let template: Language?
  private var skipped = 0
  private var collects = false
  private var isNumber = false
  private var shapeIsHidden = false

  /// Starts a part.
  ///
  /// - Parameters:
  ///   - reading: the reading of the file.
  ///   - template: the language that the template declares, which nobody chose.
  init(_ reading: OfficeReading, template: Language? = nil) {
    self.reading = reading
    self.template = template
  }

  var hasEnough: Bool { reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    if skipped > 0 || name == "Fallback" {
      skipped += 1
      return
    }
    switch name {
    case "sld": isHidden = attributes["show"].map { !WordStyles.isOn($0) } ?? false
    case "t": collects = !isNumber
    case "r": text.language = nil
    case "rPr":
      if let language = OfficeLanguage.of(attributes["lang"]), language != template {
        text.language = language
      }
    case "br": text.newLine()
    case "tab": text.tab()
    case "fld": isNumber = attributes["type"] == "slidenum"
    case "tr": text.beginRow()
    case "tc": text.beginCell()
    case "cNvPr": describe(attributes)
    case "hlinkClick": if let id = attributes["id"] { linkIDs.append(id) }
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "t": collects = false
    case "p": text.endParagraph()
    case "tr": text.endRow()
    case "fld": isNumber = false
    case "sp", "pic", "graphicFrame", "cxnSp": text.mark = nil
    default: break
    }
  }

  func characters(_ bytes: [UInt8]) {
    guard collects, skipped == 0 else { return }
    text.append(bytes)
  }

  private func describe(_ attributes: [String: String]) {
    if let words = attributes["descr"], !words.isEmpty {
      var block = OfficeText()
      block.append(words)
      text.append(block: block, as: OfficeMark(kind: .picture))
    }
    text.mark = attributes["hidden"] == "1" ? OfficeMark(kind: .hidden) : nil
  }
}
