// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The names of texts: those that a text shows by capitals, and those of a table that it has by their sound.

internal import TextAnalysis

/// Reads the names of texts; not for use by two threads.
final class NameReader {
  private var maker = SoundKeyMaker()
  private var known: [[UInt32]: SoundedWord] = [:]

  /// Names that are taken of one text.
  private static let most = 64
  /// Words at which all are forgotten.
  private static let mostWords = 1 << 17

  /// The names that a text shows by capitals, folded, each once, in its order.
  ///
  /// `reader` has read the text. O(text).
  func written(by reader: ShingleReader, of text: [UInt8]) -> [WrittenName] {
    var names: [WrittenName] = []
    for pair in neighbours(by: reader, of: text) where pair.isCapital {
      let name = WrittenName(reader.fold(of: pair.first), reader.fold(of: pair.second))
      if !names.contains(name) { names.append(name) }
      if names.count == Self.most { break }
    }
    return names
  }

  /// The names of a table that a text has, in its order.
  ///
  /// `reader` has read the text. O(text).
  func matches(by reader: ShingleReader, of text: [UInt8], in table: NameTable) -> [NameMatch] {
    neighbours(by: reader, of: text).compactMap { pair in
      let (first, second) = (sounded(pair.first, reader), sounded(pair.second, reader))
      return table.name(of: first, second, pair.closeness).map {
        NameMatch(name: $0, first: UInt32(pair.first), last: UInt32(pair.second))
      }
    }
  }

  /// The words of a text that may be names.
  func neighbours(by reader: ShingleReader, of text: [UInt8]) -> [NeighbourWords] {
    if known.count > Self.mostWords { known.removeAll(keepingCapacity: true) }
    return NeighbourWords.find(reader.words, in: text) { !sounded($0, reader).keys.isEmpty }
  }

  private func sounded(_ index: Int, _ reader: ShingleReader) -> SoundedWord {
    let letters = Array(reader.letters[reader.words[index].letters])
    if let word = known[letters] { return word }
    let word = SoundedWord(letters, &maker)
    known[letters] = word
    return word
  }
}

/// A name of a table where a text has it.
struct NameMatch: Sendable, Equatable {
  /// The name, by the number of its first spelling.
  var name: UInt32
  /// The index of its first word.
  var first: UInt32
  /// The index of its last word.
  var last: UInt32
}

extension String {
  /// Makes a text of code points.
  init(codePoints: some Sequence<UInt32>) {
    self.init(String.UnicodeScalarView(codePoints.lazy.compactMap(Unicode.Scalar.init)))
  }
}
