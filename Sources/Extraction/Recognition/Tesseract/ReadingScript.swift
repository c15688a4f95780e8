// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Scripts as recognition knows them: those that tesseract has models for, with the letters of each.

/// A script that tesseract reads.
///
/// Chinese characters are one script for Chinese and Japanese; kana and Hangul are their own.
enum ReadingScript: String, Sendable, Hashable, CaseIterable, Codable {
  case arabic = "Arabic"
  case armenian = "Armenian"
  case bengali = "Bengali"
  case canadian = "Canadian_Aboriginal"
  case cherokee = "Cherokee"
  case cyrillic = "Cyrillic"
  case devanagari = "Devanagari"
  case ethiopic = "Ethiopic"
  case georgian = "Georgian"
  case greek = "Greek"
  case gujarati = "Gujarati"
  case gurmukhi = "Gurmukhi"
  case han = "Han"
  case hangul = "Hangul"
  case hebrew = "Hebrew"
  case japanese = "Japanese"
  case kannada = "Kannada"
  case khmer = "Khmer"
  case lao = "Lao"
  case latin = "Latin"
  case malayalam = "Malayalam"
  case myanmar = "Myanmar"
  case oriya = "Oriya"
  case sinhala = "Sinhala"
  case syriac = "Syriac"
  case tamil = "Tamil"
  case telugu = "Telugu"
  case thaana = "Thaana"
  case thai = "Thai"
  case tibetan = "Tibetan"

  /// The script that the detector of tesseract names so; nil where there are no models of it.
  init?(detected name: String) {
    switch name {
    case "Fraktur": self = .latin
    case "HanS", "HanT": self = .han
    case "Hiragana", "Katakana": self = .japanese
    case "Korean": self = .hangul
    default: self.init(rawValue: name)
    }
  }

  /// Whether its words are written without spaces between them.
  var isUnspaced: Bool {
    switch self {
    case .han, .japanese, .khmer, .lao, .myanmar, .thai, .tibetan: true
    default: false
    }
  }

  /// Whether it has spaces between phrases, though none between words.
  var spacesPhrases: Bool {
    switch self {
    case .khmer, .lao, .myanmar, .thai: true
    default: false
    }
  }

  /// The score from which a reading in this script is believed though nothing else speaks for it.
  ///
  /// Measured on sheets in other scripts: most models stay below 55, the Thai one reaches 57 to 82 on
  /// anything with strokes. On photographs in their own scripts they have 69 to 86, and Thai 87.
  var leastBelieved: Double { self == .thai ? 84 : 62 }

  /// The score from which a reading is believed in the script that the detector is sure of: letters of
  /// another script stay below 50, in the Thai model below 60.
  var leastSupported: Double { self == .thai ? 75 : 60 }

  /// Whether its lines run from right to left.
  var isRightToLeft: Bool {
    switch self {
    case .arabic, .hebrew, .syriac, .thaana: true
    default: false
    }
  }

  /// The script of a letter; nil for digits, signs, marks that several have, and other letters.
  init?(of scalar: Unicode.Scalar) {
    guard let range = Self.ranges.first(where: { $0.range.contains(scalar.value) }) else {
      return nil
    }
    let isLetter = scalar.properties.isAlphabetic || scalar.properties.isDiacritic
    guard isLetter else { return nil }
    self = range.script
  }

  private static let ranges: [(range: ClosedRange<UInt32>, script: ReadingScript)] = [
    (0x41...0x24F, .latin), (0x1E00...0x1EFF, .latin), (0x370...0x3FF, .greek),
    (0x1F00...0x1FFF, .greek), (0x400...0x52F, .cyrillic), (0x531...0x58F, .armenian),
    (0x591...0x5F4, .hebrew), (0x620...0x6FF, .arabic), (0x750...0x77F, .arabic),
    (0x8A0...0x8FF, .arabic), (0xFB50...0xFDFF, .arabic), (0xFE70...0xFEFC, .arabic),
    (0x700...0x74F, .syriac), (0x780...0x7BF, .thaana), (0x900...0x97F, .devanagari),
    (0x980...0x9FF, .bengali), (0xA00...0xA7F, .gurmukhi), (0xA80...0xAFF, .gujarati),
    (0xB00...0xB7F, .oriya), (0xB80...0xBFF, .tamil), (0xC00...0xC7F, .telugu),
    (0xC80...0xCFF, .kannada), (0xD00...0xD7F, .malayalam), (0xD80...0xDFF, .sinhala),
    (0xE00...0xE7F, .thai), (0xE80...0xEFF, .lao), (0xF00...0xFFF, .tibetan),
    (0x1000...0x109F, .myanmar), (0x10A0...0x10FF, .georgian), (0x1C90...0x1CBF, .georgian),
    (0x1200...0x139F, .ethiopic), (0x2D80...0x2DDF, .ethiopic), (0x13A0...0x13FF, .cherokee),
    (0x1400...0x167F, .canadian), (0x1780...0x17FF, .khmer), (0x3040...0x30FF, .japanese),
    (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han), (0xF900...0xFAFF, .han),
    (0x20000...0x3134F, .han), (0x1100...0x11FF, .hangul), (0xAC00...0xD7AF, .hangul),
  ]
}
