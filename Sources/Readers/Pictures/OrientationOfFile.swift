// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How a viewer turns a picture: the EXIF orientation of JPEG, PNG and WebP files.
//
// A camera stores its pixels as its sensor lies and says in EXIF how it was held. TIFF says the same in
// the page's own directory, which leptonica obeys.

internal import Extraction

extension PictureOrientation {
  /// Reads it out of a file; 1 where the file does not say.
  init(of file: [UInt8]) {
    let part = Self.partOfJPEG(file) ?? Self.partOfPNG(file) ?? Self.partOfWebP(file)
    let directory = part.flatMap { TIFFStructure($0) }?.directories(limit: 1).first
    self.init(value: directory?.orientation ?? 1)
  }

  private static let mark = Array("Exif\0\0".utf8)

  /// |FF D8|FF marker|length, 2|…|, up to the scan.
  private static func partOfJPEG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    guard file.starts(with: [0xFF, 0xD8]) else { return nil }
    var place = 2
    while place + 4 <= file.count, file[place] == 0xFF, file[place + 1] != 0xDA {
      if file[place + 1] == 0xFF {
        place += 1
        continue
      }
      let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
      let part = file[(place + 4)...].prefix(max(0, length - 2))
      if file[place + 1] == 0xE1, part.starts(with: mark) { return part.dropFirst(mark.count) }
      place += 2 + max(2, length)
    }
    return nil
  }

  /// |89 PNG …|length, 4|name, 4|…|check, 4|.
  private static func partOfPNG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    return chunk(named: "eXIf", of: file, from: 8) { head in
      (head[4..<8], head[..<4].reduce(0) { $0 << 8 | Int($1) }, 4)
    }
  }

  /// |RIFF|length|WEBP|name, 4|length, 4|…|, even lengths.
  private static func partOfWebP(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    guard file.starts(with: Array("RIFF".utf8)) else { return nil }
    let part = chunk(named: "EXIF", of: file, from: 12) { head in
      let length = head[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      return (head[..<4], length, length & 1)
    }
    return part.map { $0.starts(with: mark) ? $0.dropFirst(mark.count) : $0 }
  }

  /// Goes from chunk to chunk; `read` tells of eight bytes the name, the length, and what follows it.
  private static func chunk(
    named name: String, of file: [UInt8], from start: Int,
    _ read: ([UInt8]) -> (name: ArraySlice<UInt8>, length: Int, behind: Int)
  ) -> ArraySlice<UInt8>? {
    var place = start
    while place + 8 <= file.count {
      let (found, length, behind) = read(Array(file[place..<place + 8]))
      if found.elementsEqual(name.utf8) { return file[(place + 8)...].prefix(length) }
      place += 8 + length + behind
    }
    return nil
  }
}
