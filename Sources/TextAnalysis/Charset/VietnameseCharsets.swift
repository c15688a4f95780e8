// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The Vietnamese charsets of before Unicode, which ICU does not have. VISCII: RFC 1456. TCVN3, also
// called ABC: TCVN 5712:1993, whose lower half programs never used. VNI: VNI Software's encoding of
// Windows, in which a mark follows its letter as a byte of its own.

/// Tables of Vietnamese charsets.
enum VietnameseCharsets {
  /// The name of VISCII.
  static let viscii = "VISCII"
  /// The name under which TCVN 5712 is known.
  static let tcvn3 = "TCVN3"
  /// The name of VNI for Windows.
  static let vni = "VNI"

  private static let ascii = (0..<128).map { UInt32($0) }

  /// VISCII, with the six capitals that stand among the controls.
  static let visciiScalars: [UInt32] = {
    let upper = """
      ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵ\
      ÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ
      """
    var scalars = ascii + upper.unicodeScalars.map(\.value)
    for (byte, letter) in zip([0x02, 0x05, 0x06, 0x14, 0x19, 0x1E], "ẲẴẪỶỸỴ".unicodeScalars) {
      scalars[byte] = letter.value
    }
    return scalars
  }()

  /// TCVN 5712 without its capitals among the controls; combining marks stand at B0–B4.
  static let tcvn3Scalars: [UInt32] = {
    let upper = """
      ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}\
      àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ
      """
    return ascii + upper.unicodeScalars.map(\.value)
  }()

  /// Letters of VNI that are one byte, and those that they stand for.
  private static let single: [(byte: UInt8, letter: UInt32)] = pairs("íìæóòîñôö", "íìỉĩịỵđơư")

  /// Letters of two bytes: the first, the second, the letter.
  private static let double: [(base: UInt8, mark: UInt8, letter: UInt32)] = {
    let rows: [(base: String, marks: String, letters: String)] = [
      ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"), ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
      ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"), ("u", "ùøûõï", "úùủũụ"), ("y", "ùøûõ", "ýỳỷỹ"),
      ("ô", "ùøûõï", "ớờởỡợ"), ("ö", "ùøûõï", "ứừửữự"),
    ]
    return rows.flatMap { row in
      [row, (row.base.uppercased(), row.marks.uppercased(), row.letters.uppercased())]
        .flatMap { base, marks, letters in
          zip(marks.unicodeScalars, letters.unicodeScalars).compactMap { mark, letter in
            base.unicodeScalars.first.map {
              (UInt8(clamping: $0.value), UInt8(clamping: mark.value), letter.value)
            }
          }
        }
    }
  }()

  private static func pairs(_ bytes: String, _ letters: String) -> [(UInt8, UInt32)] {
    zip(
      (bytes + bytes.uppercased()).unicodeScalars, (letters + letters.uppercased()).unicodeScalars
    ).map { (UInt8(clamping: $0.value), $1.value) }
  }

  private static let letterOfPair: [UInt16: UInt32] = Dictionary(
    uniqueKeysWithValues: double.map { (UInt16($0.base) << 8 | UInt16($0.mark), $0.letter) })
  private static let letterOfByte = Dictionary(
    uniqueKeysWithValues: single.map { ($0.byte, $0.letter) })
  private static let bytesOfLetter: [UInt32: [UInt8]] = {
    var found: [UInt32: [UInt8]] = [:]
    for entry in single { found[entry.letter] = [entry.byte] }
    for entry in double { found[entry.letter] = [entry.base, entry.mark] }
    return found
  }()

  /// Appends the text of VNI bytes; bytes that are no Vietnamese letter are read as windows-1252.
  ///
  /// Capital letters with small marks are read too: programs that capitalise names wrote them.
  static func decodeVNI(_ bytes: [UInt8], into utf8: inout [UInt8]) {
    let rest = LegacyCodec(name: "windows-1252")
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let isLetter = (byte >= 0x41 && byte <= 0x7A) || byte >= 0xC0
      if isLetter, next >= 0xC0, let letter = letter(byte, next) {
        utf8.append(scalar: letter)
        index += 2
      } else {
        if let letter = letterOfByte[byte] {
          utf8.append(scalar: letter)
        } else if byte < 0x80 {
          utf8.append(byte)
        } else {
          utf8 += rest?.decode([byte]) ?? []
        }
        index += 1
      }
    }
  }

  private static func letter(_ base: UInt8, _ mark: UInt8) -> UInt32? {
    let isCapital = base & 0x20 == 0
    return letterOfPair[UInt16(base) << 8 | UInt16(mark)]
      ?? (isCapital ? letterOfPair[UInt16(base) << 8 | UInt16(mark & ~0x20)] : nil)
  }

  /// The VNI bytes of a text; nil where VNI cannot write a character.
  static func encodeVNI(_ utf8: [UInt8]) -> [UInt8]? {
    let rest = LegacyCodec(name: "windows-1252")
    var bytes: [UInt8] = []
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      if let known = bytesOfLetter[scalar.value] {
        bytes += known
      } else if let byte = rest?.byte(of: scalar.value) {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return bytes
  }
}
