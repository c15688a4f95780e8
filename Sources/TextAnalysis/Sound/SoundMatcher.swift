// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Compares one form after the other with a word: a class of the rung `sound` holds many that only share
/// its key.
///
/// Its buffers are reused; one per thread.
package struct SoundMatcher {
  private let sound: Sound
  private var scope = SoundRules.Scope.nothing
  private var rules = SoundRules.table(of: .nothing)
  private var word: [UInt32] = []
  private var segments: [SoundSegment] = []

  /// Takes the sound of the word.
  package init(_ sound: Sound) { self.sound = sound }

  /// Whether a folded form, UTF-8, sounds like the word: as `Sound.meets(_:)` of the form's sound.
  package mutating func meets(fold: Span<UInt8>) -> Bool {
    guard fold.count <= 4 * Sound.longestWord else { return false }
    word.decode(fold)
    guard Sound.isReadable(word) else { return false }
    let scope = SoundRules.scope(of: word)
    if scope != self.scope {
      self.scope = scope
      rules = SoundRules.table(of: scope)
    }
    let whole = word
    return agrees(whole) || Sound.hasArticle(whole) && agrees(Array(whole.dropFirst(2)))
  }

  private mutating func agrees(_ letters: [UInt32]) -> Bool {
    let spoken = SoundRules.inSpokenOrder(letters)
    guard let hidesVowels = rules.read(spoken.span, into: &segments) else { return false }
    let reading = SoundReading(segments: segments, hidesVowels: hidesVowels)
    return sound.readings.contains { SoundAlignment.agrees($0, reading) }
  }
}
