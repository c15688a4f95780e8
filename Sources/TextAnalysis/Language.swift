// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The name of a language as everything in Handbill writes it: the lower-case ISO 639 code.

/// A language by its shortest ISO 639 code, such as `fa`, `ckb` or `und`.
///
/// Region and script subtags are dropped: what depends on the script is decided by the text's
/// own script, never by a tag. Two or three letters in almost all cases, at most eight.
public struct Language: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The bytes of the code, the first one highest: languages are copied and compared far more often than
  /// read.
  private let number: UInt64

  /// The lower-case primary subtag, ASCII letters only.
  public var code: String {
    var code = String.UnicodeScalarView()
    var rest = number
    while rest != 0 {
      code.append(Unicode.Scalar(UInt8(rest >> 56)))
      rest <<= 8
    }
    return String(code)
  }

  /// The language nobody could name: ISO 639 `und`.
  public static let unknown = Language(unchecked: "und")

  /// Reads a BCP 47 or POSIX tag (`fa-IR`, `zh_Hant`, `per`, `EN`); nil where it is not one.
  ///
  /// Three-letter codes with a two-letter twin become the two-letter code.
  public init?(tag: String) {
    let primary = tag.prefix { $0 != "-" && $0 != "_" && $0 != "." && $0 != "@" }.lowercased()
    guard (2...8).contains(primary.utf8.count),
      primary.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    self.init(unchecked: Language.twoLetterTwins[primary] ?? primary)
  }

  /// Takes the bytes of a code, the first one highest, with zeros after the last; nil where `code` gives no such code.
  package init?(bytes number: UInt64) {
    let length = 8 - number.trailingZeroBitCount / 8
    guard length >= 2, number != 0 else { return nil }
    for place in 8 - length..<8 {
      let letter = UInt8(truncatingIfNeeded: number >> UInt64(place * 8))
      guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { return nil }
    }
    self.number = number
  }

  /// Takes a code that is already canonical, of at most eight bytes.
  init(unchecked code: String) { self.init(unchecked: code.utf8) }

  private init(unchecked code: some Collection<UInt8>) {
    precondition(code.count <= 8, "codes of languages have at most eight letters")
    number = code.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - code.count))
  }

  /// The code.
  public var description: String { code }

  /// Orders by code.
  public static func < (left: Language, right: Language) -> Bool { left.number < right.number }
}

extension Language: Codable {
  /// Reads a tag; what is none becomes `.unknown`.
  public init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    self = Language(tag: code) ?? .unknown
  }

  /// Writes the code.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
