// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// The rung `sound`, on names as people write them.
@Suite struct SoundKeyTests {
  /// Spellings of one name; every two of a line must meet, in both directions.
  static let groups = [
    "Mohamed Mohammed Muhammad محمد Мухаммед", "Khrushchev Хрущёв خروشوف",
    "Chruschtschow Хрущёв", "Khrouchtchev Хрущёв", "Chruszczow Хрущёв",
    "Tigray Tigrai ትግራይ تيغراي تگرای", "Seoul 서울 Сеул Σεούλ", "Hussein Hossein حسين حسین Хусейн",
    "Yusuf يوسف Юсуф", "Youssef يوسف", "Said Saïd سعيد", "Fatima فاطمة Фатима", "Fatemeh فاطمة",
    "Fatma فاطمة",
    "Gaddafi Qaddafi Kaddafi القذافي Каддафи", "Kadhafi القذافي",
    "Tchaikovsky Tschaikowski Чайковский", "Czajkowski Чайковский", "Çaykovski Чайковский",
    "Gorbachev Gorbatschow Горбачёв", "Gorbachev غورباتشوف", "Zelensky Зеленський Зеленский",
    "Selenskyj Зеленський", "Thessaloniki Θεσσαλονίκη", "Athina Αθήνα", "Syntagma Σύνταγμα",
    "Piraeus Πειραιάς", "Victoria Βικτώρια", "Addis አዲስ أديس", "Abraham Авраам Αβραάμ",
    "Abraham אברהם አብርሃም",
    "Avraham אברהם", "Ibrahim إبراهيم", "Abraham 아브라함 अब्राहम", "Jerusalem Иерусалим Ιερουσαλήμ",
    "Yerushalayim ירושלים", "Jerusalem ירושלים", "Jerusalem 예루살렘", "Dilli दिल्ली", "Mumbai मुंबई",
    "Dhaka ঢাকা", "Krungthep กรุงเทพ", "Moskva Москва", "Putin Путин بوتين 푸틴 पुतिन",
    "Ramadan رمضان", "Ramazan رمضان", "Osman عثمان", "Othman عثمان", "Tehran تهران",
    "Baghdad بغداد Багдад",
    "Istanbul إسطنبول", "Kabul کابل Кабул", "Herat هرات", "Afghanistan افغانستان Афганистан",
    "Asmara ኣስመራ", "Somalia ሶማሊያ", "Tbilisi თბილისი Тбилиси", "Yerevan Երևան Ереван",
    "Voskan Ոսկան", "Urartu Ուրարտու", "Eduard Էդուարդ", "Stalin Сталин ستالين",
    "Obama Обама 오바마 オバマ", "Merkel Меркель ميركل 메르켈 メルケル", "Pyongyang 평양", "Busan 부산",
    "Pusan 부산", "Hiroshima ひろしま", "London Лондон ロンドン 런던 लंदन", "Lesvos Lesbos Λέσβος",
    "Mitsotakis Μητσοτάκης", "Papandreou Παπανδρέου", "Netanyahu נתניהו", "Kharkiv Харків",
    "Mykola Микола", "Zainab Zeinab زينب", "Khadija خديجة", "Rashid Rachid Raschid رشيد Рашид",
    "Jamal جمال", "Gamal جمال", "Džamal جمال", "Джамал جمال",
  ]

  @Test func `Every letter of a rule is on a page of its own family`() {
    for family in SoundFamily.allCases {
      for rule in family.rules {
        #expect(SoundFamily(ofLetter: rule.letters[0]) == family, "\(rule.letters)")
      }
    }
  }

  @Test func `A word sounds by the rules of its own script as by those of all`() {
    let words = Self.groups.flatMap { $0.split(separator: " ") }
    for word in words + ["Ivanовь", "tok한국", "日本", "x", ""] {
      let letters = word.lowercased().unicodeScalars.map(\.value)
      let own = SoundRules.table(for: letters).read(letters)
      let all = SoundRules.shared.read(letters)
      #expect(own?.segments == all?.segments && own?.hidesVowels == all?.hidesVowels, "\(word)")
    }
  }

