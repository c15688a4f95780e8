// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Word lists of the light stemmers: forms of a word that must meet, words that must not.

import Testing

@testable import TextAnalysis

/// Forms of one word, which a rule must bring together.
struct FormsOfAWord: CustomStringConvertible {
  let stemmer: Stemmer
  let forms: [String]

  init(_ stemmer: Stemmer, _ forms: String) {
    self.stemmer = stemmer
    self.forms = forms.split(separator: " ").map(String.init)
  }

  var description: String { "\(stemmer): \(forms.joined(separator: " "))" }
}

/// The stem that a rule makes of a word, in the spelling of the rung `fold`.
private func stem(_ word: String, _ stemmer: Stemmer) -> String {
  var former = Former()
  let utf8 = Array(word.utf8)
  former.makeExact(of: utf8.span)
  former.makeFold()
  former.makeStem(by: stemmer)
  return String(decoding: former.stem, as: UTF8.self)
}

struct LightStemmerTests {
  private static let together = [
    FormsOfAWord(.lightArabicScript, "مدرسة المدرسة والمدرسة بالمدرسة للمدرسة وللمدرسة فبالمدرسة"),
    FormsOfAWord(.lightArabicScript, "خانه خانه‌ها خانههای خانه‌هایشان"),
    FormsOfAWord(.lightArabic, "كتاب الكتاب وكتاب والكتاب بالكتاب للكتاب كتابها كتابهم كتابنا"),
    FormsOfAWord(.lightArabic, "مسلم مسلمون المسلمين مسلمات المسلمة"),
    FormsOfAWord(.lightPersian, "کتاب کتابها کتاب‌های کتابی کتابهایشان کتابشان كتابهاي"),
    FormsOfAWord(.lightPersian, "بزرگ بزرگتر بزرگ‌ترین بزرگترینها بزرگان بزرگی"),
    FormsOfAWord(.lightPersian, "نماینده نمایندگان نماینده‌ها نمایندگی"),
    FormsOfAWord(.lightPersian, "رفت رفتم رفتند رفتیم رفته رفتن می‌رفت نمی‌رفتند رفته‌اند"),
    FormsOfAWord(.lightPersian, "می‌گیرد می‌گیرند نمی‌گیرم می‌گیری بگیرند"),
    FormsOfAWord(.lightPersian, "ایران ایرانی ایرانیان"),
    FormsOfAWord(.lightPersian, "دانشجو دانشجویان دانشجوی دانشجویی"),
    FormsOfAWord(.lightPersian, "افغانستان افغانستانی"), FormsOfAWord(.lightPersian, "دوست دوستان"),
    FormsOfAWord(.lightPersian, "انتخاب انتخابات"),
    FormsOfAWord(.lightUrdu, "لڑکا لڑکے لڑکی لڑکوں لڑکیاں لڑکیوں"),
    FormsOfAWord(.lightUrdu, "کتاب کتابیں کتابوں"), FormsOfAWord(.lightUrdu, "اچھا اچھی اچھے"),
    FormsOfAWord(.lightUrdu, "اخبار اخبارات اخباروں"),
    FormsOfAWord(.lightUrdu, "کرنا کرتا کرتی کرتے کروں کرےگا کریںگے"),
    FormsOfAWord(.lightUrdu, "جانا جاتا جائے جائیں جائےگا"),
    FormsOfAWord(.lightUrdu, "ہندوستان ہندوستانی ہندوستانیوں"),
    FormsOfAWord(.lightPashto, "حق حقونه حقونو"),
    FormsOfAWord(.lightPashto, "افغان افغانان افغانانو"),
    FormsOfAWord(.lightPashto, "ماشوم ماشومان ماشومانو"), FormsOfAWord(.lightPashto, "ښځه ښځې ښځو"),
    FormsOfAWord(.lightPashto, "کتاب کتابونه کتابونو"),
    FormsOfAWord(.lightSorani, "کوڕ کوڕەکە کوڕەکان کوڕێک کوڕەکەی کوڕانی کوڕەکانیان"),
    FormsOfAWord(.lightSorani, "ژن ژنەکە ژنەکان"),
    FormsOfAWord(.lightSorani, "ماف مافەکان مافی مافەکانی"),
    FormsOfAWord(.lightSorani, "قوتابی قوتابیان قوتابییەکان"),
    FormsOfAWord(.lightSorani, "شار شارەکە شارێک شاری شاردا شارەکەدا"),
    FormsOfAWord(.lightHebrew, "בית הבית בבית לבית ובית"),
    FormsOfAWord(.lightHebrew, "ספר הספר ובספר ספרים הספרים"),
    FormsOfAWord(.lightHebrew, "מלחמה המלחמה מלחמות מלחמת מלחמתה במלחמה"),
    FormsOfAWord(.lightHebrew, "ממשלה הממשלה ממשלת לממשלה ושהממשלה ממשלות"),
    FormsOfAWord(.lightHebrew, "שלום השלום לשלום ושלום"),
    FormsOfAWord(.lightHebrew, "שבוע השבוע בשבוע"),
    FormsOfAWord(.lightHebrew, "ישראל בישראל מישראל"),
    FormsOfAWord(.lightHebrew, "מכשיר המכשיר מכשירים"),
    FormsOfAWord(.lightHebrew, "בקשה הבקשה בקשות לבקשות"),
    FormsOfAWord(.lightHebrew, "בעיה הבעיה בעיות"), FormsOfAWord(.lightHebrew, "שנה השנה"),
    FormsOfAWord(.lightHebrew, "הפגנה ההפגנה להפגנה הפגנות"),
    FormsOfAWord(.lightHebrew, "ספרייה הספרייה ספריות"),
    FormsOfAWord(.lightHebrew, "גדול גדולה גדולים גדולות הגדולים"),
    FormsOfAWord(.lightAmharic, "ቤት ቤቶች ቤቱ በቤት የቤታቸው ከቤታቸው በቤቱ"),
    FormsOfAWord(.lightAmharic, "ልጅ ልጆች ልጁ ልጄ ልጆቻቸው ለልጆቻቸው ልጁን"),
    FormsOfAWord(.lightAmharic, "ሠራተኛ ሠራተኞች ሠራተኛው ሰራተኞቹ"),
    FormsOfAWord(.lightAmharic, "ከተማ ከተሞች በከተማው የከተማ"),
    FormsOfAWord(.lightAmharic, "መጽሐፍ መጽሐፎች መጽሐፉ መጽሐፌ መጽሐፋችን መጽሐፋቸውን"),
    FormsOfAWord(.lightAmharic, "ኢትዮጵያ ኢትዮጵያዊ ኢትዮጵያውያን በኢትዮጵያ"),
    FormsOfAWord(.lightAmharic, "ሀገር ሀገራት ሀገሮች የሀገራት"), FormsOfAWord(.lightAmharic, "ሰላም ሰላማዊ"),
    FormsOfAWord(.lightAmharic, "ተማሪ ተማሪዎች ተማሪው ለተማሪዎቹ"),
    FormsOfAWord(.lightAmharic, "መብት መብቶች በመብቶቹ መብቶችና"),
    FormsOfAWord(.lightTigrinya, "ሰብ ሰባት"), FormsOfAWord(.lightTigrinya, "ሃገር ሃገሩ ሃገራት ንሃገር ብሃገር"),
    FormsOfAWord(.lightTigrinya, "ኤርትራ ብኤርትራ ኤርትራዊ"), FormsOfAWord(.lightTigrinya, "ገዛ ገዛና ገዛውቲ"),
    FormsOfAWord(.lightTigrinya, "ነጻነት ነጻነትን ነጻነቱ"), FormsOfAWord(.lightTigrinya, "ደረጃ ደረጃታት ብደረጃ"),
  ]

