// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the media type of a container and its name say of the names inside.

internal import Extraction
internal import TextAnalysis

extension MediaType {
  /// Where the names inside come from, if they are in no charset of Unicode.
  var nameOrigin: NameOrigin {
    let unix: Set<String> = ["application/x-tar", "application/x-cpio", "application/x-xar"]
    return isArchiveOfFiles && !unix.contains(rawValue) ? .windows : .unix
  }
}

/// The name of the file behind a compression.
enum CompressedName {
  /// The compressed file's own name without its ending; else the name that the compression holds.
  static func name(of file: String, stored: [UInt8]) -> MemberName {
    let own = MemberName(file).last
    for (ending, replacement) in endings {
      guard own.lowercased().hasSuffix(ending), own.utf8.count > ending.utf8.count else { continue }
      return MemberName(String(own.dropLast(ending.count)) + replacement)
    }
    let stored = String(decoding: stored, as: UTF8.self)
    let isNamed = !stored.isEmpty && stored != "data"
    return MemberName(isNamed ? String(MemberName(stored).last) : String(own))
  }

  private static let endings = [
    (".gz", ""), (".bz2", ""), (".xz", ""), (".zst", ""), (".zstd", ""), (".lz4", ""), (".lz", ""),
    (".z", ""), (".bz", ""), (".tgz", ".tar"), (".tbz2", ".tar"), (".txz", ".tar"),
    (".tzst", ".tar"), (".svgz", ".svg"), (".lzma", ""),
  ]
}

extension [UInt8] {
  /// Two digits a byte.
  var hexadecimal: String {
    let digits = [UInt8]("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