  @Test(arguments: groups)
  func `Spellings of a name meet in both directions`(group: String) {
    let names = group.split(separator: " ").map(String.init)
    for left in names {
      for right in names where left != right {
        #expect(Self.meet(left, right), "\(left) must find \(right)")
      }
    }
  }

  /// Names and words that are not one another.
  static let pairs = [
    "Volodymyr Владимир", "Volodymyr Vladimir", "Mohamed محمود", "Samir Samira",
    "Karim Karima", "كريم كريمة", "Hassan Hussein", "Ali Ala", "Omar Amr", "Moses Mary",
    "Paul Pilate",
    "house horse", "water winter", "father mother", "Athens Eden", "London Lebanon", "Seoul Soul1",
    "Iran Iraq", "Mali Malawi", "Niger Nigeria", "Austria Australia", "Marokko Monaco", "дом дым",
    "Dublin Berlin", "Kyiv Kiel", "خبز خبير", "كتاب كاتب", "תורה תרבות", "서울 부산",
    "ትግራይ አማራ", "दिल्ली दलाल", "Korea Kuwait", "Angola Mongolia", "Aleppo Olympia",
  ]

  @Test(arguments: pairs)
  func `Different names stay apart`(pair: String) {
    let names = pair.split(separator: " ").map(String.init)
    #expect(!Self.meet(names[0], names[1]))
    #expect(!Self.meet(names[1], names[0]))
  }

  @Test(arguments: ["a", "Al", "no", "ماء", "مع", "12", "A4", "covid19", "水", "이", "и", "ﷺ1"])
  func `Too short words and words with digits have no sound`(word: String) throws {
    let sound = try Self.sound(word)
    #expect(sound.keys.isEmpty)
    #expect(!sound.meets(sound))
  }

  @Test func `What has a sound meets itself, and its key is among those it looks up`() throws {
    for name in Self.groups.flatMap({ $0.split(separator: " ") }) {
      let sound = try Self.sound(String(name))
      #expect(sound.meets(sound))
      #expect(Set(sound.keys).isSubset(of: sound.lookups))
    }
  }

  @Test func `Meeting is symmetric over random words of all scripts`() throws {
    var random = SeededGenerator(seed: 11)
    let letters = Array("abchjkgwyszouقلرشمويאבהשתжхщяеγχουትግራይ서울प्रดเก".unicodeScalars)
    for round in 0..<3000 {
      func word() -> Sound {
        let count = Int.random(in: 1...7, using: &random)
        var view = String.UnicodeScalarView()
        for _ in 0..<count { view.append(letters.randomElement(using: &random) ?? "a") }
        return Sound(fold: Array(String(view).utf8))
      }
      let (left, right) = (word(), word())
      #expect(left.meets(right) == right.meets(left), "round \(round) of seed 11")
    }
  }

  @Test func `A matcher says of one form after the other what their sounds say`() throws {
    var forms = try Self.groups.flatMap { $0.split(separator: " ") }.map { name in
      try #require(TextAnalyzer().analyzeQuery(String(name)).first { $0.kind == .word }).fold
    }
    forms = [Array("a".utf8), Array("12".utf8)] + forms.prefix(100)
    var meeting = 0
    for form in forms {
      let sound = Sound(fold: form)
      var matcher = SoundMatcher(sound)
      for other in forms {
        let expected = sound.meets(Sound(fold: other))
        if expected { meeting += 1 }
        #expect(matcher.meets(fold: other.span) == expected)
      }
    }
    #expect(meeting > forms.count / 2)
  }

  @Test func `Any bytes are read without a trap`() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let sound = Sound(fold: bytes)
      #expect(sound.keys.count <= 2)
      #expect(sound.lookups.count <= 2 * SoundKeys.mostLookups)
    }
  }

  private static func sound(_ word: String) throws -> Sound {
    Sound(fold: try #require(TextAnalyzer().analyzeQuery(word).first { $0.kind == .word }).fold)
  }

  /// Whether a query for one word finds the other.
  private static func meet(_ query: String, _ form: String) -> Bool {
    guard let asked = try? sound(query), let written = try? sound(form) else { return false }
    return !Set(asked.lookups).isDisjoint(with: written.keys) && asked.meets(written)
  }
}
