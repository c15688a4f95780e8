// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The lines of a bag: BagIt 1.0, RFC 8493. Written by BagExport.swift, read by BagReader.swift.

/// The lines of the tag files of a bag.
enum BagText {
  /// The declaration, `bagit.txt`.
  static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

  /// A path as a manifest holds it: CR, LF and `%` as `%` and two digits (§ 2.1.3), nothing else.
  static func encoded(_ path: [UInt8]) -> [UInt8] {
    path.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x0D: Array("%0D".utf8)
      case 0x0A: Array("%0A".utf8)
      case UInt8(ascii: "%"): Array("%25".utf8)
      default: [byte]
      }
    }
  }

  /// The path that a manifest means.
  static func decoded(_ path: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = 0
    while index < path.count {
      let escape = String(decoding: path[index...].prefix(3), as: UTF8.self).uppercased()
      let byte: UInt8? =
        switch escape {
        case "%0D": 0x0D
        case "%0A": 0x0A
        case "%25": UInt8(ascii: "%")
        default: nil
        }
      decoded.append(byte ?? path[index])
      index += byte == nil ? 1 : 3
    }
    return decoded
  }

  /// A manifest: a digest and a path a line.
  static func manifest(_ files: [FileCollection.Entry]) -> [UInt8] {
    files.flatMap { Array("\($0.sha512)  ".utf8) + encoded($0.path) + [0x0A] }
  }

  /// `bag-info.txt`: a label and a value a line; line ends in values become spaces.
  static func info(_ elements: [(label: String, value: String)]) -> [UInt8] {
    Array(
      elements.map { label, value in
        let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(label): \(line)\n"
      }.joined().utf8)
  }
}
