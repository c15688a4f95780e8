// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Languages that share a script and tell themselves apart by letters and by small words: Arabic
// (where CLD2 is weak on Sorani and calls it Arabic), Ethiopic (where it knows Amharic alone),
// Hebrew, Bengali, Myanmar. The words are among the most frequent of each language in any grammar.

/// Letters and words that speak for the languages of one script.
struct PassageEvidence {
  /// Points for each language that a letter speaks for.
  private var letters: [UInt32: [(language: Int, points: Float)]] = [:]
  private var words: [[UInt8]: [(language: Int, points: Float)]] = [:]
  /// Points for a word that begins so and goes on for two letters or more.
  private var beginnings: [(bytes: [UInt8], language: Int, points: Float)] = []
  private var languages: [Language] = []
  /// The language of a text that says nothing for any, and how far to believe in that.
  private let fallback: (language: Language, share: Float)?

  /// Reads rules: one a line, `language kind points: items`, kind `letters`, `words` or `begin`.
  init(rules: String, fallback: (language: Language, share: Float)? = nil) {
    self.fallback = fallback
    for line in rules.split(separator: "\n") {
      let sides = line.split(separator: ":")
      let head = sides[0].split(separator: " ")
      guard sides.count == 2, head.count == 3, let points = Float(head[2]) else { continue }
      add(
        language: Language(unchecked: String(head[0])), kind: head[1], points: points,
        items: sides[1].split(separator: " "))
    }
  }

  private mutating func add(
    language: Language, kind: Substring, points: Float, items: [Substring]
  ) {
    let number =
      languages.firstIndex(of: language)
      ?? {
        languages.append(language)
        return languages.count - 1
      }()
    for item in items {
      switch kind {
      case "words": words[Array(item.utf8), default: []].append((number, points))
      case "begin": beginnings.append((Array(item.utf8), number, points))
      default:
        for scalar in item.unicodeScalars {
          letters[scalar.value, default: []].append((number, points))
        }
      }
    }
  }

  /// What a segment says by its letters and words, `other` (from a detector) added to it.
  func unit(
    of segment: Range<Int>, in text: Span<UInt8>, other: LanguageUnit? = nil
  ) -> LanguageUnit {
    var points = [Float](repeating: 0, count: languages.count)
    var bytes: Float = 0
    count(segment, in: text, &points, &bytes)
    for found in other?.shares ?? [] {
      guard let number = languages.firstIndex(of: found.language) else { continue }
      points[number] += found.share * max(1, bytes / 25)
    }
    let sum = points.reduce(0, +)
    guard sum > 0.5 else {
      let shares = fallback.map { [($0.language, $0.share)] } ?? []
      return LanguageUnit(range: segment, weight: bytes / 2, shares: bytes > 0 ? shares : [])
    }
    // A point for every twenty bytes is what real text gives at least.
    let trust = min(1, sum * 20 / max(bytes, 20))
    let shares = points.indices.filter { points[$0] > 0 }
      .map { (language: languages[$0], share: points[$0] / sum) }
    return LanguageUnit(
      range: segment, weight: bytes * (0.5 + trust / 2),
      shares: shares.sorted { $0.share > $1.share })
  }

  private func count(
    _ segment: Range<Int>, in text: Span<UInt8>, _ points: inout [Float], _ bytes: inout Float
  ) {
    var word: [UInt8] = []
    var index = segment.lowerBound
    while index < segment.upperBound {
      let character = DecodedCharacter(text, at: index)
      let end = min(index + character.length, segment.upperBound)
      if isWordPart(character.codePoint) {
        for at in index..<end { word.append(text[at]) }
        bytes += Float(end - index)
        for found in letters[character.codePoint] ?? [] { points[found.language] += found.points }
      } else {
        close(&word, &points)
      }
      index = end
    }
    close(&word, &points)
  }

  private func close(_ word: inout [UInt8], _ points: inout [Float]) {
    guard !word.isEmpty else { return }
    for found in words[word] ?? [] { points[found.language] += found.points }
    for found in beginnings where word.count >= found.bytes.count + 4 {
      if word.starts(with: found.bytes) { points[found.language] += found.points }
    }
    word.removeAll(keepingCapacity: true)
  }

