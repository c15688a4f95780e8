// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Shows on a terminal where a query went wrong.

extension QuerySyntaxError {
  /// Two lines for a terminal: the query, and under it `^` with a tail of `~` at the wrong place.
  ///
  /// Control characters and line ends of the query are shown as spaces. East Asian wide characters
  /// are given two cells, as terminals do.
  public func caret(under query: String) -> String {
    var line = ""
    var before = ""
    var marked = ""
    for (index, character) in query.enumerated() {
      let isControl = character.unicodeScalars.contains { $0.properties.isControlOrBidi }
      line.append(isControl ? " " : character)
      let cells = isControl ? 1 : character.cells
      if index + 1 < column {
        before += String(repeating: " ", count: cells)
      } else if index + 1 < column + place.length {
        marked += String(repeating: marked.isEmpty ? "^" : "~", count: 1)
        marked += String(repeating: "~", count: cells - 1)
      }
    }
    return line + "\n" + before + (marked.isEmpty ? "^" : marked)
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a terminal would act on it instead of showing it.
  fileprivate var isControlOrBidi: Bool {
    switch generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: isBidiControl
    default: false
    }
  }
}

extension Character {
  /// How many cells of a terminal it takes.
  fileprivate var cells: Int {
    guard let first = unicodeScalars.first?.value else { return 1 }
    switch first {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
