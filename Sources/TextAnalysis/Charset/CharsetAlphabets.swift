// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The letters of languages, as far as telling charsets apart needs them. Latin alphabets list
// letters beyond ASCII; the other scripts list common letters before rare ones.

/// Letters that texts are made of.
enum CharsetAlphabets {
  /// Punctuation and symbols that texts in legacy charsets use, with how usual they are.
  static let punctuation: [UInt32: Float] = {
    var found: [UInt32: Float] = [:]
    let ranks: [(String, Float)] = [
      ("\u{A0}«»“”„‘’‚–—…·، ؛؟「」『』、。，！？：；（）・《》〈〉\u{3000}ー\u{200C}\u{200E}\u{200F}", 0.9),
      ("€£§°№©®™•¿¡ºª½¼¾²³×−ـ～０１２３４５６７８９【】", 0.6),
    ]
    for (characters, value) in ranks {
      for scalar in characters.unicodeScalars where scalar.value >= 0x80 {
        found[scalar.value] = value
      }
    }
    return found
  }()

  /// How usual a Latin letter is in a language, from 0 to 1.
  static func latin(_ codePoint: UInt32, in language: Language) -> Float {
    guard let scalar = Unicode.Scalar(codePoint) else { return 0 }
    let small = scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? codePoint
    if let letters = latinAlphabets[language.code] { return letters.contains(small) ? 1 : 0.1 }
    return (0xDF...0xFF).contains(small) && small != 0xF7 ? 0.7 : 0.4
  }

  /// How usual a letter is by ranked letters; capitals count as their small letters.
  static func value(of codePoint: UInt32, in ranks: [UInt32: Float]) -> Float {
    if let known = ranks[codePoint] { return known }
    let small = Unicode.Scalar(codePoint)?.properties.lowercaseMapping.unicodeScalars.first?.value
    return small.flatMap { ranks[$0] } ?? 0
  }

  private static func ranked(_ common: String, _ usual: String, _ rare: String) -> [UInt32: Float] {
    var found: [UInt32: Float] = [:]
    for (letters, value) in [(rare, Float(0.3)), (usual, 0.85), (common, 1)] {
      for scalar in letters.unicodeScalars { found[scalar.value] = value }
    }
    return found
  }

  /// Cyrillic letters.
  static let cyrillic = ranked(
    "оеаинтсрвлкмдпуіј", "ыьябгзчйхжшюцщэёъїєў", "фґђљњћџѓѕќ")

  /// Greek letters.
  static let greek = ranked(
    "αοιετσνηυρπκμλςίόάέήύω", "δγχθφώβξζψ", "ϊϋΐΰ")

  /// Arabic letters, of Persian and Urdu too where windows-1256 has them.
  static let arabic = ranked(
    "المنويرتبدهسفعقكحجةىأ", "شصخءضطذثزغظإئآؤپچگک\u{64B}",
    "ژٹڈڑںھہےۃ\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}")

  /// Thai letters and signs.
  static let thai = ranked(
    "กขคงจชดตถทนบปผพมยรลวสหอะัาำิีึืุูเแโใไ่้็์", "ซญณธฝฟศษฉฮภ๊๋ๆ", "ฆฌฎฏฐฑฒฬฤฯๅฃฅฦ")

  private static let latinAlphabets: [String: Set<UInt32>] = {
    var found: [String: Set<UInt32>] = [:]
    for line in latinLetters.split(separator: "\n") {
      let sides = line.split(separator: ":")
      let letters = Set(sides[1].unicodeScalars.map(\.value))
      for code in sides[0].split(separator: " ") { found[String(code)] = letters }
    }
    let vietnamese = found["vi"] ?? []
    found["vi"] = vietnamese.union(0x1EA0...0x1EF9).union([0x300, 0x301, 0x303, 0x309, 0x323])
    return found
  }()

