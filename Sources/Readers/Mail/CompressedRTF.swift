// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The packing of RTF in Outlook's files (MS-OXRTFCP): a window of 4,096 bytes that begins with usual
// words of RTF; of each eight items one bit says whether it is a byte, or a place and a length.
//
//   0 bytes that follow · 4 bytes unpacked · 8 "LZFu" or "MELA" (not packed) · 12 checksum · 16 items

internal import Extraction

/// Unpacks RTF.
enum CompressedRTF {
  /// The text of RTF as far as it can be unpacked; nil where the bytes are not packed so.
  static func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    guard packed.count > 16 else { return nil }
    let size = min(Int(CompoundFileHeader.number(packed, at: 4)), packed.count * most)
    switch Array(packed[8..<12]) {
    case Array("MELA".utf8): return Array(packed[16...].prefix(size))
    case Array("LZFu".utf8): return items(packed, size: size)
    default: return nil
    }
  }

  /// No item of two bytes gives more than 17.
  private static let most = 9

  private static func items(_ packed: [UInt8], size: Int) -> [UInt8] {
    var window = usual + [UInt8](repeating: 0x20, count: 4096 - usual.count)
    var place = usual.count
    var result: [UInt8] = []
    var next = 16
    let keep: (UInt8) -> Void = { byte in
      result.append(byte)
      window[place] = byte
      place = (place + 1) % 4096
    }
    while next < packed.count, result.count < size {
      let control = packed[next]
      next += 1
      for bit in 0..<8 where next < packed.count && result.count < size {
        if control >> UInt8(bit) & 1 == 0 {
          keep(packed[next])
          next += 1
        } else {
          guard next + 1 < packed.count else { return result }
          let reference = Int(packed[next]) << 8 | Int(packed[next + 1])
          next += 2
          let start = reference >> 4
          // A reference to the place that is written next ends the text.
          if start == place { return result }
          for offset in 0..<(reference & 0xF) + 2 { keep(window[(start + offset) % 4096]) }
        }
      }
    }
    return result
  }

  /// What the window begins with.
  private static let usual = Array(
    ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
      + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
      + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)
}
