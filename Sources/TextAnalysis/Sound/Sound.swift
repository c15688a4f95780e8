// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rung `sound`. Letters become sounds by the rules of their script (`SoundRules`), the
// consonants among them a coarse key (`SoundKeys`) by which forms are found, and then two words are
// compared sound by sound (`SoundAlignment`).

/// How a word sounds, as far as its letters tell: the rung `sound`.
///
/// Made from the folded form and from nothing else. Two words meet where they share a key and
/// their readings agree; a word that is too short to tell, or holds digits, meets none.
public struct Sound: Sendable {
  /// The keys of the classes to which a form belongs; ASCII, empty where it has no sound.
  public var keys: [[UInt8]] { distinct(readings.compactMap(\.key)) }

  /// The keys of the classes in which forms that meet it may be; ASCII.
  public var lookups: [[UInt8]] { distinct(readings.flatMap(\.lookups)) }

  let readings: [SoundReading]

  /// The longest word that has a sound, in code points.
  static let longestWord = 24

  /// Reads a folded form, UTF-8.
  public init(fold: [UInt8]) {
    var word: [UInt32] = []
    if fold.count <= 4 * Sound.longestWord { word.decode(fold.span) }
    self.init(word: word)
  }

  /// Reads a folded form, code points.
  package init(foldLetters: [UInt32]) {
    self.init(word: foldLetters.count <= Sound.longestWord ? foldLetters : [])
  }

  private init(word: [UInt32]) {
    guard Sound.isReadable(word) else {
      readings = []
      return
    }
    var words = [word]
    if Sound.hasArticle(word) { words.append(Array(word.dropFirst(2))) }
    let rules = SoundRules.table(for: word)
    readings = words.compactMap { rules.read(SoundRules.inSpokenOrder($0)) }
  }

  /// Whether a word is of a length that has a sound.
  static func isReadable(_ word: [UInt32]) -> Bool {
    word.count > 1 && word.count <= longestWord
  }

  /// Whether a word is read without its first two letters too.
  static func hasArticle(_ word: [UInt32]) -> Bool {
    word.count > 4 && word.starts(with: ArabicSounds.article)
  }

  /// Whether two words sound alike; symmetric.
  public func meets(_ other: Sound) -> Bool {
    readings.contains { own in other.readings.contains { SoundAlignment.agrees(own, $0) } }
  }

  private func distinct(_ keys: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    // There are two, or a few dozen for a query.
    for key in keys where !result.contains(key) { result.append(key) }
    return result
  }
}

/// Makes `Sound.keys` of one word after the other, in buffers that are reused.
package struct SoundKeyMaker {
  private var segments: [SoundSegment] = []

  /// Makes a maker.
  package init() {}

  /// The keys of a folded form; the second one is that without the article, where it is another.
  package mutating func keys(ofFold word: [UInt32]) -> (SoundKey?, SoundKey?) {
    guard Sound.isReadable(word) else { return (nil, nil) }
    let whole = key(of: word)
    guard Sound.hasArticle(word) else { return (whole, nil) }
    let bare = key(of: Array(word.dropFirst(2)))
    return whole == nil || whole == bare ? (bare, nil) : (whole, bare)
  }

  private mutating func key(of word: [UInt32]) -> SoundKey? {
    let spoken = SoundRules.inSpokenOrder(word)
    guard let hidesVowels = SoundRules.shared.read(spoken.span, into: &segments)
    else { return nil }
    var strength = 0
    for segment in segments where !segment.isVowel { strength += 1 }
    guard SoundReading.isTelling(strength, of: segments.count, hidesVowels: hidesVowels)
    else { return nil }
    return SoundKeys.key(of: segments.span, hidesVowels: hidesVowels)
  }
}
