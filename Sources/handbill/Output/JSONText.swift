// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FoundationEssentials

/// JSON as every command writes it: keys sorted, slashes plain, and every character that could
/// command a terminal or reorder a line written as an escape, which changes nothing for a parser.
enum JSONText {
  /// How a value is laid out.
  enum Layout {
    /// On several lines, indented by two.
    case indented
    /// On one line, for NDJSON.
    case oneLine
  }

  /// The value as JSON, with a line end.
  static func encode(_ value: some Encodable, _ layout: Layout) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if layout == .indented { encoder.outputFormatting.insert(.prettyPrinted) }
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    return escapingControls(text) + "\n"
  }

  /// Writes DEL, C1 controls, bidi controls and the Unicode line ends as `\uXXXX`.
  ///
  /// They can stand only inside strings, since JSON itself is ASCII without them.
  static func escapingControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isEscaped) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isEscaped(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x2028, 0x2029: true
    default: SafeText.isBidirectionalControl(scalar)
    }
  }
}
