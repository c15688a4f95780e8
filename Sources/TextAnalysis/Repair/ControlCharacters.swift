// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// U+0080–U+009F are controls that no text uses. They come from windows-1252 that was declared as
// ISO-8859-1; the HTML standard reads them as windows-1252 for that reason (WHATWG HTML § 13.2.5.80).

/// Reads stray controls as the punctuation they were.
enum ControlCharacters {
  private static let windows = LegacyCodec(name: "windows-1252")

  /// Replaces each control of U+0080–U+009F: by the character of windows-1252, U+0085 by a line end
  /// (as Unicode has it), those that windows-1252 lacks by a space.
  static func repair(_ work: inout RepairWork) {
    let text = work.text
    var changes: [RepairWork.Replacement] = []
    for index in text.indices.dropLast() where text[index] == 0xC2 && text[index + 1] < 0xA0 {
      changes.append(
        RepairWork.Replacement(
          range: index..<index + 2, new: replacement(of: text[index + 1]), confidence: 0.9))
    }
    work.apply(.controlCharacters, changes)
  }

  private static func replacement(of byte: UInt8) -> [UInt8] {
    if byte == 0x85 { return [0x0A] }
    guard let scalars = windows?.decode([byte]), scalars.first != 0xC2 else { return [0x20] }
    return scalars
  }
}
