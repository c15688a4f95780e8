// Licensed under the Apache License, Version 2.0; see LICENSE.

/// An SVG picture as it is drawn, element by element.
///
/// Lengths are pixels from the top left.
struct SVGCanvas {
  /// How a label stands at its point.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// What a label is.
  enum Style: String {
    /// A name or number.
    case label = "l"
    /// A remark in a weaker colour.
    case remark = "r"
    /// The title of a chart.
    case title = "t"
  }

  private var elements = ""
  private let width: Int
  private let height: Int
  private let name: String

  /// Starts an empty picture; `name` is read out to those who cannot see it.
  init(width: Int, height: Int, name: String) {
    self.width = width
    self.height = height
    self.name = name
  }

  /// Draws a filled rectangle.
  mutating func bar(x: Double, y: Double, width: Double, height: Double) {
    elements += "<rect class=\"b\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    elements += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" rx=\"2\"/>\n"
  }

  /// Draws a thin line.
  mutating func rule(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
    elements += "<line class=\"g\" x1=\"\(Self.number(from.x))\" y1=\"\(Self.number(from.y))\""
    elements += " x2=\"\(Self.number(to.x))\" y2=\"\(Self.number(to.y))\"/>\n"
  }

  /// Draws a curve through points.
  mutating func curve(_ points: [(x: Double, y: Double)]) {
    let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    elements += "<polyline class=\"c\" points=\"\(list)\"/>\n"
  }

  /// Writes a text, isolated from the direction of its surroundings.
  ///
  /// Every label is laid out from left to right, so that `start` and `end` mean left and right even
  /// for right-to-left words.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: Style = .label
  ) {
    elements += "<text class=\"\(style.rawValue)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    elements += " text-anchor=\"\(anchor.rawValue)\" direction=\"ltr\" unicode-bidi=\"isolate\">"
    elements += Self.escaped(text) + "</text>\n"
  }

  /// The finished file: no script, no reference to anything outside.
  var svg: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" role="img">
    <title>\(Self.escaped(name))</title>
    <style>text{font-family:"Noto Sans","DejaVu Sans",sans-serif}.l{font-size:13px;fill:#222}\
    .r{font-size:12px;fill:#666}.t{font-size:17px;font-weight:bold;fill:#111}.b{fill:#3b6ea5}\
    .g{stroke:#ccc;stroke-width:1}.c{fill:none;stroke:#b5502f;stroke-width:2}</style>
    <rect width="100%" height="100%" fill="#fff"/>
    \(elements)</svg>

    """
  }

  /// A length with one digit behind the point.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
  }

  /// Text without what XML forbids or gives a meaning to.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
