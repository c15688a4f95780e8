// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hebrew and Arabic that was stored as it is seen, from left to right: ISO-8859-8 of the first web,
// files of DOS, text layers of PDF. Each line shows its order by letters where no word has them.

/// Puts lines into the order in which they are read.
enum VisualOrder {
  /// Repairs the lines that are in visual order, and those without signs in a text that is.
  static func repair(_ work: inout RepairWork) {
    let lines = work.lines.filter { range in work.text[range].contains { $0 >= 0xD6 } }
    let found = lines.map { VisualEvidence(Array(work.text[$0])) }
    let whole = found.reduce(into: VisualEvidence()) { $0.add($1) }
    guard found.contains(where: \.isVisual) || whole.isVisual else { return }
    var changes: [RepairWork.Replacement] = []
    for (range, evidence) in zip(lines, found) where evidence.isVisual(in: whole) {
      let new = VisualLine(marks: evidence.marks ?? whole.marks ?? .beforeLetters)
        .reordered(Array(work.text[range]))
      guard new[...] != work.text[range] else { continue }
      let confidence: Float = evidence.isVisual ? 0.95 : 0.85
      changes.append(RepairWork.Replacement(range: range, new: new, confidence: confidence))
    }
    work.apply(.visualOrder, changes)
  }
}

/// Signs of the order in which the letters of a text are stored.
struct VisualEvidence {
  private var visual: Float = 0
  private var logical: Float = 0
  /// Letters of scripts from right to left.
  private var letters = 0
  private var leadingMarks = 0
  private var trailingMarks = 0

  /// Starts without signs.
  init() {}

  /// Whether a text is in visual order by its own signs; one word of two letters is no text.
  var isVisual: Bool { letters >= 4 && visual >= 2 && visual >= logical * 5 }

  /// Adds the signs of another text.
  mutating func add(_ other: VisualEvidence) {
    visual += other.visual
    logical += other.logical
    letters += other.letters
    leadingMarks += other.leadingMarks
    trailingMarks += other.trailingMarks
  }

  /// Where vowel signs stand, if the text is in visual order; nil where no word tells.
  var marks: VisualLine.Marks? {
    if leadingMarks > 0 { return .beforeLetters }
    return trailingMarks > 0 ? .behindLetters : nil
  }

  /// Whether a line is in visual order, given the signs of the text that it is part of.
  func isVisual(in whole: VisualEvidence) -> Bool {
    guard letters > 0 else { return false }
    return isVisual || (whole.isVisual && visual >= logical)
  }

  /// Whether a letter stands at the ends of words alone.
  ///
  /// Hebrew final letters; Arabic teh marbuta and
  /// alef maksura, noon ghunna, yeh barree and others of Urdu, Pashto and Sorani (Unicode Standard,
  /// ch. 9).
  static func endsWords(_ value: UInt32) -> Bool {
    switch value {
    case 0x5DA, 0x5DD, 0x5DF, 0x5E3, 0x5E5, 0x629, 0x649, 0x6BA, 0x6C0, 0x6C2, 0x6C3, 0x6CD,
      0x6D2, 0x6D3, 0x6D5:
      true
    default: false
    }
  }

  /// Counts the signs of a text, word by word.
  init(_ utf8: [UInt8]) {
    var word: [UInt32] = []
    var points: (before: Bool, behind: Bool) = (false, false)
    var previous: UInt32 = 0x20
    for scalar in (String(decoding: utf8, as: UTF8.self) + " ").unicodeScalars {
      let value = scalar.value
      if Self.isOfWord(value) {
        if word.isEmpty { points.before = Self.isPoint(previous) }
        word.append(value)
      } else if !word.isEmpty {
        points.behind = Self.isPoint(value)
        count(word)
        countPoints(points, of: word)
        word.removeAll(keepingCapacity: true)
      }
      previous = Self.isPoint(value) && Self.isOfWord(previous) ? 0x20 : value
    }
  }

  /// Punctuation that ends sentences and clauses.
  private static func isPoint(_ value: UInt32) -> Bool {
    [0x21, 0x2C, 0x2E, 0x3A, 0x60C, 0x61B, 0x61F, 0x6D4].contains(value)
  }

