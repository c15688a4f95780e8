// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct ReadingTests {
  private let french = [RecognitionModel("fra")].compactMap { $0 }
  private let arabic = [RecognitionModel("ara")].compactMap { $0 }

  private func line(
    _ words: [(String, x: Int, Double)], y: Int, block: Int = 1, _ models: [RecognitionModel]
  ) -> ReadLine {
    ReadLine(
      block: block, paragraph: 1,
      words: words.map { text, x, confidence in
        ReadWord(
          text: text, box: LayoutBox(x: x, y: y, width: 90, height: 20), confidence: confidence)
      }, models: models)
  }

  @Test func `Tesseract's table becomes lines of words, and rows that are none are passed over`() {
    let table = """
      level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
      1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t
      5\t1\t1\t1\t1\t1\t10\t10\t30\t12\t96.5\tRepas
      5\t1\t1\t1\t1\t2\t50\t10\t30\t12\t91\tgratuits
      5\t1\t1\t1\t2\t1\t10\t30\t30\t12\t88\tmidi
      5\t1\t2\t1\t1\t1\t10\t60\t30\t12\tnan\tx
      5\t1\t2\t1\t1\t1\t-5\t60\t30\t12\t90\ty
      5\t1\t2\t1\t1\t1\t10\t60\t30\t12\t90\t \u{07}
      5\t1\t2
      """
    let reading = PageReading(table: Array(table.utf8), models: french)
    #expect(reading.lines.map(\.text) == ["Repas gratuits", "midi"])
    #expect(reading.lines[0].box == LayoutBox(x: 10, y: 10, width: 70, height: 12))
  }

  @Test func `Romanian has commas under its letters, and Turkish keeps its cedillas`() {
    let row = Array("5\t1\t1\t1\t1\t1\t10\t10\t30\t12\t96\tşi ŢARĂ".utf8)
    let text = { (names: [String]) in
      PageReading(table: row, models: names.compactMap { RecognitionModel($0) }).text
    }
    #expect(text(["ron"]) == "\u{219}i \u{21A}ARĂ")
    #expect(text(["rus", "ron"]) == "\u{219}i \u{21A}ARĂ")
    #expect(text(["tur"]) == "\u{15F}i \u{162}ARĂ")
    #expect(text(["ron", "tur"]) == "\u{15F}i \u{162}ARĂ")
  }

  @Test
  func
    `A reading has letters beyond Arabic where its model and its text are in a language with them`()
  {
    let persian = "آشپزخانه هر روز غذای گرم برای بچه‌ها می‌پزد و چای رایگان است"
    let misread = "آشيزخانة هر روز غذاى كرم براى بجهها مى يزد و جاى رايكان است"
    let has = { (text: String, model: String) in
      let models = [RecognitionModel(model)].compactMap { $0 }
      return PageReading(lines: [line([(text, x: 0, 90)], y: 0, models)], models: models)
        .hasLettersBeyondArabic
    }
    #expect(has(persian, "fas"))
    #expect(!has(persian, "ara") && !has(misread, "ara") && !has(misread, "fas"))
    #expect(!has("le repas est gratuit", "fra"))
    #expect(!has("", "fas"))
  }

  @Test func `Any bytes are a table, and none traps`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("5\t\n1.-9 nanaé".utf8)
    for _ in 0..<500 {
      let bytes = (0..<200).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let reading = PageReading(table: bytes, models: [])
      #expect(reading.score >= 0)
    }
  }

  @Test func `Of two readings of a line the better stays, where it stood`() {
    let first = PageReading(
      lines: [
        line([("Repas", 0, 95), ("chauds", 100, 95)], y: 0, french),
        line([("ls", 0, 30), ("a9l", 100, 20)], y: 40, french),
        line([("midi", 0, 95)], y: 120, french),
      ], models: french)
    let second = PageReading(
      lines: [
        line([("ح", 0, 30)], y: 0, arabic),
        line([("وجبات", 0, 92), ("ساخنة", 100, 93)], y: 42, arabic),
        line([("مجانية", 0, 90)], y: 80, arabic),
      ], models: arabic)
    let merged = first.merged(with: second)
    #expect(merged.lines.map(\.text) == ["Repas chauds", "وجبات ساخنة", "مجانية", "midi"])
    #expect(merged.lines[1].models == arabic && merged.lines[1].block == 1)
    #expect(merged.merged(with: second) == PageReading(lines: merged.lines, models: merged.models))
  }

  @Test(arguments: [
    // Groups as they stand from left to right on the sheet, and as they are read.
    (["015", "551", "234"], "015 551 234"), (["34", "12", "00", "99", "01"], "01 99 00 12 34"),
    (["+33", "199", "001", "234"], "+33 199 001 234"),
    (["(030)", "1234", "567"], "(030) 1234 567"),
    (["۰۱۵", "۵۵۱", "۲۳۴"], "۰۱۵ ۵۵۱ ۲۳۴"), (["112", "115", "118"], "112 115 118"),
  ])
  func `Groups of a telephone number in a line from right to left stand as it is dialled`(
    _ groups: [String], _ number: String
  ) {
    let placed = groups.enumerated().map { ($1, x: 100 * $0, 90.0) }
    // As tesseract takes it: from right to left, whatever it is.
    let read = [("هاتف:", x: 100 * groups.count, 90.0)] + placed.reversed()
    for words in [read, Array(read.reversed())] {
      let reading = PageReading(lines: [line(words, y: 0, arabic)], models: arabic)
      #expect(reading.withNumbersInOrder().text == "هاتف: " + number)
    }
    let alone = PageReading(
      lines: [line([("وجبات", 0, 90)], y: 0, arabic), line(placed, y: 40, arabic)], models: arabic)
    #expect(alone.withNumbersInOrder().text == "وجبات\n" + number)
  }

  @Test func `Arabic digits that tesseract turned round are turned back, others are not`() {
    let numbers = ["٢١", "٤١:٠٣", "۱۴", "12", "م١٢"]
    let right = ["١٢", "٣٠:١٤", "۱۴", "12", "م١٢"]
    for (number, expected) in zip(numbers, right) {
      let words = [("من", x: 300, 90.0), (number, x: 100, 90.0)]
      let reading = PageReading(lines: [line(words, y: 0, arabic)], models: arabic)
      #expect(reading.withNumbersInOrder().text == "من " + expected)
    }
  }

  @Test func `Hours, days and lines from left to right keep their order`() {
    let hours = line([("من", 300, 90), ("14:00", 200, 90), ("17:00", 100, 90)], y: 0, arabic)
    let few = line([("رقم", 300, 90), ("12", 200, 90), ("07", 100, 90)], y: 40, arabic)
    let latin = line([("Tél.", 0, 90), ("34", 200, 90), ("1212", 100, 90)], y: 80, french)
    for line in [hours, few, latin] {
      let reading = PageReading(lines: [line], models: arabic)
      #expect(reading.withNumbersInOrder() == reading)
    }
  }

  @Test func `A reading that loses marks or spaces is not better for being surer`() {
    let own = PageReading(
      lines: [line([("déjà", 0, 80), ("à", 100, 80)], y: 0, french)], models: french)
    for (text, wins) in [("deja a", false), ("déjàà", false), ("Déjà à", true), ("dejx a", true)] {
      let words = text.split(separator: " ").enumerated().map { (String($1), x: $0 * 100, 95.0) }
      let other = PageReading(lines: [line(words, y: 0, french)], models: french)
      #expect(own.merged(with: other).text == (wins ? text : "déjà à"), "\(text)")
    }
  }

  @Test func `A part of a line does not take its place, however sure it is`() {
    let own = PageReading(
      lines: [line([("Repas", 0, 75), ("chauds", 100, 75), ("gratuits", 200, 75)], y: 0, french)],
      models: french)
    let part = PageReading(lines: [line([("Repas", 0, 96)], y: 0, french)], models: french)
    #expect(own.merged(with: part) == own)
    let most = PageReading(
      lines: [line([("Repas", 0, 96), ("chauds", 100, 96)], y: 0, french)], models: french)
    #expect(own.merged(with: most).text == "Repas chauds")
  }

  @Test func `Words that noise is read as are less plausible`() {
    let word = { (text: String) in
      ReadWord(text: text, box: LayoutBox(x: 0, y: 0, width: 1, height: 1), confidence: 100)
    }
    #expect(word("repas").plausibility(french) == 1)
    #expect(word("2026").plausibility(french) == 1)
    #expect(word("18h30").plausibility(french) == 1)
    #expect(word("10a13hyde16a19h").plausibility(french) < 0.8)
    for noise in ["|", "—“", "aح", "e", "~|a|~"] {
      #expect(word(noise).plausibility(french) < 0.9, "\(noise)")
    }
    #expect(word("وجبات").plausibility(arabic) > word("repas").plausibility(arabic))
  }

  @Test func `Ranges of words cut the text, scripts without spaces are joined, boxes are mapped`() {
    let chinese = [RecognitionModel("chi_sim")].compactMap { $0 }
    let reading = PageReading(
      lines: [
        line([("免费", 0, 90), ("热餐", 92, 90), ("12", 200, 90)], y: 0, chinese),
        line([("Repas", 0, 95), ("chauds", 100, 95)], y: 40, block: 2, french),
      ], models: chinese + french)
    let transform = PictureTransform(
      width: 200, height: 100, scale: 2, degrees: 0, preparedWidth: 400, preparedHeight: 200)
    let page = RecognizedText.page(reading, transform, resolution: 300)
    #expect(page.text == "免费热餐 12\n\nRepas chauds\n")
    let utf8 = Array(page.text.utf8)
    let words = page.layout?.words.map { String(decoding: utf8[$0.range], as: UTF8.self) }
    #expect(words == ["免费", "热餐", "12", "Repas", "chauds"])
    #expect(page.layout?.blocks.map(\.language?.code) == ["zh", "fr"])
    #expect(
      page.layout?.blocks[1].lines[0].words[1].box == LayoutBox(x: 50, y: 20, width: 45, height: 10)
    )
  }

  @Test func `The vowel AM of Thai and Lao is one character, behind its tone mark`() {
    #expect(SaraAm.composed("ท\u{E4D}\u{E32}งาน") == "ทำงาน")
    #expect(
      Array(SaraAm.composed("น\u{E4D}\u{E49}\u{E32}").unicodeScalars) == Array("น้ำ".unicodeScalars))
    #expect(
      Array(SaraAm.composed("น\u{E49}\u{E4D}\u{E32}").unicodeScalars) == Array("น้ำ".unicodeScalars))
    #expect(SaraAm.composed("ນ\u{ECD}\u{EC9}\u{EB2}") == "ນ\u{EC9}\u{EB3}")
    for text in ["", "\u{E4D}", "ก\u{E4D}\u{E49}", "a\u{E32}", "नमः à"] {
      #expect(SaraAm.composed(text) == text)
    }
  }

  @Test func `Spaces between phrases stay where words have none`() throws {
    let thai = [try #require(RecognitionModel("tha"))]
    let chinese = [try #require(RecognitionModel("chi_sim"))]
    // Words are 90 wide and 20 high: 2 is where tesseract cuts anywhere, 6 a space of Thai.
    let phrases = [
      ("กรุณา", x: 0, 90.0), ("อย่า", x: 92, 90), ("๒๕", x: 188, 90), ("นาที", x: 284, 90),
    ]
    #expect(line(phrases, y: 0, thai).text == "กรุณาอย่า ๒๕ นาที")
    let han = [("每天", x: 0, 90.0), ("开放", x: 96, 90), ("12", x: 192, 90), ("点", x: 284, 90)]
    #expect(line(han, y: 0, chinese).text == "每天开放12点")
    // Read for signs as wide as a letter, `：` and `？`: the white belongs to them.
    let signs = [("午餐", x: 0, 90.0), (":", x: 104, 90), ("吗", x: 208, 90), ("?", x: 312, 90)]
    #expect(line(signs, y: 0, chinese).text == "午餐:吗?")
    #expect(line([("déjeuner", x: 0, 90), (":", x: 94, 90)], y: 0, french).text == "déjeuner :")
  }

  @Test func `A page is cut between its columns, and not at the gaps between words`() {
    var pixels = [UInt8](repeating: 255, count: 800 * 700)
    // A heading across, then two columns of lines of words at different heights.
    func write(_ columns: Range<Int>, _ rows: Range<Int>) {
      for y in rows {
        for x in columns where x % 90 < 78 { pixels[y * 800 + x] = 0 }
      }
    }
    write(60..<740, 40..<70)
    for line in 0..<12 {
      write(60..<360, 120 + 44 * line..<140 + 44 * line)
      write(420..<720 - 20 * (line % 3), 131 + 44 * line..<151 + 44 * line)
    }
    let columns = PageColumns(of: GrayPage(width: 800, height: 700, pixels: pixels))
    let places = columns.places(isRightToLeft: false)
    #expect(places.count >= 3 && places[0].width == 800)
    #expect(places[1].x == 0 && (340...420).contains(places[1].width))
    #expect((360...420).contains(places[2].x) && places[2].x + places[2].width == 800)
    let turned = columns.places(isRightToLeft: true)
    #expect(turned.count == places.count && turned[1].x > turned[2].x)
    let blank = GrayPage(width: 800, height: 700, pixels: pixels.map { _ in 255 })
    #expect(PageColumns(of: blank).places(isRightToLeft: false).count == 1)
    let speck = GrayPage(width: 3, height: 2, pixels: [0, 0, 0, 0, 0, 0])
    #expect(PageColumns(of: speck).places(isRightToLeft: false).count == 1)
  }

  @Test
  func `Columns with ragged edges are cut at a wide gap, and no line above them is cut through`()
    throws
  {
    var pixels = [UInt8](repeating: 255, count: 1_000 * 900)
    func write(_ columns: Range<Int>, _ rows: Range<Int>, slope: Int = .max) {
      for x in columns where x % 90 < 78 {
        for y in rows { pixels[(y + x / slope) * 1_000 + x] = 0 }
      }
    }
    // A line over both columns that lies askew: at the gap it ends above its right half.
    write(60..<940, 60..<84, slope: 60)
    for line in 0..<14 {
      write(60..<430 - 37 * (line % 5), 150 + 48 * line..<172 + 48 * line)
      write(600 + 41 * (line % 4)..<940, 150 + 48 * line..<172 + 48 * line)
    }
    let places = PageColumns(of: GrayPage(width: 1_000, height: 900, pixels: pixels))
      .places(isRightToLeft: false)
    try #require(places.count >= 3)
    #expect(places[0].width == 1_000)
    #expect((100...150).contains(places[0].y + places[0].height))
    #expect((430...600).contains(places[1].x + places[1].width))
    #expect((430...600).contains(places[2].x))
  }

  @Test func `Ink without a line is found, and ink under a line is not`() {
    var pixels = [UInt8](repeating: 255, count: 600 * 300)
    for y in 0..<300 where (60..<84).contains(y) || (200..<224).contains(y) {
      for x in stride(from: 100, to: 500, by: 8) {
        for stroke in 0..<3 { pixels[y * 600 + x + stroke] = 0 }
      }
    }
    let page = GrayPage(width: 600, height: 300, pixels: pixels)
    let upper = ReadLine(
      block: 1, paragraph: 1,
      words: [
        ReadWord(
          text: "x", box: LayoutBox(x: 100, y: 60, width: 400, height: 24), confidence: 90)
      ], models: french)
    let places = MissedInk(on: page, besides: PageReading(lines: [upper], models: french)).places()
    #expect(places.count == 1)
    #expect(places.first.map { (190...230).contains($0.box.y + $0.box.height / 2) } == true)
    // As high as the line that was read.
    #expect(places.first?.segmentation == .line)
    #expect(MissedInk(on: page, besides: PageReading(lines: [], models: [])).places().count == 2)
  }

  @Test func `A line that was read alone loses unsure signs at its ends, and nothing else`() {
    func words(_ words: [(String, Double)]) -> PageReading {
      let words = words.map {
        ReadWord(
          text: $0.0, box: LayoutBox(x: 0, y: 0, width: 9, height: 9), confidence: $0.1)
      }
      let line = ReadLine(block: 1, paragraph: 1, words: words, models: french)
      return PageReading(lines: [line], models: french)
    }
    var reading = words([("'", 40), ("—", 90), ("«", 20), ("14", 30), (".", 35), ("·", 9)])
    reading.dropNoiseAtEnds()
    #expect(reading.lines.first?.words.map(\.text) == ["—", "«", "14"])
    var noise = words([("'", 40), (".", 35)])
    noise.dropNoiseAtEnds()
    #expect(noise.lines.isEmpty)
  }

  @Test func `Weak lines are read again block by block, and a page of them whole`() throws {
    let page = GrayPage(
      width: 1_000, height: 1_000, pixels: [UInt8](repeating: 255, count: 1_000_000))
    let upper = [0, 30].map { line([("x", 100, 20)], y: $0, french) }
    let lower = line([("y", 400, 20)], y: 700, block: 2, french)
    let places = try #require(PagePlace.weak(upper + [lower], on: page))
    #expect(
      places.map(\.box) == [
        LayoutBox(x: 80, y: -20, width: 130, height: 90),
        LayoutBox(x: 380, y: 680, width: 130, height: 60),
      ])
    let everywhere = (0..<10).map { line([("x", 0, 20), ("y", 900, 20)], y: $0 * 98, french) }
    #expect(PagePlace.weak(everywhere, on: page) == nil)
    #expect(PagePlace.weak([], on: page) == nil)
    let scattered = (0..<9).map { line([("x", 0, 20)], y: $0 * 98, block: $0, french) }
    #expect(PagePlace.weak(scattered, on: page) == nil)
  }

  @Test func `Models are named by their packages, and only names of models are taken`() {
    #expect(RecognitionModel("chi_sim")?.debianPackage == "tesseract-ocr-chi-sim")
    #expect(RecognitionModel("fra")?.language.code == "fr")
    #expect(RecognitionModel("kmr")?.language.code == "ku")
    for name in ["", "a/b", "../x", "é", "a b", String(repeating: "a", count: 40)] {
      #expect(RecognitionModel(name) == nil, "\(name)")
    }
    #expect(RecognitionOptions.languages(in: "ara+fra") == ["ara", "fra"])
    #expect(RecognitionOptions.languages(in: "ara+") == nil)
  }
}
