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

extension BagText {
  /// The elements of `bagit.txt` or `bag-info.txt`; a line that begins with white space goes on with
  /// the one before.
  static func elements(_ text: String) -> [(label: String, value: String)] {
    var elements: [(label: String, value: String)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.first == " " || line.first == "\t" {
        if let last = elements.indices.last {
          elements[last].value += " " + String(line).trimmed
        }
      } else if let colon = line.firstIndex(of: ":") {
        elements.append(
          (
            String(line[..<colon]).trimmed, String(line[line.index(after: colon)...]).trimmed
          ))
      }
    }
    return elements
  }

  /// The lines of a manifest: a digest, blanks, and a path as it stands there.
  static func entries(_ manifest: [UInt8]) -> [(digest: String, path: [UInt8])] {
    manifest.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
      let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
      let digest = line.prefix { !isBlank($0) }
      var path = line[digest.endIndex...].drop(while: isBlank)
      // md5sum and its like mark binary files so.
      if path.first == UInt8(ascii: "*") { path = path.dropFirst() }
      return (String(decoding: digest, as: UTF8.self), Array(path))
    }
  }

  /// A path of a manifest without `./` before it; nil where it is absolute, leads upwards, or is none.
  static func safe(_ path: [UInt8]) -> [UInt8]? {
    let path = path.starts(with: "./".utf8) ? Array(path.dropFirst(2)) : path
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
    return isSafe && !path.contains(0) ? path : nil
  }
}