  /// Anything but space and the punctuation of these scripts; a word is at most what lies between.
  private func isWordPart(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0...0x7F, 0xA0, 0xAB, 0xBB, 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965,
      0x1361...0x1368, 0x104A, 0x104B, 0x2000...0x200B, 0x200E...0x206F, 0x5BE, 0xFFFD:
      false
    default: true
    }
  }
}

extension PassageEvidence {
  /// Arabic, Persian, Sorani, Pashto, Urdu, Sindhi and Uyghur.
  static let arabic = PassageEvidence(
    rules: """
      ckb letters 3: ێڕڵڤ
      ckb letters 1.5: ۆ
      ckb letters 0.7: ە
      ckb words 2: لە بە بۆ کە ئەم یان هەموو ئەو لەسەر هەیە لەگەڵ
      ug letters 3: ۈۇڭۋ
      ug letters 1.2: ې
      ug letters 0.7: ەۆى
      ug words 2: ۋە بىلەن بىر ھەر ئۈچۈن
      ps letters 3: ټډړښۍځڅږګڼ
      ps letters 1.5: ې
      ps words 2: د په چې له کې تر سره څخه ته شي دی کړي
      ur letters 3: ڈڑ
      ur letters 2: ٹےںہۂ
      ur letters 1: ھ
      ur words 2: کے کی میں ہے اور سے کا کو پر نے ہیں آپ یہ
      sd letters 3: ٻڀٺٽٿڃڄڇڊڌڍڏڙڦڪڳڱڻ۾۽
      sd words 1: جي جو کان آهي جا سان تي
      fa letters 0.5: پچژگ
      fa letters 0.2: کی
      fa letters 0.7: \u{200C}
      fa words 2: در از به که را این است با برای شما می های آن هر ها خود باید هستند شود کنید یک تا هم نیست مي اين براي
      ar letters 2: ة
      ar letters 1: ىأإٱ
      ar letters 0.3: كي
      ar words 2: في من على إلى الى التي الذي هذا هذه أن كل أو عن مع كان لا غير حق
      ar begin 1.2: ال وال بال لل
      """)

  /// Amharic and Tigrinya.
  static let ethiopic = PassageEvidence(
    rules: """
      am letters 0.7: አ
      am words 2: ነው ውስጥ እና ላይ ወይም ነበር ሁሉ ጋር ግን ይህ ማንኛውም አለው መብት ነጻ ለሁሉም
      am begin 1: የ
      am begin 0.3: በ ለ
      ti letters 1.5: ኣቐቑቒቓቔቕቖ
      ti letters 0.5: ኸኹኺኻኼኽኾ
      ti words 2: እዩ ናይ ኣብ ካብ ድማ ወይ ከም እቲ እዚ ዝኾነ ኩሉ ምስ ነቲ መሰል ኣለዎ ንኹሉ እዮም እያ ኢዩ ኩሎም ሰባት ነዚ ብዛዕባ ኣይኮነን
      ti letters 0.4: ሓዕ
      ti begin 1: ዝ
      ti begin 0.4: ን ብ
      """, fallback: (Language(unchecked: "am"), 0.6))

  /// Hebrew and Yiddish.
  static let hebrew = PassageEvidence(
    rules: """
      yi letters 2: װױײ
      yi words 2: און פון איז דער די צו דאָס דאס אַ מיט אױף אויף זיך האָבן האבן פֿון ניט נישט
      he words 2: של את על לא הוא היא כל עם זה או כי גם אם אל אדם לכל בין
      he begin 0.5: ה ב ל ו מ ש
      """, fallback: (Language(unchecked: "he"), 0.7))

  /// Bengali and Assamese.
  static let bengali = PassageEvidence(
    rules: """
      as letters 2: ৰৱ
      bn letters 0.4: র
      bn words 1: এবং ও করা জন্য
      as words 1: আৰু আছে
      """, fallback: (Language(unchecked: "bn"), 0.8))

  /// Burmese, Shan, Mon and S'gaw Karen.
  static let myanmar = PassageEvidence(
    rules: """
      shn letters 2: ၵၶၷၸၹၺၻၼၽၾၿႀႁႂႃႄႅႆႇႈႉ
      mnw letters 2: ဨဳဴၚၛၜၝၞၟၠ
      ksw letters 2: ၡၢၣၤ
      my letters 0.3: ကခဂစဆဇဉညဋဒဓဖဗဘျြ
      """, fallback: (Language(unchecked: "my"), 0.8))
}
