// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Spellings that meet on the rung `fold`, and spellings that must not, script by script.

import Testing

@testable import TextAnalysis

/// The rung `fold` of a form, without cutting it into words.
func foldOfForm(_ text: String) -> String {
  var former = Former()
  former.makeExact(of: Array(text.utf8).span)
  former.makeFold()
  return String(decoding: former.fold, as: UTF8.self)
}

/// Expects spellings to meet on the rung `fold`, or not to.
private func expect(_ left: String, _ right: String, meet: Bool) {
  let folds = (foldOfForm(left), foldOfForm(right))
  #expect((folds.0 == folds.1) == meet, "\(left), \(right): \(folds)")
}

struct FoldScriptTests {
  @Test(arguments: [
    ("Ŋmɛ", "nme"), ("ẹ̀kọ́", "eko"), ("Ọ̀ṣun", "osun"), ("Ịgbò", "igbo"), ("ɓera", "bera"),
    ("Eʋegbe", "evegbe"), ("Ƒo", "fo"), ("Đặng", "dang"), ("Üçüncü", "ucuncu"), ("kədi", "kedi"),
    ("Timişoara", "timișoara"), ("lǜ", "lu"), ("kṛṣṇa", "krsna"), ("saṃskṛta", "saṁskrta"),
    ("Għawdex", "ghawdex"), ("Þingvellir", "thingvellir"), ("Ynys Môn", "ynys mon"),
    ("M̧ajeļ", "majel"), ("Sámegiella", "samegiella"), ("ŧ", "t"), ("Lībiešu", "libiesu"),
    ("oʻzbek", "o'zbek"), ("ʻokina", "okina"), ("ﬁn", "fin"), ("Ｆｕｌｌ", "full"),
    ("ꜱᴀʟᴇ", "sale"), ("ᴍᴇᴇᴛɪɴɢ", "meeting"), ("col·legi", "collegi"), ("ĳs", "ijs"),
    ("ǆep", "dzep"), ("m²", "m2"), ("①", "1"), ("❷", "2"), ("⓫", "11"), ("5\u{FE0F}\u{20E3}", "5"),
    ("Müller", "muller"), ("Åbo", "abo"), ("Tromsø", "tromso"),
  ])
  func `Latin letters and numbers meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [("Müller", "mueller"), ("Åbo", "aabo"), ("ǃxuu", "xuu"), ("ʔ", "ʕ")])
  func `Latin letters stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("ΆΝΘΡΩΠΟΣ", "ανθρωπος"), ("ἄνθρωπος", "άνθρωπος"), ("ναΐς", "ναις"), ("τῇ", "τη"),
    ("ϲοφόϲ", "σοφος"), ("Ρ̓ω", "ρω"), ("μαΐου", "μαιου"), ("ϛ", "στ"), ("ϗ", "και"),
  ])
  func `Greek spellings meet`(_ left: String, _ right: String) { expect(left, right, meet: true) }

  @Test(arguments: [
    ("домъ", "дом"), ("въ", "в"), ("хлѣбъ", "хлеб"), ("ѳедоръ", "федор"), ("бѫдеще", "бъдеще"),
    ("Ѓорѓи", "горги"), ("Ќе", "ке"), ("ґанок", "ганок"), ("ўсё", "усе"), ("гӀалгӀай", "г1алг1ай"),
    ("гӀалгӀай", "гIалгIай"), ("гӀалгӀай", "гіалгіай"), ("iнтернет", "інтернет"),
    ("Аԥсуа", "Аҧсуа"), ("сло́во", "слово"), ("сло҃во", "слово"), ("ѹмъ", "ум"),
  ])
  func `Cyrillic spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [
    ("мой", "мои"), ("кіт", "кит"), ("ћуд", "чуд"), ("љубав", "лубав"), ("џеп", "цеп"),
    ("қала", "кала"), ("өт", "от"), ("подъезд", "подезд"), ("ь", "ъ"), ("єдність", "едність"),
    ("дом1", "домі"),
  ])
  func `Cyrillic spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("ٱلْحَمْدُ", "الحمد"), ("إسلام", "اسلام"), ("مؤمن", "مومن"), ("رئيس", "رييس"),
    ("على", "علي"), ("كِتاب", "کتاب"), ("ﷲ", "الله"), ("ﻻ", "لا"), ("٣٫٥", "3.5"),
    ("۳٬۵۰۰", "3,500"),
    ("می‌روم", "میروم"), ("خانۀ", "خانهٔ"), ("خانۀ", "خانه"), ("علماء", "علما"), ("لئے", "لیے"),
    ("بھائی", "بہائی"), ("ښوونځي", "ښوونځی"), ("ګل", "گل"), ("سړۍ", "سړی"),
    ("كوردستان", "کوردستان"), ("ڕۆژ", "روژ"), ("ئه‌و", "ئەو"), ("ھەر", "هەر"), ("قازاق", "ڧازاڧ"),
    ("ڪتاب", "کتاب"), ("كٲشُر", "کاشر"), ("مُہَم", "مهم"),
  ])
  func `Spellings in Arabic script meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [
    ("گل", "کل"), ("باب", "پاپ"), ("ښه", "سه"), ("ٹال", "تال"), ("ژن", "زن"), ("ڈر", "در"),
    ("سے", "سی"), ("ئۈچ", "ئۇچ"), ("ڄام", "جام"), ("څه", "حه"),
  ])
  func `Spellings in Arabic script stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("שָׁלוֹם", "שלום"), ("ﬡב", "אב"), ("צה\"ל", "צה״ל"), ("וכו׳", "וכו"), ("וכו'", "וכו׳"),
    ("צ׳ק", "צק"),
    ("בית־ספר", "ביתספר"), ("ייִדיש", "ײדיש"), ("פֿון", "פון"), ("אַז", "אז"), ("װאָס", "וואס"),
    ("ײַן", "יין"),
  ])
  func `Hebrew and Yiddish spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [("שלום", "שלם"), ("כל", "קל")])
  func `Hebrew spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("ጐንደር", "ጎንደር"), ("በልቷል", "በልቱዋል"), ("በልቷል", "በልቱአል"), ("ነዉ", "ነው"), ("ሗላ", "ኋላ"),
    ("ሁዋላ", "ኋላ"), ("ኅብረት", "ህብረት"), ("ዕለት", "እለት"), ("ጸሓፊ", "ፀሀፊ"), ("ሠራተኛ", "ሰራተኛ"),
    ("ኣብ", "አብ"),
  ])
  func `Ethiopic spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [("ቀን", "ከን"), ("ሰላም", "ሸላም"), ("ጠና", "ጨና"), ("ቤት", "ቢት")])
  func `Ethiopic spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }
}
