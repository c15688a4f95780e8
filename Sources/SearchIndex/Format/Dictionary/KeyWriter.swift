// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `KeyReader` reads; the layout is at the head of KeyCoding.swift.

/// A scalar, or a byte that is not part of one: a scalar's number, or a byte with the highest bit set.
private struct KeySymbol {
  private static let byteFlag: UInt32 = 1 << 31

  let number: UInt32

  init(scalar: UInt32) { number = scalar }
  init(byte: UInt8) { number = UInt32(byte) | Self.byteFlag }

  /// The scalar; nil where it is a byte.
  @inline(__always)
  var scalar: UInt32? { number & Self.byteFlag == 0 ? number : nil }

  /// Which of the four other kinds it is, and its bits as such.
  @inline(__always)
  var other: (kind: UInt64, value: UInt64) {
    if number < 0x80 { return (0, UInt64(number)) }
    if number < 0x480 { return (1, UInt64(number - 0x80)) }
    if number & Self.byteFlag == 0 { return (2, UInt64(number)) }
    return (3, UInt64(number & 0xFF))
  }

  /// The bits of it as one of the four other kinds, beside those that say which.
  @inline(__always)
  var width: Int { KeyAlphabet.widthOfOther(other.kind) }
}

/// Takes the keys of a block.
struct KeyWriter {
  /// For each key how many bytes it shares with the one before, and where its symbols end.
  private var keys: [(shared: Int, end: Int)] = []
  /// What follows those bytes, key by key.
  private var symbols: [KeySymbol] = []
  private var last: [UInt8] = []

  /// Appends a key, which is above the one before.
  mutating func append(_ key: ArraySlice<UInt8>) {
    let bytes = key.span
    var shared = 0
    while shared < min(last.count, bytes.count), last[shared] == bytes[shared] { shared &+= 1 }
    last.shorten(to: shared)
    for index in shared..<bytes.count { last.append(bytes[index]) }
    // What is shared ends with a scalar.
    while shared > 0, shared < bytes.count, bytes[shared] & 0xC0 == 0x80 { shared -= 1 }
    var index = shared
    while index < bytes.count {
      if bytes[index] < 0x80 {
        symbols.append(KeySymbol(scalar: UInt32(bytes[index])))
        index += 1
      } else if let scalar = FormScalar(in: bytes, at: index) {
        symbols.append(KeySymbol(scalar: scalar.value))
        index += scalar.length
      } else {
        symbols.append(KeySymbol(byte: bytes[index]))
        index += 1
      }
    }
    keys.append((shared, symbols.count))
  }

  /// The bytes of the keys; the writer is empty then.
  mutating func take() -> [UInt8] {
    let alphabet = shortest()
    var output = BitWriter()
    output.bits(
      UInt64(KeyAlphabet.widths.firstIndex(of: alphabet.width) ?? 0), KeyAlphabet.selectorWidth)
    if alphabet.width > 0 {
      output.bits(UInt64(alphabet.page), KeyAlphabet.scalarWidth - alphabet.width)
    }
    var start = 0
    for (shared, end) in keys {
      output.number(UInt64(shared), order: 3)
      output.number(UInt64(end - start), order: 1)
      for symbol in symbols[start..<end] {
        let (value, width) = alphabet.code(symbol)
        output.bits(value, width)
      }
      start = end
    }
    keys.removeAll(keepingCapacity: true)
    symbols.removeAll(keepingCapacity: true)
    last.removeAll(keepingCapacity: true)
    return output.take()
  }

  /// The alphabet that makes the keys shortest; among equals the first.
  private func shortest() -> KeyAlphabet {
    var best = KeyAlphabet(width: 0, page: 0)
    var least = symbols.reduce(0) { $0 + best.code($1).width }
    // In every other alphabet a symbol takes at least so many bits.
    if least <= symbols.count * KeyAlphabet.widths[1] { return best }
    let scalars = symbols.compactMap(\.scalar).sorted()
    // What all symbols take as others, beside the place that says so.
    let others = symbols.reduce(0) { $0 + 2 + $1.width }
    for width in KeyAlphabet.widths.dropFirst() {
      let (page, saved) = Self.bestPage(of: scalars, width: width)
      let count = others + symbols.count * width - saved
      if count < least { (best, least) = (KeyAlphabet(width: width, page: page), count) }
    }
    return best
  }

  /// The page of most scalars, which rise, among equals the first, and the bits that it saves.
  private static func bestPage(of scalars: [UInt32], width: Int) -> (page: UInt32, saved: Int) {
    var (best, most, bestSaved) = (UInt32(0), 0, 0)
    var index = 0
    while index < scalars.count {
      let alphabet = KeyAlphabet(width: width, page: scalars[index] >> UInt32(width))
      let first = index
      var saved = 0
      while index < scalars.count, scalars[index] >> UInt32(width) == alphabet.page {
        let symbol = KeySymbol(scalar: scalars[index])
        if UInt64(scalars[index]) & alphabet.escape != alphabet.escape { saved += 2 + symbol.width }
        index += 1
      }
      if index - first > most { (best, most, bestSaved) = (alphabet.page, index - first, saved) }
    }
    return (best, bestSaved)
  }
}

extension KeyAlphabet {
  /// The bits of a symbol.
  @inline(__always)
  fileprivate func code(_ symbol: KeySymbol) -> (value: UInt64, width: Int) {
    if width == 0 {
      if symbol.number < 0x80 {
        let code = Self.codesOfLetters[Int(symbol.number)]
        if code.width > 0 { return (UInt64(code.value), Int(code.width)) }
      }
      let (kind, value) = symbol.other
      return (value << 6 | (Self.lettersOfLastGroup + kind) << 2 | 3, 6 + symbol.width)
    }
    if let scalar = symbol.scalar, scalar >> UInt32(width) == page {
      let place = UInt64(scalar) & escape
      if place != escape { return (place, width) }
    }
    let (kind, value) = symbol.other
    return (
      value << UInt64(width + 2) | kind << UInt64(width) | escape, width + 2 + symbol.width
    )
  }

  /// The codes of ASCII as Latin letters; of width 0 where a character is none of them.
  private static let codesOfLetters: [(value: UInt8, width: UInt8)] = {
    var codes = [(value: UInt8, width: UInt8)](repeating: (0, 0), count: 0x80)
    for index in 0..<(16 + Int(lettersOfLastGroup)) {
      let word = [letters.0, letters.1, letters.2, letters.3][index / 8]
      let letter = Int(word >> UInt64(index % 8 * 8) & 0xFF)
      switch index {
      case ..<8: codes[letter] = (UInt8(index << 1), 4)
      case ..<16: codes[letter] = (UInt8((index - 8) << 2 | 1), 5)
      default: codes[letter] = (UInt8((index - 16) << 2 | 3), 6)
      }
    }
    return codes
  }()
}
