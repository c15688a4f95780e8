// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// HTML that cannot be injected into: what is written out in this program is markup, whatever is
// interpolated into it is text and escaped. There is no third way to make one.

package import TextAnalysis

/// A piece of HTML.
///
/// Its literal parts are markup; an interpolated `String` is escaped, an interpolated `HTML` is
/// taken as it is.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup.
  package private(set) var markup: String

  package init(stringLiteral markup: String) { self.markup = markup }

  package init(stringInterpolation parts: Interpolation) { markup = parts.markup }

  /// Nothing.
  package static let empty: HTML = ""

  /// Puts one piece after another.
  package static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  /// Collects the parts of a literal.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 32)
    }

    package mutating func appendLiteral(_ literal: String) { markup += literal }

    /// Text, escaped for elements and for attributes in quotes.
    package mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }

    /// Markup.
    package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

    /// Pieces of markup one after another.
    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { markup += piece.markup }
    }
  }

  /// Appends text so that no browser takes any of it for markup.
  ///
  /// Control characters other than tab and line end are no HTML: each becomes U+FFFD.
  private static func escape(_ text: String, into markup: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\t", "\n": markup.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
        markup.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
  }
}

extension HTML {
  /// A name out of the archive, kept apart from the direction of what stands around it.
  ///
  /// Characters that turn text around (`photo\u{202E}gpj.exe`) are shown by their numbers: in a
  /// name they can only deceive.
  package static func name(_ text: String) -> HTML { "<bdi>\(withVisibleControls(text))</bdi>" }

  /// Text in which characters that turn text around are shown by their numbers.
  static func withVisibleControls(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x202A...0x202E, 0x2066...0x2069:
        plain += "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  /// Names with a comma between them.
  package static func names(_ texts: [String]) -> HTML {
    var list = HTML.empty
    for (index, text) in texts.enumerated() { list += index == 0 ? name(text) : ", \(name(text))" }
    return list
  }
}

extension Language {
  /// The value of `lang`; empty for the unknown language, which HTML says so.
  package var attribute: String { self == .unknown ? "" : code }
}
