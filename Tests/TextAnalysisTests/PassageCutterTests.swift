// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

struct PassageCutterTests {
  private func cut(_ text: String, declared: String? = nil) -> [Passage] {
    cut(Array(text.utf8), declared: declared)
  }

  private func cut(_ bytes: [UInt8], declared: String? = nil) -> [Passage] {
    var cutter = PassageCutter()
    return cutter.passages(
      of: bytes, hints: LanguageHints(declared: declared.flatMap { Language(tag: $0) }))
  }

  private func codes(_ passages: [Passage]) -> [String] { passages.map(\.language.code) }

  private func covers(_ passages: [Passage], _ count: Int) -> Bool {
    var end = 0
    for passage in passages {
      guard passage.range.lowerBound == end, !passage.range.isEmpty else { return false }
      end = passage.range.upperBound
    }
    return end == count
  }

  @Test func `A sheet in three languages gives three passages`() {
    let text = """
      Le repas est gratuit pour tout le monde ce soir à la salle des fêtes.
      Free food for everybody tonight in the town hall.
      طعام مجاني للجميع هذا المساء في قاعة المدينة.
      """
    let passages = cut(text)
    #expect(codes(passages) == ["fr", "en", "ar"])
    #expect(passages.allSatisfy { $0.origin == .detected && $0.confidence > 0.5 })
    #expect(covers(passages, text.utf8.count))
  }

  @Test(arguments: [
    ("tha", "อาหารฟรีทุกวัน", "th"), ("kat", "უფასო საჭმელი", "ka"), ("ell", "Δωρεάν φαγητό", "el"),
    ("hye", "Անվճար սնունդ", "hy"), ("tam", "இலவச உணவு", "ta"), ("khm", "អាហារឥតគិតថ្លៃ", "km"),
  ])
  func `A script of one living language names it`(name: String, text: String, code: String) {
    let passages = cut(text)
    #expect(codes(passages) == [code])
    #expect(passages.first?.origin == .script)
  }

  @Test(arguments: [
    ("ar", "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق"),
    ("fa", "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند"),
    ("fa", "كتاب علي در خانه است"),
    ("ckb", "هەموو مرۆڤەکان بە ئازادی و یەکسانی لە کەرامەت و ماف لە دایک دەبن"),
    ("ps", "ټول انسانان آزاد نړۍ ته راځي او د حیثیت او حقوقو له پلوه سره برابر دي"),
    ("ur", "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں"),
    ("am", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው"),
    ("ti", "ብመንጽር ክብርን መሰልን ኩሎም ሰባት እንትውለዱ ነፃን ማዕሪን እዮም"),
    ("he", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם"),
    ("yi", "יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט"),
  ])
  func `Languages of one script are told apart by letters and words`(code: String, text: String) {
    #expect(codes(cut(text)) == [code])
  }

  @Test func `Chinese, Japanese and Korean on one sheet are told apart`() {
    let text = """
      日本国憲法
      日本国民は、正当に選挙された国会における代表者を通じて行動する。
      人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。
      모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.
      """
    #expect(codes(cut(text)) == ["ja", "zh", "ko"])
  }

  @Test func `A declared language is believed only in the scripts it is written in`() {
    let passages = cut("سلام world", declared: "fa")
    #expect(passages.map(\.script) == [.arabic, .latin])
    #expect(passages[0].language.code == "fa" && passages[0].origin == .declared)
    #expect(passages[1].origin != .declared)
  }

  @Test func `Declared spans win over the language of the whole`() throws {
    let text = Array("Bonjour Hello Bonjour".utf8)
    var cutter = PassageCutter()
    let hints = LanguageHints(
      declared: Language(tag: "fr"),
      spans: [.init(range: 8..<14, language: try #require(Language(tag: "en")))])
    let passages = cutter.passages(of: text, hints: hints)
    #expect(codes(passages) == ["fr", "en", "fr"])
    #expect(covers(passages, text.count))
  }

  @Test func `Spans outside the text or out of order are passed over`() throws {
    let english = try #require(Language(tag: "en"))
    var cutter = PassageCutter()
    let hints = LanguageHints(spans: [
      .init(range: 4..<6, language: english), .init(range: 2..<5, language: english),
      .init(range: 5..<900, language: english),
    ])
    #expect(covers(cutter.passages(of: Array("abcdefgh".utf8), hints: hints), 8))
  }

  @Test func `A word in two look-alike scripts stays whole`() {
    #expect(cut("paypаl and wоrd").count == 1)
  }

  @Test(arguments: [
    ("ru", "Где выдают тёплые вещи в субботу, вам скажут на станции и у моста."),
    ("uk", "Якщо у вас немає ліків, зверніться до медпункту біля мосту."),
    ("bg", "Ако няма вода, елате на площада след обяд и не забравяйте съд."),
    ("nl", "De soep is op, maar er is nog brood bij de kerk."),
    ("pt", "A água não é boa, não bebam da fonte do porto."),
    ("ne", "खाना पाइन्छ र पानी पनि छ, राति आउनु होला।"),
  ])
  func `Small words name the language of a sentence`(code: String, text: String) {
    #expect(codes(cut(text)) == [code])
  }

  @Test func `A sentence full of names is in the language of the sheet around it`() {
    let text = """
      Собрание жильцов состоится в субботу в библиотеке, приходите все и приводите соседей.
      Салах, Хамид, Юсуф, Абдалла, Карим.
      Если вы не можете прийти, напишите нам или позвоните после шести часов вечера.
      """
    #expect(codes(cut(text)) == ["ru"])
  }

  @Test func `A language the detector does not know stays unknown`() {
    // Adyghe, which CLD2 gives to Mongolian, Romanian or Russian.
    let text = "ЦIыф пстэури шъхьафитэу, ялъытэныгъэрэ яфыщыIагъэрэ зэфэдэу къалъфы"
    #expect(codes(cut(text)) == ["und"])
  }

  @Test func `All of the tables of CLD2 are found`() {
    // Abkhaz is in the full tables alone.
    let text = "Дарбанзаалак ауаҩы дшоуп ихы дақәиҭны. Ауаа зегь зинлеи патулеи еиҟароуп."
    #expect(codes(cut(text)) == ["ab"])
  }

  @Test func `Any bytes are covered completely`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    let base = Array("Ελλάδα سلام 日本 で food. ខ្មែរ\nPrix 5 €! ".utf8)
    for round in 0..<200 {
      var bytes = round % 2 == 0 ? base : (0..<60).map { _ in next() }
      bytes[Int(next()) % bytes.count] = next()
      bytes.removeLast(Int(next()) % bytes.count)
      #expect(covers(cut(bytes), bytes.count), "seed \(seed), round \(round)")
    }
    #expect(cut("").isEmpty)
    #expect(cut("12345 !!").map(\.script) == [.common])
  }

  @Test func `A megabyte of one letter, of marks, of broken bytes or of lines stays linear`() {
    let million = 1_000_000
    let texts: [[UInt8]] = [
      [UInt8](repeating: 0x61, count: million),
      (0..<million).map { $0 % 2 == 0 ? 0xCC : 0x81 },
      [UInt8](repeating: 0xFF, count: million),
      Array(String(repeating: "a\n", count: 20_000).utf8),
      Array(String(repeating: "aب", count: 20_000).utf8),
    ]
    for text in texts { #expect(covers(cut(text), text.count)) }
  }
}
