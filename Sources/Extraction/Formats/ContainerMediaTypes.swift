// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which media types are containers, and what that says of them.

extension MediaType {
  /// A zip archive that is no document of a more special kind.
  package static let zip = MediaType(rawValue: "application/zip")
  /// A tar archive.
  package static let tar = MediaType(rawValue: "application/x-tar")
  /// A web archive.
  package static let warc = MediaType(rawValue: "application/warc")

  /// Archives that hold files by their names.
  package static let archives: Set<MediaType> = [
    zip, tar, MediaType(rawValue: "application/x-7z-compressed"),
    MediaType(rawValue: "application/vnd.rar"), MediaType(rawValue: "application/x-lzh"),
    MediaType(rawValue: "application/vnd.ms-cab-compressed"),
    MediaType(rawValue: "application/x-iso9660-image"),
    MediaType(rawValue: "application/x-cpio"), MediaType(rawValue: "application/x-xar"),
  ]
  /// Compressed files: one file without a name, or a tar.
  package static let compressed: Set<MediaType> = [
    MediaType(rawValue: "application/gzip"), MediaType(rawValue: "application/x-bzip2"),
    MediaType(rawValue: "application/x-xz"), MediaType(rawValue: "application/zstd"),
    MediaType(rawValue: "application/x-lz4"), MediaType(rawValue: "application/x-lzip"),
    MediaType(rawValue: "application/x-compress"), MediaType(rawValue: "application/x-lzma"),
  ]

  /// Whether it is an archive that holds files by their names.
  package var isArchiveOfFiles: Bool { Self.archives.contains(self) }
}
