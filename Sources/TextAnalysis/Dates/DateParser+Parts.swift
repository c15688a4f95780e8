// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Dates with a word in them: `3 June 2015`, `June 3, 2015`, `2015年6月3日`, `ngày 3 tháng 6 năm 2015`,
// `ሰኔ 5 ቀን 2007 ዓ.ም.`

extension DateParser {
  /// A part of a date, and the item after it.
  struct DayPart {
    var day: Int
    var lastDay: Int?
    var end: Int
  }

  /// A month.
  struct MonthPart {
    var month: WrittenDate.Month
    var end: Int
  }

  /// A year with what tells that it is one.
  struct YearPart {
    var year: Int
    var era: DateEra?
    /// Whether an era or a word for year stands with it.
    var isExplicit: Bool
    var end: Int
  }

  /// Day, month, year.
  func dayFirst(at index: Int) -> WrittenDate? {
    guard let day = dayPart(at: index) else { return nil }
    guard let month = monthPart(at: skipFillers(from: day.end)),
      let year = yearPart(at: skipFillers(from: month.end))
    else { return nil }
    return date(index, year, month.month, day)
  }

  /// Month, then day and year, or the year alone.
  func monthFirst(at index: Int) -> WrittenDate? {
    guard let month = monthPart(at: index) else { return nil }
    let next = skipFillers(from: month.end)
    if let day = dayPart(at: next), let year = yearPart(at: skipFillers(from: day.end)) {
      return date(index, year, month.month, day)
    }
    guard let year = yearPart(at: next) else { return nil }
    if !year.isExplicit, isShortName(index, month.end) { return nil }
    return date(index, year, month.month, nil)
  }

  /// Year, month, and the day where there is one.
  func yearFirst(at index: Int) -> WrittenDate? {
    guard let year = yearPart(at: index) else { return nil }
    let next = skipFillers(from: year.end)
    guard let month = monthPart(at: next) else {
      guard let day = dayPart(at: next), day.lastDay == nil,
        let month = monthPart(at: skipFillers(from: day.end)), case .named = month.month,
        yearPart(at: skipFillers(from: month.end)) == nil
      else { return nil }
      return date(index, year, month.month, day, end: month.end)
    }
    let afterMonth = skipFillers(from: month.end)
    if let day = dayPart(at: afterMonth), yearPart(at: afterMonth) == nil {
      return date(index, year, month.month, day, end: day.end)
    }
    // `2014 June 2015`: the month belongs to what follows.
    if yearPart(at: afterMonth) != nil, !year.isExplicit { return nil }
    if !year.isExplicit, isShortName(next, month.end) { return nil }
    return date(index, year, month.month, nil, end: month.end)
  }

  /// A year that a word or an era declares.
  func yearAlone(at index: Int) -> WrittenDate? {
    guard let year = yearPart(at: index), year.isExplicit else { return nil }
    return date(index, year, nil, nil)
  }

  private func date(
    _ index: Int, _ year: YearPart, _ month: WrittenDate.Month?, _ day: DayPart?, end: Int? = nil
  ) -> WrittenDate? {
    let end = end ?? year.end
    let range = items[index].range.lowerBound..<items[end - 1].range.upperBound
    return WrittenDate(
      range: range, year: year.year, month: month, day: day?.day, lastDay: day?.lastDay,
      era: year.era, items: index..<end)
  }

  /// Whether a name is so short that it needs a day beside it: `mar 2015` may be anything.
  private func isShortName(_ index: Int, _ end: Int) -> Bool {
    guard end == index + 1, case .word(let word) = kind(index) else { return false }
    return word.count <= 2
  }

  /// Passes over words and signs that mean nothing, at most three.
  private func skipFillers(from index: Int) -> Int {
    var index = index
    for _ in 0..<3 {
      if let sign = sign(index), DateParser.fillerSigns.contains(sign) {
        if sign == 0x27 || sign == 0x2019, number(index + 1)?.digits == 2 { break }
        index += 1
      } else if let found = word(index), found.word.isFiller, found.word.months.isEmpty {
        index = found.end
      } else {
        break
      }
    }
    return index
  }

  private static let fillerSigns: Set<UInt32> = [
    0x2C, 0x2E, 0x2D, 0x2F, 0x60C, 0x1363, 0x1361, 0x2010, 0x2011, 0x27, 0x2019, 0xB7, 0x300A,
    0xFF0C,
  ]

  // MARK: Parts

  /// A number from 1 to 31 with its ordinal ending or sign, or two of them.
  private func dayPart(at index: Int) -> DayPart? {
    guard let first = singleDay(at: index) else { return nil }
    var next = first.end
    if let sign = sign(next), [0x2D, 0x2010, 0x2011, 0x2013, 0x2F].contains(sign) {
      next += 1
    } else if let word = word(next), word.word.isRange {
      next = word.end
    } else {
      return first
    }
    guard let last = singleDay(at: next), last.day > first.day,
      monthPart(at: skipFillers(from: last.end)) != nil
    else { return first }
    return DayPart(day: first.day, lastDay: last.day, end: last.end)
  }

