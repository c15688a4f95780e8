// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the styles of OpenDocument say that a reader of the text must know.

internal import Extraction

/// The named styles of an OpenDocument file.
struct OpenDocumentStyles {
  /// What one style says.
  struct Style {
    /// Whether its text is hidden; nil where it does not say.
    var isHidden: Bool?
    /// The languages it declares.
    var languages = WordLanguages()
    fileprivate var base: String?
  }

  /// How a level of a list is marked.
  enum Label {
    /// By a sign.
    case bullet
    /// By numbers in a format by its name in OOXML, with text before and behind.
    case number(format: String, before: String, behind: String)
  }

  /// The languages of the template, which say nothing of the text: nobody chose them.
  private(set) var defaults = WordLanguages()
  private var styles: [String: Style] = [:]
  private var labels: [String: [Int: Label]] = [:]
  private var current: String?
  private var isDefault = false
  private var currentList: String?

  /// Takes an element from among the styles.
  mutating func read(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "style":
      (current, isDefault) = (attributes["name"], false)
      if let current { styles[current] = Style(base: attributes["parent-style-name"]) }
    case "default-style": (current, isDefault) = (nil, true)
    case "text-properties", "properties": readText(attributes)
    case "table-properties":
      if let current, attributes["display"] == "false" { styles[current]?.isHidden = true }
    case "list-style", "outline-style": currentList = attributes["name"]
    case "list-level-style-bullet", "list-level-style-image": enter(.bullet, attributes)
    case "list-level-style-number":
      guard let format = attributes["num-format"], !format.isEmpty else { return }
      let formats = ["a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"]
      enter(
        .number(
          format: formats[format] ?? "decimal", before: attributes["num-prefix"] ?? "",
          behind: attributes["num-suffix"] ?? ""), attributes)
    default: break
    }
  }

  /// A style, with what those it is based on say.
  func style(_ name: String?) -> Style {
    guard let name, var style = styles[name] else { return Style() }
    var base = style.base
    for _ in 0..<16 {
      guard let next = base.flatMap({ styles[$0] }) else { break }
      style.isHidden = style.isHidden ?? next.isHidden
      style.languages.latin = style.languages.latin ?? next.languages.latin
      style.languages.eastAsian = style.languages.eastAsian ?? next.languages.eastAsian
      style.languages.complex = style.languages.complex ?? next.languages.complex
      base = next.base
    }
    return style
  }

  /// The text before the paragraph of a number, from 1, at a level, from 1, of a list; nil for none.
  func label(list: String?, level: Int, number: Int) -> String? {
    switch list.flatMap({ labels[$0]?[level] }) {
    case .bullet: "•"
    case .number(let format, let before, let behind):
      before + ListNumber.text(number, format: format) + behind
    case nil: nil
    }
  }

  private mutating func enter(_ label: Label, _ attributes: [String: String]) {
    guard let currentList, let level = attributes["level"].flatMap({ Int($0) }) else { return }
    labels[currentList, default: [:]][level] = label
  }

  private mutating func readText(_ attributes: [String: String]) {
    guard let current, var style = styles[current] else {
      if isDefault { Self.read(attributes, into: &defaults) }
      return
    }
    if let display = attributes["display"] { style.isHidden = display == "none" }
    Self.read(attributes, into: &style.languages)
    styles[current] = style
  }

  private static func read(
    _ attributes: [String: String], into languages: inout WordLanguages
  ) {
    languages.latin = tag(attributes, "language") ?? languages.latin
    languages.eastAsian = tag(attributes, "language-asian") ?? languages.eastAsian
    languages.complex = tag(attributes, "language-complex") ?? languages.complex
  }

  private static func tag(_ attributes: [String: String], _ name: String) -> String? {
    attributes[name].flatMap { $0 == "none" ? nil : $0 }
  }
}
