// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Dates of numbers alone: `2015-06-03`, `3.6.2015`, `03/06/2015`, `١٢/٩/١٤٣٦`, `2015-06`, `06/2015`.

extension DateParser {
  /// Two or three numbers joined by the same sign.
  func numeric(at index: Int) -> WrittenDate? {
    guard let first = number(index), let joiner = joiner(after: index),
      let second = number(joiner.end), first.digits > 0, second.digits > 0,
      second.digits <= 2 || first.digits <= 2
    else { return nil }
    guard let next = self.joiner(after: joiner.end), next.sign == joiner.sign,
      let third = number(next.end), third.digits > 0
    else { return monthAndYear(index, first, joiner, second) }
    return triple(index, (first, second, third), joiner.sign, end: next.end + 1)
  }

  /// A sign that joins the numbers of a date, and the item after it.
  private func joiner(after index: Int) -> (sign: UInt32, end: Int)? {
    guard var sign = sign(index + 1), number(index + 2) != nil else { return nil }
    if [0x2010, 0x2011, 0x2212].contains(sign) { sign = 0x2D }
    if sign == 0x60D || sign == 0xFF0F { sign = 0x2F }
    if sign == 0xFF0E { sign = 0x2E }
    guard [0x2D, 0x2E, 0x2F].contains(sign) else { return nil }
    let isTight = touches(index + 1) && touches(index + 2)
    // Czech and Korean put a space behind the point: `3. 6. 2015`.
    return isTight || (sign == 0x2E && touches(index + 1)) ? (sign, index + 2) : nil
  }

  private typealias Number = (value: Int, digits: Int)

  private func triple(
    _ index: Int, _ numbers: (Number, Number, Number), _ sign: UInt32, end: Int
  ) -> WrittenDate? {
    let (first, second, third) = numbers
    guard isFree(after: end), sign != 0x2E || self.sign(end) != 0x2E || number(end + 1) == nil
    else { return nil }
    let zeros = Set([index, index + 2, index + 4].map { items[$0].zero })
    guard zeros.count == 1, second.digits <= 2 else { return nil }
    var part = YearPart(year: 0, era: nil, isExplicit: false, end: end)
    var date: WrittenDate?
    let range = items[index].range.lowerBound..<items[end - 1].range.upperBound
    if first.digits == 4 || isMinguo(first, sign), third.digits <= 2 {
      date = WrittenDate(
        range: range, year: first.value, month: .number(second.value), day: third.value,
        items: index..<end)
    } else if third.digits == 4, first.digits <= 2 {
      date = WrittenDate(
        range: range, year: third.value, month: .number(second.value), day: first.value,
        isSwappable: true, items: index..<end)
    } else {
      date = shortYear(index, numbers, range, end)
    }
    takeEraOfNumbers(&part, &date)
    return date
  }

  /// `104/06/03`: three digits from 1911 + 90 on, as Taiwan writes.
  private func isMinguo(_ number: Number, _ sign: UInt32) -> Bool {
    number.digits == 3 && (90...199).contains(number.value) && sign != 0x2D
  }

  private func takeEraOfNumbers(_ part: inout YearPart, _ date: inout WrittenDate?) {
    guard var found = date, let word = word(part.end), let era = word.word.era,
      !era.isCapital || items[part.end].isCapital
    else { return }
    part.end = word.end
    if sign(part.end) == 0x2E, touches(part.end) { part.end += 1 }
    found.era = era
    found.range = found.range.lowerBound..<items[part.end - 1].range.upperBound
    found.items = found.items.lowerBound..<part.end
    date = found
  }

  /// Three numbers of two digits behind a word that announces a date: `le 03/06/15`,
  /// `تاریخ ۹۴/۰۴/۱۲`.
  private func shortYear(
    _ index: Int, _ numbers: (Number, Number, Number), _ range: Range<Int>, _ end: Int
  ) -> WrittenDate? {
    let (first, second, third) = numbers
    guard first.digits <= 2, second.digits == 2, third.digits == 2, isAnnounced(index) else {
      return nil
    }
    if items[index].zero == 0x6F0 {
      return WrittenDate(
        range: range, year: first.value + (first.value < 50 ? 1400 : 1300),
        month: .number(second.value), day: third.value, items: index..<end)
    }
    return WrittenDate(
      range: range, year: third.value + (third.value < 50 ? 2000 : 1900),
      month: .number(second.value), day: first.value, isSwappable: true, items: index..<end)
  }

  private func isAnnounced(_ index: Int) -> Bool {
    var before = index - 1
    if let sign = sign(before), [0x3A, 0x28, 0x3D].contains(sign) { before -= 1 }
    return word(before)?.word.announcesDate ?? false
  }

  private func monthAndYear(
    _ index: Int, _ first: Number, _ joiner: (sign: UInt32, end: Int), _ second: Number
  ) -> WrittenDate? {
    let end = joiner.end + 1
    guard isFree(after: end), joiner.sign != 0x2E, touches(joiner.end), self.sign(end) != 0x2F
    else { return nil }
    let range = items[index].range.lowerBound..<items[end - 1].range.upperBound
    let isYearFirst = first.digits == 4 && second.digits == 2
    let isMonthFirst = first.digits == 2 && second.digits == 4 && joiner.sign == 0x2F
    guard isYearFirst || isMonthFirst else { return nil }
    return WrittenDate(
      range: range, year: isYearFirst ? first.value : second.value,
      month: .number(isYearFirst ? second.value : first.value), items: index..<end)
  }
}
