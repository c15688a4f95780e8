// Licensed under the Apache License, Version 2.0; see LICENSE.

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

  /// Goes to the next key; makes it where it is not below a target that is above the key before, and tells whether.
  ///
  /// `match` is how many bytes the key before shares with the target, 0 for the first key; it becomes that of the next
  /// key.
  /// - Throws: `corrupt` where it is cut short.
  mutating func next(
    notBelow target: Span<UInt8>, _ match: inout Int, into key: inout [UInt8]
  ) throws(SearchIndexError) -> Bool {
    let shared = try bits.number(order: 3)
    let added = try symbolCount()
    // What shares more with the key before than that with the target is below the target as well.
    if shared > UInt64(match) {
      try pass(added)
      return false
    }
    let start = Int(shared)
    match = start
    for passed in 0..<added {
      let symbol = try symbol()
      for place in 0..<symbol.count {
        if match < target.count, symbol[place] == target[match] {
          match &+= 1
          continue
        }
        if match < target.count, symbol[place] < target[match] {
          try pass(added &- passed &- 1)
          return false
        }
        try make(&key, target, match, symbol, from: place, added &- passed &- 1)
        return true
      }
    }
    if match < target.count { return false }
    try make(&key, target, match, nil, from: 0, 0)
    return true
  }

  /// Makes a key of the first bytes of another, the bytes of a symbol from one on, and the symbols that follow.
  private mutating func make(
    _ key: inout [UInt8], _ beginning: Span<UInt8>, _ count: Int, _ symbol: SymbolBytes?,
    from place: Int, _ left: Int
  ) throws(SearchIndexError) {
    key.removeAll(keepingCapacity: true)
    for index in 0..<count { key.append(beginning[index]) }
    if let symbol { for place in place..<symbol.count { key.append(symbol[place]) } }
    for _ in 0..<left {
      let symbol = try self.symbol()
      for place in 0..<symbol.count { key.append(symbol[place]) }
    }
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
    var left = count
    while left > 0 {
      var kind: UInt64?
      if alphabet.width == 0 {
        kind = try passLetters(&left)
      } else {
        left &-= 1
        if try bits.bits(alphabet.width) == alphabet.escape { kind = try bits.bits(2) }
      }
      if let kind { try bits.skip(KeyAlphabet.widthOfOther(kind)) }
    }
  }

  /// Passes over letters, at most `left`, as many as a word of bits has, or up to a symbol of another kind, which it
  /// gives.
  @inline(__always)
  private mutating func passLetters(_ left: inout Int) throws(SearchIndexError) -> UInt64? {
    var word = bits.peek(56)
    var width = 0
    var kind: UInt64?
    while left > 0, width <= 50, kind == nil {
      let code = word & 63
      let taken = KeyAlphabet.widthOfLetter(code)
      word &>>= UInt64(taken)
      width &+= taken
      kind = KeyAlphabet.kindOfOther(code)
      left &-= 1
    }
    try bits.skip(width)
    return kind
  }
}

/// How a key stands to another.
enum KeyOrder {
  case below
  case equal
  case above
}
