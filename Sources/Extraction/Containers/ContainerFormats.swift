// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which media types are containers, and what that says of them.

internal import TextAnalysis

extension MediaType {
  /// A zip archive that is no document of a more special kind.
  static let zip = MediaType(rawValue: "application/zip")
  /// A tar archive.
  static let tar = MediaType(rawValue: "application/x-tar")
  /// A web archive.
  static let warc = MediaType(rawValue: "application/warc")

  /// Archives that hold files by their names.
  static let archives: Set<MediaType> = [
    zip, tar, MediaType(rawValue: "application/x-7z-compressed"),
    MediaType(rawValue: "application/vnd.rar"), MediaType(rawValue: "application/x-lzh"),
    MediaType(rawValue: "application/vnd.ms-cab-compressed"),
  ]
  /// Compressed files: one file without a name, or a tar.
  static let compressed: Set<MediaType> = [
    MediaType(rawValue: "application/gzip"), MediaType(rawValue: "application/x-bzip2"),
    MediaType(rawValue: "application/x-xz"), MediaType(rawValue: "application/zstd"),
    MediaType(rawValue: "application/x-lz4"), MediaType(rawValue: "application/x-lzip"),
    MediaType(rawValue: "application/x-compress"),
  ]

  /// Whether it is an archive that holds files by their names.
  var isArchiveOfFiles: Bool { Self.archives.contains(self) }

  /// Where the names inside come from, if they are in no charset of Unicode.
  var nameOrigin: NameOrigin { isArchiveOfFiles && self != .tar ? .windows : .unix }
}

/// The tar of before POSIX, which has no signature.
enum OldTar {
  /// Whether a file begins with a header whose sum is right.
  static func matches(_ head: [UInt8]) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    let digits = head[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return false }
    let written = digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    let sum = head[..<148].reduce(0) { $0 + Int($1) } + 8 * 0x20
    return written == head[156..<512].reduce(sum) { $0 + Int($1) }
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
