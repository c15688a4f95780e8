// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The keys of a block of the dictionary, as bits: a key is a field's number, then a folded form.
//
//   keys      := alphabet key*
//   alphabet  := width's index, 3 bits, among 0 6 7 8 10 12 14 16; [page, 21 - width bits]
//   key       := shared(3) symbols(1) symbol*         bytes of the key before, then what follows
//   symbol    := letter | place in the page           width 0 | all others
//   letter    := 0 and 3 bits: a i e n u t o s | 10 and 3 bits: r m l k h j g c
//              | 11 and 4 bits: y d w b p z q v f x, then the four kinds of other symbols
//   place     := width bits; all ones, then 2 bits: the four kinds of other symbols
//   other     := ASCII, 7 bits | scalar - 128, 10 bits | scalar, 21 bits | a byte that is not UTF-8
//
// Numbers in brackets are orders of codes as in BitStream.swift. Nearly all blocks hold one script:
// the page is that of most of its scalars.

/// How the scalars of a block's keys are coded.
struct KeyAlphabet: Equatable {
  /// Bits of a place in the page; 0 for Latin letters.
  var width: Int
  /// What the scalars of the page are above these bits.
  var page: UInt32

  /// The widths there are.
  static let widths = [0, 6, 7, 8, 10, 12, 14, 16]
  /// The bits of the number of a width.
  static let selectorWidth = 3
  /// The bits of any scalar.
  static let scalarWidth = 21

  /// The letters, from the lowest byte on.
  fileprivate static let letters: (UInt64, UInt64, UInt64, UInt64) = (
    0x736F_7475_6E65_6961, 0x6367_6A68_6B6C_6D72, 0x7671_7A70_6277_6479, 0x7866
  )
  fileprivate static let lettersOfLastGroup: UInt64 = 10

  /// The bits of the letter with which six bits begin.
  @inline(__always)
  fileprivate static func widthOfLetter(_ code: UInt64) -> Int {
    4 &+ Int(truncatingIfNeeded: (code & 1) &+ (code & code >> 1 & 1))
  }

  /// The letter with which six bits begin, in the lowest byte; no letter where `kindOfOther` is not nil.
  ///
  /// Without a branch: which group a letter is of cannot be foreseen.
  @inline(__always)
  fileprivate static func letter(_ code: UInt64) -> UInt64 {
    let isLater = 0 &- (code & 1)
    let isLast = 0 &- (code & code >> 1 & 1)
    let index = code &>> (1 &+ (code & 1))
    let isPastSeven = 0 &- (index >> 3 & 1)
    let early = letters.0 ^ (letters.0 ^ letters.1) & isLater
    let last = letters.2 ^ (letters.2 ^ letters.3) & isPastSeven
    return (early ^ (early ^ last) & isLast) &>> ((index & 7) &* 8)
  }

  /// The kind of other symbol with which six bits begin; nil where they begin with a letter.
  @inline(__always)
  fileprivate static func kindOfOther(_ code: UInt64) -> UInt64? {
    code & 3 == 3 && code >> 2 >= lettersOfLastGroup ? code >> 2 &- lettersOfLastGroup : nil
  }

  /// The bits of a symbol of one of the four other kinds, beside those that say which.
  @inline(__always)
  fileprivate static func widthOfOther(_ kind: UInt64) -> Int {
    kind == 0 ? 7 : kind == 1 ? 10 : kind == 2 ? scalarWidth : 8
  }

  /// The symbol at a place in the page.
  @inline(__always)
  fileprivate func symbol(at place: UInt64) -> SymbolBytes {
    SymbolBytes(scalar: page &<< UInt32(width) | UInt32(truncatingIfNeeded: place))
  }

  /// The place that stands for one of the four other kinds.
  @inline(__always)
  fileprivate var escape: UInt64 { (1 &<< UInt64(width)) &- 1 }
}

