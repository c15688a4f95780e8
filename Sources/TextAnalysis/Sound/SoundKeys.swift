// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The keys of a word: its consonants by place of articulation. Keys are coarse, so that forms which
// may sound alike share one; `SoundAlignment` then decides. A form has the key of its usual
// reading alone; a query looks the others up as well, so that the index stays small.

/// Makes keys from the sounds of a word.
enum SoundKeys {
  /// The most consonants in a key; the rest is left to the comparison.
  static let longest = 6
  /// The most keys that a query looks up.
  static let mostLookups = 40
  /// How far in all a looked-up key may be from the usual one; see `options`.
  private static let farthest = 4

  /// For each sound the letter of its place in keys, by index of `SoundSet.notation`; vowels, h and
  /// y have none, which is 0.
  static let places: [UInt8] = Array("PPPPPMTTNSSSSSSSKKKK-LR-------".utf8).map {
    $0 == UInt8(ascii: "-") ? 0 : $0
  }

  /// A key that is being made.
  private struct Draft {
    var key = SoundKey()
    var distance = 0
    /// The place of the segment just before; 0 where that is no consonant.
    var neighbour: UInt8 = 0

    /// The key with one segment more; in an alphabet neighbours of one place count once.
    func adding(_ option: Option, hidesVowels: Bool) -> Draft {
      var result = self
      if option.place != 0, hidesVowels || neighbour != option.place {
        result.key.append(option.place)
      }
      result.neighbour = option.place
      result.distance += option.distance
      return result
    }
  }

  /// A place in which a segment may stand in keys, 0 for none, and how far that is from its usual one.
  private struct Option {
    var place: UInt8
    var distance: Int
  }

  /// The key of the usual reading; nil where there is too little to compare.
  static func key(of segments: Span<SoundSegment>, hidesVowels: Bool) -> SoundKey? {
    var key = SoundKey()
    var neighbour: UInt8 = 0
    for index in segments.indices {
      let place = segments[index].place
      if place != 0, hidesVowels || neighbour != place { key.append(place) }
      neighbour = place
    }
    return key.count < 2 ? nil : key
  }

  /// The keys of all likely readings, the usual one first.
  static func lookups(of segments: [SoundSegment], hidesVowels: Bool) -> [[UInt8]] {
    var drafts = [Draft()]
    var longer: [Draft] = []
    var options: [Option] = []
    for (index, segment) in segments.enumerated() {
      putOptions(of: segment, isFirst: index == 0, in: &options)
      longer.removeAll(keepingCapacity: true)
      for draft in drafts {
        for option in options where draft.distance + option.distance <= farthest {
          longer.append(draft.adding(option, hidesVowels: hidesVowels))
        }
      }
      putNearest(of: longer, in: &drafts)
    }
    var keys: [SoundKey] = []
    for draft in drafts where keys.count < mostLookups {
      if draft.key.count > 1, !keys.contains(draft.key) { keys.append(draft.key) }
    }
    return keys.map(\.bytes)
  }

  /// Puts the drafts nearest to the usual reading in `result`, equally near ones as they came.
  private static func putNearest(of drafts: [Draft], in result: inout [Draft]) {
    result.removeAll(keepingCapacity: true)
    for distance in 0...farthest {
      for draft in drafts where draft.distance == distance {
        if result.count == 2 * mostLookups { return }
        result.append(draft)
      }
    }
  }

  /// The places of a segment with their distance from its usual one: 1 for its other readings, 2
  /// for its rare ones and for what other scripts write in its stead.
  private static func putOptions(
    of segment: SoundSegment, isFirst: Bool, in result: inout [Option]
  ) {
    result.removeAll(keepingCapacity: true)
    result.append(Option(place: segment.place, distance: 0))
    add(segment.usual, 1, to: &result)
    add(segment.rare, 2, to: &result)
    for (sounds, place, distance) in substitutes where !segment.usual.isDisjoint(with: sounds) {
      add(place, distance, to: &result)
    }
    if isFirst, segment.usual.contains(.y) { add(UInt8(ascii: "S"), 1, to: &result) }
  }

  private static func add(_ sounds: SoundSet, _ distance: Int, to result: inout [Option]) {
    var rest = sounds.rawValue
    while rest != 0 {
      add(places[rest.trailingZeroBitCount], distance, to: &result)
      rest &= rest &- 1
    }
  }

  private static func add(_ place: UInt8, _ distance: Int, to result: inout [Option]) {
    for option in result where option.place == place { return }
    result.append(Option(place: place, distance: distance))
  }

  /// Places under which other scripts file a sound: v as Arabic و, kh as h and the reverse, j as
  /// Slavic and German j, ch as ç that lost its mark, z and s as the Persian ض and ث, l as the one
  /// liquid of Japanese and Korean, g as ج, k as the Latin c.
  private static let substitutes: [(sounds: SoundSet, place: UInt8, distance: Int)] = [
    (SoundSet("vw"), 0, 1), (SoundSet("x"), 0, 1), (SoundSet("h"), UInt8(ascii: "K"), 1),
    (SoundSet("J"), 0, 2), (SoundSet("Cc"), UInt8(ascii: "K"), 2),
    (SoundSet("zs"), UInt8(ascii: "T"), 3), (SoundSet("l"), UInt8(ascii: "R"), 2),
    (SoundSet("g"), UInt8(ascii: "S"), 2), (SoundSet("k"), UInt8(ascii: "S"), 3),
  ]
}

/// A key of the rung `sound`, in one number.
package struct SoundKey: Hashable, Sendable {
  private var letters: UInt64 = 0
  /// The number of letters, up to `SoundKeys.longest`.
  package private(set) var count = 0

  init() {}

  /// Takes the letters of a key; ASCII, those behind the longest key are left out.
  package init(_ bytes: [UInt8]) {
    for byte in bytes { append(byte) }
  }

  /// Adds a letter at the end, unless the key is full.
  fileprivate mutating func append(_ letter: UInt8) {
    if count == SoundKeys.longest { return }
    letters |= UInt64(letter) << UInt64(8 * count)
    count += 1
  }

  /// Its letters, ASCII.
  var bytes: [UInt8] { (0..<count).map { self[$0] } }

  /// The letter at an index.
  subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: letters >> UInt64(8 * index)) }
}
