// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The same for the scripts of the Caucasus, South, South East and East Asia.

import Testing

@testable import TextAnalysis

/// Expects spellings to meet on the rung `fold`, or not to.
private func expect(_ left: String, _ right: String, meet: Bool) {
  let folds = (foldOfForm(left), foldOfForm(right))
  #expect((folds.0 == folds.1) == meet, "\(left), \(right): \(folds)")
}

struct FoldAsianScriptTests {
  @Test(arguments: [
    ("հինգ և վեց", "հինգ եւ վեց"), ("Երևան", "ԵՐԵՎԱՆ"), ("Երևան", "Երեւան"), ("Ինչո՞ւ", "ինչու"),
    ("Բարև՛", "բարև"), ("ﬓ", "մն"), ("ႧႡႨႪႨႱႨ", "თბილისი"), ("ⴇⴁⴈⴊⴈⴑⴈ", "თბილისი"),
  ])
  func `Armenian and Georgian spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [
    ("हिन्दी", "हिंदी"), ("पञ्जाब", "पंजाब"), ("अण्डा", "अंडा"), ("एजेन्ट", "एजेंट"),
    ("सम्बन्ध", "संबंध"), ("गङ्गा", "गंगा"), ("हाँ", "हां"), ("फ़ोन", "फोन"), ("डॉक्टर", "डोक्टर"),
    ("अॅप", "ॲप"), ("क्‍या", "क्या"), ("आम", "अाम"), ("সঙ্গে", "সংগে"), ("চাঁদ", "চাদ"),
    ("উৎসব", "উত্‍সব"), ("ৰাম", "রাম"), ("বড়", "বড"), ("ਪੰਜਾਬ", "ਪਂਜਾਬ"), ("ਆਂ", "ਅਾਂ"),
    ("હિન્દી", "હિંદી"), ("ଭଵନ", "ଭବନ"), ("ஶ்ரீ", "ஸ்ரீ"), ("கொ", "கெ\u{0BBE}"),
    ("వాఁడు", "వాడు"), ("తెలుఁగు", "తెలుగు"), ("ಕನ್ನಡ", "ಕನ್\u{200C}ನಡ"),
    ("അവൻ", "അവന്‍"), ("എന്റെ", "എൻ്റെ"), ("അവൾ", "അവള്‍"), ("അതു്", "അത്"), ("സങ്ഘം", "സംഘം"),
    ("കൌമാരം", "കൗമാരം"), ("ලංකාව", "ලංකාව"), ("ක්‍ෂ", "ක්ෂ"), ("२०२४", "2024"), ("௧௨", "12"),
  ])
  func `Indic spellings meet`(_ left: String, _ right: String) { expect(left, right, meet: true) }

  @Test(arguments: [
    ("कि", "की"), ("कर्म", "करम"), ("अन्न", "अंन"), ("बाल", "बाला"), ("ਪਤਾ", "ਪੱਤਾ"), ("கல்", "கள்"),
    ("பல்", "பால்"), ("ന്", "ന"), ("ලක", "ළක"), ("রং", "র"), ("சன்டை", "சந்டை"),
  ])
  func `Indic spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("น้ำ", "น\u{0E49}\u{0E4D}\u{0E32}"), ("น้ำ", "น\u{0E4D}\u{0E49}\u{0E32}"), ("แม่", "เเม่"),
    ("กิ่ง", "ก\u{0E48}\u{0E34}ง"), ("ฤๅษี", "ฤาษี"), ("ຫຼາຍ", "ຫລາຍ"), ("ໝາ", "ຫມາ"),
    ("ນ້ຳ", "ນ\u{0EC9}\u{0ECD}\u{0EB2}"), ("ນ້ຳ", "ນ\u{0ECD}\u{0EC9}\u{0EB2}"),
    ("បណ្ដាល", "បណ្តាល"), ("ស៊ី", "ស\u{17B8}\u{17CA}"), ("ចាំ", "ច\u{17C6}\u{17B6}"),
    ("កើ", "ក\u{17C1}\u{17B8}"), ("ကို", "က\u{102F}\u{102D}"), ("၀န်ကြီး", "ဝန်ကြီး"),
    ("ဩဂုတ်", "သြဂုတ်"), ("ဝါ", "ဝာ"), ("ဥ်", "ဉ်"), ("၂၀၂၄", "2024"), ("ཪ", "ར"), ("༢༠", "20"),
  ])
  func `South East Asian and Tibetan spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [
    ("มา", "ม้า"), ("ป่า", "ป้า"), ("ນາ", "ນ້າ"), ("ខ្មែរ", "ខមែរ"), ("ដា", "តា"), ("စာ", "စား"),
    ("စာ", "စာ့"), ("ကျ", "ကြ"), ("ཀ", "ཀྱ"), ("ར", "རྒ"), ("မ၀", "မဝ"), ("၁၀နာရီ", "၁ဝနာရီ"),
  ])
  func `South East Asian and Tibetan spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("國家", "国家"), ("發展", "発展"), ("發展", "发展"), ("頭髮", "头发"), ("渡邊", "渡辺"), ("澤田", "沢田"),
    ("沢田", "泽田"), ("裏面", "裡面"), ("台灣", "臺灣"), ("峯", "峰"), ("羣眾", "群众"), ("髙橋", "高橋"),
    ("山﨑", "山崎"), ("𠮷野", "吉野"), ("嶋田", "島田"), ("弁護", "辯護"), ("竜", "龍"), ("気", "气"),
    ("人々", "人人"), ("いすゞ", "いすず"), ("こゝろ", "こころ"), ("バナヽ", "バナナ"), ("三ヶ月", "三ケ月"),
    ("ｺｰﾋｰ", "コーヒー"), ("ﾊﾟﾝ", "パン"), ("か\u{3099}", "が"), ("ㄱㅏ", "가"), ("\u{FFA1}\u{FFC2}", "가"),
    ("\u{1112}\u{1161}\u{11AB}", "한"), ("１２３", "123"), ("㈱", "(株)"), ("更", "更"), ("〳", "〳"),
  ])
  func `East Asian spellings meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [
    ("ガス", "カス"), ("パン", "バン"), ("かな", "カナ"), ("びょういん", "びよういん"), ("おばさん", "おばーさん"),
    ("닭", "달"), ("大", "太"), ("未", "末"), ("他", "她"),
  ])
  func `East Asian spellings stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test(arguments: [
    ("ܫܠܳܡܳܐ", "ܫܠܡܐ"), ("ߒߞߏ", "ߒߞߏ߫"), ("ሰላ፟ም", "ሰላም"), ("ᠮᠣᠩᠭᠣᠯ", "ᠮᠣᠩᠭᠣ\u{180B}ᠯ"), ("Ꮳ", "ꮳ"),
    ("𞤀", "𞤢"), ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖⵜ"), ("᠐", "0"), ("߁", "1"), ("ⲡⲣⲱ⳯ⲙⲉ", "ⲡⲣⲱⲙⲉ"),
  ])
  func `Spellings of other scripts meet`(_ left: String, _ right: String) {
    expect(left, right, meet: true)
  }

  @Test(arguments: [("ދިވެހި", "ދވހ"), ("ߒߞߏ߲", "ߒߞߏ"), ("ꦗꦮ", "ꦗꦮꦶ")])
  func `Spellings of other scripts stay apart`(_ left: String, _ right: String) {
    expect(left, right, meet: false)
  }

  @Test
  func `Katakana can be written in hiragana`() {
    var word = "コーヒーヴヵヾ".unicodeScalars.map(\.value)
    KanaFold.writeInHiragana(&word)
    let hiragana = "こーひーゔゕゞ".unicodeScalars.map(\.value)
    #expect(word == hiragana)
  }
}
