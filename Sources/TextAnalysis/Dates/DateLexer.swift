// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cuts the neighbourhood of digits into what dates are made of. The rest of a text is never looked
// at twice: text without a digit costs one pass over its bytes.

/// A piece of text that may be part of a date.
struct DateItem {
  /// What it is.
  enum Kind: Equatable {
    /// A number and its digits; 0 digits where it is written in Han or Ethiopic numerals.
    case number(Int, digits: Int)
    /// A word, folded; empty where it is none of the vocabulary in a script without spaces.
    case word([UInt8])
    /// Any other character.
    case sign(UInt32)
    /// An empty line, or the border of two neighbourhoods.
    case gap
  }

  var kind: Kind
  /// UTF-8 offsets into the text.
  var range: Range<Int>
  /// Whether a space stands before it.
  var hasSpaceBefore = false
  /// Whether it is a word of Latin capitals.
  var isCapital = false
  /// The zero of its digits, where it is a number.
  var zero: UInt32 = 0
}

/// Cuts texts into date items.
struct DateLexer {
  /// Items that are kept together, about.
  private static let group = 1024
  /// How far from a digit a date may reach, in bytes.
  static let reach = 120
  /// Longer runs of digits are no part of a date, and their value does not matter.
  private static let longestNumber = 9

  private var table = CharacterTable.initial
  private var folder = DateWordFolder()
  private var items: [DateItem] = []
  /// Where in `items` the last gap is; 0 where there is none behind the first.
  private var lastGap = 0

  /// Whether a character belongs to a script in which names stand without spaces around them, or
  /// with endings: Hangul too.
  static func isUnspaced(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF:
      true
    default: false
    }
  }

  /// Gives out the items near digits, of which the first is known, in order, some at a time: no date spans
  /// two groups.
  mutating func items(
    of text: Span<UInt8>, firstDigit: Int, _ body: ([DateItem]) -> Void
  ) {
    items.removeAll(keepingCapacity: true)
    lastGap = 0
    var end = 0
    var next: Int? = firstDigit
    while let digit = next {
      if digit > end + DateLexer.reach || end == 0 {
        giveOut(items.count, body)
        appendGap(at: digit)
        end = max(end, DateLexer.start(before: digit, in: text))
      } else if items.count > DateLexer.group {
        giveOut(lastGap, body)
      }
      end = lex(text, from: end, to: min(text.count, digit + DateLexer.reach))
      next = DigitScanner.next(in: text, from: end)
    }
    giveOut(items.count, body)
  }

  /// Gives out the first items, up to a gap.
  private mutating func giveOut(_ count: Int, _ body: ([DateItem]) -> Void) {
    if count == 0 { return }
    let rest = Array(items[count...])
    items.removeLast(rest.count)
    body(items)
    items = rest
    lastGap = 0
  }

  private mutating func appendGap(at index: Int) {
    lastGap = items.count
    items.append(DateItem(kind: .gap, range: index..<index))
  }

  /// The value of a decimal digit and the zero of its set.
  static func digit(_ codePoint: UInt32) -> (value: Int, zero: UInt32)? {
    if codePoint < 0x660 {
      return codePoint &- 0x30 < 10 ? (Int(codePoint - 0x30), 0x30) : nil
    }
    if codePoint &- 0xFF10 < 10 { return (Int(codePoint - 0xFF10), 0x30) }
    var low = 0
    var high = DigitFold.zeros.count
    while low < high {
      let middle = (low + high) / 2
      if DigitFold.zeros[middle] <= codePoint { low = middle + 1 } else { high = middle }
    }
    guard low > 0, codePoint - DigitFold.zeros[low - 1] < 10 else { return nil }
    return (Int(codePoint - DigitFold.zeros[low - 1]), DigitFold.zeros[low - 1])
  }

  /// Where the neighbourhood before a digit starts: between words, or between characters.
  private static func start(before digit: Int, in text: Span<UInt8>) -> Int {
    guard digit > reach else { return 0 }
    var start = digit - reach
    while start < digit, text[start] > 0x20, text[start] < 0x80 { start += 1 }
    while start < digit, text[start] & 0xC0 == 0x80 { start += 1 }
    return start
  }
}

