// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import TextAnalysis

/// Checks that boundaries rise, and lie strictly inside of the range.
func checkContract(
  _ breaker: inout DictionaryBreaker, _ text: [UInt8], _ range: Range<Int>, _ label: String
) {
  var boundaries = [range.lowerBound]
  breaker.appendBoundaries(of: text.span, in: range, to: &boundaries)
  for (left, right) in zip(boundaries, boundaries.dropFirst() + [range.upperBound]) {
    if left >= right, !range.isEmpty { Issue.record("\(left), then \(right): \(label)") }
  }
}

/// The runs of a text that ICU's rules leave whole: of Thai, Lao, Khmer and Burmese with their marks,
/// or of Han and kana.
func wholeRuns(of text: [UInt8]) -> [[UInt8]] {
  var characters = DictionaryCharacters()
  var runs: [[UInt8]] = []
  var last: DictionaryCharacter = []
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    let character = characters.of(scalar.value)
    defer { last = character }
    guard character.contains(.starts), character.engine != .none else { continue }
    let isStart =
      (last.engine == .hanAndKana) != (character.engine == .hanAndKana) || last.engine == .none
    // A mark joins only what is before it.
    if isStart { runs.append([]) }
    if runs.last?.isEmpty == true, ICU.category(of: scalar.value).isMark { continue }
    runs[runs.count - 1].append(scalar: scalar.value)
  }
  return runs.filter { !$0.isEmpty }
}

struct DictionaryDamageTests {
  private let texts = ["การประชุมผู้เช่า", "租户大会将于星期一", "ការប្រជុំអ្នកជួលផ្ទះ"].map { Array($0.utf8) }

  private func boundaries(_ text: [UInt8], _ tries: DictionaryTries?) -> [Int] {
    var breaker = DictionaryBreaker(tries: tries)
    var found: [Int] = []
    breaker.appendBoundaries(of: text.span, in: 0..<text.count, to: &found)
    return found
  }

  @Test func `Without a dictionary ICU's iterator divides`() {
    for text in texts {
      let expected = boundaries(text, nil)
      #expect(!expected.isEmpty)
      #expect(boundaries(text, DictionaryTries { _ in nil }) == expected)
    }
  }

  @Test func `A dictionary of another kind is not taken`() throws {
    let thai = try #require(ICUDictionary.thai.copiedBytes)
    #expect(SerializedTrie(.thai, bytes: thai) != nil)
    #expect(SerializedTrie(.hanAndKana, bytes: thai) == nil)
    #expect(SerializedTrie(.thai, bytes: []) == nil)
    #expect(SerializedTrie(.thai, bytes: Array(thai.dropLast())) == nil)
    for index in [0, 4, 16, 23] {
      var damaged = thai
      damaged[index] ^= 0xFF
      #expect(SerializedTrie(.thai, bytes: damaged) == nil, "byte \(index)")
    }
  }

  @Test func `A place outside of the dictionary makes ICU's iterator divide`() throws {
    let thai = try #require(ICUDictionary.thai.copiedBytes)
    let expected = texts.map { boundaries($0, nil) }
    // The trie ends behind its root: 32 bytes of head, and 600 of it.
    let size: [UInt8] = [0x78, 2, 0, 0]
    let short = Array(thai[0..<4]) + size + size + size + Array(thai[16..<632])
    let tries = DictionaryTries { $0 == .thai ? SerializedTrie($0, bytes: short) : nil }
    #expect(SerializedTrie(.thai, bytes: short) != nil)
    #expect(texts.map { boundaries($0, tries) } == expected)
  }

  @Test(arguments: [ICUDictionary.thai, .khmer, .hanAndKana])
  func `Flipped bytes of a dictionary never trap`(_ dictionary: ICUDictionary) throws {
    let seed: UInt64 = 808
    var random = SeededGenerator(seed: seed)
    let sound = try #require(dictionary.copiedBytes)
    for number in 0..<20 {
      var bytes = sound
      for _ in 0..<2000 {
        // Half of them near the root, which all walks pass.
        let end = Bool.random(using: &random) ? 2000 : bytes.count
        bytes[Int.random(in: 32..<end, using: &random)] = random.next()
      }
      let damaged = bytes
      var breaker = DictionaryBreaker(
        tries: DictionaryTries { $0 == dictionary ? SerializedTrie($0, bytes: damaged) : nil })
      for text in texts {
        checkContract(&breaker, text, 0..<text.count, "seed \(seed), dictionary \(number)")
      }
    }
  }

  @Test func `A first character that is looked up alone leads where it leads among all`() throws {
    let source = try #require(
      ICUDictionary.hanAndKana.bytes().flatMap { SerializedTrie(.hanAndKana, bytes: $0) })
    var whole = WordTrie(source)
    for symbol in UInt16(0x3000)...0x3800 { _ = whole.first(symbol) }
    var found = 0
    for start in stride(from: 0, to: 0xFF00, by: 1000) {
      var single = WordTrie(source)
      for symbol in (start..<min(start + 1000, 0xFF00)).map(UInt16.init) {
        let (alone, among) = (single.first(symbol), whole.first(symbol))
        #expect(alone.isEmpty == among.isEmpty && alone.endsWord == among.endsWord, "\(symbol)")
        #expect(alone.goesOn == among.goesOn, "\(symbol)")
        guard alone.endsWord, among.endsWord else { continue }
        #expect(alone.cost == among.cost, "\(symbol)")
        found += 1
      }
    }
    #expect(found > 5000)
  }

  /// The words ab and abc, as ICU would write them.
  @Test func `A trie of two words is read and walked`() throws {
    let head: [UInt32] = [32, 39, 39, 39, 0, 0x0100_0000, 0, 0]
    let nodes: [UInt8] = [0x11, 0x61, 0x62, 0x20, 0x10, 0x63, 0x21]
    let bytes = head.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    var trie = WordTrie(try #require(SerializedTrie(.thai, bytes: bytes + nodes)))
    let a = trie.find(0x61, in: trie.root)
    let b = trie.find(0x62, in: a.row)
    let c = trie.find(0x63, in: b.row)
    #expect([a, b, c].map(\.endsWord) == [false, true, true])
    #expect([a, b, c].map(\.goesOn) == [true, true, false])
    #expect(trie.find(0x62, in: trie.root).isEmpty)
    #expect(!trie.isDamaged)
  }
}

extension ICUDictionary {
  /// A copy of its bytes.
  fileprivate var copiedBytes: [UInt8]? {
    guard let bytes = bytes() else { return nil }
    let span = bytes.span
    return span.indices.map { span[$0] }
  }
}

extension SerializedTrie {
  /// Takes bytes that are not ICU's.
  fileprivate init?(_ dictionary: ICUDictionary, bytes: [UInt8]) {
    self.init(dictionary, bytes: DictionaryBytes(bytes))
  }
}
