// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Languages that share a script and tell themselves apart by letters and by small words: Arabic
// (where CLD2 is weak on Sorani and calls it Arabic), Ethiopic (where it knows Amharic alone),
// Hebrew, Bengali, Myanmar; Latin, Cyrillic and Devanagari where it is not sure. The rules are in
// PassageEvidence+Rules.swift and, for Latin letters, in PassageEvidence+Latin.swift.

/// Letters and words that speak for the languages of one script.
struct PassageEvidence {
  /// Points for each language that a letter speaks for.
  private var letters: [UInt32: [(language: Int, points: Float)]] = [:]
  /// For each code point up to U+FFFF whether it is in `letters`: most are not.
  private var isTelling = [Bool](repeating: false, count: 0x10000)
  private var words: [[(language: Int, points: Float)]] = []
  /// The numbers of words by their bytes.
  private var numbers = ByteMap()
  private var arena: [UInt8] = []
  /// Points for a word that begins so and goes on for two letters or more.
  private var beginnings: [(bytes: [UInt8], language: Int, points: Float)] = []
  /// For each byte whether one of `beginnings` starts with it.
  private var startsBeginning = [Bool](repeating: false, count: 256)
  private var languages: [Language] = []
  /// Points that a language must be ahead of its neighbours, since it is so much rarer.
  private var rarity: [Int: Float] = [:]
  /// The language of a text that says nothing for any, and how far to believe in that.
  private let fallback: (language: Language, share: Float)?

  /// Reads rules: one a line, `language kind points: items`, kind `letters`, `words` or `begin`, or
  /// `language rare points:`.
  init(rules: String, fallback: (language: Language, share: Float)? = nil) {
    self.fallback = fallback
    for line in rules.split(separator: "\n") {
      let sides = line.split(separator: ":", omittingEmptySubsequences: false)
      let head = sides[0].split(separator: " ")
      guard sides.count == 2, head.count == 3, let points = Float(head[2]) else { continue }
      add(
        language: Language(unchecked: String(head[0])), kind: head[1], points: points,
        items: sides[1].split(separator: " "))
    }
  }

  private mutating func add(
    language: Language, kind: Substring, points: Float, items: [Substring]
  ) {
    let number =
      languages.firstIndex(of: language)
      ?? {
        languages.append(language)
        return languages.count - 1
      }()
    for item in items {
      switch kind {
      case "words": words[self.number(of: Array(item.utf8))].append((number, points))
      case "rare": rarity[number] = points
      case "begin":
        beginnings.append((Array(item.utf8), number, points))
        if let first = item.utf8.first { startsBeginning[Int(first)] = true }
      default:
        for scalar in item.unicodeScalars where scalar.value < 0x10000 {
          letters[scalar.value, default: []].append((number, points))
          isTelling[Int(scalar.value)] = true
        }
      }
    }
  }

  /// The number of a word, which is taken up where it is new.
  private mutating func number(of word: [UInt8]) -> Int {
    if let known = numbers.find(word.span, tag: 0, in: arena.span) { return Int(known) }
    numbers.insert(word.span, start: arena.count, tag: 0, value: UInt32(words.count))
    arena += word
    words.append([])
    return words.count - 1
  }

  /// What a segment says by its letters and words, `other` (from a detector) added to it.
  func unit(
    of segment: Range<Int>, in text: Span<UInt8>, other: LanguageUnit? = nil
  ) -> LanguageUnit {
    var points = [Float](repeating: 0, count: languages.count)
    var bytes: Float = 0
    count(segment, in: text, &points, &bytes)
    let own = points.reduce(0, +)
    if own == 0, let other, fallback == nil { return other }
    var candidates = languages
    for found in other?.shares ?? [] {
      let more = found.share * max(1, bytes / 25)
      if let number = languages.firstIndex(of: found.language) {
        points[number] += more
      } else {
        candidates.append(found.language)
        points.append(more)
      }
    }
    let sum = points.reduce(0, +)
    for (number, less) in rarity where points[number] > 0 {
      points[number] = max(0.1, points[number] - less)
    }
    guard sum > 0.5 else {
      let shares = fallback.map { [($0.language, $0.share)] } ?? []
      return LanguageUnit(range: segment, weight: bytes / 2, shares: bytes > 0 ? shares : [])
    }
    // A point for every twenty bytes is what real text gives at least.
    let trust = min(1, sum * 20 / max(bytes, 20))
    let shares = PassageEvidence.shares(of: points).enumerated().filter { $0.element > 0.01 }
      .map { (language: candidates[$0.offset], share: $0.element) }
    return LanguageUnit(
      range: segment, weight: bytes * (0.5 + trust / 2),
      shares: shares.sorted { $0.share > $1.share })
  }

  /// How likely each language is by its points, each point of difference being odds of two to one.
  private static func shares(of points: [Float]) -> [Float] {
    let most = points.max() ?? 0
    let odds = points.map { $0 > 0 ? exp2($0 - most) : 0 }
    let sum = odds.reduce(0, +)
    return odds.map { $0 / max(sum, 1) }
  }

  /// Two to the power of a number that is not positive; exact for whole ones, straight between.
  private static func exp2(_ exponent: Float) -> Float {
    guard exponent > -30 else { return 0 }
    let whole = exponent.rounded(.down)
    return Float(sign: .plus, exponent: Int(whole), significand: 1 + (exponent - whole))
  }

  private func count(
    _ segment: Range<Int>, in text: Span<UInt8>, _ points: inout [Float], _ bytes: inout Float
  ) {
    var word: [UInt8] = []
    var index = segment.lowerBound
    while index < segment.upperBound {
      let character = DecodedCharacter(text, at: index)
      let end = min(index + character.length, segment.upperBound)
      if isWordPart(character.codePoint) {
        for at in index..<end { word.append(PassageEvidence.small(text[at])) }
        bytes += Float(end - index)
        if character.codePoint < 0x10000, isTelling[Int(character.codePoint)] {
          for found in letters[character.codePoint] ?? [] { points[found.language] += found.points }
        }
      } else {
        close(&word, &points)
      }
      index = end
    }
    close(&word, &points)
  }

  /// A byte with ASCII capitals made small: words stand at the beginning of sentences too.
  private static func small(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private func close(_ word: inout [UInt8], _ points: inout [Float]) {
    guard !word.isEmpty else { return }
    if let number = numbers.find(word.span, tag: 0, in: arena.span) {
      for found in words[Int(number)] { points[found.language] += found.points }
    }
    if startsBeginning[Int(word[0])] { addBeginnings(of: word, &points) }
    word.removeAll(keepingCapacity: true)
  }

  private func addBeginnings(of word: [UInt8], _ points: inout [Float]) {
    for found in beginnings where word.count >= found.bytes.count + 4 {
      if word.starts(with: found.bytes) { points[found.language] += found.points }
    }
  }

  /// Anything but space and the punctuation of these scripts; a word is at most what lies between.
  private func isWordPart(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x41...0x5A, 0x61...0x7A, 0x27: true
    case 0...0x7F, 0xA0, 0xAB, 0xBB, 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965,
      0x1361...0x1368, 0x104A, 0x104B, 0x2000...0x200B, 0x200E...0x206F, 0x5BE, 0xFFFD:
      false
    default: true
    }
  }
}
