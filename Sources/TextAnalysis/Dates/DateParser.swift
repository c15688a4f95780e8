// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Puts items together to dates. A date is found by its shape alone; the language of the passage only
// orders the readings.

/// The fields of a date as written.
struct WrittenDate {
  /// A number for a month, or what its name may mean.
  enum Month {
    case number(Int)
    case named([MonthNames.Meaning])
  }

  /// UTF-8 offsets into the text.
  var range: Range<Int>
  var year: Int
  var month: Month?
  var day: Int?
  /// The last day of `3–5 June`.
  var lastDay: Int?
  /// The era that is written, if any.
  var era: DateEra?
  /// Whether day and month may be the other way round.
  var isSwappable = false
  /// The items that it takes.
  var items: Range<Int>
  /// The zero of its digits.
  var zero: UInt32 = 0x30
}

/// Finds dates in items.
struct DateParser {
  let items: [DateItem]
  private let vocabulary = DateVocabulary.shared
  /// For each item the vocabulary's number of the word that begins there, and the item behind it; asked
  /// for again and again.
  private var words: [(number: UInt32, end: Int)?] = []

  init(_ items: [DateItem]) {
    self.items = items
    words = items.indices.map { longestWord(at: $0) }
  }

  /// All dates, in order, disjoint; each begins at the first item where one can.
  func dates() -> [WrittenDate] {
    var found: [WrittenDate] = []
    var index = 0
    while index < items.count {
      if var date = date(at: index) {
        date.zero = items[date.items].map(\.zero).max() ?? 0x30
        found.append(date)
        index = max(date.items.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    return found
  }

  private func date(at index: Int) -> WrittenDate? {
    switch items[index].kind {
    case .number:
      guard isFree(before: index) || isOpenPath(at: index) else { return nil }
      return dayFirst(at: index) ?? yearFirst(at: index) ?? numeric(at: index)
        ?? yearAlone(at: index)
    case .word:
      // No part of a date begins with another word.
      guard words[index] != nil else { return nil }
      return dayFirst(at: index) ?? monthFirst(at: index) ?? yearFirst(at: index)
        ?? yearAlone(at: index)
    case .sign, .gap: return nil
    }
  }

  // MARK: Items

  /// The item, or a gap beyond the ends.
  func kind(_ index: Int) -> DateItem.Kind {
    items.indices.contains(index) ? items[index].kind : .gap
  }

  /// A number and its digits.
  func number(_ index: Int) -> (value: Int, digits: Int)? {
    if case .number(let value, let digits) = kind(index) { return (value, digits) }
    return nil
  }

  /// The sign at an index.
  func sign(_ index: Int) -> UInt32? {
    if case .sign(let sign) = kind(index) { return sign }
    return nil
  }

  /// Whether the items before and at an index touch.
  func touches(_ index: Int) -> Bool {
    items.indices.contains(index) && index > 0 && !items[index].hasSpaceBefore
      && items[index - 1].kind != .gap
  }

  /// The longest vocabulary word that begins at an index, and the item after it.
  func word(_ index: Int) -> (word: DateWord, end: Int)? {
    guard words.indices.contains(index), let found = words[index] else { return nil }
    return (vocabulary.word(found.number), found.end)
  }

  private func longestWord(at index: Int) -> (number: UInt32, end: Int)? {
    guard case .word(let first) = kind(index), !first.isEmpty else { return nil }
    var best = vocabulary.number(first.span).map { (number: $0, end: index + 1) }
    var key = first
    var next = index
    for _ in 1..<DateVocabulary.longestName {
      guard vocabulary.beginsName(key.span) else { break }
      let joiner = sign(next + 1).map { DateParser.joiners.contains($0) } ?? false
      next += joiner ? 2 : 1
      guard case .word(let more) = kind(next), !more.isEmpty else { break }
      key += [0x20] + more
      if let number = vocabulary.number(key.span) { best = (number, next + 1) }
    }
    if let best, best.end > index + 1 || namesMonth(best.number) { return best }
    if let month = withoutClitic(first) ?? withoutEnding(first) { return (month, index + 1) }
    return best
  }

  private func namesMonth(_ number: UInt32) -> Bool { !vocabulary.word(number).months.isEmpty }

  private static let joiners: Set<UInt32> = [0x2D, 0x2E, 0x27, 0x2019, 0x2011]

  /// A month behind a preposition or article written with it: Arabic و ب ل ف ك, Hebrew ב ל מ ו ה,
  /// Ethiopic በ ከ የ ለ ዝ.
  private func withoutClitic(_ word: [UInt8]) -> UInt32? {
    let scalar = word.span.decodeScalar(at: 0)
    guard DateParser.clitics.contains(scalar.codePoint), word.count > scalar.length + 4
    else { return nil }
    let rest = vocabulary.number(word.span.extracting(scalar.length...))
    return rest.flatMap { namesMonth($0) ? $0 : nil }
  }

  private static let clitics: Set<UInt32> = [
    0x648, 0x628, 0x644, 0x641, 0x643, 0x5D1, 0x5DC, 0x5DE, 0x5D5, 0x5D4, 0x1260, 0x12A8, 0x12E8,
    0x1208, 0x12DD,
  ]

  /// A month before an ending written with it: Persian `ماه`, Kurdish `ی`.
  private func withoutEnding(_ word: [UInt8]) -> UInt32? {
    for ending in vocabulary.monthEndings where word.count > ending.count + 3 {
      guard word.suffix(ending.count).elementsEqual(ending) else { continue }
      let rest = vocabulary.number(word.span.extracting(droppingLast: ending.count))
      if let rest, namesMonth(rest) { return rest }
    }
    return nil
  }

  /// Whether nothing is glued to the front of a number that would make it something else.
  private func isFree(before index: Int) -> Bool {
    guard touches(index) else { return true }
    switch kind(index - 1) {
    case .number, .gap: return false
    case .word(let word):
      return DateLexer.isUnspaced(
        word.span.isEmpty ? 0x4E00 : word.span.decodeScalar(at: 0).codePoint)
        || items[index - 1].isClitic
    case .sign(let sign):
      // Behind a sign that joins numbers only where no number stands before it.
      guard DateParser.numberJoiners.contains(sign) else {
        return !DateParser.currencies.contains(sign)
      }
      return !isNumberOrWord(index - 2) || (sign == 0x2D && items[index - 2].isClitic)
    }
  }

  /// Whether a number stands in the path of an address: `/2015/06/03/`.
  private func isOpenPath(at index: Int) -> Bool {
    sign(index - 1) == 0x2F && number(index)?.digits == 4
  }

  private func isNumberOrWord(_ index: Int) -> Bool {
    guard touches(index + 1) else { return false }
    switch kind(index) {
    case .number, .word: return true
    case .sign, .gap: return false
    }
  }

  static let numberJoiners: Set<UInt32> = [
    0x2D, 0x2E, 0x2F, 0x2C, 0x3A, 0x5F, 0x2010, 0x2011, 0x2B, 0x3D, 0x40, 0x66B, 0x66C, 0x60C,
    0x60D,
  ]
  private static let currencies: Set<UInt32> = [0x24, 0x20AC, 0xA3, 0xA5, 0x23, 0xA7, 0x20B9]

  /// Whether what follows does not make the last number part of something longer.
  func isFree(after end: Int) -> Bool {
    guard touches(end) else { return true }
    switch kind(end) {
    case .number: return false
    case .word(let word):
      if word.isEmpty || DateLexer.isUnspaced(word.span.decodeScalar(at: 0).codePoint) {
        return true
      }
      return word == [0x74] || items[end].isClitic
    case .sign(let sign):
      if sign == 0x25 || sign == 0x2030 { return false }
      guard DateParser.numberJoiners.contains(sign), touches(end + 1) else { return true }
      return sign == 0x2F || number(end + 1) == nil
    case .gap: return true
    }
  }
}

extension DateItem {
  /// Whether a word is one letter or suffix that is written together with numbers in scripts with
  /// cases and prepositions: not Latin, Greek or Cyrillic, where it would be a unit.
  fileprivate var isClitic: Bool {
    guard case .word(let word) = kind, !word.isEmpty else { return false }
    return word.span.decodeScalar(at: 0).codePoint >= 0x530
  }
}