// MARK: - Items

extension DateLexer {
  /// Lexes up to the end of the item that passes `limit`, and returns that end.
  private mutating func lex(_ text: Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var index = start
    var space = false
    var lineEnds = 0
    while index < limit {
      let scalar = text.decodeScalar(at: index)
      if DateLexer.isSpace(scalar.codePoint) {
        space = true
        if scalar.codePoint == 0x0A {
          lineEnds += 1
          if lineEnds == 2 { appendGap(at: index) }
        }
        index += scalar.length
        continue
      }
      lineEnds = 0
      let before = items.count
      let next = lexItem(text, at: index, scalar)
      if items.count > before { items[before].hasSpaceBefore = space }
      space = false
      index = max(next, index + 1)
    }
    return index
  }

  /// Lexes what begins at `index`, and returns where it ends.
  private mutating func lexItem(
    _ text: Span<UInt8>, at index: Int, _ scalar: DecodedScalar
  ) -> Int {
    if let digit = DateLexer.digit(scalar.codePoint) {
      return lexNumber(text, at: index, zero: digit.zero)
    }
    if (0x1369...0x137C).contains(scalar.codePoint) { return lexEthiopicNumber(text, at: index) }
    if DateLexer.isUnspaced(scalar.codePoint) { return lexUnspaced(text, at: index) }
    let end = index + scalar.length
    if table.of(scalar.codePoint).contains(.letter) { return lexWord(text, at: index) }
    if DateLexer.isInvisible(scalar.codePoint) { return end }
    items.append(DateItem(kind: .sign(scalar.codePoint), range: index..<end))
    return end
  }

