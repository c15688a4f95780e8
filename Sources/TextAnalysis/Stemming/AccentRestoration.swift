// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Accents of endings, put back before Snowball reads a folded word. Only endings whose accent the
// language's spelling determines are listed, so that French -ité, Spanish -ción and Portuguese -ção
// are endings to Snowball again; a wrong guess changes the stem of both spellings alike.
//
// Sources: suffixes with accents in Snowball's french, spanish and portuguese algorithms
// (snowballstem.org/algorithms); the harmony of Turkish vowels, which Snowball's turkish algorithm
// checks before it takes a suffix off. Which endings are listed is our own choice.

/// Puts back accents that a folded ending must have had.
enum AccentRestoration {
  /// An ending without its accents and with them, UTF-8.
  private struct Ending {
    let plain: [UInt8]
    let accented: [UInt8]

    static func list(_ pairs: [(String, String)]) -> [Ending] {
      pairs.map { Ending(plain: Array($0.0.utf8), accented: Array($0.1.utf8)) }
    }
  }

  private static let french = Ending.list([
    ("ites", "ités"), ("ite", "ité"), ("ieres", "ières"), ("iere", "ière"), ("ees", "ées"),
    ("ee", "ée"), ("erent", "èrent"),
  ])
  private static let spanish = Ending.list([
    ("cion", "ción"), ("sion", "sión"), ("ologia", "ología"), ("ologias", "ologías"),
    ("ariamos", "aríamos"), ("iamos", "íamos"), ("aria", "aría"), ("eria", "ería"),
  ])
  private static let portuguese = Ending.list([
    ("coes", "ções"), ("cao", "ção"), ("soes", "sões"), ("sao", "são"), ("oes", "ões"),
    ("avel", "ável"), ("ivel", "ível"), ("aveis", "áveis"), ("iveis", "íveis"),
    ("encia", "ência"), ("encias", "ências"), ("ancia", "ância"), ("ancias", "âncias"),
    ("logia", "logía"), ("logias", "logías"),
  ])

  /// Rewrites a folded word for a Snowball algorithm; O(bytes).
  static func restore(_ word: inout [UInt8], for stemmer: Stemmer) {
    switch stemmer {
    case .french: restoreEnding(of: &word, from: french)
    case .spanish: restoreEnding(of: &word, from: spanish)
    case .portuguese: restoreEnding(of: &word, from: portuguese)
    case .turkish: harmonize(&word)
    default: break
    }
  }

  /// Replaces the first ending of the list that the word has, where three letters stay before it.
  private static func restoreEnding(of word: inout [UInt8], from endings: [Ending]) {
    guard let last = word.last else { return }
    for index in endings.indices where endings[index].plain.last == last {
      let plain = endings[index].plain
      guard word.count >= plain.count + 3, word.suffix(plain.count).elementsEqual(plain)
      else { continue }
      word.replaceSubrange((word.count - plain.count)..., with: endings[index].accented)
      return
    }
  }

  /// Turns each i that follows a syllable with a, o or u into ı.
  private static func harmonize(_ word: inout [UInt8]) {
    var result: [UInt8] = []
    var isBack = false
    for byte in word {
      switch byte {
      case UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "u"): isBack = true
      case UInt8(ascii: "e"): isBack = false
      case UInt8(ascii: "i") where isBack:
        result.append(contentsOf: [0xC4, 0xB1])
        continue
      default: break
      }
      result.append(byte)
    }
    word = result
  }
}
