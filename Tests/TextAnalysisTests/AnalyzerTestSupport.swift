// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the tests of the analyzer share: short ways to ask it, texts in thirty languages, a seeded
// generator, and the public data beside the checkout.

import Glibc

@testable import TextAnalysis

/// A token as tests compare it.
struct SeenToken: Hashable, CustomStringConvertible {
  var kind: TokenKind
  var position: UInt32
  var surface: String
  var exact: String
  var fold: String
  /// By rule the stem of `fold`.
  var stems: [Stemmer: String]

  var description: String { "\(kind)@\(position) \(surface)" }
}

/// A text as the analyzer sees it.
func see(_ text: String, _ language: String? = nil) -> [SeenToken] {
  let analyzer = TextAnalyzer()
  var result = AnalyzedText()
  let utf8 = Array(text.utf8)
  let hints = LanguageHints(declared: language.flatMap(Language.init(tag:)))
  analyzer.analyze(utf8, hints: hints, into: &result)
  return result.tokens.map { token in
    let form = analyzer.form(token.form)
    let stems = form.stems.map { ($0.stemmer, String(decoding: $0.key, as: UTF8.self)) }
    return SeenToken(
      kind: token.kind, position: token.position,
      surface: String(decoding: utf8[Int(token.start)..<Int(token.end)], as: UTF8.self),
      exact: String(decoding: form.exact, as: UTF8.self),
      fold: String(decoding: form.fold, as: UTF8.self),
      stems: Dictionary(stems, uniquingKeysWith: { first, _ in first }))
  }
}

/// The surfaces of one kind of token.
func surfaces(_ text: String, _ kind: TokenKind, _ language: String? = nil) -> [String] {
  see(text, language).filter { $0.kind == kind }.map(\.surface)
}

/// The rung `fold` of the first word of a text.
func fold(_ text: String) -> String { see(text).first?.fold ?? "" }

/// A pseudo-random sequence that a seed decides (SplitMix64, Steele et al., OOPSLA 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// The public data of `../shared/data`, where it is present.
enum PublicData {
  /// The folder: `HANDBILL_SHARED`, or `../shared/data` from the folder that tests run in.
  static let folder = getenv("HANDBILL_SHARED").map { String(cString: $0) } ?? "../shared/data"

  /// Whether a file is there.
  static func has(_ name: String) -> Bool { access("\(folder)/\(name)", R_OK) == 0 }

  /// The output of a shell command with the folder as `$1`; empty where it fails.
  static func output(of command: String) -> [UInt8] {
    guard let pipe = popen("set -- '\(folder)'; \(command)", "r") else { return [] }
    defer { pclose(pipe) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      guard count > 0 else { return bytes }
      bytes += chunk[0..<count]
    }
  }

  /// The lines of a command's output, the empty ones too.
  static func lines(of command: String) -> [Substring] {
    var lines = output(of: command).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { Substring(decoding: $0, as: UTF8.self) }
  }
}

/// Sentences of our own in many languages, for contracts that must hold in all of them.
let sentences: [(language: String, text: String)] = [
  ("en", "The tenants' meeting isn't on Monday: it's at 7.30 in O'Connor's re-opened hall."),
  ("fr", "L’assemblée de l'été aura lieu aujourd’hui, œuvre d'un cœur naïf."),
  ("de", "Die Straßenbahn fährt größtenteils über die Brücke; Häuser sind geöffnet."),
  ("it", "L'acqua dell'isola è un'emergenza: città e università chiuse."),
  ("es", "¿Dónde está la reunión? Mañana, en la estación."),
  ("pt", "A manifestação não é às três; as informações estão à porta."),
  ("ro", "Întâlnirea țăranilor și a muncitorilor începe mâine."),
  ("pl", "Zażółć gęślą jaźń, przyjdźcie wszyscy pod łódzki dworzec."),
  ("tr", "İşçiler ılık çayı içip IŞIK Sokağı'na yürüdüler."),
  ("vi", "Cuộc họp về tiền thuê nhà ở Hà Nội được dời sang thứ bảy."),
  ("yo", "Ẹ káàárọ̀, ìpàdé yóò wáyé ní ọjọ́ Ajé."),
  ("ha", "'Yan ƙasa, za a yi taro a ɗakin karatu."),
  ("sq", "Mbledhja për qiranë është të martën në orën shtatë."),
  ("fi", "Työttömien kokous pidetään huomenna kirjastossa."),
  ("el", "Ἡ ἀγορὰ ἄνοιξε· ο λόγος τῆς πόλης, στις πέντε το πρωί."),
  ("ru", "Ёжик подписал листо́вку №5 и ушёл домой."),
  ("uk", "П'ять об’єктів під’їхали, ґанок і їжа готові."),
  ("sr", "Ђурађ и његова кћи чекају на станици."),
  ("ar", "وَالْمُتَظَاهِرُونَ رفعوا لافتاتٍ في الساحة الكبـــيرة عام ٢٠١٩."),
  ("fa", "می‌خواهیم کتاب‌های تازه را به خانهٔ همسایه ببریم."),
  ("ur", "کرایہ داروں کا اجلاس جمعہ کو ہوگا۔"),
  ("ps", "زموږ ښوونځی سبا ته پرانیستل کېږي."),
  ("ckb", "كۆبوونەوەی کرێچییەکان ڕۆژی هەینییە."),
  ("he", "בְּיוֹם שֵׁנִי תתקיים אסיפת הדיירים בבית העם, צה״ל לא מוזמן."),
  ("am", "ስብሰባው ሐሙስ ቀን ነው፡ ሁላችሁም ኑ።"),
  ("ti", "ኣኼባ ኣብ ዝመጽእ ሰሙን ክካየድ እዩ።"),
  ("hi", "किरायेदारों की बैठक ज़रूर होगी, क़लम लाइए।"),
  ("bn", "ভাড়াটিয়াদের সভা আগামীকাল বিকেলে।"),
  ("ta", "வாடகைதாரர் கூட்டம் நாளை நடைபெறும்."),
  ("th", "การประชุมผู้เช่าจะมีขึ้นที่ห้องสมุดวันนี้ เวลา ๑๙ นาฬิกา"),
  ("lo", "ກອງປະຊຸມຜູ້ເຊົ່າຈະມີຂຶ້ນໃນວັນຈັນນີ້"),
  ("km", "ការប្រជុំអ្នកជួលផ្ទះនឹងធ្វើនៅថ្ងៃច័ន្ទ"),
  ("my", "အိမ်ငှားများအစည်းအဝေးကိုတနင်္လာနေ့တွင်ကျင်းပမည်"),
  ("zh", "租户大会将于星期一在图书馆举行，請帶上身份證。"),
  ("ja", "借家人の集会は月曜日にﾄｼｮｶﾝで開かれます。コーヒーもあります。"),
  ("ko", "세입자 모임은 월요일에 도서관에서 열립니다."),
  ("ka", "მოიჯარეების ᲨᲔᲮᲕᲔᲓᲠᲐ ორშაბათს გაიმართება."),
  ("hy", "Վարձակալների ժողովը և հանդիպումը երկուշաբթի է։"),
  ("bo", "ཁང་གླ་གཏོང་མཁན་གྱི་ཚོགས་འདུ།"),
  ("und", "👩‍👩‍👧 🇺🇦 ☂️ € 5️⃣ see https://example.org/a_b?x=1, write to me@example.org"),
]
