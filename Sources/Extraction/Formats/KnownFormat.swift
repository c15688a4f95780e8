// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Formats that are told by their first bytes and that no reader is built in for, so that the list of
// gaps can say what each file is and what would help.

/// A file format with a signature.
struct KnownFormat {
  /// Its media type.
  var mediaType: MediaType
  /// What to call it in a sentence.
  var name: String
  /// Whether it is a picture of text rather than a format of text.
  var isPicture: Bool
  /// The bytes it has, and where.
  private var signature: [UInt8]
  private var offset: Int

  private init(
    _ type: String, _ name: String, _ signature: [UInt8], at offset: Int = 0, picture: Bool = false
  ) {
    mediaType = MediaType(rawValue: type)
    self.name = name
    isPicture = picture
    self.signature = signature
    self.offset = offset
  }

  private init(
    _ type: String, _ name: String, ascii: String, at offset: Int = 0, picture: Bool = false
  ) {
    self.init(type, name, Array(ascii.utf8), at: offset, picture: picture)
  }

  /// Why files of this format give no text.
  var failure: ExtractionFailure {
    isPicture
      ? ExtractionFailure(
        .needsRecognition, "the file is \(name): its text can only be had by text recognition")
      : ExtractionFailure(
        .formatNotSupported,
        "the file is \(name), which is not read yet; add its text or a PDF of it beside it")
  }

  /// The format of a file that begins with `head`; nil where none is known.
  static func matching(_ head: [UInt8]) -> KnownFormat? {
    all.first { $0.matches(head) }
  }

  /// The format with a media type; nil where it is none of these.
  static func named(_ mediaType: MediaType) -> KnownFormat? {
    all.first { $0.mediaType == mediaType }
  }

  private func matches(_ head: [UInt8]) -> Bool {
    head.count >= offset + signature.count && head[offset...].starts(with: signature)
  }

  /// The first that matches counts.
  private static let all: [KnownFormat] = pictures + containers + media

  private static let pictures: [KnownFormat] = [
    KnownFormat("image/png", "a picture (PNG)", [0x89, 0x50, 0x4E, 0x47, 0x0D], picture: true),
    KnownFormat("image/jpeg", "a picture (JPEG)", [0xFF, 0xD8, 0xFF], picture: true),
    KnownFormat("image/gif", "a picture (GIF)", ascii: "GIF8", picture: true),
    KnownFormat("image/tiff", "a picture (TIFF)", [0x49, 0x49, 0x2A, 0x00], picture: true),
    KnownFormat("image/tiff", "a picture (TIFF)", [0x4D, 0x4D, 0x00, 0x2A], picture: true),
    KnownFormat("image/tiff", "a picture (BigTIFF)", [0x49, 0x49, 0x2B, 0x00], picture: true),
    KnownFormat("image/tiff", "a picture (BigTIFF)", [0x4D, 0x4D, 0x00, 0x2B], picture: true),
    KnownFormat("image/webp", "a picture (WebP)", ascii: "WEBP", at: 8, picture: true),
    KnownFormat("image/heic", "a picture (HEIC)", ascii: "ftyphei", at: 4, picture: true),
    KnownFormat("image/heif", "a picture (HEIF)", ascii: "ftypmif1", at: 4, picture: true),
    KnownFormat("image/heif", "a picture (HEIF)", ascii: "ftypmsf1", at: 4, picture: true),
    KnownFormat("image/heic", "a picture (HEIC)", ascii: "ftyphev", at: 4, picture: true),
    KnownFormat("image/avif", "a picture (AVIF)", ascii: "ftypavif", at: 4, picture: true),
    KnownFormat("image/jxl", "a picture (JPEG XL)", [0, 0, 0, 0x0C, 0x4A, 0x58], picture: true),
    KnownFormat("image/jp2", "a picture (JPEG 2000)", [0, 0, 0, 0x0C, 0x6A, 0x50], picture: true),
    KnownFormat("image/vnd.djvu", "a scan (DjVu)", ascii: "AT&TFORM", picture: true),
    // `BM` alone begins many words: the length of the header behind it does not.
    KnownFormat("image/bmp", "a picture (BMP)", [0x28, 0, 0, 0], at: 14, picture: true),
  ]

