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
  static let letters: (UInt64, UInt64, UInt64, UInt64) = (
    0x736F_7475_6E65_6961, 0x6367_6A68_6B6C_6D72, 0x7671_7A70_6277_6479, 0x7866
  )
  static let lettersOfLastGroup: UInt64 = 10

  /// The bits of the letter with which six bits begin.
  @inline(__always)
  static func widthOfLetter(_ code: UInt64) -> Int {
    4 &+ Int(truncatingIfNeeded: (code & 1) &+ (code & code >> 1 & 1))
  }

  /// The letter with which six bits begin, in the lowest byte; no letter where `kindOfOther` is not nil.
  ///
  /// Without a branch: which group a letter is of cannot be foreseen.
  @inline(__always)
  static func letter(_ code: UInt64) -> UInt64 {
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
  static func kindOfOther(_ code: UInt64) -> UInt64? {
    code & 3 == 3 && code >> 2 >= lettersOfLastGroup ? code >> 2 &- lettersOfLastGroup : nil
  }

  /// The bits of a symbol of one of the four other kinds, beside those that say which.
  @inline(__always)
  static func widthOfOther(_ kind: UInt64) -> Int {
    kind == 0 ? 7 : kind == 1 ? 10 : kind == 2 ? scalarWidth : 8
  }

  /// The symbol at a place in the page.
  @inline(__always)
  func symbol(at place: UInt64) -> SymbolBytes {
    SymbolBytes(scalar: page &<< UInt32(width) | UInt32(truncatingIfNeeded: place))
  }

  /// The place that stands for one of the four other kinds.
  @inline(__always)
  var escape: UInt64 { (1 &<< UInt64(width)) &- 1 }
}

/// The bytes of a symbol of a key.
struct SymbolBytes {
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
