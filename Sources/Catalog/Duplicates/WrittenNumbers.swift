// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A number that is written in digits of any script.
struct WrittenNumber: Equatable {
  /// Where it stands: UTF-8 offsets.
  var range: Range<Int>
  /// Its digits, ASCII, without what groups them.
  var digits: String
  /// Whether it only counts the items of a list: at the beginning of a line, with a sign behind it.
  var isOrdinal: Bool

  /// Whether it is long enough to be rare, and neither a year nor round.
  ///
  /// Years from 1300 to 1500 are those of the Solar Hijri and Hijri calendars now, from 2400 to 2600 Buddhist ones.
  var isLong: Bool {
    guard digits.utf8.count >= 4, !digits.hasSuffix("00") else { return false }
    guard digits.utf8.count == 4, let value = Int(digits) else { return true }
    return
      !((1300...1500).contains(value) || (1850...2150).contains(value)
      || (2400...2600).contains(value))
  }

  /// Its value where it has one to three digits, hours after noon as those before it; nil for longer ones
  /// and for the numbers of emergency services.
  var small: UInt16? {
    guard digits.utf8.count <= 3, let value = UInt16(digits) else { return nil }
    if (110...119).contains(value) || value == 911 || value == 999 { return nil }
    return (13...24).contains(value) ? value - 12 : value
  }
}

/// Finds numbers written in digits.
enum WrittenNumbers {
  /// For each code point up to U+FFFF the value of the decimal digit that it is, plus 1; 0 for all others.
  private static let table: [UInt8] = (0..<0x10000).map { code in
    guard let scalar = Unicode.Scalar(UInt32(code)), scalar.properties.numericType == .decimal,
      let value = scalar.properties.numericValue
    else { return 0 }
    return UInt8(value) + 1
  }

  /// The numbers of a text, in order.
  ///
  /// O(bytes).
  ///
  /// Groups of three digits behind a comma, a point, an apostrophe or a narrow space belong to one number.
  static func find(in utf8: [UInt8]) -> [WrittenNumber] {
    guard mayHaveDigits(utf8) else { return [] }
    var scan = Scan(String(decoding: utf8, as: UTF8.self))
    while scan.moveToDigit() { scan.readRun() }
    return scan.numbers
  }

  /// Whether a byte is an ASCII digit or may begin a digit of another script.
  private static func mayHaveDigits(_ utf8: [UInt8]) -> Bool {
    utf8.contains { $0 &- 0x30 < 10 || $0 >= 0xD9 }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 {
      return scalar.value &- 0x30 < 10 ? UInt8(scalar.value - 0x30) : nil
    }
    guard scalar.value >= 0x660, scalar.value < 0x10000 else { return nil }
    let entry = table[Int(scalar.value)]
    return entry == 0 ? nil : entry - 1
  }

  /// A place in a text, and the numbers before it.
  private struct Scan {
    private(set) var numbers: [WrittenNumber] = []
    private let scalars: String.UnicodeScalarView
    private var index: String.Index
    /// UTF-8 offset of `index`.
    private var offset = 0
    /// Whether nothing but spaces has stood on the line yet.
    private var isLineStart = true

    private static let separators: Set<Unicode.Scalar> = [
      ",", ".", "'", "’", "٬", "٫", "\u{A0}", "\u{202F}", "\u{2009}",
    ]
    private static let listSigns: Set<Unicode.Scalar> = [
      ".", ")", "-", "–", "۔", "、", "．", "）", ":", "።", "፦",
    ]

    init(_ text: String) {
      scalars = text.unicodeScalars
      index = scalars.startIndex
    }

    private var current: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

    private mutating func advance() {
      offset += UTF8.width(scalars[index])
      index = scalars.index(after: index)
    }

    /// Moves to the next digit; false at the end of the text.
    mutating func moveToDigit() -> Bool {
      while let scalar = current {
        if WrittenNumbers.digit(scalar) != nil { return true }
        if scalar == "\n" || scalar == "\u{C}" || scalar == "\r" {
          isLineStart = true
        } else if isLineStart, !scalar.properties.isWhitespace {
          isLineStart = false
        }
        advance()
      }
      return false
    }

    /// Reads groups of digits with single separators between them.
    mutating func readRun() {
      let start = offset
      var groups = [readGroup()]
      var end = offset
      let behind = current
      while let separator = current, Self.separators.contains(separator) {
        advance()
        guard let scalar = current, WrittenNumbers.digit(scalar) != nil else { break }
        groups.append(readGroup())
        end = offset
      }
      append(groups, start..<end, behind: behind)
      isLineStart = false
    }

    private mutating func readGroup() -> String {
      var digits = ""
      while let scalar = current, let digit = WrittenNumbers.digit(scalar) {
        digits.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
        advance()
      }
      return digits
    }

    /// One number where all groups but the first have three digits, else one a group.
    private mutating func append(
      _ groups: [String], _ range: Range<Int>, behind: Unicode.Scalar?
    ) {
      let isOrdinal =
        isLineStart && groups.count == 1 && groups[0].utf8.count <= 2
        && behind.map(Self.listSigns.contains) ?? false
      let isGrouped =
        groups.count > 1 && groups[0].utf8.count <= 3
        && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      for digits in isGrouped ? [groups.joined()] : groups where digits.utf8.count <= 34 {
        numbers.append(WrittenNumber(range: range, digits: digits, isOrdinal: isOrdinal))
      }
    }
  }
}
