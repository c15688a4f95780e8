// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The general categories of Unicode, numbered as in ICU.
enum GeneralCategory: UInt8, Sendable {
  case unassigned = 0
  case uppercaseLetter
  case lowercaseLetter
  case titlecaseLetter
  case modifierLetter
  case otherLetter
  case nonspacingMark
  case enclosingMark
  case spacingMark
  case decimalNumber
  case letterNumber
  case otherNumber
  case spaceSeparator
  case lineSeparator
  case paragraphSeparator
  case control
  case format
  case privateUse
  case surrogate
  case dashPunctuation
  case openPunctuation
  case closePunctuation
  case connectorPunctuation
  case otherPunctuation
  case mathSymbol
  case currencySymbol
  case modifierSymbol
  case otherSymbol
  case initialPunctuation
  case finalPunctuation

  /// Categories L*.
  var isLetter: Bool { (1...5).contains(rawValue) }
  /// Categories M*.
  var isMark: Bool { (6...8).contains(rawValue) }
  /// Categories N*.
  var isNumber: Bool { (9...11).contains(rawValue) }
}
