// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Scripts written without spaces between words, and what a grapheme cluster is in them. Bigrams of
// clusters are indexed there beside the words of ICU's dictionaries.
//
// Sources: Line_Break=SA (Complex_Context) and ID in LineBreak.txt of Unicode 15 for the scripts;
// UAX #29 extended grapheme clusters, except that a stacked consonant stays with the sign that
// stacks it (The Unicode Standard, ch. 16.4 Khmer, 16.3 Myanmar), so that no gram starts inside a
// Khmer coeng pair.

/// Scripts without spaces, and their grapheme clusters.
enum UnspacedScripts {
  /// The scripts, by ISO 15924 code.
  static let all: Set<Script> = Set(
    [
      "Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tale", "Talu", "Lana",
      "Tavt", "Ahom", "Java", "Bali", "Tang", "Nshu", "Kits",
    ].compactMap(ICU.script(named:)))

  /// Letters that belong to no single script but are written inside runs of kana: the prolonged
  /// sound marks and the kana repeat marks.
  static func isShared(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x30FC, 0xFF70, 0x3005...0x3007, 0x3031...0x3035, 0x303B, 0x303C: true
    default: false
    }
  }

  /// Characters besides marks that stay in the cluster before them: Thai and Lao sara am
  /// (Grapheme_Cluster_Break=SpacingMark) and the halfwidth voicing marks (Extend).
  static func extends(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0E33, 0x0EB3, 0xFF9E, 0xFF9F: true
    default: ICU.category(of: codePoint).isMark
    }
  }

  /// Whether a sign stacks the next consonant: Myanmar virama, Khmer coeng, Tai Tham sakot, Balinese
  /// adeg adeg, Javanese pangkon.
  static func stacks(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x1039, 0x17D2, 0x1A60, 0x1B44, 0xA9C0: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is written without a space to a neighbour of its kind: a letter, mark or sign of a
  /// script without spaces between words, or punctuation of East Asia.
  public var isUnspaced: Bool {
    switch value {
    case 0x3000...0x303F, 0xFE10...0xFE1F, 0xFE30...0xFE4F, 0xFF01...0xFF9F: true
    case 0..<0x0E00: false
    default: UnspacedScripts.all.contains(ICU.script(of: value))
    }
  }
}
