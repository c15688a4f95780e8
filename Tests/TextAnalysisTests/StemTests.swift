// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// The stems of the first word of a text.
private func stems(_ text: String, _ language: String? = nil) -> [Stemmer: String] {
  see(text, language).first?.stems ?? [:]
}

/// All stems of the first word of a text.
private func stemKeys(_ text: String, _ language: String) -> Set<StemKey> {
  let analyzer = TextAnalyzer()
  var result = AnalyzedText()
  let hints = LanguageHints(declared: Language(tag: language))
  analyzer.analyze(Array(text.utf8), hints: hints, into: &result)
  return Set(result.tokens.first.map { analyzer.form($0.form).stems } ?? [])
}

struct StemTests {
  @Test(arguments: [
    ("مدرسة", "المدرسة", Stemmer.lightArabicScript), ("مدرسة", "والمدرسة", .lightArabicScript),
    ("العاملون", "والعاملون", .lightArabicScript), ("خانه", "خانه‌ها", .lightArabicScript),
    ("خانه", "خانههای", .lightArabicScript), ("درخت", "درختهایشان", .lightArabicScript),
    ("도서관", "도서관에서는", .lightKorean), ("바람", "바람이", .lightKorean),
    ("나라", "나라를", .lightKorean), ("책", "책을", .lightKorean), ("집", "집에", .lightKorean),
    ("ספר", "הספר", .lightHebrew), ("ספר", "ובספר", .lightHebrew), ("בית", "לבית", .lightHebrew),
    ("歩く", "歩き", .lightJapanese),
  ])
  func `Light rules bring forms of a word together`(
    _ word: String, _ form: String, _ stemmer: Stemmer
  ) {
    let key = stems(word)[stemmer]
    #expect(key != nil)
    #expect(key == stems(form)[stemmer])
  }

  @Test(arguments: ["사과", "국가", "가을", "고기", "나이"])
  func `Korean nouns that end like a particle stay whole`(_ noun: String) {
    #expect(stems(noun)[.lightKorean] == noun)
  }

  @Test(arguments: [
    ("en", "walked", "walking", Stemmer.english), ("fr", "égalités", "egalite", .french),
    ("fr", "première", "premier", .french), ("de", "Häuser", "haus", .german),
    ("es", "estación", "estaciones", .spanish), ("es", "canción", "cancion", .spanish),
    ("pt", "informações", "informacao", .portuguese), ("tr", "kitapları", "kitap", .turkish),
    ("tr", "kitaplari", "kitap", .turkish), ("ru", "книгами", "книга", .russian),
    ("el", "γλώσσες", "γλωσσα", .greek),
  ])
  func `Snowball brings forms together, with accents and without`(
    _ language: String, _ left: String, _ right: String, _ stemmer: Stemmer
  ) {
    let key = stems(left, language)[stemmer]
    #expect(key != nil)
    #expect(key == stems(right, language)[stemmer])
  }

  @Test(arguments: [
    ("hu", "házakban", "házak"), ("es", "cantábamos", "cantar"), ("es", "comió", "comían"),
    ("ro", "naţiunile", "națiune"), ("fr", "répétées", "repetees"), ("ar", "مَدْرَسَة", "مدرسه"),
  ])
  func `A word with marks is also stemmed as it stands`(
    _ language: String, _ left: String, _ right: String
  ) {
    #expect(!stemKeys(left, language).isDisjoint(with: stemKeys(right, language)))
  }

  @Test
  func `What stays of an article is no stem, and short nouns of other families keep theirs`() {
    #expect(stems("les", "fr")[.french] == "les")
    #expect(stems("lee", "fr")[.french] == "lee")
    #expect(stems("evi", "tr")[.turkish] == stems("ev", "tr")[.turkish])
  }

  @Test
  func `A language without Snowball gets light rules alone`() {
    #expect(stems("کتاب‌ها", "fa").keys.sorted() == [.lightArabicScript, .lightPersian])
    #expect(stems("họp", "vi").isEmpty)
  }

