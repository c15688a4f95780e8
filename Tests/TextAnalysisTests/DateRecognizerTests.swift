// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// Dates of a text as `YYYY-MM-DD` or `first/last`, readings joined by ` or `.
private func read(_ text: String, _ language: String? = nil) -> [String] {
  let utf8 = Array(text.utf8)
  let hints = LanguageHints(declared: language.flatMap { Language(tag: $0) })
  var analyzed = AnalyzedText()
  TextAnalyzer().analyze(utf8, hints: hints, into: &analyzed)
  return DateRecognizer().dates(in: utf8, passages: analyzed.passages).map { date in
    date.readings.map { reading in
      let first = CivilDay(reading.days.lowerBound).iso
      let last = CivilDay(reading.days.upperBound).iso
      return first == last ? first : "\(first)/\(last)"
    }.joined(separator: " or ")
  }
}

@Suite struct DateRecognizerTests {
  /// Text, language if declared, and the readings.
  static let dates: [(text: String, language: String?, expected: String)] = [
    ("on 2015-06-03 at noon", "en", "2015-06-03"),
    ("le 3.6.2015", "fr", "2015-06-03 or 2015-03-06"),
    ("am 13. 6. 2015", "de", "2015-06-13"),
    ("on 03/04/2015", "en", "2015-03-04 or 2015-04-03"),
    ("le 03/04/2015", "fr", "2015-04-03 or 2015-03-04"),
    ("on 3 June 2015, we met", "en", "2015-06-03"),
    ("June 3rd, 2015", "en", "2015-06-03"),
    ("3-Jun-2015", "en", "2015-06-03"),
    ("1er mai 2015", "fr", "2015-05-01"),
    ("3 de junio de 2015", "es", "2015-06-03"),
    ("1.º de maio de 2015", "pt", "2015-05-01"),
    ("3. Juni 2015", "de", "2015-06-03"),
    ("3–5 June 2015", "en", "2015-06-03/2015-06-05"),
    ("du 3 au 5 juin 2015", "fr", "2015-06-03/2015-06-05"),
    ("June 2015", "en", "2015-06-01/2015-06-30"),
    ("3 June '15", "en", "2015-06-03"),
    ("le 13/06/15", "fr", "2015-06-13"),
    ("3 июня 2015 г.", "ru", "2015-06-03"),
    ("3-го июня 2015 года", "ru", "2015-06-03"),
    ("в июне 2015", "ru", "2015-06-01/2015-06-30"),
    ("3 червня 2015 року", "uk", "2015-06-03"),
    ("3 listopada 2015", "pl", "2015-11-03 or 2015-10-03"),
    ("3. listopada 2015.", "hr", "2015-10-03 or 2015-11-03"),
    ("2015. június 3-án", "hu", "2015-06-03"),
    ("2015 m. birželio 3 d.", "lt", "2015-06-03"),
    ("2015. gada 3. jūnijā", "lv", "2015-06-03"),
    ("3. kesäkuuta 2015", "fi", "2015-06-03"),
    ("3 Haziran 2015'te", "tr", "2015-06-03"),
    ("ngày 3 tháng 6 năm 2015", "vi", "2015-06-03"),
    ("tháng 6 năm 2015", "vi", "2015-06-01/2015-06-30"),
    ("στις 3 Ιουνίου 2015", "el", "2015-06-03"),
    ("ב-3 ביוני 2015", "he", "2015-06-03"),
    ("3 जून 2015", "hi", "2015-06-03"),
    ("৩ জুন ২০১৫", "bn", "2015-06-03"),
    ("3 Juni 2015", "id", "2015-06-03"),
    ("3 Juni 2015", "sw", "2015-06-03"),
    ("١٢ رمضان ١٤٣٦ هـ", "ar", "2015-06-29"),
    ("في ٣ حزيران ٢٠١٥", "ar", "2015-06-03"),
    ("٣ يونيو/حزيران ٢٠١٥", "ar", "2015-06-03"),
    ("3 جوان 2015", "ar", "2015-06-03"),
    ("في كانون الثاني ٢٠١٥", "ar", "2015-01-01/2015-01-31"),
    ("۱۳۹۴/۰۴/۱۲", "fa", "2015-07-03 or 1974-05-05"),
    ("۱۲ تیر ۱۳۹۴", "fa", "2015-07-03"),
    ("۱۲ تیرماه ۱۳۹۴", "fa", "2015-07-03"),
    ("۱۲ سرطان ۱۳۹۴ ه‍.ش", "fa", "2015-07-03"),
    ("د ۱۳۹۴ کال د چنګاښ ۱۲", "ps", "2015-07-03"),
    ("3 جون 2015ء", "ur", "2015-06-03"),
    ("٣ی حوزەیرانی ٢٠١٥", "ckb", "2015-06-03"),
    ("٣ حوزه\u{200C}یران ٢٠١٥", "ckb", "2015-06-03"),
    ("ሰኔ 5 ቀን 2007 ዓ.ም.", "am", "2015-06-12"),
    ("በሰኔ 5 2007", "am", "2015-06-12"),
    ("ሰኔ ፭ ቀን ፳፻፯ ዓ.ም.", "am", "2015-06-12"),
    ("๓ มิถุนายน ๒๕๕๘", "th", "2015-06-03"),
    ("เมื่อวันที่3มิถุนายนพ.ศ.2558นี้", "th", "2015-06-03"),
    ("3 มิ.ย. 2558", "th", "2015-06-03"),
    ("ថ្ងៃទី៣ ខែមិថុនា ឆ្នាំ២០១៥", "km", "2015-06-03"),
    ("ວັນທີ 3 ມິຖຸນາ 2015", "lo", "2015-06-03"),
    ("၂၀၁၅ ခုနှစ် ဇွန်လ ၃ ရက်", "my", "2015-06-03"),
    ("於民國104年6月3日舉行", "zh", "2015-06-03"),
    ("2015年6月3日", "zh", "2015-06-03"),
    ("二〇一五年六月三日", "zh", "2015-06-03"),
    ("平成27年6月3日", "ja", "2015-06-03"),
    ("令和元年5月1日", "ja", "2019-05-01"),
    ("2015년 6월 3일에", "ko", "2015-06-03"),
    ("2015 оны 6-р сарын 3", "mn", "2015-06-03"),
    ("2015 жылғы 3 маусым", "kk", "2015-06-03"),
    ("3 June 2558 B.E.", "en", "2015-06-03"),
  ]

