// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What readers take for single characters. The standard library knows the rules; asking it for each border
// was a tenth of a snippet, and between most scalars there is a border whatever stands around them.

/// The grapheme clusters of bytes that should be UTF-8.
enum GraphemeClusters {
  /// Stands for a byte that is not UTF-8: a control, so that it is a cluster of its own.
  static let invalidByte: UInt8 = 0x1A

  /// The clusters of a range of bytes, in order, without a gap.
  ///
  /// O(bytes).
  static func clusters(of bytes: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    var clusters: [Range<Int>] = []
    clusters.reserveCapacity(range.count)
    let span = bytes.span.extracting(0..<range.upperBound)
    // Up to a border that is sure.
    var run = range.lowerBound..<range.lowerBound
    var wasAlone = true
    while run.upperBound < range.upperBound {
      let here = run.upperBound
      let (scalar, length) = scalar(in: span, at: here)
      let isAlone = standsAlone(scalar)
      if wasAlone, isAlone, !run.isEmpty {
        append(run, of: bytes, to: &clusters)
        run = here..<here
      }
      run = run.lowerBound..<(here + length)
      wasAlone = isAlone
    }
    if !run.isEmpty { append(run, of: bytes, to: &clusters) }
    return clusters
  }

  /// The scalar at an index and its bytes; `invalidByte` for a byte that is not UTF-8.
  @inline(__always)
  static func scalar(in bytes: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
    FormScalar(in: bytes, at: index).map { ($0.value, $0.length) } ?? (UInt32(invalidByte), 1)
  }

  /// Appends the clusters of a run, after which there is a border.
  private static func append(
    _ run: Range<Int>, of bytes: [UInt8], to clusters: inout [Range<Int>]
  ) {
    if run.count == 1 || scalar(in: bytes.span, at: run.lowerBound).length == run.count {
      clusters.append(run)
      return
    }
    var start = run.lowerBound
    for character in decoded(bytes[run]) {
      clusters.append(start..<(start + character.utf8.count))
      start += character.utf8.count
    }
  }

  /// Decodes bytes, with `invalidByte` for each one that is not UTF-8, so that offsets stay.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if let string = String(validating: bytes, as: UTF8.self) { return string }
    var valid = Array(bytes)
    var index = 0
    while index < valid.count {
      if let scalar = FormScalar(in: valid.span, at: index) {
        index += scalar.length
      } else {
        valid[index] = invalidByte
        index += 1
      }
    }
    return String(decoding: valid, as: UTF8.self)
  }

  /// Whether there is a border between a scalar and each other one of which this says so: it is no carriage
  /// return, mark, joiner, syllable of Hangul or half of a flag, and nothing that goes before a letter.
  ///
  /// Source: GraphemeBreakProperty.txt of Unicode 15 and UAX #29, rules GB3 to GB13: in these ranges are
  /// only Control, LF and Other.
  @inline(__always)
  static func standsAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0...0xC, 0xE...0x2FF, 0x370...0x482, 0x48A...0x590, 0x5D0...0x5F4, 0x620...0x64A,
      0x660...0x66F, 0x671...0x6D3, 0x6EE...0x6FF, 0xE01...0xE30, 0xE3F...0xE46, 0x10A0...0x10FF,
      0x1200...0x135C, 0x1360...0x1711, 0x1E00...0x1FFF, 0x2010...0x2027, 0x2030...0x205E,
      0x3000...0x3029, 0x3030...0x3098, 0x309B...0x31FF, 0x3400...0x9FFF:
      true
    default: false
    }
  }
}
