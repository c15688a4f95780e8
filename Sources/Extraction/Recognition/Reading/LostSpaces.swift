// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Spaces that tesseract lost: of `de 12 h à 14 h` it makes one word, `de12hà14h`, though the gaps are on the page. Words in
// which letters and digits stand side by side are measured, and cut where the ink has gaps as wide as spaces.

extension PageReading {
  /// The reading with words cut in two where the page it was read from has the gap of a space between a letter and
  /// a digit; O(pixels of such words).
  func withLostSpaces(of page: GrayPage) -> PageReading {
    var restored = self
    for line in lines.indices where lines[line].words.contains(where: \.joinsNumbers) {
      restored.lines[line].words = lines[line].words.flatMap { word in
        word.joinsNumbers ? word.cut(by: WordInk(of: word, on: page)) : [word]
      }
    }
    return restored
  }
}

extension ReadWord {
  /// How far a gap may be from where the letter before it is expected to end, in widths of a letter: where gaps and
  /// letters are as many, and elsewhere.
  private static let (far, near) = (1.6, 0.8)
  /// Letters that a word has at most.
  private static let most = 64

  /// Whether letters and digits follow one another in it, all from left to right and in a script with spaces.
  fileprivate var joinsNumbers: Bool {
    var (joins, last) = (false, nil as Bool?)
    for scalar in text.unicodeScalars {
      if let script = ReadingScript(of: scalar) {
        if script.isRightToLeft || script.isUnspaced { return false }
        joins = joins || last == true
        last = false
      } else if scalar.properties.numericType == .decimal {
        joins = joins || last == false
        last = true
      }
    }
    return joins && text.count <= Self.most
  }

  /// The words between the gaps of spaces; itself where there are none.
  fileprivate func cut(by ink: WordInk) -> [ReadWord] {
    let letters = Array(text)
    var words: [ReadWord] = []
    var (start, left) = (0, box.x)
    for (place, gap) in Self.cuts(of: letters, by: ink) + [(letters.count, box.width..<box.width)] {
      var word = self
      word.text = String(letters[start..<place])
      word.box.x = left
      word.box.width = max(1, box.x + gap.lowerBound - left)
      words.append(word)
      (start, left) = (place, box.x + gap.upperBound)
    }
    return words
  }

  /// The gaps that are spaces, each with the number of the letter behind it.
  ///
  /// Between digits there is no space: around `1` is much white.
  private static func cuts(
    of letters: [Character], by ink: WordInk
  ) -> [(place: Int, gap: Range<Int>)] {
    let ends = ink.expectedEnds(of: letters)
    var cuts: [(place: Int, gap: Range<Int>)] = []
    for (index, gap) in ink.gaps.enumerated() where ink.isSpace(gap) {
      guard let place = place(ofGap: index, in: letters, ends, ink),
        place > cuts.last?.place ?? 0
      else { continue }
      let (before, after) = (letters[place - 1], letters[place])
      if before.isNumber && after.isNumber { continue }
      if ink.isSpace(gap, besideOne: before == "1" || after == "1") { cuts.append((place, gap)) }
    }
    return cuts
  }

  /// The number of the letter behind a gap; nil where none is expected there.
  ///
  /// Where there is one gap less than letters, each gap is that behind its letter; else letters are taken to be about as
  /// wide as they usually are, and the gap must be where a digit meets something else.
  private static func place(
    ofGap index: Int, in letters: [Character], _ ends: [Double], _ ink: WordInk
  ) -> Int? {
    let unit = ends[letters.count] / Double(letters.count)
    let printed = ink.printed(before: ink.gaps[index])
    let distance = { (place: Int) in abs(ends[place] - printed) / unit }
    if ink.gaps.count == letters.count - 1, distance(index + 1) <= far { return index + 1 }
    let meeting = (1..<letters.count).filter {
      letters[$0 - 1].isNumber != letters[$0].isNumber
    }
    let nearest = meeting.min { distance($0) < distance($1) }
    return nearest.flatMap { distance($0) <= near ? $0 : nil }
  }
}

