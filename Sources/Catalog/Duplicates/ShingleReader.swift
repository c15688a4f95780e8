// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A text as a set of shingles: every five folded letters in a row, whatever stands between the words.
// So case, marks, spacing, punctuation and line breaks make no difference, and scripts without spaces
// need no rule of their own.

internal import SearchIndex
internal import TextAnalysis

/// Reads texts as shingles; not for use by two threads.
///
/// A shingle is a 64-bit hash of `length` neighbouring letters or digits, folded; a text with fewer has
/// one shingle of all of them. Two different shingles of two texts of 10,000 letters share a hash once
/// in 200 thousand million such pairs.
final class ShingleReader {
  /// Letters in a shingle.
  static let length = 5

  /// A word of the text that was read.
  struct Word {
    /// UTF-8 offsets into the text.
    var range: Range<Int>
    /// Its folded letters among all letters.
    var letters: Range<Int>
  }

  /// The folded letters of the text that was read, as code points, one word after the other.
  private(set) var letters: [UInt32] = []
  /// The words of the text that was read, in order.
  private(set) var words: [Word] = []

  private let analyzer = TextAnalyzer()
  private var analyzed = AnalyzedText()
  private var arena: [UInt32] = []
  private var places: [Range<Int>?] = []
  private var fold: [UInt8] = []
  /// Forms at which all are forgotten.
  private static let mostForms = 1 << 17

  /// Reads the text of a document.
  func read(_ stored: StoredDocument) { read(stored.text, passages: stored.passages) }

  /// Reads a text, whose passages may be left out.
  func read(_ text: [UInt8], passages: [Passage] = []) {
    letters.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    if text.isEmpty { return }
    forgetForms()
    if passages.isEmpty {
      analyzer.analyze(text, hints: LanguageHints(), into: &analyzed)
    } else {
      analyzer.analyze(text, passages: passages, into: &analyzed)
    }
    for token in analyzed.tokens where token.kind == .word {
      let place = place(of: token.form)
      words.append(
        Word(
          range: Int(token.start)..<Int(token.end),
          letters: letters.count..<(letters.count + place.count)))
      letters += arena[place]
    }
  }

  /// A word of the text that was read, folded.
  func fold(of word: Int) -> String { String(codePoints: letters[words[word].letters]) }

  private func forgetForms() {
    guard analyzer.formCount > Self.mostForms else { return }
    analyzer.removeAllForms(keepingCapacity: true)
    arena.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Where the letters of a form stand in the arena.
  private func place(of form: FormID) -> Range<Int> {
    let number = Int(form)
    while places.count <= number { places.append(nil) }
    if let known = places[number] { return known }
    analyzer.fold(of: form, into: &fold)
    let start = arena.count
    arena += String(decoding: fold, as: UTF8.self).unicodeScalars.lazy.map(\.value)
    let place = start..<arena.count
    places[number] = place
    return place
  }

  /// Puts the shingles of the text that was read in `shingles`, in order, as often as they occur.
  func putShingles(in shingles: inout [UInt64]) {
    shingles.removeAll(keepingCapacity: true)
    if letters.isEmpty { return }
    if letters.count < Self.length {
      let padded = letters + [UInt32](repeating: 0, count: Self.length - letters.count)
      return shingles.append(Self.hash(padded, at: 0))
    }
    shingles.reserveCapacity(letters.count)
    for place in 0...(letters.count - Self.length) {
      shingles.append(Self.hash(letters, at: place))
    }
  }

  /// The shingles of the text that was read, rising, each once.
  func shingleSet() -> [UInt64] {
    var shingles: [UInt64] = []
    putShingles(in: &shingles)
    shingles.sort()
    var count = 0
    for shingle in shingles where count == 0 || shingles[count - 1] != shingle {
      shingles[count] = shingle
      count += 1
    }
    shingles.removeSubrange(count...)
    return shingles
  }

  /// A number that texts share which have the same letters in the same order.
  var letterHash: UInt64 {
    var hash: UInt64 = 0
    for letter in letters { hash = Mixing.mixed(hash ^ UInt64(letter)) }
    return hash
  }

  private static func hash(_ letters: [UInt32], at place: Int) -> UInt64 {
    let head =
      UInt64(letters[place]) | UInt64(letters[place + 1]) << 21 | UInt64(letters[place + 2]) << 42
    let tail = UInt64(letters[place + 3]) | UInt64(letters[place + 4]) << 21
    return Mixing.mixed(Mixing.mixed(head) &+ tail)
  }
}

/// Hashing that is the same in every run and on every machine.
enum Mixing {
  /// Spreads all bits of a number over all bits of another: the finisher of SplitMix64, a bijection.
  static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// The hash of some bytes, beginning with a number that sets kinds of bytes apart.
  static func hash(_ bytes: some Sequence<UInt8>, seed: UInt64) -> UInt64 {
    bytes.reduce(mixed(seed)) { mixed($0 ^ UInt64($1)) }
  }
}
