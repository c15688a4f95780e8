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
  /// y have none.
  static let places: [UInt8?] = Array("PPPPPMTTNSSSSSSSKKKK-LR-------".utf8).map {
    $0 == 0x2D ? nil : $0
  }

  /// A key that is being made.
  private struct Draft {
    var key: [UInt8] = []
    var distance = 0
    /// The place of the segment just before, where that is a consonant.
    var neighbour: UInt8?

    /// The key with one segment more; in an alphabet neighbours of one place count once.
    func adding(_ place: UInt8?, _ distance: Int, hidesVowels: Bool) -> Draft {
      var result = self
      if let place, hidesVowels || neighbour != place { result.key.append(place) }
      result.neighbour = place
      result.distance += distance
      return result
    }
  }

  /// The key of the usual reading; nil where there is too little to compare.
  static func key(of segments: Span<SoundSegment>, hidesVowels: Bool) -> SoundKey? {
    var key = SoundKey()
    var neighbour: UInt8 = 0
    for index in segments.indices {
      let place = segments[index].place
      if place != 0, hidesVowels || neighbour != place {
        key.append(place)
        if key.count == longest { break }
      }
      neighbour = place
    }
    return key.count < 2 ? nil : key
  }

  /// The keys of all likely readings, the usual one first.
  static func lookups(of segments: [SoundSegment], hidesVowels: Bool) -> [[UInt8]] {
    var drafts = [Draft()]
    for (index, segment) in segments.enumerated() {
      let options = options(of: segment, isFirst: index == 0)
      var longer: [Draft] = []
      for draft in drafts {
        for (place, distance) in options where draft.distance + distance <= farthest {
          longer.append(draft.adding(place, distance, hidesVowels: hidesVowels))
        }
      }
      drafts = Array(longer.sorted { $0.distance < $1.distance }.prefix(2 * mostLookups))
    }
    var seen: Set<[UInt8]> = []
    let keys = drafts.map { Array($0.key.prefix(longest)) }
    return Array(keys.filter { $0.count > 1 && seen.insert($0).inserted }.prefix(mostLookups))
  }

  /// The places of a segment with their distance from its usual one: 1 for its other readings, 2
  /// for its rare ones and for what other scripts write in its stead.
  private static func options(
    of segment: SoundSegment, isFirst: Bool
  ) -> [(place: UInt8?, distance: Int)] {
    let usual = places[Int(segment.first)]
    var result: [(place: UInt8?, distance: Int)] = [(usual, 0)]
    func add(_ place: UInt8?, _ distance: Int) {
      if !result.contains(where: { $0.place == place }) { result.append((place, distance)) }
    }
    for sound in segment.usual.numbers { add(places[sound], 1) }
    for sound in segment.rare.numbers { add(places[sound], 2) }
    for (sounds, place, distance) in substitutes where !segment.usual.isDisjoint(with: sounds) {
      add(place, distance)
    }
    if isFirst, segment.usual.contains(.y) { add(UInt8(ascii: "S"), 1) }
    return result
  }

  /// Places under which other scripts file a sound: v as Arabic و, kh as h and the reverse, j as
  /// Slavic and German j, ch as ç that lost its mark, z and s as the Persian ض and ث, l as the one
  /// liquid of Japanese and Korean, g as ج, k as the Latin c.
  private static let substitutes: [(sounds: SoundSet, place: UInt8?, distance: Int)] = [
    (SoundSet("vw"), nil, 1), (SoundSet("x"), nil, 1), (SoundSet("h"), UInt8(ascii: "K"), 1),
    (SoundSet("J"), nil, 2), (SoundSet("Cc"), UInt8(ascii: "K"), 2),
    (SoundSet("zs"), UInt8(ascii: "T"), 3), (SoundSet("l"), UInt8(ascii: "R"), 2),
    (SoundSet("g"), UInt8(ascii: "S"), 2), (SoundSet("k"), UInt8(ascii: "S"), 3),
  ]
}

/// A key of the rung `sound`, in one number.
struct SoundKey: Hashable, Sendable {
  private var letters: UInt64 = 0
  /// The number of letters, up to `SoundKeys.longest`.
  private(set) var count = 0

  /// Adds a letter at the end.
  ///
  /// - Precondition: there are fewer than eight.
  fileprivate mutating func append(_ letter: UInt8) {
    letters |= UInt64(letter) << UInt64(8 * count)
    count += 1
  }

  /// Its letters, ASCII.
  var bytes: [UInt8] { (0..<count).map { self[$0] } }

  /// The letter at an index.
  subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: letters >> UInt64(8 * index)) }
}