/// The gaps in the ink of a word.
private struct WordInk {
  /// The tone below which a pixel is ink.
  private static let dark: UInt8 = 140
  /// How wide a space is at least, in heights of digits: spaces have a quarter of the size of the type, which is a third of that
  /// height, and the white of the letters beside it comes on top, from which blur takes; gaps between letters have 0.1 to 0.3.
  private static let leastSpace = 0.36
  /// The same, in the widest gap of the word.
  private static let leastShare = 0.7
  /// The height of digits in a word with strokes below the line.
  private static let digitHeight = 0.78

  /// Columns without ink, from the left of the word.
  let gaps: [Range<Int>]
  /// Columns of the word.
  let width: Int
  private let least: Double

  init(of word: ReadWord, on page: GrayPage) {
    let box = word.box.onPage(width: page.width, height: page.height)
    let rows = Self.inked(box.y..<(box.y + box.height)) { y in
      (box.x..<(box.x + box.width)).contains { page.pixels[y * page.width + $0] < Self.dark }
    }
    // Boxes reach into the lines above and below now and then: the line itself is the highest strip of ink.
    let line = rows.max { $0.count < $1.count } ?? 0..<0
    let columns = Self.inked(box.x..<(box.x + box.width)) { x in
      line.contains { page.pixels[$0 * page.width + x] < Self.dark }
    }
    gaps = zip(columns, columns.dropFirst()).map { left, right in
      (left.upperBound - word.box.x)..<(right.lowerBound - word.box.x)
    }
    width = max(1, word.box.width)
    let isDeep = word.text.contains { "gjpqyçQ,;()".contains($0) }
    let height = Double(line.count) * (isDeep ? Self.digitHeight : 1)
    let widest = gaps.map(\.count).max() ?? 0
    least = max(Self.leastSpace * height, Self.leastShare * Double(widest))
  }

  /// The stretches of a range in which all numbers have ink.
  private static func inked(_ range: Range<Int>, _ hasInk: (Int) -> Bool) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for place in range where hasInk(place) {
      if let last = stretches.last, last.upperBound == place {
        stretches[stretches.count - 1] = last.lowerBound..<(place + 1)
      } else {
        stretches.append(place..<(place + 1))
      }
    }
    return stretches
  }

  /// How much wider a space is beside `1`, which is narrow and stands in the width of other digits.
  private static let besideOne = 1.25

  /// Whether a gap is as wide as a space.
  func isSpace(_ gap: Range<Int>, besideOne: Bool = false) -> Bool {
    Double(gap.count) >= least * (besideOne ? Self.besideOne : 1)
  }

  /// Columns before a gap, spaces left out.
  func printed(before gap: Range<Int>) -> Double {
    Double(
      gaps.reduce(gap.lowerBound) { sum, other in
        isSpace(other) && other.lowerBound < gap.lowerBound ? sum - other.count : sum
      })
  }

  /// For each number of letters where the last of them ends, if all are as wide as they usually are; spaces left out.
  func expectedEnds(of letters: [Character]) -> [Double] {
    let printed = gaps.reduce(width) { isSpace($1) ? $0 - $1.count : $0 }
    var ends: [Double] = [0]
    for letter in letters { ends.append(ends[ends.count - 1] + Self.width(of: letter)) }
    let unit = Double(printed) / ends[letters.count]
    return ends.map { $0 * unit }
  }

  /// About how wide a letter is printed, beside others.
  private static func width(of letter: Character) -> Double {
    switch letter {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "’", "|", "!", "(", ")": 0.5
    case "f", "t", "r", "1", "-": 0.7
    case "m", "w", "M", "W", "ш", "щ", "ж", "м", "ю", "Ш", "Щ", "Ж", "М", "Ю", "—": 1.5
    default: 1
    }
  }
}