  @Test(arguments: together)
  func `A light rule brings the forms of a word together`(_ word: FormsOfAWord) {
    let stems = Set(word.forms.map { stem($0, word.stemmer) })
    #expect(stems.count == 1, "\(word.forms.map { "\($0): \(stem($0, word.stemmer))" })")
  }

  @Test(arguments: [
    (Stemmer.lightArabicScript, "ولد", "لد"), (.lightArabicScript, "الله", "له"),
    (.lightArabic, "كتاب", "كاتب"), (.lightPersian, "مردم", "مرد"), (.lightPersian, "هفته", "هفت"),
    (.lightPersian, "دختر", "دخ"), (.lightPersian, "میدان", "دان"), (.lightPersian, "میلاد", "لا"),
    (.lightPersian, "نامه", "نام"), (.lightUrdu, "پانی", "پانا"), (.lightUrdu, "دنیا", "دن"),
    (.lightUrdu, "کتاب", "کتا"), (.lightPashto, "کور", "کار"), (.lightSorani, "دەست", "دار"),
    (.lightHebrew, "שלום", "לום"), (.lightHebrew, "שנה", "נה"), (.lightHebrew, "ממשלה", "שלה"),
    (.lightHebrew, "מחבר", "חבר"), (.lightHebrew, "מכשיר", "שיר"), (.lightPersian, "تنها", "تن"),
    (.lightArabicScript, "تنها", "تن"), (.lightPersian, "استان", "است"),
    (.lightSorani, "کوردستان", "کورد"), (.lightHebrew, "מספר", "ספר"),
    (.lightAmharic, "ወንድም", "ወንድ"),
    (.lightAmharic, "ቤት", "ቦታ"), (.lightTigrinya, "ሰብ", "ሰላም"),
  ])
  func `A light rule keeps words apart that only look alike`(
    _ stemmer: Stemmer, _ left: String, _ right: String
  ) {
    #expect(stem(left, stemmer) != stem(right, stemmer))
  }

