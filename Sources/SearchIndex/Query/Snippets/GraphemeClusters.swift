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
    let span = bytes.span.extracting(0..<range.upperBound)
    clusters.append(addingCapacity: range.count) { output in
      // Up to a border that is sure, and what it consists of.
      var start = range.lowerBound
      var here = start
      var shape = Shape.open
      while here < range.upperBound {
        let (scalar, length) = scalar(in: span, at: here)
        let isAlone = standsAlone(scalar)
        if isAlone, shape != .open, start < here {
          append(start..<here, shape, of: bytes, to: &output)
          start = here
        }
        shape = isAlone ? (start == here ? .scalar(scalar) : .ended) : shape.followed(by: scalar)
        here += length
      }
      if start < here { append(start..<here, shape, of: bytes, to: &output) }
    }
    return clusters
  }

  /// What a run of scalars is, as far as its clusters are known.
  private enum Shape: Equatable {
    /// A scalar that stands alone, alone.
    case scalar(UInt32)
    /// Such a scalar, with marks on it: one cluster.
    case marked
    /// Anything that ends with a scalar that stands alone.
    case ended
    /// Anything else: what follows may belong to its last cluster.
    case open

    /// The shape with a scalar after it that does not stand alone.
    func followed(by scalar: UInt32) -> Shape {
      guard GraphemeClusters.isMark(scalar) else { return .open }
      switch self {
      case .scalar(let base): return GraphemeClusters.isControl(base) ? .open : .marked
      case .marked: return .marked
      case .ended, .open: return .open
      }
    }
  }

  /// The scalar at an index and its bytes; `invalidByte` for a byte that is not UTF-8.
  @inline(__always)
  static func scalar(in bytes: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
    FormScalar(in: bytes, at: index).map { ($0.value, $0.length) } ?? (UInt32(invalidByte), 1)
  }

  /// Appends the clusters of a run, after which there is a border.
  @inline(__always)
  private static func append(
    _ run: Range<Int>, _ shape: Shape, of bytes: [UInt8], to clusters: inout OutputSpan<Range<Int>>
  ) {
    switch shape {
    case .scalar, .marked: clusters.append(run)
    case .ended, .open: append(charactersOf: run, of: bytes, to: &clusters)
    }
  }

  private static func append(
    charactersOf run: Range<Int>, of bytes: [UInt8], to clusters: inout OutputSpan<Range<Int>>
  ) {
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
  /// return, mark, joiner, letter of Hangul or half of a flag, and nothing that goes before a letter.
  ///
  /// Source: GraphemeBreakProperty.txt of Unicode 15 and UAX #29, rules GB3 to GB13: in these ranges are
  /// only Control, LF, LV, LVT and Other.
  @inline(__always)
  static func standsAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0...0xC, 0xE...0x2FF, 0x370...0x482, 0x48A...0x590, 0x5D0...0x5F4, 0x620...0x64A,
      0x660...0x66F, 0x671...0x6D3, 0x6EE...0x6FF:
      true
    case 0x700...0xFFF: isIndicLetter(scalar)
    case 0x1000...0x102A, 0x103F...0x1055, 0x1090...0x1099, 0x10A0...0x10FF, 0x1200...0x135C,
      0x1360...0x1711, 0x1780...0x17B3, 0x17D4...0x17DC, 0x17E0...0x17E9, 0x1A20...0x1A54,
      0x1E00...0x1FFF, 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3029, 0x3030...0x3098,
      0x309B...0x31FF, 0x3400...0xA66E, 0xA984...0xA9B2, 0xA9C1...0xA9D9, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// The part of `standsAlone` from Syriac to Tibetan.
  private static func isIndicLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x712...0x72F, 0x780...0x7A5, 0x904...0x939, 0x958...0x961, 0x964...0x980, 0x985...0x9B9,
      0x9DC...0x9E1, 0x9E6...0x9FB, 0xA05...0xA39, 0xA59...0xA6F, 0xA85...0xAB9, 0xAE6...0xAF1,
      0xB05...0xB39, 0xB5C...0xB61, 0xB66...0xB77, 0xB83...0xBB9, 0xBE6...0xBFA, 0xC05...0xC39,
      0xC66...0xC80, 0xC85...0xCB9, 0xCE6...0xCEF, 0xD05...0xD3A, 0xD66...0xD7F, 0xD85...0xDC6,
      0xDE6...0xDEF, 0xE01...0xE30, 0xE3F...0xE46, 0xE4F...0xE5B, 0xE81...0xEB0, 0xEC0...0xEC6,
      0xED0...0xEDF, 0xF00...0xF17, 0xF1A...0xF34, 0xF40...0xF6C:
      true
    default: false
    }
  }

  /// Whether a scalar surely belongs to the cluster of what stands before it, unless that is a control, and
  /// does not join it to a letter behind it, as joiners do and viramas of most scripts.
  ///
  /// Source: GraphemeBreakProperty.txt and Indic_Conjunct_Break of Unicode 15.1: in these ranges are only
  /// Extend and SpacingMark, and no Linker.
  @inline(__always)
  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0x670,
      0x6D6...0x6DC, 0x6DF...0x6E4, 0x730...0x74A, 0x7A6...0x7B0:
      true
    case 0x900...0xFFF: isIndicMark(scalar)
    case 0x102D...0x1037, 0x103A...0x103E, 0x1056...0x1059, 0x135D...0x135F, 0x17B6...0x17D1,
      0x1A65...0x1A7C, 0x1DC0...0x1DFF, 0x3099...0x309A, 0xA9B3...0xA9BF:
      true
    default: false
    }
  }

  /// The part of `isMark` from Devanagari to Tibetan.
  private static func isIndicMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x900...0x903, 0x93A...0x93C, 0x93E...0x94C, 0x94E...0x94F, 0x951...0x957, 0x962...0x963,
      0x981...0x983, 0x9BC, 0x9BE...0x9C4, 0x9C7...0x9C8, 0x9CB...0x9CC, 0xA01...0xA03,
      0xA3C, 0xA3E...0xA42, 0xA47...0xA48, 0xA4B...0xA4C, 0xA70...0xA71, 0xA81...0xA83, 0xABC,
      0xABE...0xAC5, 0xAC7...0xAC9, 0xACB...0xACC, 0xB01...0xB03, 0xB3C, 0xB3E...0xB44,
      0xB47...0xB48, 0xB4B...0xB4C, 0xB82, 0xBBE...0xBC2, 0xBC6...0xBC8, 0xBCA...0xBCD,
      0xC00...0xC04, 0xC3E...0xC44, 0xC46...0xC48, 0xC4A...0xC4C, 0xC81...0xC83, 0xCBC,
      0xCBE...0xCC4, 0xCC6...0xCC8, 0xCCA...0xCCC, 0xD00...0xD03, 0xD3E...0xD44, 0xD46...0xD48,
      0xD4A...0xD4C, 0xDCF...0xDD4, 0xDD8...0xDDF, 0xE31, 0xE33...0xE3A, 0xE47...0xE4E, 0xEB1,
      0xEB3...0xEBC, 0xEC8...0xECD, 0xF71...0xF84, 0xF8D...0xF97, 0xF99...0xFBC:
      true
    default: false
    }
  }

  /// Whether nothing joins a scalar that stands alone.
  @inline(__always)
  private static func isControl(_ scalar: UInt32) -> Bool {
    scalar < 0x20 || (0x7F...0x9F).contains(scalar) || scalar == 0xAD
  }
}
