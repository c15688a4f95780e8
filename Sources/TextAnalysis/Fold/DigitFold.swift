// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Decimal digits of all scripts fold to ASCII.
//
// Numbers of other categories keep their signs, as they are no digits of a place system (Ethiopic,
// Tamil, Roman in Greek and Hebrew letters), save those in circles: ① is 1 in the exact form (NFKC),
// and so are its black, sans-serif and double variants here, which have no decomposition.
//
// Sources: Numeric_Value in UnicodeData.txt 15 for the circles; the Arabic decimal and thousands
// separators as CLDR 42 pairs them with `.` and `,` (numbers, numberingSystem arab and latn).
// For digits: General_Category=Nd in UnicodeData.txt 15; each set is ten code points from its zero.
// Fullwidth and mathematical digits are ASCII in the exact form already. A test compares the list
// with the ICU that runs.

/// The digits of all scripts.
enum DigitFold {
  /// The zeros of the sets, in order.
  static let zeros: [UInt32] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0,
    0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50,
    0x16A60, 0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
  ]

  /// Separators inside numbers, and digits in circles that NFKC leaves.
  static let rules: [FoldRule] =
    [FoldRule(".", from: "\u{066B}"), FoldRule(",", from: "\u{066C}")]
    + circled(from: 0x2776, values: 1...10)  // black
    + circled(from: 0x2780, values: 1...10)  // sans-serif
    + circled(from: 0x278A, values: 1...10)  // black sans-serif
    + circled(from: 0x24EB, values: 11...20)  // black
    + circled(from: 0x24F5, values: 1...10)  // double
    + circled(from: 0x24FF, values: 0...0)  // black

  private static func circled(from first: UInt32, values: ClosedRange<UInt32>) -> [FoldRule] {
    values.map { value in
      let sign = Unicode.Scalar(first + value - values.lowerBound) ?? "\u{FFFD}"
      return FoldRule(String(value), from: String(sign))
    }
  }
}
