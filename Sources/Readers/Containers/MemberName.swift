// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names as containers hold them → names that are text and lead nowhere.

internal import Extraction
internal import TextAnalysis

/// The name of a file in a container, made safe.
struct MemberName: Sendable, Hashable {
  /// Folders and name with `/` between: never empty, absolute or leading upwards, without control
  /// characters.
  var path: String
  /// What was amiss with the name as it stood, half a sentence; nil where nothing was.
  var fault: String?

  /// Longest name, in bytes of UTF-8.
  private static let longest = 1024

  /// Takes a name as it stands in a container.
  init(_ name: String) {
    var parts: [String] = []
    var faults: [String] = []
    let isAbsolute = name.hasPrefix("/") || name.hasPrefix("\\")
    if isAbsolute { faults.append("begins at the root") }
    for (place, part) in name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).enumerated() {
      if part == "." { continue }
      if part == ".." {
        faults.append("leads out of the container")
      } else if place == 0, Self.isDrive(part) {
        faults.append("begins at a drive")
      } else {
        parts.append(Self.printable(part, &faults))
      }
    }
    path = parts.joined(separator: "/")
    if path.isEmpty {
      path = "unnamed"
      faults.append("is empty")
    }
    if path.utf8.count > Self.longest {
      path = Self.shortened(path)
      faults.append("is longer than \(Self.longest) bytes")
    }
    fault = faults.first
  }

  /// The last part of the path.
  var last: Substring { path.split(separator: "/").last ?? path[...] }

  /// `C:`, with or without what follows.
  private static func isDrive(_ part: Substring) -> Bool {
    let bytes = Array(part.utf8)
    return bytes.count == 2 && bytes[1] == UInt8(ascii: ":")
      && (0x41...0x5A).contains(bytes[0] & 0xDF)
  }

  private static func printable(_ part: Substring, _ faults: inout [String]) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in part.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      if isControl { faults.append("has control characters") }
      scalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }

  /// The start and the ending of a name.
  private static func shortened(_ path: String) -> String {
    var start = String.UnicodeScalarView()
    var count = 0
    for scalar in path.unicodeScalars where count < longest - 32 {
      start.append(scalar)
      count += UTF8.width(scalar)
    }
    let ending = path.utf8.suffix(12).drop { $0 != UInt8(ascii: ".") }
    return String(start) + "…" + String(decoding: ending, as: UTF8.self)
  }
}

/// The names of one container: those that are not UTF-8 are in one charset, detected over all.
struct MemberNames: Sendable {
  /// The charset; nil where all names are UTF-8, or in no known charset.
  private let charset: NameCharset?
  private let hasLegacy: Bool

  /// Detects the charset of the names that are not UTF-8, or are so by chance alone.
  init(_ names: [[UInt8]], from origin: NameOrigin) {
    let legacy = names.filter { !NameCharset.isUTF8($0) }
    hasLegacy = legacy.contains { String(validating: $0, as: UTF8.self) == nil }
    let isUnicode = names.contains { $0.contains { $0 >= 0x80 } && NameCharset.isUTF8($0) }
    let found = NameCharset(of: legacy, from: origin)
    let isSure = hasLegacy || (!isUnicode && (found?.confidence ?? 0) > 0.6)
    charset = isSure ? found : nil
  }

  /// The name of bytes.
  func name(_ bytes: [UInt8]) -> MemberName {
    guard let charset, !NameCharset.isUTF8(bytes) else {
      return MemberName(String(decoding: bytes, as: UTF8.self))
    }
    return MemberName(charset.decode(bytes))
  }

  /// The remark for the container's report; nil where there is nothing to say.
  var note: String? {
    guard let charset else {
      return hasLegacy ? "names inside are in no known charset; their bytes are kept" : nil
    }
    let doubt = charset.confidence < 0.7 ? ", which is more guessed than known" : ""
    return "names inside were read as \(charset.name)\(doubt)"
  }
}

/// Files that systems leave behind in archives, and that nobody wrote.
enum MemberLitter {
  /// What to call it behind a number.
  static let words = "files that macOS or Windows left there"

  /// Whether a file is litter by its name.
  static func matches(_ name: MemberName) -> Bool {
    let last = String(name.last)
    return name.path.hasPrefix("__MACOSX/") || names.contains(last.lowercased())
      || last == "Icon\u{FFFD}"
  }

  /// Whether a file is what macOS puts beside another: forks and attributes.
  static func matches(_ name: MemberName, startingWith bytes: [UInt8]) -> Bool {
    name.last.hasPrefix("._") && bytes.starts(with: [0x00, 0x05, 0x16, 0x07])
  }

  private static let names: Set<String> = [
    ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized",
  ]
}
