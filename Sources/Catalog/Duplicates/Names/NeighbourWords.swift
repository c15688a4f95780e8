// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which neighbouring words of a text may be a name. Scripts with capitals show their names; in the others
// any two words can be one, and only the sound of a name that is known from elsewhere tells.

/// Two words of a text that may be a name, or two parts of one.
struct NeighbourWords: Equatable {
  /// The index of the word that comes first.
  var first: Int
  /// The index of the other; between them stand two short words at most.
  var second: Int
  /// Whether both begin with a capital, and so say by themselves that they are a name.
  var isCapital: Bool

  /// How sure it is, before their sound is compared, that they are a name.
  var closeness: NameCloseness {
    isCapital ? .capitals : second - first > 1 ? .apart : .neighbours
  }

  /// Capitalised words in a row above which they are a heading and no name.
  static let mostInRow = 4
  /// Short words that may stand between two words of a name: `de la`, `van`, `بن`.
  private static let mostBetween = 2

  /// The pairs of a text, in its order.
  ///
  /// `isTelling` says of a word by its index whether its sound can be compared. O(text).
  static func find(
    _ words: [ShingleReader.Word], in text: [UInt8], where isTelling: (Int) -> Bool
  ) -> [NeighbourWords] {
    var finder = NeighbourFinder(words: words, text: text)
    for index in words.indices { finder.take(index, where: isTelling) }
    finder.endRow()
    return finder.pairs
  }

  /// Goes through the words of a text.
  private struct NeighbourFinder {
    let words: [ShingleReader.Word]
    let text: [UInt8]
    var pairs: [NeighbourWords] = []
    /// Capitalised words that belong together.
    private var row: [Int] = []
    /// The words just before that belong together, of a script without capitals; `isPart` where it tells.
    private var before: [(index: Int, isPart: Bool)] = []

    init(words: [ShingleReader.Word], text: [UInt8]) {
      (self.words, self.text) = (words, text)
    }

    mutating func take(_ index: Int, where isTelling: (Int) -> Bool) {
      let word = words[index]
      if index > 0, !words[index - 1].joins(word, in: text) {
        endRow()
        before.removeAll(keepingCapacity: true)
      }
      switch word.beginning(in: text) {
      case .capital:
        before.removeAll(keepingCapacity: true)
        if isTelling(index) { row.append(index) }
      case .small:
        before.removeAll(keepingCapacity: true)
        if !word.isShort || index - (row.last ?? index) > mostBetween { endRow() }
      case .caseless:
        endRow()
        takeCaseless(index, isPart: isTelling(index))
      }
    }

    /// Gives the neighbours in a row of capitalised words, and begins another.
    mutating func endRow() {
      if row.count > 1, row.count <= mostInRow {
        for (first, second) in zip(row, row.dropFirst()) {
          pairs.append(NeighbourWords(first: first, second: second, isCapital: true))
        }
      }
      row.removeAll(keepingCapacity: true)
    }

    /// Gives a word with the one before it, and with that before a short one.
    private mutating func takeCaseless(_ index: Int, isPart: Bool) {
      if isPart {
        for (place, other) in before.reversed().enumerated() where other.isPart {
          if place == 1, !words[index - 1].isShort { continue }
          pairs.append(NeighbourWords(first: other.index, second: index, isCapital: false))
        }
      }
      if before.count == 2 { before.removeFirst() }
      before.append((index, isPart))
    }
  }
}

extension ShingleReader.Word {
  /// How a word begins.
  fileprivate enum Beginning {
    case capital
    case small
    case caseless
  }

  /// Whether it may stand inside a name without being a part of it.
  fileprivate var isShort: Bool { letters.count <= 3 }

  /// How it begins; Georgian counts as without capitals, which only headings use.
  fileprivate func beginning(in text: [UInt8]) -> Beginning {
    var characters = Characters(text, range)
    guard let letter = characters.next(), !(0x10D0...0x10FF).contains(letter.value) else {
      return .caseless
    }
    if letter.isASCII { return (0x41...0x5A).contains(letter.value) ? .capital : .small }
    switch letter.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .capital
    case .lowercaseLetter: return .small
    default: return .caseless
    }
  }

  /// Whether so little stands before the next word that both can be one name.
  fileprivate func joins(_ next: ShingleReader.Word, in text: [UInt8]) -> Bool {
    guard range.upperBound <= next.range.lowerBound else { return false }
    var characters = Characters(text, range.upperBound..<next.range.lowerBound)
    var count = 0
    while let character = characters.next() {
      count += 1
      let isBinder = binders.contains(character) || (character == "." && isShort)
      if count > longestGap || !isBinder { return false }
    }
    return true
  }
}

/// The most characters between two words of a name.
private let longestGap = 3

/// Spaces, hyphens, apostrophes, joiners, marks of direction, and the dots between Japanese and Ethiopic words.
private let binders: Set<Unicode.Scalar> = [
  " ", "\u{A0}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "'", "\u{2019}", "\u{200B}", "\u{200C}",
  "\u{200D}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{B7}", "\u{30FB}", "\u{FF65}", "\u{FF1D}",
  "\u{1361}",
]

/// The characters of a part of a text, one by one.
private struct Characters: IteratorProtocol {
  private var bytes: ArraySlice<UInt8>.Iterator
  private var decoder = UTF8()

  init(_ text: [UInt8], _ range: Range<Int>) {
    bytes = text[range.clamped(to: 0..<text.count)].makeIterator()
  }

  mutating func next() -> Unicode.Scalar? {
    guard case .scalarValue(let letter) = decoder.decode(&bytes) else { return nil }
    return letter
  }
}
