// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How usual a letter is behind another in texts in Cyrillic letters: the mean over Russian, Ukrainian,
// Bulgarian, Serbian and Macedonian of the conditional probability of the letter, in bits, by the words
// of FrequencyWords 2018 (hermitdave, from OpenSubtitles), each weighted by its count to the power 0.7.

/// Bits that letters cost behind one another: about 4 a letter in real text, 6 to 9 in text read in a
/// wrong charset.
enum CyrillicBigrams {
  /// The letters that have a row; the first row and column are the ends of words.
  private static let letters = Array("абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґђјљњћџѕ".unicodeScalars)
  /// Letters that count as others: too rare, or differing by a mark.
  private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "ё": "е", "ў": "у", "ѓ": "г", "ќ": "к", "ѝ": "и", "ѐ": "е",
  ]

  /// The row of a letter: of a capital that of the small letter; nil where it has none.
  static func row(of codePoint: UInt32) -> Int? {
    (0x400...0x4FF).contains(codePoint) ? rowOfLetter[Int(codePoint) - 0x400] : nil
  }

  /// Bits of the letter in row `second` behind that in row `first`; row 0 is the end of a word.
  static func bits(_ first: Int, _ second: Int) -> Int { Int(table[first * width + second]) }

  private static let width = letters.count + 1

  private static let rowOfLetter: [Int?] = (UInt32(0x400)...0x4FF).map { value in
    let small = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars.first
    guard let small else { return nil }
    return letters.firstIndex(of: twins[small] ?? small).map { $0 + 1 }
  }

  private static let table: [UInt8] = rows.utf8.compactMap { byte in
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// One row a letter, one hexadecimal digit a letter behind it; 15 means never.
  private static let rows = """
    f654546745a4644435345768679dfe8b7b9add6a999c
    286465665965444764548977658fffd778fcfa6a8aef
    6397ba3c92a84963d3794b9bbb7659aa6e6eee9beeed
    429aa73973f7675385576da98ac669ec7f5fffbaffff
    42b8a55eb4b93a52c3994caeabd8dbbbde8ee9eedeee
    4285883693c7684385794d999ad787aa7f6fffafafef
    286664776a6544377444a887658dfefa9efcfa7997df
    537aa42bd2d77b45c8a94ddb8dc8d9bbbd7ddd8a9ddc
    42545559b4d7553566885d9b8bd977ec7e7eeebeeeed
    28856558576544468543b966658cffc96cfcfb6aa9df
    1977948a8cd565458843a9a777c9dadaacdcdddddddd
    32a6bc5bb4da5a72c4654cb8bba7ebabfe7fffebbfff
    439a893792d67953bd684aca9ae874b55d6fffbfefff
    238bdc3ec3d88852767a5bc99de7799b8f6fffa9bfff
    32aa763b93e7bd63c96559c78aaa67d95c6fedffffbf
    284454756765444964448888669fffc88bf9f969c8ef
    63dbed4fe4c85c82a2785caa99f789bb8c6cbfbeffff
    4286773783c6775389754a9997d778a96f7fefdfefbe
    4495b84dd4c4455446725a898ad695a94e8fffafffff
    33a4a93dd3f68a6384685cbbaee774ca7e7fffdfffff
    27545475687554585544a969458cfea6a8dcca7ee7cf
    436b9b3b827958937386579b9aa8a7989b5bbbbbbbbb
    23c4ab5cc5ca6552c59559adbcd8d98abd7dcdbddddd
    43b7ba2cc2c7ab76a6b95c9accc866b65c4ccccccccc
    53b7dc29d2c48a45bab54dbca7c9d7ccbd7dddcddddd
    23d8dd3dd3d559559a935ddccadad4cddd8dddc9dddd
    52bbbb2bb3bbba52b8a75bbbbbbbb7bb7a7bbbbbbbbb
    8c6554645c9545475243a9776a5accc97ccccccccccb
    2c6467487836446c6654bc4a75accccc8ccccccccccc
    1d7a886c7994a645ba36b8c886adcdb66bdddddddddd
    5a76759a8a4544397461868a779aa98a9aaaaaaaaaaa
    194684987886777b9643a988496acbb797cbcccccccc
    1d7575776a75555b9763bb68787cddc7a8dcdddddddd
    2a9695a9aa98936976839aa893aaaaa58aa5aa9aaaaa
    286463a75c5545478544a977668cccc666b6bccccccc
    19969495595864597966993897999999899599999999
    43666556666666653466566666566666465666666666
    92999919929999949999399999999999999999999999
    2277952d85d577559b754bc78bddddddddddddcdddad
    43aaa62aa3aaaa48aa7a2aaaaaaaaaaaaaaaaaaaaaaa
    73aaaa1aa3aaaaa5aa9a4aaaaaaaaaaaaaaaaaaaaaaa
    43bbbb1bb2bbbb58bbbb3bbbbbbb9bbabbbbbbbbbbbb
    44978929939998928998489999999999999999999999
    66626655636666646566666666666666566666666666
    """
}
