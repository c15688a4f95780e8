// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What named styles say that a reader of the text must know: hidden, in which language, in which list.

internal import Extraction

/// The languages that a run declares for the letters in it, by their kind, as BCP 47 tags.
struct WordLanguages {
  /// Of Latin, Cyrillic and Greek letters.
  var latin: String?
  /// Of Chinese, Japanese and Korean.
  var eastAsian: String?
  /// Of scripts from right to left, and of South and South East Asia.
  var complex: String?

  /// Takes what an element `lang` says, over what was said before.
  mutating func read(_ attributes: [String: String]) {
    latin = attributes["val"] ?? latin
    eastAsian = attributes["eastAsia"] ?? eastAsian
    complex = attributes["bidi"] ?? complex
  }

  /// Takes a language for the letters that it is written in.
  mutating func set(_ tag: String?) {
    switch tag {
    case "ja", "zh", "ko": eastAsian = tag
    case let tag? where Self.complexTags.contains(tag): complex = tag
    default: latin = tag
    }
  }

  private static let complexTags: Set<String> = [
    "ar", "he", "fa", "ur", "ps", "ug", "ku", "sd", "syr", "dv", "yi", "th", "lo", "km", "my", "hi",
    "mr", "ne", "sa", "kok", "ks", "bn", "as", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "bo",
  ]

  /// As below, where it is another than that of the template.
  func tag(for text: String, isRightToLeft: Bool, otherThan defaults: WordLanguages) -> String? {
    let tag = tag(for: text, isRightToLeft: isRightToLeft)
    return tag == defaults.tag(for: text, isRightToLeft: isRightToLeft) ? nil : tag
  }

  /// The tag for a piece of text; nil where its letters are none, or of a kind without a language.
  ///
  /// - Parameters:
  ///   - text: the piece.
  ///   - isRightToLeft: whether the run is said to run from right to left.
  /// - Returns: the tag.
  func tag(for text: String, isRightToLeft: Bool) -> String? {
    if isRightToLeft { return complex }
    guard let letter = text.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
      return nil
    }
    switch letter.value {
    case 0x0590..<0x10A0, 0x1780..<0x1800, 0xFB1D..<0xFE00, 0xFE70..<0xFF00: return complex
    case 0x1100..<0x1200, 0x2E80..<0xA4D0, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0x20000...0x3FFFF:
      return eastAsian
    default: return latin
    }
  }
}

/// The named styles of a Word document.
struct WordStyles {
  /// What one style says.
  struct Style {
    /// Whether its text is hidden; nil where it does not say.
    var isHidden: Bool?
    /// The languages it declares.
    var languages = WordLanguages()
    /// The list it belongs to.
    var list: WordList?
    fileprivate var base: String?
  }

  /// The languages of the template, which say nothing of the text: nobody chose them.
  private(set) var defaults = WordLanguages()
  private var styles: [String: Style] = [:]

  /// Reads `styles.xml`.
  init(_ tree: XMLNode?) {
    let run = tree?.child("docDefaults")?.child("rPrDefault")?.child("rPr")
    defaults.read(run?.child("lang")?.attributes ?? [:])
    for node in tree?.all("style") ?? [] {
      guard let id = node["styleId"] else { continue }
      var style = Style(base: node.child("basedOn")?["val"])
      if let run = node.child("rPr") {
        style.isHidden = run.child("vanish").map { WordStyles.isOn($0["val"]) }
        style.languages.read(run.child("lang")?.attributes ?? [:])
      }
      if let list = node.child("pPr")?.child("numPr") {
        style.list = WordList(
          id: list.child("numId")?["val"] ?? "", level: Int(list.child("ilvl")?["val"] ?? "") ?? 0)
      }
      styles[id] = style
    }
  }

  /// A style, with what those it is based on say.
  func style(_ id: String?) -> Style? {
    guard let id, var style = styles[id] else { return nil }
    var base = style.base
    for _ in 0..<16 {
      guard let next = base.flatMap({ styles[$0] }) else { break }
      style.isHidden = style.isHidden ?? next.isHidden
      style.list = style.list ?? next.list
      style.languages.latin = style.languages.latin ?? next.languages.latin
      style.languages.eastAsian = style.languages.eastAsian ?? next.languages.eastAsian
      style.languages.complex = style.languages.complex ?? next.languages.complex
      base = next.base
    }
    return style
  }

  /// Whether a switch of Word is on: it is where it stands there without a value.
  static func isOn(_ value: String?) -> Bool {
    guard let value else { return true }
    return !["0", "false", "off", "none"].contains(value)
  }
}
