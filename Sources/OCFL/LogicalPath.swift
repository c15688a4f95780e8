// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names of files: which logical paths are allowed, how a name that is no UTF-8 is kept, and which
// file on the disk (content path) a logical path is given.

/// A path compared by its bytes.
///
/// Swift holds `é` and `e` + accent for equal; file systems and OCFL do not.
struct PathBytes: Hashable, Comparable {
  let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The folders that the path runs through.
  var folders: [PathBytes] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { PathBytes(Array(bytes[..<$0])) }
  }

  static func < (left: PathBytes, right: PathBytes) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Why a path is not allowed.
package enum PathFault: String, Error, Sendable, Equatable {
  case empty = "it has an empty part"
  case dots = "a part of it is . or .."
  case slash = "it begins or ends with a slash"
  case taken = "the version has a file of this name, or a folder of it"
}

/// The names under which readers know the files of a version.
package enum LogicalPath {
  /// The logical path of a file whose path has these bytes.
  ///
  /// UTF-8 stays as it is, byte for byte. JSON cannot hold other bytes: in a path that is no UTF-8,
  /// each byte that belongs to no character, and `%` itself, becomes `%` and two hexadecimal
  /// digits, and `isExact` is false; the caller keeps the bytes themselves where it keeps its
  /// metadata.
  package static func text(of bytes: [UInt8]) -> (text: String, isExact: Bool) {
    if let text = String(validating: bytes, as: UTF8.self) { return (text, true) }
    var text = ""
    var index = 0
    while index < bytes.count {
      // One character at most, decoded alone: what does not decode is kept as one escaped byte.
      var iterator = bytes[index...].makeIterator()
      var decoder = UTF8()
      switch decoder.decode(&iterator) {
      case .scalarValue("%"):
        text += "%25"
        index += 1
      case .scalarValue(let scalar):
        text.unicodeScalars.append(scalar)
        index += String(scalar).utf8.count
      case .error, .emptyInput:
        text += escaped(bytes[index])
        index += 1
      }
    }
    return (text, false)
  }

  /// What OCFL has against a path, logical or content; nil where nothing.
  static func fault(_ path: String) -> PathFault? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if path.utf8.first == UInt8(ascii: "/") || path.utf8.last == UInt8(ascii: "/") { return .slash }
    if parts.contains(where: \.isEmpty) { return .empty }
    if parts.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }) {
      return .dots
    }
    return nil
  }

  /// The first path that stands for a file although another path runs through it, or appears twice.
  static func conflict(in paths: [String]) -> String? {
    let sorted = paths.map { PathBytes($0) }.sorted()
    let all = Set(sorted)
    for (path, next) in zip(sorted, sorted.dropFirst()) where path == next { return path.text }
    return sorted.lazy.flatMap(\.folders).first { all.contains($0) }?.text
  }

  /// A byte as `%` and two digits.
  package static func escaped(_ byte: UInt8) -> String {
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// The names of files on the disk.
package enum ContentName {
  /// The longest name that Linux file systems take, in bytes.
  static let longest = 255

  /// The path below the content folder for a logical path.
  ///
  /// The same path wherever it can be one: control characters become `%` and two digits (and so
  /// does a `%` that two digits follow, so that no two paths become one), a part that is too long
  /// for the file system is cut and ends with its digest. `taken` holds the paths in use in lower
  /// case; a path that differs from one of them only by case or by composition (which some file
  /// systems hold for one name) gets `~2`, `~3` … at its end.
  static func path(for logicalPath: String, taken: inout Set<String>) -> String {
    let parts = logicalPath.utf8.split(separator: UInt8(ascii: "/")).map { part(Array($0)) }
    let path = parts.joined(separator: "/")
    var candidate = path
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = "\(shortened(path, by: 8))~\(number)"
      number += 1
    }
    return candidate
  }

  private static func part(_ bytes: [UInt8]) -> String {
    var escaped: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let next = String(decoding: bytes[(index + 1)...].prefix(2), as: UTF8.self)
      let isEscape = byte == UInt8(ascii: "%") && Syntax.isHexadecimal(next, digits: 2)
      if byte < 0x20 || byte == 0x7F || isEscape {
        escaped += LogicalPath.escaped(byte).utf8
      } else {
        escaped.append(byte)
      }
    }
    return shortened(String(decoding: escaped, as: UTF8.self), by: bytes)
  }

  /// A name that file systems take: one of more than 255 bytes is cut at a character, and `~` and 16
  /// digits of its SHA-512 are added.
  package static func fitting(_ name: String) -> String { shortened(name, by: Array(name.utf8)) }

  /// The name, cut where it is too long and then ending with the digest of `bytes`.
  private static func shortened(_ name: String, by bytes: [UInt8]) -> String {
    if name.utf8.count <= longest { return name }
    let digest = DigestAlgorithm.sha512.digest(of: bytes).prefix(16)
    return "\(cut(name, to: longest - 17))~\(digest)"
  }

  /// The path with room for `count` more bytes in its last part.
  private static func shortened(_ path: String, by count: Int) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return cut(path, to: longest - count)
    }
    let start = path.utf8.index(after: slash)
    return String(path[..<start]) + cut(String(path[start...]), to: longest - count)
  }

  /// The first scalars of a text, as many as fit into `count` bytes.
  private static func cut(_ text: String, to count: Int) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += UTF8.width(scalar)
      if used > count { break }
      result.append(scalar)
    }
    return String(result)
  }
}
