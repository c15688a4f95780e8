// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The words that dates are made of besides numbers. All are compared folded, so that spellings that
// fold alike need no line of their own.

/// What a word may be in a date.
struct DateWord: Sendable {
  /// The months it names.
  var months: [MonthNames.Meaning] = []
  /// The era or calendar that it names.
  var era: DateEra?
  /// Whether it follows or precedes the number of a year (`年`, `năm`, `سال`).
  var isYearSign = false
  /// Whether it follows or precedes the number of a month (`月`, `tháng`).
  var isMonthSign = false
  /// Whether it follows or precedes the number of a day (`日`, `ngày`, `ቀን`).
  var isDaySign = false
  /// Whether it joins parts of a date and means nothing (`de`, `of`).
  var isFiller = false
  /// Whether it joins two days (`to`, `au`).
  var isRange = false
  /// Whether dates follow it so often that a year of two digits is believed.
  var announcesDate = false
}

extension DateWord {
  /// Languages whose names of months are met everywhere.
  private static let usual: Set<String> = [
    "ar", "de", "en", "es", "fa", "fr", "hi", "id", "it", "pt", "ru", "tr", "uk", "ur",
  ]

  /// Where one name means several months of one calendar, drops the meanings that none of the usual
  /// languages has, if one of them has another: May is October in Duala, but hardly ever meant so.
  mutating func keepUsualMonths() {
    for calendar in Set(months.map(\.calendar)) {
      let own = months.filter { $0.calendar == calendar }
      let isUsual = { (meaning: MonthNames.Meaning) in
        meaning.languages.isEmpty || !DateWord.usual.isDisjoint(with: meaning.languages)
      }
      guard Set(own.map(\.month)).count > 1, own.contains(where: isUsual) else { continue }
      months.removeAll { $0.calendar == calendar && !isUsual($0) }
    }
  }
}

/// An era: a calendar, and what has to be added to the year as written.
struct DateEra: Sendable {
  /// The calendar.
  var calendar: CalendarSystem
  /// Added to the year.
  var offset = 0
  /// Whether it must be written in capitals.
  var isCapital = false
}

/// All words of dates.
struct DateVocabulary: Sendable {
  /// Built at first use.
  static let shared = DateVocabulary()

  /// By folded words, joined by spaces.
  private var words: [DateWord] = []
  /// The numbers of words by their letters, and under another tag the beginnings of words that go on
  /// behind a space.
  private var numbers = ByteMap()
  private var letters: [UInt8] = []
  /// The words of scripts without spaces, by their first character, the longest first.
  private(set) var unspaced: [UInt32: [[UInt32]]] = [:]
  /// Endings of names of months, folded: Persian `ماه` (month), Kurdish `ی` (of).
  private(set) var monthEndings: [[UInt8]] = []
  /// The most words of a name.
  static let longestName = 4
  private init() {
    var folder = DateWordFolder()
    MonthNames.visit { name, meaning in
      if Self.isNumbered(name) { return }
      change(name, &folder) { if !$0.months.contains(meaning) { $0.months.append(meaning) } }
    }
    for index in words.indices { words[index].keepUsualMonths() }
    for (era, names) in DateVocabulary.eras {
      for name in Self.names(in: names) { change(name.span, &folder) { $0.era = era } }
    }
    let signs: [(String, WritableKeyPath<DateWord, Bool>)] = [
      (DateVocabulary.yearSigns, \.isYearSign), (DateVocabulary.monthSigns, \.isMonthSign),
      (DateVocabulary.daySigns, \.isDaySign), (DateVocabulary.fillers, \.isFiller),
      (DateVocabulary.ranges, \.isRange), (DateVocabulary.announcements, \.announcesDate),
    ]
    for (names, path) in signs {
      for name in Self.names(in: names) { change(name.span, &folder) { $0[keyPath: path] = true } }
    }
    monthEndings = Self.names(in: "ماه|ی").map { folder.foldedName($0.span) }
    for key in unspaced.keys { unspaced[key]?.sort { $0.count > $1.count } }
  }

  /// Names between bars, UTF-8.
  private static func names(in list: String) -> [ArraySlice<UInt8>] {
    Array(list.utf8).split(separator: UInt8(ascii: "|"))
  }

