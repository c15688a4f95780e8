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

  private let readings: [SoundReading]

  /// The longest word that has a sound, in code points.
  static let longestWord = 24

  /// Reads a folded form, UTF-8.
  public init(fold: [UInt8]) {
    var word: [UInt32] = []
    if fold.count <= 4 * Sound.longestWord { word.decode(fold.span) }
    self.init(word: word)
  }

  /// Reads an exact form, UTF-8.
  public init(exact: [UInt8]) {
    var source: [UInt32] = []
    var word: [UInt32] = []
    if exact.count <= 4 * Sound.longestWord { source.decode(exact.span) }
    FoldTable.shared.fold(source, into: &word)
    self.init(word: word)
  }

  private init(word: [UInt32]) {
    guard word.count > 1, word.count <= Sound.longestWord else {
      readings = []
      return
    }
    var words = [word]
    if word.count > 4, word.starts(with: ArabicSounds.article) {
      words.append(Array(word.dropFirst(2)))
    }
    readings = words.compactMap { SoundRules.shared.read(SoundRules.inSpokenOrder($0)) }
  }

  /// Whether two words sound alike; symmetric.
  public func meets(_ other: Sound) -> Bool {
    readings.contains { own in other.readings.contains { SoundAlignment.agrees(own, $0) } }
  }

  private func distinct(_ keys: [[UInt8]]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return keys.filter { seen.insert($0).inserted }
  }
}
