// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Charsets as mail programs name them. Many write the name of a standard and the bytes of what a
// vendor made of it: the larger charset reads both.

internal import TextAnalysis

/// Charsets of mail.
enum MailCharset {
  /// The charset that is meant by a name; nil where the name says nothing.
  static func meant(by name: String?) -> String? {
    guard let name else { return nil }
    let plain = name.lowercased().filter { $0.isASCII && !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    if let larger = larger[plain] { return larger }
    return CharsetDecoder.standardName(of: plain)
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
    let isSure = wide >= 6 || charset == nil || charset.map(isWeak) == true
    if isSure, wide > 0, let valid = String(validating: bytes, as: UTF8.self) { return valid }
    let decoded =
      charset.map(isWeak) == false
      ? CharsetDecoder.decode(bytes, using: charset)
      : CharsetDecoder.decode(bytes, declared: charset)
    return String(decoding: decoded?.utf8 ?? bytes, as: UTF8.self)
  }

  /// Whether programs write a charset's name without having looked at the text.
  private static func isWeak(_ charset: String) -> Bool { charset == "windows-1252" }

  /// Whether a charset writes letters of all scripts with bytes of ASCII.
  private static func isSevenBit(_ charset: String) -> Bool {
    let upper = charset.uppercased()
    return upper.hasPrefix("ISO-2022") || upper == "UTF-7" || upper == "HZ-GB-2312"
  }

  private static let larger = [
    "us-ascii": "windows-1252", "ascii": "windows-1252", "ansi_x3.4-1968": "windows-1252",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
    "iso_8859-1": "windows-1252", "x-ansi": "windows-1252", "cp1252": "windows-1252",
    "iso-8859-9": "windows-1254", "iso-8859-11": "windows-874", "tis-620": "windows-874",
    "gb2312": "GB18030", "gb_2312-80": "GB18030", "gb2312-80": "GB18030", "gbk": "GB18030",
    "x-gbk": "GB18030", "cp936": "GB18030", "ms936": "GB18030", "windows-936": "GB18030",
    "euc-cn": "GB18030", "ks_c_5601-1987": "windows-949", "ksc5601": "windows-949",
    "ks_c_5601": "windows-949", "euc-kr": "windows-949", "cp949": "windows-949",
    "korean": "windows-949", "shift_jis": "windows-31j", "shift-jis": "windows-31j",
    "sjis": "windows-31j", "x-sjis": "windows-31j", "cp932": "windows-31j",
    "utf8": "UTF-8", "unicode-1-1-utf-7": "UTF-7", "unicode-1-1-utf-8": "UTF-8",
  ]
}
