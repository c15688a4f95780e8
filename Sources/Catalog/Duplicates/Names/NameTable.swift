// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The names of an archive, by their sound. A name that is written with capitals somewhere is looked for in
// all texts, whatever their script: its words have the keys under which the rung `sound` would look them up,
// and what has one of the keys is then compared sound by sound.

internal import TextAnalysis

/// Names of two words, spellings that sound alike being one name.
struct NameTable: Sendable {
  /// A folded word of spellings.
  private struct Word: Sendable {
    var letters: [UInt32]
    var sound: Sound
  }

  /// The words of all spellings, each once.
  private var words: [Word] = []
  /// The two words of each spelling.
  private var spellings: [(first: Int32, second: Int32)] = []
  /// For each spelling the first one of its name.
  private var names: [UInt32] = []
  /// For each key the words that have it, rising: twice the number of the spelling, and one more for its
  /// second word.
  private var byKey: [SoundKey: [UInt32]] = [:]

  /// Makes a table without names.
  init() {}

  /// Makes a table of spellings with the number of documents that write each, the most frequent first.
  ///
  /// A spelling that sounds like one of a name is one of it too.
  init(_ written: NameTally) {
    let sorted = written.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var maker = SoundKeyMaker()
    var groups = UnionFind(count: sorted.count)
    var known: [String: Int32] = [:]
    for (name, _) in sorted {
      let (first, second) = (
        SoundedWord(name.first.unicodeScalars.map(\.value), &maker),
        SoundedWord(name.second.unicodeScalars.map(\.value), &maker)
      )
      forEachMeeting(first, second, .capitals) { spelling in
        groups.join(Int(spelling), spellings.count)
        return true
      }
      spellings.append(
        (number(of: name.first, first, &known), number(of: name.second, second, &known)))
      addKeys()
    }
    names = spellings.indices.map { UInt32(groups.find($0)) }
  }

  /// Whether there is no name.
  var isEmpty: Bool { spellings.isEmpty }

  /// The most frequent spelling of a name, folded.
  func value(of name: UInt32) -> String {
    let spelling = spellings[Int(name)]
    return [spelling.first, spelling.second].map { String(codePoints: words[Int($0)].letters) }
      .joined(separator: " ")
  }

  /// The name that two words sound like; nil where there is none.
  func name(
    of first: SoundedWord, _ second: SoundedWord, _ closeness: NameCloseness
  ) -> UInt32? {
    var name: UInt32?
    forEachMeeting(first, second, closeness) { spelling in
      name = names[Int(spelling)]
      return false
    }
    return name
  }

  private mutating func number(
    of text: String, _ word: SoundedWord, _ known: inout [String: Int32]
  ) -> Int32 {
    if let number = known[text] { return number }
    let number = Int32(words.count)
    known[text] = number
    words.append(Word(letters: word.letters, sound: Sound(foldLetters: word.letters)))
    return number
  }

  /// Adds the keys of the last spelling.
  private mutating func addKeys() {
    guard let last = spellings.last else { return }
    let number = UInt32(spellings.count - 1) << 1
    for (place, word) in [last.first, last.second].enumerated() {
      for key in words[Int(word)].sound.lookups.map(SoundKey.init) {
        byKey[key, default: []].append(number | UInt32(place))
      }
    }
  }

  /// Gives the spellings whose words meet two words, until `body` wants no more.
  private func forEachMeeting(
    _ first: SoundedWord, _ second: SoundedWord, _ closeness: NameCloseness,
    _ body: (UInt32) -> Bool
  ) {
    let leastLetters = closeness == .apart ? 5 : 4
    for own in first.keys {
      guard let left = byKey[own] else { continue }
      for other in second.keys where own.count + other.count >= leastLetters {
        guard let right = byKey[other] else { continue }
        let common = Self.common(left, right)
        if common.isEmpty { continue }
        let sounds = (Sound(foldLetters: first.letters), Sound(foldLetters: second.letters))
        for spelling in common
        where meets(spelling, sounds, inAnyOrder: closeness == .capitals) {
          if !body(spelling) { return }
        }
      }
    }
  }

  /// The spellings in both of two lists of words, rising, each once.
  private static func common(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (one, other) = (0, 0)
    var common: [UInt32] = []
    while one < left.count, other < right.count {
      let (own, next) = (left[one] >> 1, right[other] >> 1)
      if own == next, common.last != own { common.append(own) }
      if own <= next { one += 1 }
      if next <= own { other += 1 }
    }
    return common
  }

  private func meets(
    _ spelling: UInt32, _ sounds: (first: Sound, second: Sound), inAnyOrder: Bool
  ) -> Bool {
    let (first, second) = spellings[Int(spelling)]
    let (one, other) = (words[Int(first)].sound, words[Int(second)].sound)
    if sounds.first.meets(one), sounds.second.meets(other) { return true }
    return inAnyOrder && sounds.first.meets(other) && sounds.second.meets(one)
  }
}

/// How sure it is, before their sound is compared, that two words are a name.
enum NameCloseness {
  /// Both begin with a capital: they may stand in either order.
  case capitals
  /// They stand side by side in a script without capitals.
  case neighbours
  /// A short word stands between them, in a script without capitals: few such pairs are names.
  case apart
}

/// A folded word with the keys of its sound, of which it may have none.
struct SoundedWord: Sendable {
  /// Its code points.
  let letters: [UInt32]
  /// The keys of its usual readings.
  let keys: [SoundKey]

  /// Reads a word.
  init(_ letters: some Sequence<UInt32>, _ maker: inout SoundKeyMaker) {
    self.letters = Array(letters)
    let keys = maker.keys(ofFold: self.letters)
    self.keys = [keys.0, keys.1].compactMap { $0 }
  }
}
