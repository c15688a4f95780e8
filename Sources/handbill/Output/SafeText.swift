// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Text out of documents is written by strangers: it may hold escape sequences that command a
// terminal, and bidirectional controls that reorder what stands beside it. Everything of a
// document that is shown to people goes through here. Machine formats keep the text; see
// JSONText and CSVRow.
//
// Source: UAX #9 (isolates), UTS #55 and CVE-2021-42574 (controls that reorder source text).

/// Text of documents, made safe to show.
enum SafeText {
  /// One line: controls visible, line ends and tabs as spaces, no explicit bidi controls, and
  /// isolated from the line around it where it holds right-to-left letters.
  static func inline(_ text: String) -> String {
    isolated(line(text), direction: .firstStrong)
  }

  /// One line without the isolate.
  static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
        result.append(" ")
      default:
        if let shown = shown(scalar) { result.append(shown) }
      }
    }
    return String(result)
  }

  /// Several lines: as `line`, but line ends and tabs stay, and form feeds become line ends.
  static func block(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t": result.append(scalar)
      case "\u{0C}", "\u{2028}", "\u{2029}": result.append("\n")
      case "\r": continue
      default: if let shown = shown(scalar) { result.append(shown) }
      }
    }
    return String(result)
  }

  /// Which way an isolate runs.
  enum Direction: String {
    /// FSI: as its first strong letter.
    case firstStrong = "\u{2068}"
    /// RLI.
    case rightToLeft = "\u{2067}"
    /// LRI.
    case leftToRight = "\u{2066}"
  }

  /// The text between an isolate control and PDI; unchanged where nothing in it runs to the left.
  ///
  /// - Precondition: the text has no explicit bidi controls of its own, as after `line`.
  static func isolated(_ text: String, direction: Direction) -> String {
    guard hasRightToLeft(text) else { return text }
    return direction.rawValue + text + "\u{2069}"
  }

  /// Whether any letter of the text belongs to a script that runs from right to left.
  static func hasRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
        0x1E800...0x1EFFF:
        true
      default: false
      }
    }
  }

  /// What stands for a scalar; nil where it is left out.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    case 0x80...0x9F: "\u{FFFD}"
    case _ where isBidirectionalControl(scalar): nil
    default: scalar
    }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: isBidirectionalControl(scalar)
    }
  }

  /// Embeddings, overrides and isolates.
  ///
  /// The marks LRM, RLM and ALM stay: they cannot reach
  /// beyond an isolate.
  static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
