// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The names of an archive, by their sound. A name that is written with capitals somewhere is looked for in
// all texts, whatever their script: its words have the keys under which the rung `sound` would look them up,
// and what has one of the keys is then compared sound by sound.

internal import TextAnalysis

/// Names of two words, spellings that sound alike being one name.
struct NameTable: Sendable {
  /// The folded words of each spelling, by number.
  private var spellings: [[[UInt32]]] = []
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
    for (name, _) in sorted {
      let words = [name.first, name.second].map { $0.unicodeScalars.map(\.value) }
      let (first, second) = (SoundedWord(words[0], &maker), SoundedWord(words[1], &maker))
      forEachMeeting(first, second, .capitals) { spelling in
        groups.join(Int(spelling), spellings.count)
        return true
      }
      add(words)
    }
    names = spellings.indices.map { UInt32(groups.find($0)) }
  }

  /// Whether there is no name.
  var isEmpty: Bool { spellings.isEmpty }

  /// The most frequent spelling of a name, folded.
  func value(of name: UInt32) -> String {
    spellings[Int(name)].map(String.init(codePoints:)).joined(separator: " ")
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

  private mutating func add(_ words: [[UInt32]]) {
    let number = UInt32(spellings.count) << 1
    for (place, word) in words.enumerated() {
      for key in Sound(foldLetters: word).lookups.map(SoundKey.init) {
        byKey[key, default: []].append(number | UInt32(place))
      }
    }
    spellings.append(words)
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
        for spelling in Self.common(left, right)
        where meets(spelling, first, second, inAnyOrder: closeness == .capitals) {
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
    _ spelling: UInt32, _ first: SoundedWord, _ second: SoundedWord, inAnyOrder: Bool
  ) -> Bool {
    let name = spellings[Int(spelling)].map(Sound.init(foldLetters:))
    let (one, other) = (Sound(foldLetters: first.letters), Sound(foldLetters: second.letters))
    if one.meets(name[0]), other.meets(name[1]) { return true }
    return inAnyOrder && one.meets(name[1]) && other.meets(name[0])
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