/// Reads the keys of a block one after another.
struct KeyReader: ~Escapable {
  private var bits: BitReader
  private let alphabet: KeyAlphabet

  /// Stands before the first key of a block, whose keys take a range of bytes.
  ///
  /// - Throws: `corrupt`.
  @_lifetime(copy bytes, copy file)
  init(_ bytes: RawSpan, _ range: Range<Int>, file: FileName) throws(SearchIndexError) {
    bits = try BitReader(bytes, range, file: file)
    if range.isEmpty {
      alphabet = KeyAlphabet(width: 0, page: 0)
    } else {
      let width = KeyAlphabet.widths[Int(try bits.bits(KeyAlphabet.selectorWidth))]
      let page = width == 0 ? 0 : try bits.bits(KeyAlphabet.scalarWidth - width)
      alphabet = KeyAlphabet(width: width, page: UInt32(truncatingIfNeeded: page))
    }
  }

  /// Replaces the key before by the next one; gives the bytes that they share.
  ///
  /// - Throws: `corrupt` where it is cut short or shares more than there is.
  mutating func next(into key: inout [UInt8]) throws(SearchIndexError) -> Int {
    let shared = try bits.count(limit: key.count, order: 3)
    let added = try symbolCount()
    if alphabet.width == 0 {
      try readLetters(added, into: &key, at: shared)
      return shared
    }
    key.removeLast(key.count &- shared)
    for _ in 0..<added {
      let symbol = try symbol()
      for place in 0..<symbol.count { key.append(symbol[place]) }
    }
    return shared
  }

  /// Replaces what follows the first `start` bytes of a key by symbols, most of them Latin letters.
  private mutating func readLetters(
    _ count: Int, into key: inout [UInt8], at start: Int
  ) throws(SearchIndexError) {
    while key.count > start &+ count { key.removeLast() }
    while key.count < start &+ count { key.append(0) }
    var left = count
    while left > 0 {
      guard let kind = try fillLetters(&key, &left) else { continue }
      // One of another kind has one byte's room, and may take more.
      let symbol = try other(kind)
      key.removeLast(left &+ 1)
      for place in 0..<symbol.count { key.append(symbol[place]) }
      for _ in 0..<left { key.append(0) }
    }
  }

  /// Fills the end of a key with letters, at most `left`, as many as a word of bits has, or up to a symbol of
  /// another kind, which it gives.
  @inline(__always)
  private mutating func fillLetters(
    _ key: inout [UInt8], _ left: inout Int
  ) throws(SearchIndexError) -> UInt64? {
    var target = key.mutableSpan
    var word = bits.peek(56)
    var width = 0
    var kind: UInt64?
    while left > 0, width <= 50, kind == nil {
      let code = word & 63
      let taken = KeyAlphabet.widthOfLetter(code)
      word &>>= UInt64(taken)
      width &+= taken
      kind = KeyAlphabet.kindOfOther(code)
      target[target.count &- left] = UInt8(truncatingIfNeeded: KeyAlphabet.letter(code))
      left &-= 1
    }
    try bits.skip(width)
    return kind
  }

  /// Goes to the next key without making it; tells how it stands to a target that is above the key
  /// before.
  ///
  /// `match` is how many bytes the key before shares with the target, 0 for the first key; it becomes
  /// that of the next key, unless this is above.
  /// - Throws: `corrupt` where it is cut short.
  mutating func compareNext(
    to target: Span<UInt8>, _ match: inout Int
  ) throws(SearchIndexError) -> KeyOrder {
    let shared = try bits.number(order: 3)
    let added = try symbolCount()
    // What shares more with the key before than that with the target is below the target as well.
    if shared > UInt64(match) {
      try pass(added)
      return .below
    }
    var index = Int(shared)
    for passed in 0..<added {
      let symbol = try symbol()
      for place in 0..<symbol.count {
        if index == target.count || symbol[place] > target[index] { return .above }
        if symbol[place] < target[index] {
          match = index
          try pass(added &- passed &- 1)
          return .below
        }
        index &+= 1
      }
    }
    match = index
    return index == target.count ? .equal : .below
  }

