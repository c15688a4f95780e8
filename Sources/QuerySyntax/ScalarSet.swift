// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What one place of a `FormExpression` may be.

/// A set of Unicode scalars: ranges and classes, or all but these.
package struct ScalarSet: Sendable, Hashable {
  /// Code points, in no order; may overlap.
  package var ranges: [ClosedRange<UInt32>]
  /// Classes beside the ranges.
  package var classes: [ScalarClass]
  /// Whether the set is all scalars but these.
  package var isNegated: Bool

  /// Makes a set; empty where nothing is given, full where that is negated.
  package init(
    ranges: [ClosedRange<UInt32>] = [], classes: [ScalarClass] = [], isNegated: Bool = false
  ) {
    self.ranges = ranges
    self.classes = classes
    self.isNegated = isNegated
  }

  /// Whether a scalar belongs to it; O(ranges + classes).
  package func contains(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return !isNegated }
    for one in classes where one.contains(scalar) { return !isNegated }
    return isNegated
  }

  /// Replaces members that stand alone, where one scalar replaces them.
  func mappingSingles(_ replace: (String) -> String) -> ScalarSet {
    var mapped = self
    for (index, range) in ranges.enumerated() where range.count == 1 {
      guard let scalar = Unicode.Scalar(range.lowerBound) else { continue }
      let replaced = replace(String(Character(scalar))).unicodeScalars
      if replaced.count == 1, let only = replaced.first {
        mapped.ranges[index] = only.value...only.value
      }
    }
    return mapped
  }
}

/// A class of Unicode scalars, such as letters.
package struct ScalarClass: Sendable, Hashable {
  /// One bit for each general category, by its place in `categoryNames`.
  let categories: UInt32
  /// Whether `_` belongs to it as well.
  let hasUnderscore: Bool
  /// Whether the class is all but these.
  let isNegated: Bool

  /// Decimal digits; `\d`.
  static func digits(isNegated: Bool) -> ScalarClass {
    ScalarClass(categories: mask(named: "Nd"), hasUnderscore: false, isNegated: isNegated)
  }

  /// Letters, marks, digits and the underscore; `\w`.
  static func wordCharacters(isNegated: Bool) -> ScalarClass {
    let categories = mask(named: "L") | mask(named: "M") | mask(named: "N")
    return ScalarClass(categories: categories, hasUnderscore: true, isNegated: isNegated)
  }

  /// Separators and controls; `\s`.
  static func spaces(isNegated: Bool) -> ScalarClass {
    let categories = mask(named: "Z") | mask(named: "Cc")
    return ScalarClass(categories: categories, hasUnderscore: false, isNegated: isNegated)
  }

  /// The class of a general category (`Lu`) or of a group of them (`L`); nil where there is none.
  static func category(named name: String, isNegated: Bool) -> ScalarClass? {
    let mask = mask(named: name)
    if mask == 0 { return nil }
    return ScalarClass(categories: mask, hasUnderscore: false, isNegated: isNegated)
  }

  private static func mask(named name: String) -> UInt32 {
    var mask: UInt32 = 0
    guard (1...2).contains(name.utf8.count) else { return 0 }
    for (bit, category) in categoryNames.enumerated() where category.hasPrefix(name) {
      mask |= 1 << UInt32(bit)
    }
    return mask
  }

  /// Whether a scalar belongs to it.
  package func contains(_ scalar: Unicode.Scalar) -> Bool {
    if hasUnderscore, scalar == "_" { return !isNegated }
    let bit = ScalarClass.bit(of: scalar.properties.generalCategory)
    return (categories >> bit & 1 == 1) != isNegated
  }

  /// The short names of the general categories (UAX #44, table 12).
  private static let categoryNames = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
  ]

  /// A category's place in `categoryNames`.
  private static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
    switch category {
    case .uppercaseLetter: 0
    case .lowercaseLetter: 1
    case .titlecaseLetter: 2
    case .modifierLetter: 3
    case .otherLetter: 4
    case .nonspacingMark: 5
    case .spacingMark: 6
    case .enclosingMark: 7
    case .decimalNumber: 8
    case .letterNumber: 9
    case .otherNumber: 10
    case .connectorPunctuation: 11
    case .dashPunctuation: 12
    case .openPunctuation: 13
    case .closePunctuation: 14
    case .initialPunctuation: 15
    case .finalPunctuation: 16
    case .otherPunctuation: 17
    case .mathSymbol: 18
    case .currencySymbol: 19
    case .modifierSymbol: 20
    case .otherSymbol: 21
    case .spaceSeparator: 22
    case .lineSeparator: 23
    case .paragraphSeparator: 24
    case .control: 25
    case .format: 26
    case .surrogate: 27
    case .privateUse: 28
    case .unassigned: 29
    @unknown default: 29
    }
  }
}