  private static let containers: [KnownFormat] = [
    KnownFormat("application/zip", "a zip archive", [0x50, 0x4B, 0x03, 0x04]),
    KnownFormat("application/zip", "an empty zip archive", [0x50, 0x4B, 0x05, 0x06]),
    KnownFormat(
      "application/x-ole-storage", "an old office file or mail (DOC, XLS, PPT, MSG)",
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    KnownFormat("application/rtf", "an RTF document", ascii: "{\\rtf"),
    KnownFormat("application/gzip", "a gzip file", [0x1F, 0x8B, 0x08]),
    // `BZh` alone could begin a text; the mark of the first block, or of the end, does not.
    KnownFormat(
      "application/x-bzip2", "a bzip2 file", [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4),
    KnownFormat(
      "application/x-bzip2", "an empty bzip2 file", [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], at: 4),
    KnownFormat("application/x-xz", "an xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    KnownFormat("application/zstd", "a zstd file", [0x28, 0xB5, 0x2F, 0xFD]),
    KnownFormat(
      "application/x-7z-compressed", "a 7z archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    KnownFormat("application/vnd.rar", "a rar archive", ascii: "Rar!\u{1A}\u{07}"),
    KnownFormat("application/x-tar", "a tar archive", ascii: "ustar", at: 257),
    KnownFormat("application/warc", "a web archive (WARC)", ascii: "WARC/1."),
    KnownFormat("application/warc", "a web archive (WARC)", ascii: "WARC/0."),
    KnownFormat("application/x-lz4", "an lz4 file", [0x04, 0x22, 0x4D, 0x18]),
    KnownFormat("application/x-lzip", "an lzip file", ascii: "LZIP\u{01}"),
    KnownFormat("application/x-compress", "a compressed file (.Z)", [0x1F, 0x9D]),
    KnownFormat("application/x-lzh", "an LHA archive", ascii: "-lh", at: 2),
    KnownFormat(
      "application/vnd.ms-cab-compressed", "a cabinet file", ascii: "MSCF\0\0\0\0"),
    // The first descriptor of a disc stands behind sixteen sectors that may hold anything.
    KnownFormat(
      "application/x-iso9660-image", "an image of a disc (ISO 9660)", ascii: "CD001", at: 32_769),
    KnownFormat("application/x-cpio", "a cpio archive", ascii: "070701"),
    KnownFormat("application/x-cpio", "a cpio archive", ascii: "070702"),
    KnownFormat("application/x-cpio", "a cpio archive", ascii: "070707"),
    KnownFormat("application/x-xar", "a xar archive", ascii: "xar!"),
    // The usual properties, and a dictionary of a whole number of 64 KB.
    KnownFormat("application/x-lzma", "an lzma file", [0x5D, 0x00, 0x00]),
    KnownFormat("application/zip", "a part of a zip archive", ascii: "PK\u{07}\u{08}PK"),
    KnownFormat("application/postscript", "a PostScript file", ascii: "%!PS"),
    KnownFormat("application/vnd.sqlite3", "an SQLite database", ascii: "SQLite format 3\0"),
  ]

  private static let media: [KnownFormat] = [
    KnownFormat("audio/mpeg", "a sound recording (MP3)", ascii: "ID3"),
    KnownFormat("audio/flac", "a sound recording (FLAC)", ascii: "fLaC"),
    KnownFormat("audio/ogg", "a recording (Ogg)", ascii: "OggS"),
    KnownFormat("audio/wav", "a sound recording (WAV)", ascii: "WAVE", at: 8),
    KnownFormat("video/x-msvideo", "a film (AVI)", ascii: "AVI ", at: 8),
    KnownFormat("video/mp4", "a recording (MP4)", ascii: "ftyp", at: 4),
    KnownFormat("video/x-matroska", "a film (Matroska)", [0x1A, 0x45, 0xDF, 0xA3]),
    KnownFormat("application/x-elf", "a program (ELF)", [0x7F, 0x45, 0x4C, 0x46]),
    KnownFormat(
      "application/vnd.microsoft.portable-executable", "a program (Windows)",
      [0x4D, 0x5A, 0x90, 0x00]),
    KnownFormat("font/woff2", "a font (WOFF)", ascii: "wOF2"),
  ]
}
