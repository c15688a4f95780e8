// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Charsets that a person names: which names are known, which are close to a mistyped one, and text
// read in a named charset without a guess.

extension CharsetDecoder {
  /// The text of `bytes` in the charset that a person names; detected where nobody names one.
  ///
  /// A byte order mark is stronger than a name. A name is overruled, and the text detected, only
  /// where more than one in ten bytes beyond ASCII mean nothing in the charset and another explains
  /// them; the note says so. What looks binary is no text in any charset.
  public static func decode(_ bytes: [UInt8], using name: String?) -> DecodedText? {
    guard let name, let charset = standardName(of: name), CharsetUnicode.decodeMarked(bytes) == nil,
      let decoded = CharsetConverter.Decoded(of: bytes, in: charset)
    else { return decode(bytes, declared: name) }
    let losses = decoded.illegal + decoded.unassigned
    if losses * 10 > bytes.count(where: { $0 >= 0x80 }), let other = decode(bytes, declared: name) {
      return other
    }
    let utf8 = Array(String(decoding: decoded.units, as: UTF16.self).utf8)
    guard !CharsetUnicode.looksBinary(utf8) else { return nil }
    var found = text(utf8, charset, 1, name, replacements: losses)
    if let other = decode(bytes), other.utf8 != utf8, other.charset == "UTF-8" {
      found.note = "Read as \(charset) because that was named; the bytes are valid UTF-8 too."
    } else if losses > 0 {
      found.note = "\(losses) byte sequences mean nothing in \(charset)."
    }
    return found
  }

  /// The usual name of a charset by any of its names, whatever its case and dashes; nil where there
  /// is no such charset.
  public static func standardName(of name: String) -> String? {
    if let known = vietnameseNames[plain(name)] { return known }
    guard name.utf8.count <= 60, CharsetConverter(charset: name) != nil else { return nil }
    return CharsetConverter.standardName(of: name) ?? name
  }

  /// Up to five names of charsets that resemble a name, the most alike first.
  public static func names(like name: String) -> [String] {
    let wanted = Array(plain(String(name.prefix(40))))
    let names = Set(CharsetCandidate.all.map(\.name) + ["UTF-8", "UTF-16LE", "ISO-8859-1"])
    let ranked = names.map { (distance: distance(wanted, Array(plain($0))), name: $0) }
    return ranked.filter { $0.distance <= max(2, wanted.count / 3) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(5).map(\.name)
  }

  /// Names of the charsets that ICU does not know.
  private static let vietnameseNames = [
    "viscii": VietnameseCharsets.viscii, "csviscii": VietnameseCharsets.viscii,
    "tcvn3": VietnameseCharsets.tcvn3, "tcvn": VietnameseCharsets.tcvn3,
    "tcvn5712": VietnameseCharsets.tcvn3, "tcvn57121": VietnameseCharsets.tcvn3,
    "tcvn571211993": VietnameseCharsets.tcvn3, "abc": VietnameseCharsets.tcvn3,
    "vni": VietnameseCharsets.vni, "vniwin": VietnameseCharsets.vni,
    "vniwindows": VietnameseCharsets.vni,
  ]

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Insertions, deletions and substitutions between two names, two of them for letters in another
  /// order counted as one; O(product of the lengths).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    if left != right, left.sorted() == right.sorted() { return 1 }
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(
          above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}

extension CharsetConverter.Decoded {
  /// Decodes bytes in a charset of ICU or one of the Vietnamese ones; nil where neither has it.
  init?(of bytes: [UInt8], in charset: String) {
    switch charset {
    case VietnameseCharsets.viscii, VietnameseCharsets.tcvn3, VietnameseCharsets.vni:
      guard let codec = LegacyCodec(name: charset) else { return nil }
      let text = String(decoding: codec.decode(bytes), as: UTF8.self)
      self.init(units: Array(text.utf16), illegal: 0, unassigned: 0)
    default:
      guard let converter = CharsetConverter(charset: charset) else { return nil }
      self = converter.decode(bytes.span)
    }
  }
}

extension CharsetDecoder {
  /// The text of `bytes` in a charset that is certain, without a guess and whatever the text; what means
  /// nothing in it becomes U+FFFD.
  ///
  /// Nil where there is no charset of that name. For formats that say of each piece what it is in.
  public static func text(of bytes: [UInt8], inCertain name: String) -> String? {
    guard bytes.count < 1 << 29, let decoded = CharsetConverter.Decoded(of: bytes, in: name) else {
      return nil
    }
    return String(decoding: decoded.units, as: UTF16.self)
  }
}