  private mutating func lexNumber(_ text: Span<UInt8>, at start: Int, zero: UInt32) -> Int {
    var index = start
    var value = 0
    var digits = 0
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      guard let digit = DateLexer.digit(scalar.codePoint), digit.zero == zero else { break }
      if digits < DateLexer.longestNumber { value = value * 10 + digit.value }
      digits += 1
      index += scalar.length
    }
    items.append(
      DateItem(kind: .number(value, digits: digits), range: start..<index, zero: zero))
    return index
  }

  /// `፳፻፯`: units and tens, times a hundred or ten thousand (Unicode 15, chapter 19.1).
  private mutating func lexEthiopicNumber(_ text: Span<UInt8>, at start: Int) -> Int {
    var index = start
    var total = 0
    var group = 0
    while index < text.count {
      let scalar = text.decodeScalar(at: index)
      switch scalar.codePoint {
      case 0x1369...0x1371: group += Int(scalar.codePoint - 0x1368)
      case 0x1372...0x137A: group += Int(scalar.codePoint - 0x1371) * 10
      case 0x137B:
        total += max(group, 1) * 100
        group = 0
      case 0x137C:
        total = max(total + group, 1) * 10_000
        group = 0
      default:
        items.append(DateItem(kind: .number(total + group, digits: 0), range: start..<index))
        return index
      }
      if total > 100_000 { total = 100_000 }
      index += scalar.length
    }
    items.append(DateItem(kind: .number(total + group, digits: 0), range: start..<index))
    return index
  }

  private mutating func lexWord(_ text: Span<UInt8>, at start: Int) -> Int {
    var index = start
    var isCapital = true
    while index < text.count, index - start < 256 {
      let scalar = text.decodeScalar(at: index)
      let traits = table.of(scalar.codePoint)
      let belongs =
        !traits.isDisjoint(with: [.letter, .extends, .ignorable])
        && !DateLexer.isUnspaced(scalar.codePoint) && scalar.codePoint != 0x200C
      guard belongs, !traits.contains(.digit) || traits.contains(.letter) else { break }
      if scalar.codePoint < 0x80, !traits.contains(.upper) { isCapital = false }
      index += scalar.length
    }
    guard index > start else { return start + 1 }
    let folded = folder.folded(text.extracting(start..<index))
    items.append(DateItem(kind: .word(folded), range: start..<index, isCapital: isCapital))
    return index
  }

  /// The longest word of the vocabulary that begins at `start`, or a Han number before its sign, or
  /// one character that is neither.
  private mutating func lexUnspaced(_ text: Span<UInt8>, at start: Int) -> Int {
    let first = text.decodeScalar(at: start)
    for word in DateVocabulary.shared.unspaced[first.codePoint] ?? [] {
      if let end = DateLexer.end(of: word, in: text, at: start) {
        var key: [UInt8] = []
        for codePoint in word { key.append(scalar: codePoint) }
        items.append(DateItem(kind: .word(key), range: start..<end))
        return end
      }
    }
    if let number = HanNumber(in: text, at: start) {
      items.append(DateItem(kind: .number(number.value, digits: 0), range: start..<number.end))
      return number.end
    }
    let end = start + first.length
    if case .word(let key)? = items.last?.kind, key.isEmpty,
      items.last?.range.upperBound == start
    {
      items[items.count - 1].range = items[items.count - 1].range.lowerBound..<end
    } else {
      items.append(DateItem(kind: .word([]), range: start..<end))
    }
    return end
  }

  private static func end(of word: [UInt32], in text: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    for codePoint in word {
      guard index < text.count else { return nil }
      var scalar = text.decodeScalar(at: index)
      // Thai abbreviations with points, of which the vocabulary has none: `มิ.ย.`
      if scalar.codePoint == 0x2E, codePoint != 0x2E, index > start, index + 1 < text.count {
        index += 1
        scalar = text.decodeScalar(at: index)
      }
      guard scalar.codePoint == codePoint else { return nil }
      index += scalar.length
    }
    return index
  }

  private static func isSpace(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x09...0x0D, 0x20, 0xA0, 0x1361, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Bidirectional marks, joiners and the tatweel.
  private static func isInvisible(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x061C, 0x0640, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

/// A number in Han numerals before the sign of a year, month or day.
struct HanNumber {
  /// The number.
  var value: Int
  /// Byte after its last numeral.
  var end: Int

  private static let digits: [UInt32: Int] = [
    0x3007: 0, 0x96F6: 0, 0x4E00: 1, 0x5143: 1, 0x4E8C: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5,
    0x516D: 6, 0x4E03: 7, 0x516B: 8, 0x4E5D: 9, 0x5341: 10, 0x5EFF: 20, 0x5345: 30, 0x767E: 100,
  ]

  /// Reads a number; nil where none stands at `start`, or no `年`, `月`, `日`, `號`, `号` after it.
  init?(in text: Span<UInt8>, at start: Int) {
    var numerals: [Int] = []
    var index = start
    while index < text.count, numerals.count < 8 {
      let scalar = text.decodeScalar(at: index)
      guard let value = HanNumber.digits[scalar.codePoint] else { break }
      numerals.append(value)
      index += scalar.length
    }
    guard !numerals.isEmpty, index < text.count,
      [0x5E74, 0x6708, 0x65E5, 0x865F, 0x53F7].contains(text.decodeScalar(at: index).codePoint)
    else { return nil }
    value = HanNumber.value(of: numerals)
    end = index
  }

  private static func value(of numerals: [Int]) -> Int {
    if numerals.allSatisfy({ $0 < 10 }) { return numerals.reduce(0) { $0 * 10 + $1 } }
    var total = 0
    var last = 0
    for numeral in numerals {
      switch numeral {
      case 10, 100:
        total += max(last, 1) * numeral
        last = 0
      case 20, 30: total += numeral
      default: last = numeral
      }
    }
    return total + last
  }
}