  @Test
  func `Numbers of stemmers are distinct and every name opens`() {
    let snowballs = StemmerTable.entries.filter { $0.stemmer.rawValue < 128 }
    for entry in snowballs { #expect(Snowball(algorithm: entry.name) != nil, "\(entry.name)") }
    #expect(Set(snowballs.map(\.stemmer)).count == 28)
    #expect(Snowball(algorithm: Stemmer.porter.description) != nil)
    #expect(Stemmer(rawValue: 99).description == "stemmer 99")
  }

  /// How many words of each list libstemmer 2.2 stems otherwise; none where a name is missing.
  ///
  /// The lists follow Snowball 3, whose NEWS has the change behind every difference. 3.0.0: -ogist
  /// and kept apart organ, universe … (English); elisions, -aise, -oux (French); -erin, -ln, -et
  /// (German); ισα (Greek); divano (Italian); -ers, ê ò ó ô as vowels (Norwegian); ș ț with commas
  /// (Romanian, which `StemEngine` makes good); -acion without accent (Spanish); -öst, -et
  /// (Swedish); endings after an apostrophe (Turkish; the tokenizer cuts there). 3.1.0: inter-
  /// (English), -er- (Lithuanian). Dutch of 2.2 is today's `dutch_porter`, whose list is used.
  private static let changedSince = [
    "english": 57, "french": 840, "german": 1247, "greek": 1, "italian": 1, "lithuanian": 160,
    "norwegian": 136, "romanian": 13304, "spanish": 9, "swedish": 553, "turkish": 9204,
  ]

  /// Algorithms whose lists the public data lacks.
  private static let withoutList = ["arabic", "tamil", "yiddish"]

  @Test(
    .enabled(if: PublicData.has("snowball.tar.zst"), "needs ../shared/data"),
    arguments: Set(StemmerTable.entries.filter { $0.stemmer.rawValue < 128 }.map(\.name)).sorted())
  func `Snowball stems as its lists say`(_ name: String) throws {
    let snowball = try #require(Snowball(algorithm: name))
    let folder = "snowball/\(name == "dutch" ? "dutch_porter" : name)"
    let lines = PublicData.lines(
      of:
        "tar -I zstd -xOf \"$1\"/snowball.tar.zst \(folder)/output.txt \(folder)/voc.txt 2>/dev/null"
    )
    let hasList = !StemTests.withoutList.contains(name)
    #expect(lines.isEmpty != hasList, "\(lines.count) lines")
    var differing = 0
    var stem: [UInt8] = []
    for (output, word) in zip(lines.prefix(lines.count / 2), lines.suffix(lines.count / 2)) {
      let bytes = Array(word.utf8)
      snowball.stem(bytes.span, into: &stem)
      if !stem.elementsEqual(output.utf8) { differing += 1 }
    }
    #expect(differing <= StemTests.changedSince[name] ?? 0, "of \(lines.count / 2)")
  }

  /// The ladder's promise, over the commonest words of thirteen languages.
  @Test(.enabled(if: PublicData.has("words.tar.zst"), "needs ../shared/data"))
  func `What is equal on a rung is equal on every coarser one`() {
    let languages = [
      "fr", "de", "tr", "pt_br", "el", "ru", "ar", "fa", "he", "ko", "hu", "vi", "sr",
    ]
    for language in languages {
      let command = "tar -I zstd -xOf \"$1\"/words.tar.zst words/\(language).txt | head -1200"
      let analyzer = TextAnalyzer()
      var result = AnalyzedText()
      let hints = LanguageHints(declared: Language(tag: language))
      for line in PublicData.lines(of: command) {
        let word = line.prefix { $0 != " " }
        let plain = String(word.unicodeScalars.filter { !$0.properties.isDiacritic })
        analyzer.analyze(
          Array("\(word) \(word.uppercased()) \(plain)".utf8), hints: hints, into: &result)
      }
      var byFold: [String: Set<StemKey>] = [:]
      var folds: [[UInt8]: [UInt8]] = [:]
      for id in 0..<FormID(analyzer.formCount) {
        let form = analyzer.form(id)
        if let known = folds[form.exact], known != form.fold { Issue.record("\(form.exact)") }
        folds[form.exact] = form.fold
        guard form.kind == .word else { continue }
        let key = "\(form.language) \(form.script) \(String(decoding: form.fold, as: UTF8.self))"
        // Marks may add stems; those of the fold are shared by all spellings.
        let shared = Set(form.stems).intersection(byFold[key] ?? Set(form.stems))
        if Set(shared.map(\.stemmer)) != Set(form.stems.map(\.stemmer)) { Issue.record("\(key)") }
        byFold[key] = shared
      }
    }
  }
}