  /// `一月` and the like: a number with a sign.
  private static func isNumbered(_ name: Span<UInt8>) -> Bool {
    var scalars: [UInt32] = []
    scalars.decode(name)
    return scalars.last == 0x6708 && scalars.count <= 3
  }

  private mutating func change(
    _ name: Span<UInt8>, _ folder: inout DateWordFolder, _ body: (inout DateWord) -> Void
  ) {
    let first = name.decodeScalar(at: 0).codePoint
    guard DateLexer.isUnspaced(first) else {
      return body(&words[number(of: folder.foldedName(name))])
    }
    var scalars: [UInt32] = []
    scalars.decode(name)
    if !(unspaced[first]?.contains(scalars) ?? false) {
      unspaced[first, default: []].append(scalars)
    }
    var key: [UInt8] = []
    key.append(copying: name)
    body(&words[number(of: key)])
  }

  private static let wholeTag: UInt32 = 0
  private static let beginningTag: UInt32 = 1

  /// The number of a word, which is taken up where it is new.
  private mutating func number(of key: [UInt8]) -> Int {
    if let number = numbers.find(key.span, tag: Self.wholeTag, in: letters.span) {
      return Int(number)
    }
    let start = letters.count
    letters += key
    numbers.insert(key.span, start: start, tag: Self.wholeTag, value: UInt32(words.count))
    for space in key.indices where key[space] == 0x20 {
      let beginning = key.span.extracting(..<space)
      if beginsName(beginning) { continue }
      numbers.insert(beginning, start: start, tag: Self.beginningTag, value: 0)
    }
    words.append(DateWord())
    return words.count - 1
  }

  /// The number of a folded word, or of several with a space between, that may be in a date; O(bytes).
  func number(_ key: Span<UInt8>) -> UInt32? {
    numbers.find(key, tag: Self.wholeTag, in: letters.span)
  }

  /// What the word of a number may be in a date.
  func word(_ number: UInt32) -> DateWord { words[Int(number)] }

  /// Whether a word of several begins with these; O(bytes).
  func beginsName(_ key: Span<UInt8>) -> Bool {
    numbers.find(key, tag: Self.beginningTag, in: letters.span) != nil
  }

  // MARK: Words

  private static let eras: [(DateEra, String)] = [
    (
      DateEra(calendar: .gregorian),
      "ميلادي|ميلادية|ميلاديا|میلادی|عیسوی|م|ء|ค.ศ.|ค.ศ|คริสต์ศักราช|ຄ.ສ.|គ.ស.|እ.ኤ.አ|እኤአ|西元|公元|公曆|公历|西暦|"
        + "서기|н.э|нашей эры|н. е|π.χ|μ.χ"
    ),
    (DateEra(calendar: .gregorian, isCapital: true), "ad|a.d|ce|c.e|gc|g.c|masehi"),
    (
      DateEra(calendar: .hijri),
      "هـ|هجري|هجرية|هجريا|ھ|ہجری|هجری قمری|قمری|ه ق|ه.ق|ھ.ق|ฮ.ศ.|hijri|hijriah|hicri|hijriyah"
    ),
    (DateEra(calendar: .hijri, isCapital: true), "ah|a.h"),
    (
      DateEra(calendar: .solarHijri),
      "ه ش|ه.ش|ھ.ش|هجری شمسی|هجری خورشیدی|شمسی|خورشیدی|ش|هجري شمسي|لمريز|هجري لمریز|shamsi"
    ),
    (DateEra(calendar: .solarHijri, isCapital: true), "sh|s.h|ap|a.p|ahs|a.h.s"),
    (DateEra(calendar: .buddhist), "พ.ศ.|พ.ศ|พุทธศักราช|ພ.ສ.|ພ.ສ|ព.ស.|佛曆|佛历"),
    (DateEra(calendar: .buddhist, isCapital: true), "be|b.e"),
    (DateEra(calendar: .ethiopian), "ዓ.ም|ዓም|ዓመተ ምሕረት|ዓ ም"),
    (DateEra(calendar: .ethiopian, isCapital: true), "ec|e.c"),
    (DateEra(calendar: .minguo), "民國|民国|中華民國|中华民国"),
    (DateEra(calendar: .minguo, isCapital: true), "roc"),
    (DateEra(calendar: .japanese, offset: 1867), "明治"),
    (DateEra(calendar: .japanese, offset: 1911), "大正"),
    (DateEra(calendar: .japanese, offset: 1925), "昭和"),
    (DateEra(calendar: .japanese, offset: 1988), "平成"),
    (DateEra(calendar: .japanese, offset: 2018), "令和"),
  ]

