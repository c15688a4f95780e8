// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The last step of the rung `fold`: ways of writing one thing that no table of letters brings
// together. It looks at the folded form alone, so forms that were equal stay equal.

/// Brings tags, abbreviations and numbers into one way of writing; code points.
enum WrittenForms {
  /// Changes a folded form where it is a hashtag or mention, a dotted abbreviation or a number with
  /// separators.
  static func unify(_ form: inout [UInt32]) {
    guard form.count > 2 else { return }
    if form[0] == 0x23 || form[0] == 0x40, ICU.category(of: form[1]).isLetter {
      form.removeFirst()
    }
    if let letters = abbreviation(form) {
      form = letters
    } else if let number = number(form) {
      form = number
    }
  }

  /// The letters of `u.s.a`; nil where anything but single letters stands between the full stops.
  private static func abbreviation(_ form: [UInt32]) -> [UInt32]? {
    guard form.count % 2 == 1 else { return nil }
    for index in form.indices {
      let isDot = form[index] == 0x2E
      if isDot != (index % 2 == 1) { return nil }
      if !isDot, !ICU.category(of: form[index]).isLetter { return nil }
    }
    return form.filter { $0 != 0x2E }
  }

  /// A number without its grouping, with a full stop before its decimals; nil where it has neither
  /// or is something else, such as a date.
  ///
  /// Groups are of three digits, or as in India of two before the last three. Separators: comma,
  /// full stop, apostrophe, space; Arabic U+066C for groups, U+066B for decimals (CLDR,
  /// `numbers`). One separator before three digits is taken for grouping.
  private static func number(_ form: [UInt32]) -> [UInt32]? {
    guard let first = form.first, isDigit(first) else { return nil }
    let groups = form.split(omittingEmptySubsequences: false) { !isDigit($0) }
    let marks = form.filter { !isDigit($0) }
    guard let mark = marks.first, let last = marks.last, groups.allSatisfy({ !$0.isEmpty })
    else { return nil }
    if isGrouping(mark), isGrouped(groups, marks) { return Array(groups.joined()) }
    guard isDecimal(last) else { return nil }
    let whole = groups.dropLast()
    if marks.count == 1 || mark != last && isGrouping(mark) && isGrouped(whole, marks.dropLast()) {
      return Array(whole.joined()) + [0x2E] + (groups.last ?? [])
    }
    return nil
  }

  private static func isGrouped(
    _ groups: some BidirectionalCollection<ArraySlice<UInt32>>,
    _ marks: some Collection<UInt32>
  ) -> Bool {
    guard let first = groups.first, let last = groups.last, groups.count > 1,
      first.count <= 3, last.count == 3, marks.allSatisfy({ $0 == marks.first })
    else { return false }
    let inner = groups.dropFirst().dropLast()
    return inner.allSatisfy { $0.count == 3 }
      || first.count <= 2 && marks.first == 0x2C && inner.allSatisfy { $0.count == 2 }
  }

  private static func isDigit(_ codePoint: UInt32) -> Bool { (0x30...0x39).contains(codePoint) }

  private static func isGrouping(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x2C, 0x2E, 0x27, 0x2019, 0x20, 0x066C: true
    default: false
    }
  }

  private static func isDecimal(_ codePoint: UInt32) -> Bool {
    codePoint == 0x2C || codePoint == 0x2E || codePoint == 0x066B
  }
}
