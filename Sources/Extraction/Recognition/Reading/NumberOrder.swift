// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Telephone numbers in lines from right to left. Their groups stand side by side from left to right where
// somebody set them with care, and from right to left where the bidirectional algorithm did (UAX #9:
// after Arabic letters each group is a number of its own, rule W2, and the spaces between belong to the
// line, rule N1). Tesseract always takes the second for granted. A number begins with +, or with 0:
// that tells which of the two it is, and where neither does, numbers run from left to right.
//
// Within a number of Arabic digits (U+0660 to U+0669) tesseract turns the digits round in such lines: it
// keeps runs of European digits in order, among which it counts the Persian ones, and no others.

extension PageReading {
  /// The reading with the words of lines from right to left, and groups of numbers in them, as they are
  /// read.
  func withNumbersInOrder() -> PageReading {
    var ordered = self
    ordered.lines = lines.map { $0.withNumbersInOrder(on: isRightToLeft) }
    return ordered
  }

  /// Whether most of its letters run from right to left.
  var isRightToLeft: Bool { lines.reduce(0) { $0 + $1.letterBalance } > 0 }
}

extension ReadLine {
  /// Digits of several groups that can be one number: as many as the shortest has, and the longest with
  /// the code of its country (E.164).
  private static let numberDigits = 6...17

  /// The line in the order in which it is read, on a page whose text runs from right to left or not.
  ///
  /// A line with letters from left to right stands as it is but for its numbers.
  fileprivate func withNumbersInOrder(on isRightToLeft: Bool) -> ReadLine {
    let balance = letterBalance
    guard balance > 0 || (balance == 0 && isRightToLeft) else { return self }
    var ordered = self
    if balance > 0 { ordered.words = words.map { $0.withArabicDigitsInOrder() } }
    if balance > 0, words.allSatisfy({ $0.letterBalance >= 0 }) {
      ordered.words.sort { 2 * $0.box.x + $0.box.width > 2 * $1.box.x + $1.box.width }
    }
    var start = 0
    while start < words.count {
      let end = ordered.words[start...].firstIndex { !$0.isGroupOfDigits } ?? words.count
      ordered.orderNumber(start..<end)
      start = max(end, start + 1)
    }
    return ordered
  }

  /// Puts the groups of one number in the order in which it is dialled.
  private mutating func orderNumber(_ range: Range<Int>) {
    let groups = words[range].sorted { $0.box.x < $1.box.x }
    let digits = groups.reduce(0) { $0 + $1.letterCount }
    guard let first = groups.first, let last = groups.last, groups.count > 1,
      Self.numberDigits.contains(digits)
    else { return }
    let isReversed = last.beginsNumber && !first.beginsNumber
    words.replaceSubrange(range, with: isReversed ? groups.reversed() : groups)
  }

  /// Letters from right to left, less those from left to right.
  fileprivate var letterBalance: Int { words.reduce(0) { $0 + $1.letterBalance } }
}

extension ReadWord {
  /// Letters from right to left, less those from left to right.
  fileprivate var letterBalance: Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      guard let script = ReadingScript(of: scalar) else { return sum }
      return sum + (script.isRightToLeft ? 1 : -1)
    }
  }

  /// Whether it is digits with what stands around them in telephone numbers.
  fileprivate var isGroupOfDigits: Bool {
    letterCount > 0
      && text.unicodeScalars.allSatisfy {
        $0.properties.numericType == .decimal || "+()-".unicodeScalars.contains($0)
      }
  }

  /// The word with its digits in order, where it is a number that begins and ends with Arabic digits.
  fileprivate func withArabicDigitsInOrder() -> ReadWord {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: \.isDecimal),
      let last = scalars.lastIndex(where: \.isDecimal), first < last,
      !scalars.contains(where: \.properties.isAlphabetic),
      (0x660...0x669).contains(scalars[first].value), (0x660...0x669).contains(scalars[last].value)
    else { return self }
    let turned = scalars[..<first] + scalars[first...last].reversed() + scalars[(last + 1)...]
    var word = self
    word.text = String(String.UnicodeScalarView(turned))
    return word
  }

  /// Whether a telephone number can begin with it.
  fileprivate var beginsNumber: Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "(" }) else { return false }
    return first == "+" || first.properties.numericValue == 0
  }
}

extension Unicode.Scalar {
  fileprivate var isDecimal: Bool { properties.numericType == .decimal }
}
