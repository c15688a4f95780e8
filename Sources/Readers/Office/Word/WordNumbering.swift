// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bullets and numbers of lists, which Word does not store but counts.

internal import Extraction

/// Where in which list a paragraph stands.
struct WordList: Hashable {
  /// The list's name.
  var id: String
  /// How deep, from 0.
  var level: Int
}

/// Counts the paragraphs of lists.
struct WordNumbering {
  private struct Level {
    var format: String
    var text: String
    var start: Int
  }

  private var lists: [String: (definition: String, levels: [Int: Level])] = [:]
  private var counters: [String: [Int]] = [:]

  private static let deepest = 9

  /// Reads `numbering.xml`.
  init(_ tree: XMLNode?) {
    var definitions: [String: [Int: Level]] = [:]
    for node in tree?.all("abstractNum") ?? [] {
      guard let id = node["abstractNumId"] else { continue }
      definitions[id] = Self.levels(node.all("lvl"))
    }
    for node in tree?.all("num") ?? [] {
      guard let id = node["numId"], let definition = node.child("abstractNumId")?["val"] else {
        continue
      }
      lists[id] = (definition, definitions[definition] ?? [:])
    }
  }

  /// What stands before the next paragraph of a list, such as `2.`; nil for nothing.
  mutating func label(_ list: WordList) -> String? {
    guard let (definition, levels) = lists[list.id], (0..<Self.deepest).contains(list.level),
      let level = levels[list.level]
    else { return nil }
    var counts = counters[definition] ?? []
    while counts.count <= list.level { counts.append((levels[counts.count]?.start ?? 1) - 1) }
    counts.removeSubrange((list.level + 1)...)
    counts[list.level] = min(counts[list.level] + 1, 1_000_000)
    counters[definition] = counts
    if level.format == "bullet" { return "•" }
    guard level.format != "none" else { return nil }
    var text = level.text
    for (depth, count) in counts.enumerated() {
      let number = ListNumber.text(max(0, count), format: levels[depth]?.format ?? "decimal")
      text = text.split(separator: "%\(depth + 1)", omittingEmptySubsequences: false)
        .joined(separator: number)
    }
    return text.isEmpty ? nil : text
  }

  private static func levels(_ nodes: [XMLNode]) -> [Int: Level] {
    var levels: [Int: Level] = [:]
    for node in nodes {
      guard let depth = node["ilvl"].flatMap({ Int($0) }) else { continue }
      let start = node.child("start")?["val"].flatMap { Int($0) } ?? 1
      levels[depth] = Level(
        format: node.child("numFmt")?["val"] ?? "decimal",
        text: String((node.child("lvlText")?["val"] ?? "").prefix(40)),
        start: max(0, min(start, 1_000_000)))
    }
    return levels
  }
}

/// Numbers as lists write them.
enum ListNumber {
  /// A number from 0 in a format by its name in OOXML; digits where the format is not known.
  static func text(_ number: Int, format: String) -> String {
    switch format {
    case "lowerLetter": letters(number)
    case "upperLetter": letters(number).uppercased()
    case "lowerRoman": roman(number)
    case "upperRoman": roman(number).uppercased()
    case "decimalZero": number < 10 ? "0\(number)" : "\(number)"
    default: "\(number)"
    }
  }

  /// a … z, aa … zz and so on, as Word counts.
  private static func letters(_ number: Int) -> String {
    guard (1...780).contains(number) else { return "\(number)" }
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8((number - 1) % 26))
    return String(repeating: String(letter), count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...3999).contains(number) else { return "\(number)" }
    let signs = [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
      (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]
    var rest = number
    var text = ""
    for (value, sign) in signs {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }
}
