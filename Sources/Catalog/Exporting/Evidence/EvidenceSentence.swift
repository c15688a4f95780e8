// Licensed under the Apache License, Version 2.0; see LICENSE.

extension HTML {
  /// A sentence of the program with names of documents, places and people in it: what runs from right to
  /// left is kept apart, so that numbers and stops behind it stay where they belong (UAX #9).
  static func sentence(_ text: String) -> HTML {
    var html = HTML.empty
    var plain = String.UnicodeScalarView()
    var run = String.UnicodeScalarView()
    var between = String.UnicodeScalarView()
    for scalar in withVisibleControls(text).unicodeScalars {
      if isRightToLeft(scalar) {
        if run.isEmpty {
          html += "\(String(plain))"
          plain = .init()
        }
        run += between
        run.append(scalar)
        between = .init()
      } else if run.isEmpty {
        plain.append(scalar)
      } else {
        between.append(scalar)
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
          continue
        }
        html += name(String(run))
        (run, plain, between) = (.init(), between, .init())
      }
    }
    if !run.isEmpty { html += name(String(run)) }
    return "\(html)\(String(plain))\(String(between))"
  }

  /// Whether a character belongs to a script that runs from right to left, or is a digit of one.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
