// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Charsets as mail programs name them. Many write the name of a standard and the bytes of what a
// vendor made of it: the larger charset reads both.

internal import Extraction
internal import TextAnalysis

/// Charsets of mail.
enum MailCharset {
  /// The charset that is meant by a name, as detection calls it; nil where the name says nothing.
  static func meant(by name: String?) -> String? {
    guard let name else { return nil }
    let plain = name.lowercased().filter {
      $0.isASCII && !$0.isWhitespace && $0 != "\"" && $0 != "'"
    }
    if let known = usual[plain] { return known }
    if let known = CharsetDecoder.standardName(of: plain) {
      return usual[known.lowercased()] ?? known
    }
    // win-1251, cp_1251, windows1251.
    let digits = plain.suffix(4)
    return plain.hasPrefix("win") || plain.hasPrefix("cp")
      ? CharsetDecoder.standardName(of: "windows-\(digits)") : nil
  }

  /// The text of bytes in a charset that is meant, without any doubt of it.
  static func decode(_ bytes: [UInt8], as charset: String) -> DecodedText? {
    CharsetDecoder.decode(bytes, using: larger[charset] ?? charset)
  }

  /// The text of a header's bytes in a charset that is named.
  ///
  /// Valid UTF-8 that is too long for chance is UTF-8 whatever the name; a name that says little, or
  /// nothing, is only one voice.
  static func text(_ bytes: [UInt8], named name: String?) -> String {
    let charset = meant(by: name)
    let wide = bytes.count { $0 >= 0x80 }
    if wide == 0, !bytes.contains(0x1B), charset.map(isSevenBit) != true {
      return String(decoding: bytes, as: UTF8.self)
    }
    // Short Chinese texts are often valid UTF-8 by chance.
    let isSure = wide >= 12 || charset == nil || charset.map(isWeak) == true
    if isSure, wide > 0, let valid = String(validating: bytes, as: UTF8.self) { return valid }
    let decoded =
      charset.flatMap { isWeak($0) ? nil : decode(bytes, as: $0) }
      ?? CharsetDecoder.decode(bytes, declared: charset)
    return String(decoding: decoded?.utf8 ?? bytes, as: UTF8.self)
  }

  /// Whether programs write a charset's name without having looked at the text.
  static func isWeak(_ charset: String) -> Bool { charset == "windows-1252" }

  /// Whether a charset writes letters of all scripts with bytes of ASCII.
  static func isSevenBit(_ charset: String) -> Bool {
    let upper = charset.uppercased()
    return upper.hasPrefix("ISO-2022") || upper == "UTF-7" || upper == "HZ-GB-2312"
  }

  /// Charsets that hold all of another, and are what programs mean by it.
  private static let larger = ["EUC-KR": "windows-949", "TIS-620": "windows-874"]

  private static let usual = [
    "us-ascii": "windows-1252", "ascii": "windows-1252", "ansi_x3.4-1968": "windows-1252",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
    "iso_8859-1": "windows-1252", "x-ansi": "windows-1252", "cp1252": "windows-1252",
    "iso-8859-9": "windows-1254", "iso-8859-11": "TIS-620", "windows-874": "TIS-620",
    "iso-8859-8-i": "ISO-8859-8", "iso-8859-8-e": "ISO-8859-8", "iso-8859-6-i": "ISO-8859-6",
    "logical": "ISO-8859-8", "visual": "ISO-8859-8", "koi8-ru": "KOI8-U", "koi8": "KOI8-R",
    "gb2312": "GB18030", "gb_2312-80": "GB18030", "gb2312-80": "GB18030", "gbk": "GB18030",
    "x-gbk": "GB18030", "cp936": "GB18030", "ms936": "GB18030", "windows-936": "GB18030",
    "euc-cn": "GB18030", "gb2312_charset": "GB18030", "gb18030": "GB18030", "cp950": "Big5",
    "ks_c_5601-1987": "EUC-KR", "ksc5601": "EUC-KR", "ks_c_5601": "EUC-KR", "cp949": "EUC-KR",
    "windows-949": "EUC-KR", "korean": "EUC-KR", "ms949": "EUC-KR", "x-windows-949": "EUC-KR",
    "windows-31j": "Shift_JIS", "shift-jis": "Shift_JIS", "sjis": "Shift_JIS",
    "x-sjis": "Shift_JIS", "cp932": "Shift_JIS", "ms932": "Shift_JIS", "x-euc-jp": "EUC-JP",
    "big5-hkscs": "Big5-HKSCS", "x-x-big5": "Big5", "utf8": "UTF-8", "utf-8": "UTF-8",
    "unicode-1-1-utf-7": "UTF-7", "unicode-1-1-utf-8": "UTF-8",
  ]
}