  private func singleDay(at index: Int) -> DayPart? {
    var index = index
    if let sign = word(index), sign.word.isDaySign, sign.word.months.isEmpty { index = sign.end }
    guard let day = number(index), (1...32).contains(day.value), day.digits <= 2 else { return nil }
    var end = index + 1
    if sign(end) == 0xBA || sign(end) == 0xB0, touches(end) { end += 1 }
    if touches(end), case .word(let suffix) = kind(end), isOrdinal(suffix) { end += 1 }
    if sign(end) == 0x2D, touches(end), touches(end + 1), case .word(let suffix) = kind(end + 1),
      suffix.count <= 6, word(end + 1)?.word.months.isEmpty ?? true
    {
      end += 2
    }
    if let sign = word(end), sign.word.isDaySign, sign.word.months.isEmpty { end = sign.end }
    return DayPart(day: day.value, end: end)
  }

  /// `st`, `er`, `ος`, `го`: at most three letters right behind the number.
  private func isOrdinal(_ suffix: [UInt8]) -> Bool {
    guard !suffix.isEmpty, suffix.count <= 6 else { return false }
    return suffix.count <= 3 || suffix[0] >= 0x80
  }

  private func monthPart(at index: Int) -> MonthPart? {
    if let found = word(index) {
      if !found.word.months.isEmpty {
        var end = found.end
        if sign(end) == 0x2E { end += 1 }
        if let sign = word(end), sign.word.isMonthSign, sign.word.months.isEmpty { end = sign.end }
        return MonthPart(month: .named(found.word.months), end: afterOtherName(found.word, end))
      }
      guard found.word.isMonthSign else { return nil }
      if let number = number(found.end), (1...13).contains(number.value), number.digits <= 2 {
        return MonthPart(month: .number(number.value), end: found.end + 1)
      }
      return monthPart(at: found.end).flatMap { if case .named = $0.month { $0 } else { nil } }
    }
    guard let number = number(index), (1...13).contains(number.value), number.digits <= 2 else {
      return nil
    }
    var end = index + 1
    if sign(end) == 0x2D { end += 1 }
    if case .word(let suffix) = kind(end), suffix == Array("р".utf8) { end += 1 }
    guard let sign = word(end), sign.word.isMonthSign else { return nil }
    return MonthPart(month: .number(number.value), end: sign.end)
  }

  /// Passes over the same month by its other name, as in `يونيو/حزيران`.
  private func afterOtherName(_ name: DateWord, _ end: Int) -> Int {
    guard let sign = sign(end), [0x2F, 0x28, 0x2D].contains(sign), let other = word(end + 1),
      other.word.months.contains(where: { month in
        name.months.contains { $0.calendar == month.calendar && $0.month == month.month }
      })
    else { return end }
    return self.sign(other.end) == 0x29 ? other.end + 1 : other.end
  }

  /// A number of three or four digits, or fewer with an era or an apostrophe.
  func yearPart(at index: Int) -> YearPart? {
    var index = index
    var era: DateEra?
    var isExplicit = false
    for _ in 0..<2 {
      guard let found = word(index) else { break }
      if let named = found.word.era, !named.isCapital || isCapital(index..<found.end) {
        era = named
      } else if found.word.isYearSign, found.word.months.isEmpty {
        isExplicit = true
      } else {
        break
      }
      index = found.end
      if sign(index) == 0x2E { index += 1 }
    }
    var isShort = false
    if let mark = sign(index), mark == 0x27 || mark == 0x2019, number(index + 1)?.digits == 2 {
      index += 1
      isShort = true
    }
    guard let number = number(index), number.value > 0 else { return nil }
    return year(number, at: index, era: era, isExplicit: isExplicit, isShort: isShort)
  }

  /// The year with what follows its number.
  private func year(
    _ number: (value: Int, digits: Int), at index: Int, era: DateEra?, isExplicit: Bool,
    isShort: Bool
  ) -> YearPart? {
    var part = YearPart(
      year: number.value, era: era, isExplicit: isExplicit || era != nil, end: index + 1)
    let afterPoint = sign(part.end) == 0x2E ? part.end + 1 : part.end
    if let found = word(afterPoint), found.word.isYearSign, found.word.months.isEmpty {
      part.isExplicit = part.isExplicit || found.word.era == nil
      part.end = found.end
      if sign(part.end) == 0x2E { part.end += 1 }
    }
    takeEra(after: &part)
    guard part.end > index + 1 || isFree(after: part.end) else { return nil }
    if isShort { part.year += number.value < 50 ? 2000 : 1900 }
    let isYear =
      part.era != nil || isShort || number.digits == 4
      || (1000...9999).contains(part.year)
        && number.digits == 0
      || (number.digits == 3 && part.isExplicit)
    return isYear && part.year <= 9999 ? part : nil
  }

  /// Takes an era behind the number, in parentheses too.
  private func takeEra(after part: inout YearPart) {
    let isOpen = sign(part.end) == 0x28
    let start = isOpen ? part.end + 1 : part.end
    guard part.era == nil, let found = word(start), let era = found.word.era,
      found.word.months.isEmpty, !era.isCapital || isCapital(start..<found.end)
    else { return }
    let isClosed = sign(found.end) == 0x29
    if isOpen && !isClosed { return }
    part.era = era
    part.isExplicit = true
    part.end = found.end + (isOpen ? 1 : 0)
    if sign(part.end) == 0x2E, touches(part.end) { part.end += 1 }
  }

  private func isCapital(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      if case .word = items[$0].kind { items[$0].isCapital } else { true }
    }
  }
}
