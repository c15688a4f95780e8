// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Files in the text of old mails, between `begin 644 name` and `end`, and the blocks of OpenPGP.

internal import Extraction

/// Takes uuencoded files out of a text.
enum InlineFiles {
  /// The text without its files, and the files.
  ///
  /// O(length).
  static func taken(from text: [UInt8]) -> (text: [UInt8], files: [InlineFile]) {
    guard hasMark(text) else { return (text, []) }
    var rest: [UInt8] = []
    var files: [InlineFile] = []
    var open: (name: [UInt8], lines: [UInt8])?
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count - 1
      let line = text[start...end]
      start = end + 1
      let bare = trimmed(line)
      if let file = open {
        if bare.elementsEqual(endMark) || !isEncoded(bare) {
          files.append(InlineFile(name: file.name, contents: MailParser.uudecoded(file.lines)))
          open = nil
          if !bare.elementsEqual(endMark) { rest += line }
        } else {
          open?.lines += Array(bare) + [0x0A]
        }
      } else if let name = name(bare), start < text.count,
        isEncoded(trimmed(text[start...].prefix { $0 != 0x0A }))
      {
        open = (name, [])
      } else {
        rest += line
      }
    }
    if let open {
      files.append(InlineFile(name: open.name, contents: MailParser.uudecoded(open.lines)))
    }
    return (rest, files)
  }

  private static let endMark = Array("end".utf8)
  private static let mark = Array("begin ".utf8)

  private static func hasMark(_ text: [UInt8]) -> Bool {
    var index = text.startIndex
    while let found = text[index...].firstIndex(of: mark[0]) {
      if text[found...].starts(with: mark) { return true }
      index = found + 1
    }
    return false
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
    return line
  }

  /// The name in `begin 644 name`.
  private static func name(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.starts(with: mark) else { return nil }
    let words = line.dropFirst(mark.count)
    let mode = words.prefix { (0x30...0x37).contains($0) }
    let name = words.dropFirst(mode.count + 1)
    guard (3...4).contains(mode.count), words.dropFirst(mode.count).first == 0x20, !name.isEmpty
    else { return nil }
    return Array(name)
  }

  /// Whether a line is as long as its first character says, or nearly: trailing spaces get lost.
  private static func isEncoded(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, (0x20...0x60).contains(first),
      line.allSatisfy({ (0x20...0x60).contains($0) })
    else { return false }
    let bytes = Int((first - 0x20) & 0x3F)
    let digits = (bytes + 2) / 3 * 4
    return line.count - 1 <= digits + 2 && (line.count - 1) + 4 >= digits
  }
}

/// Blocks of OpenPGP in a text.
enum Armour {
  /// The text without encrypted messages and signatures, and whether there was a message.
  static func removed(from text: [UInt8]) -> (text: [UInt8], isEncrypted: Bool) {
    guard text.contains(UInt8(ascii: "-")) else { return (text, false) }
    var rest: [UInt8] = []
    var isInside = false
    var isEncrypted = false
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count - 1
      let line = text[start...end]
      start = end + 1
      if isInside {
        isInside = !line.starts(with: ending)
      } else if line.starts(with: message) || line.starts(with: signature) {
        isEncrypted = isEncrypted || line.starts(with: message)
        isInside = true
      } else {
        rest += line
      }
    }
    return (rest, isEncrypted)
  }

  private static let message = Array("-----BEGIN PGP MESSAGE-----".utf8)
  private static let signature = Array("-----BEGIN PGP SIGNATURE-----".utf8)
  private static let ending = Array("-----END PGP ".utf8)
}
