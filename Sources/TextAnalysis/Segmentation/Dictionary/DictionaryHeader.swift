// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The head of one of ICU's dictionaries.
///
/// Eight 32-bit numbers, little-endian: the byte where the trie starts, two more bytes where parts
/// that are empty today start, the size, the kind of trie, how code points become symbols, and two
/// that are reserved (ICU 72, common/dictionarydata.h).
struct DictionaryHeader {
  /// How the trie is written.
  enum Encoding: UInt32 {
    case bytes = 0
    case units = 1
  }

  /// How the trie is written.
  var encoding: Encoding
  /// The bytes of the trie.
  var trie: Range<Int>
  /// The code point that symbol 0 stands for.
  var firstCodePoint: UInt32

  /// Reads the head; nil where it is none.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 32 else { return nil }
    func number(_ index: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
    }
    let kindMask: UInt32 = 7
    let (transformMask, byOffset): (UInt32, UInt32) = (0x7F00_0000, 0x0100_0000)
    let (start, end) = (Int(number(0)), Int(number(1)))
    guard let encoding = Encoding(rawValue: number(4) & kindMask), start >= 32, start < end,
      end <= bytes.count, start % 2 == 0
    else { return nil }
    let expected = encoding == .bytes ? byOffset : 0
    guard number(5) & transformMask == expected else { return nil }
    self.encoding = encoding
    trie = start..<end
    firstCodePoint = number(5) & 0x1F_FFFF
  }
}
