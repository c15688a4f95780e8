// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How far apart two words sound: the least cost of turning the sounds of one into those of the
// other (Needleman & Wunsch, 1970), in hundredths of a consonant of another place.

/// Compares the sounds of two words.
enum SoundAlignment {
  /// The cost above which nothing is alike.
  static let impossible = 200

  /// Whether two words sound alike; symmetric.
  static func agrees(_ left: SoundReading, _ right: SoundReading) -> Bool {
    guard left.isTelling, right.isTelling else { return false }
    let isExact = !left.hidesVowels && !right.hidesVowels
    let consonants = max(left.strength + right.strength, isExact ? 4 : 5)
    let limit = limits[min(consonants, limits.count - 1)]
    return cost(left, right, limit: limit) <= limit
  }

  /// The highest cost for two words that have so many consonants together; tuned on names of
  /// countries in 54 languages for what is found, and on a corpus for what is not.
  private static let limits = [0, 0, 0, 0, 12, 25, 30, 60, 60, 65, 70, 75, 80]

  private static func cost(_ left: SoundReading, _ right: SoundReading, limit: Int) -> Int {
    let columns = right.segments
    let isExact = !left.hidesVowels && !right.hidesVowels
    var row = [Int](repeating: 0, count: columns.count + 1)
    for index in columns.indices {
      row[index + 1] = row[index] + omission(of: index, in: right, left)
    }
    for (index, segment) in left.segments.enumerated() {
      let dropped = omission(of: index, in: left, right)
      var diagonal = row[0]
      row[0] += dropped
      var least = row[0]
      for (column, other) in columns.enumerated() {
        let changed = diagonal + change(segment, other, isExact: isExact)
        diagonal = row[column + 1]
        let added = row[column] + omission(of: column, in: right, left)
        row[column + 1] = min(changed, diagonal + dropped, added)
        least = min(least, row[column + 1])
      }
      if least > limit { return impossible }
    }
    return row[columns.count]
  }

  /// What it costs to read one segment as another.
  ///
  /// Where both words write their vowels, diphthongs differ from plain vowels.
  private static func change(
    _ left: SoundSegment, _ right: SoundSegment, isExact: Bool
  ) -> Int {
    let bothVowels = left.isVowel && right.isVowel
    if !left.usual.isDisjoint(with: right.usual) {
      guard bothVowels, isExact else { return 0 }
      let apart = left.usual.symmetricDifference(right.usual).intersection(.vowels)
      return min(5 * apart.rawValue.nonzeroBitCount, 15)
    }
    let leftRare = left.rare.subtracting(.silence)
    let rightRare = right.rare.subtracting(.silence)
    if !left.usual.isDisjoint(with: rightRare) || !leftRare.isDisjoint(with: right.usual) {
      return bothVowels ? 16 : 20
    }
    if !leftRare.isDisjoint(with: rightRare) { return bothVowels ? 25 : 35 }
    if bothVowels { return 65 }
    if left.isVowel != right.isVowel { return impossible }
    return isNear(left.usual, right.usual) ? 30 : impossible
  }

  private static func isNear(_ left: SoundSet, _ right: SoundSet) -> Bool {
    var rest = left.rawValue
    while rest != 0 {
      if !neighbours[rest.trailingZeroBitCount].isDisjoint(with: right) { return true }
      rest &= rest &- 1
    }
    return false
  }

  /// Consonants that languages write for one another: of one place, apart in voice or manner.
  private static let near: [(SoundSet, SoundSet)] = [
    ("p", "bf"), ("b", "vw"), ("f", "v"), ("t", "d"), ("s", "zcS"), ("z", "ZJc"), ("c", "CS"),
    ("C", "SJ"),
    ("S", "Z"), ("Z", "J"), ("k", "gx"), ("g", "G"), ("x", "hG"), ("l", "r"), ("n", "m"),
  ].map { (SoundSet($0.0), SoundSet($0.1)) }

  /// For each sound, by index of `SoundSet.notation`, those that `near` has beside it.
  private static let neighbours: [SoundSet] = (0..<32).map { index in
    let sound = SoundSet(rawValue: 1 << UInt32(index))
    return near.reduce(into: SoundSet()) { result, pair in
      if pair.0.contains(sound) { result.formUnion(pair.1) }
      if pair.1.contains(sound) { result.formUnion(pair.0) }
    }
  }

  /// What it costs to leave a segment of one word out, as the other does.
  private static func omission(
    of index: Int, in own: SoundReading, _ other: SoundReading
  ) -> Int {
    let segment = own.segments[index]
    let isLast = index == own.segments.count - 1
    if segment.isVowel {
      if segment.isMixed { return segment.isOptional ? 20 : 60 }
      if index > 0, own.segments[index - 1].isFaint { return 10 }
      if other.hidesVowels, !own.hidesVowels {
        return unwritten(segment, isOuter: index == 0 || isLast)
      }
      if segment.isOptional { return own.hidesVowels && other.hidesVowels ? 25 : isLast ? 5 : 15 }
      return isLast ? 45 : 60
    }
    if segment.usual.contains(.h) { return isLast ? 10 : 30 }
    return segment.isOptional ? 25 : impossible
  }

  /// A vowel that a script without vowels leaves out: all but long ones, diphthongs, and those
  /// at either end of a word.
  private static func unwritten(_ segment: SoundSegment, isOuter: Bool) -> Int {
    if segment.isOptional { return 0 }
    if isOuter { return 40 }
    let count = segment.usual.rawValue.nonzeroBitCount
    return count > 1 ? 25 : segment.usual.isDisjoint(with: SoundSet("iuy")) ? 0 : 10
  }
}

/// One way to read a word.
struct SoundReading: Sendable {
  /// Its sounds.
  let segments: [SoundSegment]
  /// Whether its script leaves vowels out.
  let hidesVowels: Bool

  /// The key of the usual reading; nil where it is too short.
  var key: [UInt8]? {
    isTelling ? SoundKeys.key(of: segments.span, hidesVowels: hidesVowels)?.bytes : nil
  }
  /// The keys of all likely readings.
  var lookups: [[UInt8]] {
    isTelling ? SoundKeys.lookups(of: segments, hidesVowels: hidesVowels) : []
  }

  /// Whether there is enough to compare: two consonants, and where vowels are left out, four
  /// letters or three consonants.
  var isTelling: Bool {
    SoundReading.isTelling(strength, of: segments.count, hidesVowels: hidesVowels)
  }

  /// Whether so many consonants among so many sounds are enough to compare; see `isTelling`.
  static func isTelling(_ strength: Int, of count: Int, hidesVowels: Bool) -> Bool {
    strength > 1 && (!hidesVowels || strength > 2 || count > 3)
  }

  /// How many consonants it has, h among them: what there is to compare.
  let strength: Int

  init(segments: [SoundSegment], hidesVowels: Bool) {
    self.segments = segments
    self.hidesVowels = hidesVowels
    strength = segments.count { !$0.isVowel }
  }
}
