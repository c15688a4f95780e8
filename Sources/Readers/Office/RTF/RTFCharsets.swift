// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers by which RTF and old Word files name charsets and languages.

internal import Extraction

/// Charsets by their numbers on Windows.
enum WindowsCharset {
  /// The charset of a font by its `\fcharset`; nil where that says nothing.
  static func ofFont(_ number: Int) -> String? {
    switch number {
    case 77: "macintosh"
    case 128: name(932)
    case 129, 130: name(949)
    case 134: name(936)
    case 136: name(950)
    case 161: name(1253)
    case 162: name(1254)
    case 163: name(1258)
    case 177, 181: name(1255)
    case 178, 179, 180: name(1256)
    case 186: name(1257)
    case 204: name(1251)
    case 222: name(874)
    case 238: name(1250)
    case 254: name(437)
    case 255: name(850)
    default: nil
    }
  }

  /// The charset of a code page.
  static func name(_ page: Int) -> String {
    switch page {
    case 65_001: "UTF-8"
    case 932: "windows-31j"
    case 936, 54_936: "gb18030"
    case 949: "windows-949"
    case 950: "Big5"
    case 10_000: "macintosh"
    case 10_007: "x-mac-cyrillic"
    case 437, 708, 720, 737, 775, 850, 852, 855, 857, 858, 860...866, 869: "cp\(page)"
    default: "windows-\(page)"
    }
  }

  /// The usual code page of a language by its number on Windows, before Unicode.
  static func page(language: Int) -> Int {
    switch language & 0x3FF {
    case 0x01, 0x20, 0x29, 0x59, 0x63: 1256
    case 0x02, 0x19, 0x22, 0x23, 0x2F, 0x3F, 0x40, 0x44, 0x50: 1251
    case 0x04: [0x0404, 0x0C04, 0x1404].contains(language) ? 950 : 936
    case 0x05, 0x0E, 0x15, 0x18, 0x1B, 0x1C, 0x24: 1250
    case 0x1A: [0x0C1A, 0x1C1A, 0x201A].contains(language) ? 1251 : 1250
    case 0x08: 1253
    case 0x0D: 1255
    case 0x11: 932
    case 0x12: 949
    case 0x1E: 874
    case 0x1F, 0x2C: 1254
    case 0x25, 0x26, 0x27: 1257
    case 0x2A: 1258
    default: 1252
    }
  }
}

/// Languages by their numbers on Windows.
enum WindowsLanguage {
  /// The tag of a language; nil for numbers that name none.
  static func tag(_ number: Int) -> String? {
    guard number != 0x0400 else { return nil }
    if number & 0x3FF == 0x1A { return [0x041A, 0x101A].contains(number) ? "hr" : "sr" }
    let primary = number & 0x3FF
    return tags.indices.contains(primary) && tags[primary] != "-" ? tags[primary] : nil
  }

  /// By the lower ten bits of the number.
  private static let tags: [String] = {
    let list = """
      - ar bg ca zh cs da de el en es fi fr he hu is it ja ko nl no pl pt rm ro ru - sk sq sv th tr \
      ur id uk be sl et lv lt tg fa vi hy az eu hsb mk - - tn - xh zu af ka fo hi mt se ga yi ms kk \
      ky sw tk uz tt bn pa gu or ta te kn ml as mr sa mn bo cy km lo my gl kok - sd syr si chr iu am \
      - ks ne fy ps fil dv - - ha - yo - - ba lb kl ig - - om ti gn haw - so ii - - - - - - - ug mi \
      oc co gsw sah - rw wo - - - fa - - - - - ku
      """
    return list.split(separator: " ").map(String.init)
  }()
}
