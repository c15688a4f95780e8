// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Vietnamese is written in syllables of a closed set of beginnings and rhymes, so a text can be told
// from any other by them. The lists: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977); L. C. Thompson, A
// Vietnamese Reference Grammar (1987), ch. 2.

/// What may be a Vietnamese word.
enum VietnameseSyllables {
  /// How many words of a text are Vietnamese syllables.
  struct Count {
    /// Words of letters.
    var words = 0
    /// Words that are syllables.
    var syllables = 0
    /// Syllables with a letter beyond ASCII.
    var marked = 0

    /// Letters of the syllables.
    var letters = 0
    /// How many of the marked syllables differ from one another.
    var kinds: Int { seen.count }
    fileprivate var seen: Set<[UInt32]> = []

    /// Whether the text is Vietnamese beyond doubt: short syllables of open vowels would be syllables
    /// of many languages.
    var isConvincing: Bool {
      kinds >= 4 && syllables * 20 >= words * 17 && marked * 4 >= words
        && letters * 10 >= syllables * 26
    }
  }

  /// Counts the words of a text.
  static func count(_ utf8: [UInt8]) -> Count {
    var count = Count()
    var normal: [UInt8] = []
    Normalizer(.nfc).append(utf8.span, to: &normal)
    var word: [UInt32] = []
    for scalar in (String(decoding: normal, as: UTF8.self).lowercased() + " ").unicodeScalars {
      if ICU.category(of: scalar.value).isLetter {
        word.append(scalar.value)
      } else if !word.isEmpty {
        count.words += 1
        if isSyllable(word) {
          count.syllables += 1
          count.letters += word.count
          if word.contains(where: { $0 >= 0x80 }) {
            count.marked += 1
            count.seen.insert(word)
          }
        }
        word.removeAll(keepingCapacity: true)
      }
    }
    return count
  }

  /// Whether small letters are one syllable, with at most one tone.
  static func isSyllable(_ word: [UInt32]) -> Bool {
    guard word.count <= 7 else { return false }
    var tones = 0
    var bare = ""
    for letter in word {
      if toneless[letter] != nil { tones += 1 }
      bare.unicodeScalars.append(Unicode.Scalar(toneless[letter] ?? letter) ?? " ")
    }
    guard tones <= 1 else { return false }
    return beginnings.contains { bare.hasPrefix($0) && rhymes.contains(bare.dropFirst($0.count)) }
  }

  /// Vowels with a tone, and the vowel without.
  private static let toneless: [UInt32: UInt32] = {
    var found: [UInt32: UInt32] = [:]
    let rows = [
      "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ",
      "uùúủũụ",
      "ưừứửữự", "yỳýỷỹỵ",
    ]
    for row in rows {
      let letters = row.unicodeScalars.map(\.value)
      for letter in letters.dropFirst() { found[letter] = letters[0] }
    }
    return found
  }()

  private static let beginnings = """
    ngh gi gh kh nh ng ph qu th tr ch b c d đ g h k l m n p q r s t v x
    """.split(separator: " ").map(String.init) + [""]

  private static let rhymes = Set(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
    ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up uơ ut uy uya uych uynh
    uyên uyêt uyu uyt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split(whereSeparator: \.isWhitespace))
}