  @Test
  func `A language has its own rule beside those of the script, and other scripts have none`() {
    let expected: [String: [Stemmer]] = [
      "ar": [.arabic, .lightArabicScript, .lightArabic], "fa": [.lightArabicScript, .lightPersian],
      "prs": [.lightArabicScript, .lightPersian], "ur": [.lightArabicScript, .lightUrdu],
      "ps": [.lightArabicScript, .lightPashto], "ckb": [.lightArabicScript, .lightSorani],
      "ug": [.lightArabicScript, .lightUyghur], "sd": [.lightArabicScript],
      "und": [.arabic, .lightArabicScript, .lightPersian, .lightArabic, .lightUrdu],
    ]
    for (code, rules) in expected {
      let language = Language(unchecked: code)
      #expect(Set(StemmerTable.stemmers(for: language, .arabic)) == Set(rules), "\(code)")
    }
    #expect(StemmerTable.stemmers(for: Language(unchecked: "cy"), .latin).isEmpty)
    #expect(StemmerTable.stemmers(for: Language(unchecked: "ku"), .latin) == [.lightKurmanji])
    #expect(StemmerTable.stemmers(for: Language(unchecked: "af"), .latin) == [.dutch])
    #expect(StemmerTable.stemmers(for: Language(unchecked: "ti"), .ethiopic) == [.lightTigrinya])
  }

  @Test(arguments: StemmerTable.entries.map(\.stemmer).filter { $0.rawValue >= 128 })
  func `A light rule never empties a word and never makes it longer`(_ stemmer: Stemmer) {
    let seed = UInt64(stemmer.rawValue)
    var generator = SeededGenerator(seed: seed)
    for first in [UInt32(0x627), 0x5D0, 0x1200, 0xAC00, 0x61] {
      for _ in 0..<300 {
        let length = Int.random(in: 1...9, using: &generator)
        var word = (0..<length).map { _ in first + UInt32.random(in: 0..<24, using: &generator) }
        let before = word
        LightRules.stem(&word, by: stemmer)
        #expect(!word.isEmpty && word.count <= before.count, "seed \(seed): \(before)")
      }
    }
  }
}