  private static let latinLetters = """
    en:éèêïöüçñàâô
    fr:àâæçéèêëîïôœùûüÿ
    de lb:äöüßéëâ
    es ast:áéíñóúü
    pt gl:áâãàçéêíóôõúüñ
    it co:àèéìíòóùúî
    ca oc:àçèéíïòóúüá
    nl af fy li:ëéïöüèóêôûáíúâ
    sv:åäöéàü
    da no nn:æøåéôòóäöèê
    fi:äöåšžé
    is fo:áéíóúýðþæöø
    pl:ąćęłńóśźż
    cs:áčďéěíňóřšťúůýž
    sk:áäčďéíĺľňóôŕšťúýž
    hu:áéíóöőúüű
    ro:ăâîșțşţ
    hr bs sr sl:čćđšž
    tr:çğıöşüâîûi\u{307}
    az:çğıöşüəi\u{307}
    sq:çë
    et:äõöüšž
    lv:āčēģīķļņšūžō
    lt:ąčęėįšųūž
    vi:àáâãèéêìíòóôõùúýăđĩũơư
    ga gd:áéíóúàèìòù
    cy:âêîôûŵŷáéïöä
    mt:ċġħżàèìòù
    eo:ĉĝĥĵŝŭ
    br:âêîôûùñé
    rm:àèéìòùâê
    """
}

/// How usual East Asian characters are.
enum CharsetEastAsian {
  /// A character of a Japanese text.
  static func japanese(_ codePoint: UInt32) -> Float {
    switch codePoint {
    case 0x3041...0x3096, 0x30A1...0x30FA: 1
    case 0x3005...0x3007: 0.8
    case 0xFF66...0xFF9D: 0.1
    case 0xFF10...0xFF5A: 0.5
    case 0x4E00...0x9FFF: commonInJIS.contains(codePoint) ? 0.95 : 0.2
    default: 0
    }
  }

  /// A character of a Chinese text, simplified or traditional.
  static func chinese(_ codePoint: UInt32) -> Float {
    switch codePoint {
    case 0x3041...0x30FA: 0.3
    case 0xFF10...0xFF5A: 0.5
    case 0x4E00...0x9FFF:
      commonInGB.contains(codePoint) || commonInBig5.contains(codePoint) ? 0.97 : 0.15
    default: 0
    }
  }

  /// A character of a Korean text.
  static func korean(_ codePoint: UInt32) -> Float {
    switch codePoint {
    case 0xAC00...0xD7A3: commonInKS.contains(codePoint) ? 1 : 0.1
    case 0x4E00...0x9FFF: 0.25
    default: 0
    }
  }

  /// Rows of a double-byte charset hold its common characters first: the characters of the rows
  /// whose lead bytes are in `leads`.
  private static func rows(
    _ charset: String, leads: ClosedRange<UInt8>, trails: [ClosedRange<UInt8>]
  ) -> Set<UInt32> {
    guard let converter = CharsetConverter(charset: charset) else { return [] }
    var bytes: [UInt8] = []
    for lead in leads {
      for trail in trails.joined() { bytes += [lead, trail] }
    }
    let text = String(decoding: converter.decode(bytes.span).units, as: UTF16.self)
    return Set(text.unicodeScalars.map(\.value)).subtracting([0xFFFD])
  }

  /// JIS level 1, 2,965 kanji.
  private static let commonInJIS = rows("EUC-JP", leads: 0xB0...0xCF, trails: [0xA1...0xFE])
  /// GB 2312 level 1, 3,755 Han characters.
  private static let commonInGB = rows("GB18030", leads: 0xB0...0xD7, trails: [0xA1...0xFE])
  /// Big5 level 1, 5,401 Han characters.
  private static let commonInBig5 = rows(
    "Big5", leads: 0xA4...0xC6, trails: [0x40...0x7E, 0xA1...0xFE])
  /// The 2,350 syllables of KS X 1001.
  private static let commonInKS = rows("windows-949", leads: 0xB0...0xC8, trails: [0xA1...0xFE])
}