  @inline(__always)
  private mutating func symbolCount() throws(SearchIndexError) -> Int {
    // A symbol takes at least four bits.
    try bits.count(limit: bits.left / 4, order: 1)
  }

  // MARK: - Symbols

  @inline(__always)
  private mutating func symbol() throws(SearchIndexError) -> SymbolBytes {
    alphabet.width == 0 ? try letter() : try place()
  }

  @inline(__always)
  private mutating func letter() throws(SearchIndexError) -> SymbolBytes {
    let code = bits.peek(6)
    try bits.skip(KeyAlphabet.widthOfLetter(code))
    if let kind = KeyAlphabet.kindOfOther(code) { return try other(kind) }
    return SymbolBytes(KeyAlphabet.letter(code))
  }

  @inline(__always)
  private mutating func place() throws(SearchIndexError) -> SymbolBytes {
    let place = try bits.bits(alphabet.width)
    if place == alphabet.escape { return try other(try bits.bits(2)) }
    return alphabet.symbol(at: place)
  }

  private mutating func other(_ kind: UInt64) throws(SearchIndexError) -> SymbolBytes {
    guard kind < 4 else { throw bits.corrupt(.outOfRange) }
    let value = try bits.bits(KeyAlphabet.widthOfOther(kind))
    switch kind {
    case 0, 3: return SymbolBytes(value)
    case 1: return SymbolBytes(scalar: 0x80 + UInt32(truncatingIfNeeded: value))
    default: return SymbolBytes(scalar: UInt32(truncatingIfNeeded: value))
    }
  }

  /// Passes over symbols.
  private mutating func pass(_ count: Int) throws(SearchIndexError) {
    for _ in 0..<count {
      var kind: UInt64?
      if alphabet.width == 0 {
        let code = bits.peek(6)
        try bits.skip(KeyAlphabet.widthOfLetter(code))
        kind = KeyAlphabet.kindOfOther(code)
      } else if try bits.bits(alphabet.width) == alphabet.escape {
        kind = try bits.bits(2)
      }
      if let kind { try bits.skip(KeyAlphabet.widthOfOther(kind)) }
    }
  }
}

/// How a key stands to another.
enum KeyOrder {
  case below
  case equal
  case above
}

/// The bytes of a symbol of a key.
private struct SymbolBytes {
  /// From the lowest one on.
  private let bytes: UInt32
  /// How many there are; 0 for what is no scalar.
  let count: Int

  /// Takes one byte, the lowest of a number.
  @inline(__always)
  init(_ byte: UInt64) {
    bytes = UInt32(truncatingIfNeeded: byte)
    count = 1
  }

  /// Takes the bytes of a scalar.
  @inline(__always)
  init(scalar: UInt32) {
    guard scalar >= 0x80 else {
      (bytes, count) = (scalar, 1)
      return
    }
    let last = 0x80 | scalar & 0x3F
    let middle = 0x80 | scalar >> 6 & 0x3F
    if scalar < 0x800 {
      (bytes, count) = (0xC0 | scalar >> 6 | last << 8, 2)
    } else if scalar < 0x10000 {
      bytes = 0xE0 | scalar >> 12 | middle << 8 | last << 16
      count = scalar & 0xF800 == 0xD800 ? 0 : 3
    } else {
      bytes =
        0xF0 | scalar >> 18 & 7 | (0x80 | scalar >> 12 & 0x3F) << 8 | middle << 16 | last << 24
      count = scalar > 0x10FFFF ? 0 : 4
    }
  }

  /// The byte at a place below `count`.
  @inline(__always)
  subscript(place: Int) -> UInt8 { UInt8(truncatingIfNeeded: bytes &>> UInt32(place &* 8)) }
}

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