  private mutating func countPoints(_ points: (before: Bool, behind: Bool), of word: [UInt32]) {
    guard word.count > 1 else { return }
    if points.before, !points.behind { visual += 0.5 }
    if points.behind, !points.before { logical += 0.5 }
  }

  private static func isOfWord(_ value: UInt32) -> Bool {
    switch value {
    case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5D0...0x5F2, 0x200C, 0x200D,
      0x22, 0x27, 0x5F3, 0x5F4:
      true
    case 0x610...0x61A, 0x620...0x65F, 0x66E...0x6D3, 0x6D5...0x6EF, 0x6FA...0x6FF: true
    default: PresentationForms.isShape(value) && value >= 0xFB20
    }
  }

  private mutating func count(_ characters: [UInt32]) {
    if let first = characters.first, ICU.category(of: first).isMark { leadingMarks += 1 }
    if let last = characters.last, ICU.category(of: last).isMark { trailingMarks += 1 }
    let word = characters.filter { ICU.category(of: $0).isLetter }
    guard word.count > 1 else { return }
    letters += word.count
    countShapes(word)
    if Self.endsWords(word[0]), !Self.isUyghur(word) { visual += 1 }
    if Self.endsWords(word[word.count - 1]) { logical += 1 }
    guard word[0] >= 0x600, word[0] < 0x700 else { return }
    if word.count >= 4 {
      if word.starts(with: [0x627, 0x644]) { logical += 0.5 }
      if word.suffix(2) == [0x644, 0x627] { visual += 0.34 }
    }
    if Self.usualWords.contains(word) { logical += 1 }
    if Self.reversedWords.contains(word) { visual += 1 }
  }

  /// Joined shapes: what joins to the next letter stands before what joins to the one before.
  private mutating func countShapes(_ word: [UInt32]) {
    for (first, second) in zip(word, word.dropFirst()) {
      guard let left = ArabicShape(first), let right = ArabicShape(second) else { continue }
      if left.joinsNext, right.joinsPrevious, !(left == .medial && right == .medial) {
        logical += 0.5
      }
      if left.joinsPrevious, right.joinsNext, !(left == .medial && right == .medial) {
        visual += 0.5
      }
    }
  }

  /// Uyghur and other alphabets write a vowel with alef maksura, anywhere.
  private static func isUyghur(_ word: [UInt32]) -> Bool {
    word[0] == 0x649
      && word.contains { [0x6D0, 0x6C8, 0x6C6, 0x6C7, 0x6CB, 0x6D5, 0x674].contains($0) }
  }

  /// Most frequent words of Arabic, Persian and Urdu that are no words in reverse.
  private static let usualWords = Set(
    """
    في من على إلى التي هذا هذه ذلك أن كان که از است این را با به برای در یا آن هر شود باید خود کند بود شده نیز هیچ می کے میں اور ہے ہیں سے
    نہیں پر اس کا حق دارد د او په چې له سره دی نه يو هغه
    """.split(whereSeparator: \.isWhitespace).map { Array($0.unicodeScalars.map(\.value)) })
  private static let reversedWords: Set<[UInt32]> = {
    let reversed = Set(usualWords.map { Array($0.reversed()) })
    let realWords = [
      "نم", "زا", "اب", "رد", "سا", "رپ", "رہ", "نآ", "ای", "نا", "دب", "هل", "هن", "یم", "وا",
      "رپ",
    ].map {
      Array($0.unicodeScalars.map(\.value))
    }
    return reversed.subtracting(usualWords).subtracting(realWords)
  }()
}

/// The shape of an Arabic letter in U+FB50–U+FEFC.
enum ArabicShape: Equatable {
  case initial
  case medial
  case final

  /// Whether it joins to the letter behind it.
  var joinsNext: Bool { self != .final }
  /// Whether it joins to the letter before it.
  var joinsPrevious: Bool { self != .initial }

  /// The shape of a code point; nil where it stands alone or is none.
  init?(_ value: UInt32) {
    guard (0xFB50...0xFEFC).contains(value), let name = Unicode.Scalar(value)?.properties.name
    else { return nil }
    if name.hasSuffix("INITIAL FORM") {
      self = .initial
    } else if name.hasSuffix("MEDIAL FORM") {
      self = .medial
    } else if name.hasSuffix("FINAL FORM") {
      self = .final
    } else {
      return nil
    }
  }
}
