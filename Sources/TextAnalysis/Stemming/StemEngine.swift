// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Stems are made from the rung `fold` and folded again. So what is equal on a finer rung is equal
// on this one, and spellings with and without accents always share a stem. (With folding placed
// after stemming only, they part: openlibrary#7445.) Snowball's algorithms for French, Spanish,
// Portuguese and Turkish read accents of endings; `AccentRestoration` puts back those that the
// letters around them determine. Where a word has marks, its stem with them is made as well: of
// the words of Universal Dependencies that share a lemma, 71 % instead of 62 % then share a stem
// in Spanish, 60 % instead of 48 % in Hungarian.

/// Makes stems.
///
/// One per thread: it holds libstemmer's working memory.
struct StemEngine {
  private var snowballs: [Snowball?] = Array(repeating: nil, count: 128)
  private var scalars: [UInt32] = []
  private var folded: [UInt32] = []
  private var spelled: [UInt8] = []
  private var stemmed: [UInt8] = []
  /// The letters of the folded stem made last.
  private var stemLength = 0

  /// Words longer than this, in bytes, are their own stems: they are no words of a language.
  private static let longestWord = 128

  /// Replaces `result` by the stem of a folded form; O(bytes).
  mutating func stem(_ fold: Span<UInt8>, by stemmer: Stemmer, into result: inout [UInt8]) {
    guard StemEngine.isWord(fold) else { return result.replace(with: fold) }
    if stemmer.rawValue < 128 {
      spelled.replace(with: fold)
      AccentRestoration.restore(&spelled, for: stemmer)
      stemBySnowball(stemmer)
    } else {
      scalars.decode(fold)
      LightRules.stem(&scalars, by: stemmer)
      stemmed.removeAll(keepingCapacity: true)
      for codePoint in scalars { stemmed.append(scalar: codePoint) }
    }
    foldStem(into: &result)
    if result.isEmpty || isTooShort(fold, for: stemmer) { result.replace(with: fold) }
  }

  /// Replaces `result` by the folded stem of an exact form; by nothing where it has none; O(bytes).
  ///
  /// - Precondition: `stemmer` reads marks, and `fold` is the folded form of `exact`.
  mutating func stem(
    exact: Span<UInt8>, _ fold: Span<UInt8>, by stemmer: Stemmer, into result: inout [UInt8]
  ) {
    result.removeAll(keepingCapacity: true)
    guard StemEngine.isWord(fold), StemEngine.isWord(exact) else { return }
    spelled.replace(with: exact)
    if stemmer == .romanian { RomanianLetters.replaceCommas(in: &spelled) }
    stemBySnowball(stemmer)
    foldStem(into: &result)
    if isTooShort(fold, for: stemmer) { result.removeAll(keepingCapacity: true) }
  }

  /// Whether the stem made last is too short to tell words apart: one or two letters of a word of
  /// three in a Romance or Germanic language, which is what stays of articles and pronouns there.
  ///
  /// A query asks the rules of every language, and Lee is no form of le. In other families nouns are as
  /// short: Turkish evi is a form of ev.
  private func isTooShort(_ fold: Span<UInt8>, for stemmer: Stemmer) -> Bool {
    guard stemLength < 3 else { return false }
    switch stemmer {
    case .catalan, .french, .italian, .portuguese, .romanian, .spanish,
      .danish, .dutch, .english, .german, .norwegian, .swedish:
      return fold.indices.count { fold[$0] & 0xC0 != 0x80 } <= 3
    default: return false
    }
  }

  /// Whether a word may be stemmed: numbers and codes are not words of a language.
  private static func isWord(_ word: Span<UInt8>) -> Bool {
    for index in word.indices where (0x30...0x39).contains(word[index]) { return false }
    return word.count <= longestWord
  }

  /// Replaces `stemmed` by the stem of `spelled`.
  private mutating func stemBySnowball(_ stemmer: Stemmer) {
    let number = Int(stemmer.rawValue)
    if snowballs[number] == nil { snowballs[number] = Snowball(algorithm: stemmer.description) }
    if let snowball = snowballs[number] {
      let word = spelled
      snowball.stem(word.span, into: &stemmed)
    } else {
      stemmed = spelled
    }
  }

  private mutating func foldStem(into result: inout [UInt8]) {
    let bytes = stemmed
    if bytes.allSatisfy({ $0 &- 0x61 < 26 }) {
      // Latin letters of ASCII alone are left as they are by every rule of folding.
      stemLength = bytes.count
      return result.replace(with: bytes.span)
    }
    scalars.decode(bytes.span)
    FoldTable.shared.fold(scalars, into: &folded)
    stemLength = folded.count
    result.removeAll(keepingCapacity: true)
    for codePoint in folded { result.append(scalar: codePoint) }
  }
}

/// The letters ș and ț, which libstemmer knows by the cedillas of older encodings only.
///
/// Source: Snowball's NEWS for 3.0.0, Romanian; we run 2.2, which reads U+015F and U+0163.
private enum RomanianLetters {
  /// Writes ş for ș and ţ for ț; all four take two bytes.
  static func replaceCommas(in word: inout [UInt8]) {
    for index in word.indices.dropLast() where word[index] == 0xC8 {
      switch word[index + 1] {
      case 0x99: word.replaceSubrange(index...index + 1, with: [0xC5, 0x9F])
      case 0x9B: word.replaceSubrange(index...index + 1, with: [0xC5, 0xA3])
      default: break
      }
    }
  }
}
