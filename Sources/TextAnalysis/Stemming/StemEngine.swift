// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Stems are made from the rung `fold` and folded again. So what is equal on a finer rung is equal
// on this one, and spellings with and without accents always share a stem. (With folding placed
// after stemming only, they part: openlibrary#7445.) Snowball's algorithms for French, Spanish,
// Portuguese and Turkish read accents of endings; `AccentRestoration` puts back those that the
// letters around them determine.

/// Makes stems.
///
/// One per thread: it holds libstemmer's working memory.
struct StemEngine {
  private var snowballs: [Snowball?] = Array(repeating: nil, count: 128)
  private var scalars: [UInt32] = []
  private var folded: [UInt32] = []
  private var restored: [UInt8] = []
  private var stemmed: [UInt8] = []

  /// Words longer than this, in bytes, are their own stems: they are no words of a language.
  private static let longestWord = 128

  /// Replaces `result` by the stem of a folded form; O(bytes).
  mutating func stem(_ fold: Span<UInt8>, by stemmer: Stemmer, into result: inout [UInt8]) {
    guard fold.count <= StemEngine.longestWord, holdsNoDigit(fold) else {
      result.removeAll(keepingCapacity: true)
      for index in fold.indices { result.append(fold[index]) }
      return
    }
    if stemmer.rawValue < 128 {
      stemBySnowball(fold, stemmer)
    } else {
      scalars.decode(fold)
      LightRules.stem(&scalars, by: stemmer)
      stemmed.removeAll(keepingCapacity: true)
      for codePoint in scalars { stemmed.append(scalar: codePoint) }
    }
    foldStem(into: &result)
    if result.isEmpty { for index in fold.indices { result.append(fold[index]) } }
  }

  /// Whether a word may be stemmed: numbers and codes are not words of a language.
  private func holdsNoDigit(_ fold: Span<UInt8>) -> Bool {
    for index in fold.indices where (0x30...0x39).contains(fold[index]) { return false }
    return true
  }

  private mutating func stemBySnowball(_ fold: Span<UInt8>, _ stemmer: Stemmer) {
    if snowballs[Int(stemmer.rawValue)] == nil {
      snowballs[Int(stemmer.rawValue)] = Snowball(algorithm: stemmer.description)
    }
    restored.removeAll(keepingCapacity: true)
    for index in fold.indices { restored.append(fold[index]) }
    AccentRestoration.restore(&restored, for: stemmer)
    if let snowball = snowballs[Int(stemmer.rawValue)] {
      let word = restored
      snowball.stem(word.span, into: &stemmed)
    } else {
      stemmed = restored
    }
  }

  private mutating func foldStem(into result: inout [UInt8]) {
    let bytes = stemmed
    scalars.decode(bytes.span)
    FoldTable.shared.fold(scalars, into: &folded)
    result.removeAll(keepingCapacity: true)
    for codePoint in folded { result.append(scalar: codePoint) }
  }
}