  private static let yearSigns =
    "年|년|년도|کال|năm|سال|سنة|سنه|عام|ساڵی|สا|ปี|ປີ|ឆ្នាំ|ခုနှစ်|ခု|года|год|году|г|гг|року|рік|році|"
    + "року|жылы|жылғы|оны|он|gada|gadā|gads|m|metų|eko|ko|año|ano|anno|année|jahr|jahre|year|år|"
    + "tahun|taun|yılı|yil|yili|ዓመት|वर्ष|सन्|सन|সাল|সালের|সালে|ஆண்டு|წელი|წლის|წელს|թվական|թ|வருடம்"
  private static let monthSigns = "月|월|tháng|thg|сарын|сар|сары|ខែ|ខេ|เดือน|ເດືອນ|လ|月份|ماه|شهر"
  private static let daySigns =
    "日|일|號|号|ngày|ngay|mồng|ቀን|ဓ|ရက်|ရက်နေ့|ថ្ងៃទី|ថ្ងៃ|วันที่|ที่|ວັນທີ|ວັນທີ່|дня|өдөр|өдрийн|an|d|tarehe|"
    + "tanggal|روز|យប់|tgl|dia|día|den|der|dem|dne|ngày"
  private static let fillers =
    "of|the|de|del|du|di|da|den|der|dem|des|ta|tal|do|na|ng|ika|d|dne|el|le|la|il|o|a|van|av|fra|mes|"
    + "من|ی|د|کی|کے|کو|का|की|के|ко|мес|месяца|місяця|шар|р|то|լ|ი|mwezi wa|bulan|mwaka|ya|wa|watan|"
    + "yr|an|ው|አመተ|ዘ|ቱ|ች|nn|ה|ב|ל|ماه|مانگی|ی مانگی|ی شەممە|میاشتې"
  private static let ranges =
    "to|and|au|et|bis|und|al|y|e|a|до|по|и|إلى|الى|و|تا|إلی|ve|do|i|til|tot|en|–"
  private static let announcements =
    "on|dated|date|dates|le|du|am|vom|datum|fecha|data|tarih|tanggal|tgl|дата|от|تاريخ|بتاريخ|تاریخ|"
    + "مورخ|مورخه|بتاریخ|ቀን|תאריך|ημερομηνία|日期|日時|日付|วันที่|ngày|दिनांक|তারিখ|since|until|by|born"
}

/// Folds words of dates as the rung `fold` does, without apostrophes and modifier letters.
struct DateWordFolder {
  private var former = Former()

  /// The folded words of a name, joined by single spaces.
  mutating func foldedName(_ name: Span<UInt8>) -> [UInt8] {
    var joined: [UInt8] = []
    var start = 0
    while start < name.count {
      var end = start
      while end < name.count, Self.separator(in: name, at: end) == 0 { end += 1 }
      if end > start {
        if !joined.isEmpty { joined.append(0x20) }
        joined += folded(name.extracting(start..<end))
      }
      start = end < name.count ? end + Self.separator(in: name, at: end) : end
    }
    return joined
  }

  /// The bytes of what stands between words at an offset: a space, a hyphen, a point, an apostrophe, or the
  /// joiner that keeps letters apart; 0 for anything else.
  private static func separator(in name: Span<UInt8>, at index: Int) -> Int {
    switch name[index] {
    case 0x20, 0x27, 0x2D, 0x2E: return 1
    case 0xE2 where index + 2 < name.count && name[index + 1] == 0x80:
      return name[index + 2] == 0x99 || name[index + 2] == 0x8C ? 3 : 0
    default: return 0
    }
  }

  /// One word, folded.
  mutating func folded(_ word: Span<UInt8>) -> [UInt8] {
    former.makeExact(of: word)
    if former.exact.isEmpty { return [] }
    former.makeFold()
    return former.fold
  }
}