  @Test(arguments: dates.indices)
  func `A date is read in its calendar, words and digits`(_ index: Int) {
    let date = Self.dates[index]
    #expect(read(date.text, date.language) == [date.expected], "\(date.text)")
  }

  @Test func `What only looks like a date is left alone`() {
    let texts = [
      "version 10.4.2015.3", "192.168.10.12", "call 06 12 34 56 78", "+33 6 12 34 56 78",
      "(030) 1234-567", "John 3:16", "Rom 12,1-2", "€ 12.50", "pp. 123-145", "1939-1945",
      "2014 2015 2016", "3/4 cup", "1/2/3", "ISBN 978-3-16-148410-0", "12.345.678", "31.02.2015x",
      "2015-13-45", "30/30/2015", "v2.10.2015-beta", "1.2.3", "room 2015", "May 5", "3 June",
      "12:30-14:00", "$2015", "A4 2015-b", "10-12", "chapter 12, verse 2015",
    ]
    for text in texts { #expect(read(text, "en") == [], "\(text)") }
  }

  @Test func `Without a language the same dates are found`() {
    for date in Self.dates {
      #expect(!read(date.text).isEmpty, "\(date.text)")
    }
  }

  @Test func `Offsets cut the date out of the text`() {
    let text = "Réunion le ٣ حزيران ٢٠١٥ à 18h"
    let found = DateRecognizer().dates(in: Array(text.utf8))
    let cut = found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(cut == ["٣ حزيران ٢٠١٥"])
  }

  @Test func `Any bytes are read without a trap`() {
    let seed: UInt64 = 20_150_603
    var generator = SeededGenerator(seed: seed)
    let bytes: [UInt8] = Self.dates.flatMap { Array($0.text.utf8) + [UInt8(0x20)] }
    for _ in 0..<300 {
      let start = Int.random(in: 0..<bytes.count - 80, using: &generator)
      var piece = Array(bytes[start..<start + 80])
      for _ in 0..<4 {
        piece[Int.random(in: 0..<80, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      for date in DateRecognizer().dates(in: piece) {
        #expect(date.range.upperBound <= piece.count && !date.readings.isEmpty, "seed \(seed)")
      }
    }
  }
}

@Suite struct CalendarSystemTests {
  private func check(
    _ calendar: CalendarSystem, _ name: String, _ years: ClosedRange<Int>, variant: Int = 0
  ) {
    let count = years.count * calendar.monthCount
    let expected = ICU.monthStarts(
      of: name, from: Int32(years.lowerBound), monthsAYear: Int32(calendar.monthCount), count: count
    )
    for index in 0..<count {
      let year = years.lowerBound + index / calendar.monthCount
      let month = index % calendar.monthCount + 1
      let own = calendar.monthStarts(year, month)[variant]
      guard own == expected[index] else {
        Issue.record("\(name) \(year)-\(month): \(own), ICU \(expected[index])")
        return
      }
    }
  }

  @Test func `Months begin where ICU says, in all calendars`() {
    check(.gregorian, "gregorian", 1...3000)
    check(.buddhist, "buddhist", 2200...3000)
    check(.minguo, "roc", 1...300)
    check(.ethiopian, "ethiopic", 1...2500)
    check(.solarHijri, "persian", 1...1600)
    check(.hijri, "islamic-civil", 1...1700)
    check(.hijri, "islamic-umalqura", 1200...1600, variant: 1)
  }

  @Test func `Days and their names go both ways`() {
    for day in stride(
      from: CalendarSystem.known.lowerBound, to: CalendarSystem.known.upperBound, by: 997)
    {
      let civil = CivilDay(day)
      #expect(
        CalendarSystem.gregorian.days(year: civil.year, month: civil.month, day: civil.day)
          == day...day)
    }
    #expect(CivilDay.text(16_589...16_589) == "3 June 2015")
    #expect(
      DateReading(.solarHijri, year: 1394, month: 4)?.description
        == "22 June – 22 July 2015 (Solar Hijri 1394-04)")
  }
}
